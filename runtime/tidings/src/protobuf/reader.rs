//! Reading the wire format, with bounds on what bytes can claim.

use std::collections::BTreeMap;

use super::{Encoding, Message, Refusal, Wire};
use crate::varint;

/// Messages nested deeper than this are refused, as all implementations do.
const DEEPEST: usize = 100;

/// Reads the fields of a message.
#[derive(Clone, Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
    depth: usize,
}

/// What stands before a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The number of the field.
    pub number: u32,
    /// How many bytes it takes.
    pub wire: Wire,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            rest: bytes,
            depth: 0,
        }
    }

    /// Reads every field of a message into `message`.
    pub(super) fn message<T: Message>(&mut self, message: &mut T) -> Result<(), Refusal> {
        while !self.rest.is_empty() {
            let tag = self.tag()?;
            message.merge(tag, self)?;
        }
        Ok(())
    }

    /// Reads every field of the group of the field `number` into `message`, to where the group ends.
    pub(super) fn group<T: Message>(
        &mut self,
        number: u32,
        message: &mut T,
    ) -> Result<(), Refusal> {
        let mut group = Reader {
            rest: self.rest,
            depth: self.deeper()?,
        };
        loop {
            let tag = group.tag()?;
            match tag.wire {
                Wire::EndGroup if tag.number == number => break,
                Wire::EndGroup => return Err(unexpected(tag)),
                _ => message.merge(tag, &mut group)?,
            }
        }
        self.rest = group.rest;
        Ok(())
    }

    /// A reader of the next part, whose length stands before it.
    pub(super) fn part(&mut self) -> Result<Reader<'b>, Refusal> {
        let depth = self.deeper()?;
        Ok(Reader {
            rest: self.sized()?,
            depth,
        })
    }

    /// How deep a message in this one is nested.
    fn deeper(&self) -> Result<usize, Refusal> {
        match self.depth {
            DEEPEST => Err(Refusal::new(format!(
                "is nested deeper than {DEEPEST} levels"
            ))),
            depth => Ok(depth + 1),
        }
    }

    /// A field that is there once; the last one counts, and parts of a message are put together.
    ///
    /// # Errors
    ///
    /// The bytes are no value of it.
    pub fn singular<E: Encoding>(&mut self, tag: Tag, place: &mut E::Value) -> Result<(), Refusal> {
        expect::<E>(tag)?;
        E::merge(place, self)
    }

    /// A field that may be absent.
    ///
    /// # Errors
    ///
    /// The bytes are no value of it.
    pub fn optional<E: Encoding>(
        &mut self,
        tag: Tag,
        place: &mut Option<E::Value>,
    ) -> Result<(), Refusal> {
        self.singular::<E>(tag, place.get_or_insert_default())
    }

    /// A field that is there any number of times, each time with one value or with several.
    ///
    /// # Errors
    ///
    /// The bytes are no values of it.
    pub fn repeated<E: Encoding>(
        &mut self,
        tag: Tag,
        values: &mut Vec<E::Value>,
    ) -> Result<(), Refusal> {
        if tag.wire == Wire::Sized && E::WIRE.is_packed() {
            let mut packed = Reader {
                rest: self.sized()?,
                depth: self.depth,
            };
            while !packed.rest.is_empty() {
                values.push(E::read(&mut packed)?);
            }
            return Ok(());
        }
        expect::<E>(tag)?;
        values.push(E::read(self)?);
        Ok(())
    }

    /// An entry of a map; of several with one key the last one counts.
    ///
    /// # Errors
    ///
    /// The bytes are no entry.
    pub fn entry<K: Encoding, V: Encoding>(
        &mut self,
        tag: Tag,
        map: &mut BTreeMap<K::Value, V::Value>,
    ) -> Result<(), Refusal>
    where
        K::Value: Ord,
    {
        if tag.wire != Wire::Sized {
            return Err(unexpected(tag));
        }
        let mut entry = self.part()?;
        let (mut key, mut value) = (K::Value::default(), V::Value::default());
        while !entry.rest.is_empty() {
            let tag = entry.tag()?;
            match tag.number {
                1 => entry.singular::<K>(tag, &mut key)?,
                2 => entry.singular::<V>(tag, &mut value)?,
                _ => entry.skip(tag)?,
            }
        }
        map.insert(key, value);
        Ok(())
    }

    /// A field that the message does not know.
    ///
    /// # Errors
    ///
    /// The bytes end too early.
    pub fn skip(&mut self, tag: Tag) -> Result<(), Refusal> {
        // Groups are counted, and not entered: they may lie in each other without end.
        let mut open: Vec<u32> = Vec::new();
        let mut tag = tag;
        loop {
            match tag.wire {
                Wire::Varint => drop(self.varint()?),
                Wire::Fixed64 => drop(self.raw(8)?),
                Wire::Fixed32 => drop(self.raw(4)?),
                Wire::Sized => drop(self.sized()?),
                Wire::StartGroup => open.push(tag.number),
                Wire::EndGroup if open.pop() == Some(tag.number) => {}
                Wire::EndGroup => return Err(unexpected(tag)),
            }
            if open.is_empty() {
                return Ok(());
            }
            tag = self.tag()?;
        }
    }

    /// A number of as many bytes as it needs.
    ///
    /// # Errors
    ///
    /// The bytes end too early, or the number has more than 64 bits.
    pub fn varint(&mut self) -> Result<u64, Refusal> {
        varint::read(|| Ok(self.raw(1)?[0]))?
            .ok_or_else(|| Refusal::new("is not Protobuf: a number has more than 64 bits"))
    }

    /// Bytes after their number.
    ///
    /// # Errors
    ///
    /// There are fewer.
    pub fn sized(&mut self) -> Result<&'b [u8], Refusal> {
        let length = self.varint()?;
        // A length that this machine cannot count is not there either.
        self.raw(usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// The next `length` bytes.
    ///
    /// # Errors
    ///
    /// There are fewer.
    pub fn raw(&mut self, length: usize) -> Result<&'b [u8], Refusal> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or_else(|| Refusal::new("is not Protobuf: the bytes end too early"))?;
        self.rest = rest;
        Ok(bytes)
    }

    fn tag(&mut self) -> Result<Tag, Refusal> {
        let tag = self.varint()?;
        let number = u32::try_from(tag >> 3).ok().filter(|number| *number > 0);
        match (number, Wire::of(tag & 7)) {
            (Some(number), Some(wire)) => Ok(Tag { number, wire }),
            _ => Err(Refusal::new("is not Protobuf: there is no such field")),
        }
    }
}

fn expect<E: Encoding>(tag: Tag) -> Result<(), Refusal> {
    if tag.wire == E::WIRE {
        Ok(())
    } else {
        Err(unexpected(tag))
    }
}

fn unexpected(tag: Tag) -> Refusal {
    let number = tag.number;
    Refusal::new(format!(
        "the field {number} is of another kind than the schema says"
    ))
}
