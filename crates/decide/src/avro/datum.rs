//! Data: values of types of Avro, and their JSON form.

use tidings_schema::Literal;
use tidings_schema::avro::{AvroGraph, AvroId, AvroKind};

/// A value of a type of Avro, shaped as the type is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Datum {
    Null,
    Boolean(bool),
    Int(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    Bytes(Vec<u8>),
    String(String),
    Array(Vec<Datum>),
    Map(Vec<(String, Datum)>),
    /// The place of the branch, and a value of it.
    Union(usize, Box<Datum>),
    Fixed(Vec<u8>),
    /// The place of the symbol.
    Enum(usize),
    /// The values of the fields, in their order.
    Record(Vec<Datum>),
}

/// The JSON form of a value of the schema `id` (Avro 1.12, "JSON Encoding"): what is in a union carries the name of its
/// branch.
pub(super) fn json(graph: &AvroGraph, id: AvroId, datum: &Datum) -> Literal {
    match (&graph.get(id).kind, datum) {
        (AvroKind::Array(items), Datum::Array(values)) => {
            let values = values.iter().map(|value| json(graph, *items, value));
            Literal::Array(values.collect())
        }
        (AvroKind::Map(values), Datum::Map(entries)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.clone(), json(graph, *values, value)));
            Literal::Object(entries.collect())
        }
        (AvroKind::Union(branches), Datum::Union(at, value)) => match branches.get(*at) {
            Some(branch) => in_branch(graph, *branch, json(graph, *branch, value)),
            None => Literal::Null,
        },
        (AvroKind::Enum(enumeration), Datum::Enum(at)) => {
            let symbol = enumeration.symbols.get(*at).cloned();
            Literal::String(symbol.unwrap_or_default())
        }
        (AvroKind::Record(record), Datum::Record(values)) => {
            let fields = record.fields.iter().zip(values);
            let fields =
                fields.map(|(field, value)| (field.name.clone(), json(graph, field.schema, value)));
            Literal::Object(fields.collect())
        }
        (_, scalar) => scalar.scalar_json(),
    }
}

/// `value` as it stands in a union: under the name of its branch, `null` by itself.
pub(super) fn in_branch(graph: &AvroGraph, branch: AvroId, value: Literal) -> Literal {
    let kind = &graph.get(branch).kind;
    match kind {
        AvroKind::Null | AvroKind::Unknown => value,
        kind => Literal::Object(vec![(label(kind), value)]),
    }
}

/// What a type is called: its full name, or the word for it.
pub(super) fn label(kind: &AvroKind) -> String {
    kind.name()
        .map_or_else(|| kind.type_name().to_owned(), ToString::to_string)
}

impl Datum {
    /// The JSON form of what has no parts.
    fn scalar_json(&self) -> Literal {
        match self {
            Self::Boolean(value) => Literal::Bool(*value),
            Self::Int(number) => Literal::Number(number.to_string()),
            Self::Long(number) => Literal::Number(number.to_string()),
            Self::Float(number) => floating(f64::from(*number), number.to_string()),
            Self::Double(number) => floating(*number, number.to_string()),
            Self::Bytes(bytes) | Self::Fixed(bytes) => Literal::String(characters(bytes)),
            Self::String(text) => Literal::String(text.clone()),
            _ => Literal::Null,
        }
    }

    /// The bytes of a value that has some.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) | Self::Fixed(bytes) => Some(bytes),
            Self::String(text) => Some(text.as_bytes()),
            _ => None,
        }
    }
}

/// A number of JSON, or its name where JSON has none for it.
pub(super) fn floating(number: f64, text: String) -> Literal {
    if number.is_finite() {
        Literal::Number(text)
    } else {
        Literal::String(text)
    }
}

/// Each byte as the character of its number.
pub(super) fn characters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
