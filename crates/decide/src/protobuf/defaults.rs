//! What a field that is not in a message is taken for (Protocol Buffers, "Default Field Values").

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufType,
};

use super::datum::{Content, Message, Step, Value};
use super::index::{Index, message_of};

/// Whether a singular field that holds `value` is left out when it is written: it has its default, and nobody could tell.
pub(super) fn is_implied(field: &ProtobufField, value: &Value) -> bool {
    !field.has_presence
        && field.cardinality == ProtobufCardinality::Optional
        && match value {
            Value::Integer(number) => *number == 0,
            Value::Enum(number) => *number == 0,
            Value::Float(number) => number.to_bits() == 0,
            Value::Double(number) => number.to_bits() == 0,
            Value::Bool(value) => !value,
            Value::Text(text) => text.is_empty(),
            Value::Bytes(bytes) => bytes.is_empty(),
            Value::Message(_) => false,
        }
}

/// What a singular field that is not there is taken for.
pub(super) fn default_of(graph: &ProtobufGraph, field: &ProtobufField) -> Value {
    let stated = field.default.as_deref();
    match &field.kind {
        ProtobufType::Enum(id) => {
            let values = &graph.enumeration(*id).values;
            let named = stated.and_then(|name| values.iter().find(|value| value.name == name));
            Value::Enum(named.or(values.first()).map_or(0, |value| value.number))
        }
        kind => {
            let empty = empty(kind);
            stated
                .and_then(|text| parsed(&empty, text))
                .unwrap_or(empty)
        }
    }
}

/// The value that every type but an enumeration has as its default.
pub(super) fn empty(kind: &ProtobufType) -> Value {
    match kind {
        ProtobufType::Message(_) | ProtobufType::Map { .. } => Value::Message(Message::default()),
        ProtobufType::Enum(_) => Value::Enum(0),
        ProtobufType::Scalar("bool") => Value::Bool(false),
        ProtobufType::Scalar("string") => Value::Text(String::new()),
        ProtobufType::Scalar("bytes") => Value::Bytes(Vec::new()),
        ProtobufType::Scalar("float") => Value::Float(0.0),
        ProtobufType::Scalar("double") => Value::Double(0.0),
        ProtobufType::Scalar(_) => Value::Integer(0),
    }
}

/// A default as a descriptor states it, of the kind of `like`.
fn parsed(like: &Value, text: &str) -> Option<Value> {
    Some(match like {
        Value::Integer(_) => Value::Integer(text.parse().ok()?),
        Value::Float(_) => Value::Float(text.parse().ok()?),
        Value::Double(_) => Value::Double(text.parse().ok()?),
        Value::Bool(_) => Value::Bool(text.parse().ok()?),
        Value::Text(_) => Value::Text(text.to_owned()),
        Value::Bytes(_) => Value::Bytes(text.as_bytes().to_vec()),
        Value::Enum(_) | Value::Message(_) => return None,
    })
}

/// Whether a field can be left out and has a default then, which a message inside another one has not.
pub(super) fn has_default(field: &ProtobufField) -> bool {
    field.has_presence
        && field.cardinality == ProtobufCardinality::Optional
        && !matches!(field.kind, ProtobufType::Message(_))
}

/// Puts its default into the field at `path` of `message`, a message of the type `id`.
pub(super) fn fill(index: &Index<'_>, id: ProtobufMessageId, message: &mut Message, path: &[Step]) {
    let Some((step, path)) = path.split_first() else {
        return;
    };
    let place = match step {
        Step::Number(number) => index.numbered(id, *number),
        Step::Name(name) => index.named(id, name),
    };
    let Some((place, field)) = place.and_then(|place| Some((place, index.field(id, place)?)))
    else {
        return;
    };
    if path.is_empty() {
        message.set(place, Content::One(default_of(index.graph, field)));
        return;
    }
    let (Some(inner), Some(content)) = (message_of(&field.kind), message.get_mut(place)) else {
        return;
    };
    match content {
        Content::One(Value::Message(message)) => fill(index, inner, message, path),
        Content::Many(values) => {
            for value in values {
                if let Value::Message(message) = value {
                    fill(index, inner, message, path);
                }
            }
        }
        Content::Entries(entries) => {
            // The first step leads from the entry to its value.
            let path = path.get(1..).unwrap_or_default();
            for (_, value) in entries {
                if let Value::Message(message) = value {
                    fill(index, inner, message, path);
                }
            }
        }
        Content::One(_) | Content::Unset => {}
    }
}
