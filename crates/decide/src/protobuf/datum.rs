//! Messages as data.

use tidings_schema::protobuf::{ProtobufCardinality, ProtobufField, ProtobufGraph, ProtobufType};

/// The fields of a message that are there, each by its place among those that are declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Message {
    pub(super) fields: Vec<(usize, Content)>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    One(Value),
    Many(Vec<Value>),
    /// The entries of a map.
    Entries(Vec<(Value, Value)>),
}

/// A value of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Integer(i128),
    Float(f32),
    Double(f64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
    Enum(i32),
    Message(Message),
}

/// A place in a message: the fields on the way, 1 and 2 for the keys and values of maps.
pub(super) type Path = Vec<Step>;

/// A field as the encoding names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Number(u32),
    Name(String),
}

impl Message {
    /// What the field at `place` holds.
    pub(super) fn get(&self, place: usize) -> Option<&Content> {
        let (_, content) = self.fields.iter().find(|(other, _)| *other == place)?;
        Some(content)
    }

    /// Takes out what the field at `place` holds.
    pub(super) fn take(&mut self, place: usize) -> Option<Content> {
        let at = self.fields.iter().position(|(other, _)| *other == place)?;
        Some(self.fields.remove(at).1)
    }

    /// Puts `content` into the field at `place`, instead of what was there.
    pub(super) fn set(&mut self, place: usize, content: Content) {
        match self.fields.iter_mut().find(|(other, _)| *other == place) {
            Some((_, old)) => *old = content,
            None => self.fields.push((place, content)),
        }
    }
}

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

/// What a reader takes for a singular field that is not there (Protocol Buffers, "Default Field Values").
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

/// What is wrong with what was read, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trouble {
    pub(super) path: Path,
    pub(super) kind: TroubleKind,
}

/// What can be wrong with what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TroubleKind {
    /// Reading ends with an error.
    Refused,
    /// A field that must be there is not.
    Missing,
    /// Something else is read.
    Different,
}
