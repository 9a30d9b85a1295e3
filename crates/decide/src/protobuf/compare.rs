//! Whether a message is read for what it was written.
//!
//! On the wire a field is its number, and in JSON its name. A name says what a value means, though: what was written as
//! `name` and is read as an `email` that the writer knows as another field is misread, while a field whose name nobody
//! else has was renamed.

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufEnum, ProtobufEnumId, ProtobufField, ProtobufMessageId,
    ProtobufType,
};

use super::ProtobufEncoding;
use super::datum::{
    Content, Message, Path, Step, Trouble, TroubleKind, Value, default_of, is_implied,
};
use super::index::{Index, message_of};
use super::wire;

/// The writer's and the reader's messages.
pub(super) struct Schemas<'g> {
    pub(super) writer: Index<'g>,
    pub(super) reader: Index<'g>,
    pub(super) encoding: ProtobufEncoding,
}

/// What becomes of a field of the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counterpart {
    /// It is read as the reader's field at this place.
    Field(usize),
    /// It is read as the reader's field at this place, although its name stands for another one.
    Moved(usize),
    /// It is not read, although the reader has the same field at this place: on the wire one of its name, in JSON one of
    /// its number.
    Lost(usize),
    /// The reader does not have it.
    Unknown,
}

impl<'g> Schemas<'g> {
    /// What becomes of `field` of the message `writer` when it is read as `reader`.
    pub(super) fn counterpart(
        &self,
        writer: ProtobufMessageId,
        field: &ProtobufField,
        reader: ProtobufMessageId,
    ) -> Counterpart {
        if self.encoding == ProtobufEncoding::Json {
            let of_name = self.reader.named(reader, &field.json_name);
            let of_number = self.reader.numbered(reader, field.number);
            return match (of_name, of_number) {
                (Some(place), _) => Counterpart::Field(place),
                (None, Some(place)) => Counterpart::Lost(place),
                (None, None) => Counterpart::Unknown,
            };
        }
        let of_name = self.same_name(&self.reader, reader, field);
        let Some(place) = self.reader.numbered(reader, field.number) else {
            return of_name.map_or(Counterpart::Unknown, Counterpart::Lost);
        };
        let Some(read) = self.reader.field(reader, place) else {
            return Counterpart::Unknown;
        };
        let is_taken = || {
            let other = self.same_name(&self.writer, writer, read);
            let other = other.and_then(|place| self.writer.field(writer, place));
            of_name.is_some() || other.is_some()
        };
        if read.name != field.name && is_taken() {
            Counterpart::Moved(place)
        } else {
            Counterpart::Field(place)
        }
    }

    /// How the encoding names a field.
    pub(super) fn step(&self, field: &ProtobufField) -> Step {
        match self.encoding {
            ProtobufEncoding::Wire => Step::Number(field.number),
            ProtobufEncoding::Json => Step::Name(field.json_name.clone()),
        }
    }

    fn same_name(
        &self,
        index: &Index<'g>,
        id: ProtobufMessageId,
        field: &ProtobufField,
    ) -> Option<usize> {
        let place = index.named(id, &field.name)?;
        let other = index.field(id, place)?;
        (other.name == field.name).then_some(place)
    }

    /// The parts of `written`, a message of the type `writer`, that are something else in `read`.
    pub(super) fn compare(
        &self,
        writer: ProtobufMessageId,
        written: &Message,
        reader: ProtobufMessageId,
        read: &Message,
    ) -> Vec<Trouble> {
        let mut comparison = Comparison {
            schemas: self,
            path: Vec::new(),
            troubles: Vec::new(),
        };
        comparison.messages(writer, written, reader, read);
        comparison.troubles
    }
}

struct Comparison<'c, 'g> {
    schemas: &'c Schemas<'g>,
    path: Path,
    troubles: Vec<Trouble>,
}

impl Comparison<'_, '_> {
    fn messages(
        &mut self,
        writer: ProtobufMessageId,
        written: &Message,
        reader: ProtobufMessageId,
        read: &Message,
    ) {
        for (place, content) in &written.fields {
            let Some(field) = self.schemas.writer.field(writer, *place) else {
                continue;
            };
            self.path.push(self.schemas.step(field));
            let is_same = match self.schemas.counterpart(writer, field, reader) {
                Counterpart::Unknown => true,
                Counterpart::Moved(_) | Counterpart::Lost(_) => says_nothing(field, content),
                Counterpart::Field(place) => match self.schemas.reader.field(reader, place) {
                    Some(other) => self.contents(field, content, other, read.get(place)),
                    None => true,
                },
            };
            if !is_same {
                self.trouble();
            }
            self.path.pop();
        }
    }

    fn contents(
        &mut self,
        from: &ProtobufField,
        written: &Content,
        to: &ProtobufField,
        read: Option<&Content>,
    ) -> bool {
        let Some(read) = read else {
            let is_single = to.cardinality != ProtobufCardinality::Repeated;
            return match written {
                Content::One(value) if is_implied(from, value) && is_single => {
                    let default = default_of(self.schemas.reader.graph, to);
                    self.values(&from.kind, value, &to.kind, &default)
                }
                written => says_nothing(from, written),
            };
        };
        match (written, read) {
            (Content::One(value), Content::One(other)) => {
                self.values(&from.kind, value, &to.kind, other)
            }
            (Content::One(value), Content::Many(others)) => match others.as_slice() {
                [other] => self.values(&from.kind, value, &to.kind, other),
                _ => false,
            },
            (Content::Many(values), Content::One(other)) => match values.as_slice() {
                [value] => self.values(&from.kind, value, &to.kind, other),
                _ => false,
            },
            (Content::Many(values), Content::Many(others)) => {
                let mut pairs = values.iter().zip(others);
                values.len() == others.len()
                    && pairs.all(|(value, other)| self.values(&from.kind, value, &to.kind, other))
            }
            (Content::Entries(entries), Content::Entries(others)) => {
                entries.len() == others.len()
                    && entries
                        .iter()
                        .zip(others)
                        .all(|(entry, other)| self.entries(&from.kind, entry, &to.kind, other))
            }
            (Content::Entries(entries), Content::Many(others)) => {
                entries.len() == others.len()
                    && entries.iter().zip(others).all(|(entry, other)| {
                        self.entry_and_message(&from.kind, entry, &to.kind, other)
                    })
            }
            (Content::Entries(entries), Content::One(other)) => match entries.as_slice() {
                [entry] => self.entry_and_message(&from.kind, entry, &to.kind, other),
                _ => false,
            },
            // A list may hold a key twice or none, which is why a map is none.
            (Content::Many(_) | Content::One(_), Content::Entries(_)) => false,
        }
    }

    fn entries(
        &mut self,
        from: &ProtobufType,
        (key, value): &(Value, Value),
        to: &ProtobufType,
        (other_key, other_value): &(Value, Value),
    ) -> bool {
        let (
            ProtobufType::Map {
                key: from_key,
                value: from,
            },
            ProtobufType::Map {
                key: to_key,
                value: to,
            },
        ) = (from, to)
        else {
            return false;
        };
        let (from_key, to_key) = (ProtobufType::Scalar(from_key), ProtobufType::Scalar(to_key));
        self.part(1, &from_key, key, &to_key, Some(other_key));
        self.part(2, from, value, to, Some(other_value));
        true
    }

    /// An entry of a map that is read as a message with a key and a value.
    fn entry_and_message(
        &mut self,
        from: &ProtobufType,
        (key, value): &(Value, Value),
        to: &ProtobufType,
        read: &Value,
    ) -> bool {
        let (
            ProtobufType::Map {
                key: from_key,
                value: from,
            },
            Some(id),
            Value::Message(read),
        ) = (from, message_of(to), read)
        else {
            return false;
        };
        let from_key = ProtobufType::Scalar(from_key);
        for (number, from, value) in [(1, &from_key, key), (2, &**from, value)] {
            let place = self.schemas.reader.numbered(id, number);
            let Some((place, field)) =
                place.and_then(|place| Some((place, self.schemas.reader.field(id, place)?)))
            else {
                continue;
            };
            let read = match read.get(place) {
                Some(Content::One(value)) => Some(value),
                _ => None,
            };
            self.part(number, from, value, &field.kind, read);
        }
        true
    }

    fn part(
        &mut self,
        number: u32,
        from: &ProtobufType,
        written: &Value,
        to: &ProtobufType,
        read: Option<&Value>,
    ) {
        self.path.push(Step::Number(number));
        if !read.is_some_and(|read| self.values(from, written, to, read)) {
            self.trouble();
        }
        self.path.pop();
    }

    fn values(
        &mut self,
        from: &ProtobufType,
        written: &Value,
        to: &ProtobufType,
        read: &Value,
    ) -> bool {
        match (written, read) {
            (Value::Enum(number), Value::Enum(other)) if self.is_wire() => {
                number == other && self.symbols(from, to, *number)
            }
            (Value::Enum(number), Value::Enum(other)) => {
                let written = enumeration(&self.schemas.writer, from);
                let read = enumeration(&self.schemas.reader, to);
                match written.and_then(|symbols| name(symbols, *number)) {
                    Some(written) => {
                        read.is_some_and(|symbols| names(symbols, *other).contains(&written))
                    }
                    None => number == other,
                }
            }
            (Value::Float(number), Value::Float(other)) => number.to_bits() == other.to_bits(),
            (Value::Double(number), Value::Double(other)) => number.to_bits() == other.to_bits(),
            (Value::Float(number), Value::Double(other)) => f64::from(*number) == *other,
            (Value::Double(number), Value::Float(other)) => *number == f64::from(*other),
            (Value::Text(text), Value::Text(other)) => text == other,
            (Value::Bytes(bytes), Value::Bytes(other)) => bytes == other,
            (Value::Text(text), Value::Bytes(bytes)) if self.is_wire() => text.as_bytes() == bytes,
            (Value::Bytes(bytes), Value::Text(text)) if self.is_wire() => text.as_bytes() == bytes,
            // Bytes may stand for a message that is read later.
            (Value::Message(message), Value::Bytes(bytes)) => match message_of(from) {
                Some(id) => wire::encode(self.schemas.writer.graph, id, message) == *bytes,
                None => false,
            },
            (Value::Message(message), Value::Message(other)) => {
                match (message_of(from), message_of(to)) {
                    (Some(writer), Some(reader)) => {
                        self.messages(writer, message, reader, other);
                        true
                    }
                    _ => false,
                }
            }
            // In JSON a symbol is its name.
            (Value::Enum(number), Value::Text(text)) => {
                let symbol = enumeration(&self.schemas.writer, from);
                symbol.is_some_and(|symbols| name(symbols, *number) == Some(text))
            }
            (written, read) => match (whole(written), whole(read)) {
                (Some(number), Some(other)) => number == other,
                _ => false,
            },
        }
    }

    /// Whether the symbols that a number stands for are one and the same: called alike, or renamed.
    fn symbols(&self, from: &ProtobufType, to: &ProtobufType, number: i32) -> bool {
        let (Some(from), Some(to)) = (
            enumeration(&self.schemas.writer, from),
            enumeration(&self.schemas.reader, to),
        ) else {
            return true;
        };
        let (written, read) = (names(from, number), names(to, number));
        let knows = |symbols: &ProtobufEnum, names: &[&str]| {
            let mut values = symbols.values.iter();
            values.any(|value| names.contains(&value.name.as_str()))
        };
        written.iter().any(|name| read.contains(name))
            || !knows(to, &written) && !knows(from, &read)
    }

    fn is_wire(&self) -> bool {
        self.schemas.encoding == ProtobufEncoding::Wire
    }

    fn trouble(&mut self) {
        self.troubles.push(Trouble {
            path: self.path.clone(),
            kind: TroubleKind::Different,
        });
    }
}

/// Whether a field is written as if it were not there, and means no more than that.
fn says_nothing(field: &ProtobufField, content: &Content) -> bool {
    match content {
        Content::One(value) => is_implied(field, value),
        Content::Many(values) => values.is_empty(),
        Content::Entries(entries) => entries.is_empty(),
    }
}

fn enumeration<'g>(index: &Index<'g>, kind: &ProtobufType) -> Option<&'g ProtobufEnum> {
    let id: ProtobufEnumId = match kind {
        ProtobufType::Enum(id) => *id,
        ProtobufType::Map { value, .. } => return enumeration(index, value),
        _ => return None,
    };
    Some(index.graph.enumeration(id))
}

/// The names that stand for a number.
fn names(symbols: &ProtobufEnum, number: i32) -> Vec<&str> {
    let values = symbols.values.iter();
    let values = values.filter(|value| value.number == number);
    values.map(|value| value.name.as_str()).collect()
}

/// The first name that stands for a number.
pub(super) fn name(symbols: &ProtobufEnum, number: i32) -> Option<&str> {
    names(symbols, number).first().copied()
}

/// A value as a whole number, which truth values, symbols and some fractions are too.
fn whole(value: &Value) -> Option<i128> {
    let of = |number: f64| (number.fract() == 0.0).then_some(number as i128);
    match value {
        Value::Integer(number) => Some(*number),
        Value::Bool(value) => Some(i128::from(*value)),
        Value::Enum(number) => Some(i128::from(*number)),
        Value::Float(number) => of(f64::from(*number)),
        Value::Double(number) => of(*number),
        _ => None,
    }
}
