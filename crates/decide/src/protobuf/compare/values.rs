//! Single values.

use tidings_schema::protobuf::{ProtobufField, ProtobufType};

use super::Comparison;
use crate::protobuf::ProtobufEncoding;
use crate::protobuf::datum::Value;
use crate::protobuf::defaults::default_of;
use crate::protobuf::index::message_of;
use crate::protobuf::symbols::{enumeration, is_same_symbol, name, names};
use crate::protobuf::wire;

impl Comparison<'_, '_> {
    /// Whether `written` is read for what it is.
    pub(super) fn values(
        &mut self,
        from: &ProtobufType,
        written: &Value,
        to: &ProtobufType,
        read: &Value,
    ) -> bool {
        match (written, read) {
            (Value::Enum(number), Value::Enum(other)) if self.is_wire() => {
                number == other && self.is_same_symbol((from, *number), (to, *other))
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

    /// Whether the reader takes a field that is not there for `meant`, as the writer does.
    pub(super) fn is_default(
        &mut self,
        from: &ProtobufField,
        meant: &Value,
        to: &ProtobufField,
    ) -> bool {
        let taken = default_of(self.schemas.reader.graph, to);
        match (meant, &taken) {
            // Neither the number nor a name is written, so either of them may say what is meant.
            (Value::Enum(number), Value::Enum(other)) => {
                self.is_same_symbol((&from.kind, *number), (&to.kind, *other))
            }
            (_, Value::Message(_)) => true,
            (meant, taken) => self.values(&from.kind, meant, &to.kind, taken),
        }
    }

    fn is_same_symbol(
        &self,
        (from, number): (&ProtobufType, i32),
        (to, other): (&ProtobufType, i32),
    ) -> bool {
        let from = enumeration(&self.schemas.writer, from);
        let to = enumeration(&self.schemas.reader, to);
        match from.zip(to) {
            Some((from, to)) => is_same_symbol((from, number), (to, other)),
            None => number == other,
        }
    }

    fn is_wire(&self) -> bool {
        self.schemas.encoding == ProtobufEncoding::Wire
    }
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
