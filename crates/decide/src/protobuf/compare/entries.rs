//! The entries of maps, which may be read as messages with a key and a value.

use tidings_schema::protobuf::ProtobufType;

use super::Comparison;
use crate::protobuf::datum::{Content, Value};
use crate::protobuf::index::message_of;

impl Comparison<'_, '_> {
    pub(super) fn entries(
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
    pub(super) fn entry_and_message(
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
}
