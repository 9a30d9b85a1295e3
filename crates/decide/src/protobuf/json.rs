//! Messages in their JSON form (Protocol Buffers, "ProtoJSON Format").

use tidings_schema::Literal;
use tidings_schema::protobuf::{ProtobufGraph, ProtobufMessageId, ProtobufType};

use super::base64;
use super::datum::{Content, Message, Value};
use super::defaults::is_implied;
use super::symbols::name;

/// Which fields are in a JSON form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Those that are written.
    Written,
    /// Those that were set, one with its default included, so that a person sees it.
    Shown,
}

/// The JSON form of a message of the type `id`.
pub(super) fn json(
    graph: &ProtobufGraph,
    id: ProtobufMessageId,
    message: &Message,
    form: Form,
) -> Literal {
    let declared = graph.message(id);
    if let Some(special) = special(&declared.full_name)
        && message.fields.is_empty()
    {
        return special;
    }
    let mut entries = Vec::new();
    for (place, content) in &message.fields {
        let Some(field) = declared.fields.get(*place) else {
            continue;
        };
        let value = match content {
            Content::Unset => continue,
            Content::One(value) if form == Form::Written && is_implied(field, value) => continue,
            Content::One(value) => of_value(graph, &field.kind, value, form),
            Content::Many(values) => {
                let values = values.iter();
                Literal::Array(
                    values
                        .map(|value| of_value(graph, &field.kind, value, form))
                        .collect(),
                )
            }
            Content::Entries(entries) => {
                let ProtobufType::Map { value: kind, .. } = &field.kind else {
                    continue;
                };
                let entries = entries.iter();
                let entries =
                    entries.map(|(key, value)| (of_key(key), of_value(graph, kind, value, form)));
                Literal::Object(entries.collect())
            }
        };
        entries.push((field.json_name.clone(), value));
    }
    Literal::Object(entries)
}

/// The JSON form of a value of the type `kind`.
pub(super) fn of_value(
    graph: &ProtobufGraph,
    kind: &ProtobufType,
    value: &Value,
    form: Form,
) -> Literal {
    match (value, kind) {
        (Value::Integer(number), ProtobufType::Scalar(name)) if name.ends_with("64") => {
            Literal::String(number.to_string())
        }
        (Value::Integer(number), _) => Literal::Number(number.to_string()),
        (Value::Float(number), _) if number.is_finite() => Literal::Number(number.to_string()),
        (Value::Double(number), _) if number.is_finite() => Literal::Number(number.to_string()),
        (Value::Float(number), _) => Literal::String(unusual(f64::from(*number))),
        (Value::Double(number), _) => Literal::String(unusual(*number)),
        (Value::Bool(value), _) => Literal::Bool(*value),
        (Value::Text(text), _) => Literal::String(text.clone()),
        (Value::Bytes(bytes), _) => Literal::String(base64::encode(bytes)),
        (Value::Enum(number), ProtobufType::Enum(id)) => {
            match name(graph.enumeration(*id), *number) {
                Some(name) => Literal::String(name.to_owned()),
                None => Literal::Number(number.to_string()),
            }
        }
        (Value::Enum(number), _) => Literal::Number(number.to_string()),
        (Value::Message(message), ProtobufType::Message(id)) => json(graph, *id, message, form),
        (Value::Message(_), _) => Literal::Null,
    }
}

/// What JSON has no number for.
fn unusual(number: f64) -> String {
    let name = match number {
        number if number.is_nan() => "NaN",
        number if number > 0.0 => "Infinity",
        _ => "-Infinity",
    };
    name.to_owned()
}

fn of_key(key: &Value) -> String {
    match key {
        Value::Integer(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// Whether a message of the standard library has a JSON form of its own.
pub(super) fn is_special(full_name: &str) -> bool {
    special(full_name).is_some()
}

/// The form of the empty message.
fn special(full_name: &str) -> Option<Literal> {
    let string = |text: &str| Literal::String(text.to_owned());
    let zero = || Literal::Number("0".to_owned());
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Timestamp" => string("1970-01-01T00:00:00Z"),
        "Duration" => string("0s"),
        "FieldMask" | "StringValue" | "BytesValue" => string(""),
        "Int64Value" | "UInt64Value" => string("0"),
        "BoolValue" => Literal::Bool(false),
        "DoubleValue" | "FloatValue" | "Int32Value" | "UInt32Value" => zero(),
        "Struct" | "Any" => Literal::Object(Vec::new()),
        "ListValue" => Literal::Array(Vec::new()),
        "Value" => Literal::Null,
        _ => return None,
    })
}
