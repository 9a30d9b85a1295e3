//! Reading (Avro 1.12, "Binary Encoding"), with bounds on what bytes can claim.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::payload::Reading;
use crate::refusal::Refusal;
use crate::varint;

/// Records nested deeper than this are refused, as other notations refuse nesting.
const DEEPEST: usize = 128;

/// How many items may take no byte at all: an array of `null` can claim any number of them.
const MOST_EMPTY: usize = 65_536;

/// Reads one datum.
#[derive(Clone, Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
    depth: usize,
    empty: usize,
}

impl<'b> Reader<'b> {
    /// Reads from `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self {
            rest: bytes,
            depth: 0,
            empty: 0,
        }
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
            .ok_or_else(|| Refusal::new("is not Avro: the bytes end too early"))?;
        self.rest = rest;
        Ok(bytes)
    }

    /// An `int` or a `long`.
    ///
    /// # Errors
    ///
    /// The bytes end too early, or the number has more than 64 bits.
    pub fn long(&mut self) -> Result<i64, Refusal> {
        let value = varint::read(|| Ok(self.raw(1)?[0]))?;
        value
            .map(varint::unzigzag)
            .ok_or_else(|| Refusal::new("is not Avro: a number has more than 64 bits"))
    }

    /// `bytes`, or the UTF-8 of a `string`.
    ///
    /// # Errors
    ///
    /// The bytes end too early.
    pub fn sized(&mut self) -> Result<&'b [u8], Refusal> {
        let length = self.long()?;
        let length = usize::try_from(length)
            .map_err(|_| Refusal::new("is not Avro: a length is negative"))?;
        self.raw(length)
    }

    /// A `string`.
    ///
    /// # Errors
    ///
    /// The bytes end too early, or are no UTF-8.
    pub fn text(&mut self) -> Result<&'b str, Refusal> {
        let bytes = self.sized()?;
        std::str::from_utf8(bytes).map_err(|_| Refusal::new("is a string that is not UTF-8"))
    }

    /// The number of a branch of a union, or of a symbol of an enumeration, of which there are `count`.
    ///
    /// # Errors
    ///
    /// There are fewer.
    pub fn choice(&mut self, count: usize) -> Result<usize, Refusal> {
        let number = self.long()?;
        usize::try_from(number)
            .ok()
            .filter(|number| *number < count)
            .ok_or_else(|| {
                Refusal::new(format!(
                    "the number {number} is chosen, and there are {count}"
                ))
            })
    }

    /// The part `key` of the value.
    ///
    /// # Errors
    ///
    /// What `read` says, at its place.
    pub fn at<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        read(self).map_err(|refusal| refusal.below(key))
    }

    /// The part `key` of the value, of which nothing is shown.
    ///
    /// # Errors
    ///
    /// What `read` says, at its place.
    pub fn secret<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let _reading = Reading::begin();
        self.at(key, read)
    }

    /// A record: the one type that can contain itself.
    ///
    /// # Errors
    ///
    /// What `read` says, or that records are nested too deeply.
    pub fn record<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        if self.depth == DEEPEST {
            return Err(Refusal::new(format!(
                "is nested deeper than {DEEPEST} levels"
            )));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// The items of an array.
    ///
    /// # Errors
    ///
    /// What `read` says of an item, or that there are more than there can be.
    pub fn items<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        let mut items = Vec::new();
        self.blocks(|reader| {
            let item = read(reader).map_err(|refusal| refusal.below(&items.len().to_string()))?;
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    /// The entries of a map.
    ///
    /// # Errors
    ///
    /// What `read` says of a value, or that a key stands twice.
    pub fn entries<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, Refusal>,
    ) -> Result<BTreeMap<String, T>, Refusal> {
        let mut map = BTreeMap::new();
        self.blocks(|reader| {
            let key = reader.text()?;
            let value = reader.at(key, &read)?;
            match map.entry(key.to_owned()) {
                Entry::Vacant(place) => {
                    place.insert(value);
                    Ok(())
                }
                Entry::Occupied(_) => Err(Refusal::new(format!("the key {key:?} stands twice"))),
            }
        })?;
        Ok(map)
    }

    /// A value of a union of `null`, which is the branch `null`, and one other type.
    ///
    /// # Errors
    ///
    /// What `read` says, or that there is no such branch.
    pub fn option<T>(
        &mut self,
        null: usize,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        match self.choice(2)? {
            branch if branch == null => Ok(None),
            _ => read(self).map(Some),
        }
    }

    /// A value of a union of `null`, which is the branch `null`, and several other types, all of which `read` reads.
    ///
    /// # Errors
    ///
    /// What `read` says.
    pub fn union_or_null<T>(
        &mut self,
        null: i64,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        let mut ahead = self.clone();
        if ahead.long()? == null {
            *self = ahead;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Reads the blocks of an array or a map, item by item.
    pub(super) fn blocks(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        loop {
            let count = match self.long()? {
                0 => return Ok(()),
                // A negative count is followed by the size of the block, for those who want to skip it.
                negative if negative < 0 => {
                    self.long()?;
                    negative.unsigned_abs()
                }
                count => count.unsigned_abs(),
            };
            for _ in 0..count {
                let before = self.rest.len();
                read(self)?;
                if self.rest.len() == before {
                    self.empty += 1;
                    if self.empty > MOST_EMPTY {
                        let message = format!("has more than {MOST_EMPTY} items without content");
                        return Err(Refusal::new(message));
                    }
                }
            }
        }
    }

    /// The end of the datum, which is that of the body.
    ///
    /// # Errors
    ///
    /// Bytes follow.
    pub fn end(&self) -> Result<(), Refusal> {
        match self.rest.len() {
            0 => Ok(()),
            more => Err(Refusal::new(format!(
                "is not Avro: {more} bytes follow the value"
            ))),
        }
    }
}
