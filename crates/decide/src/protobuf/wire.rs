//! Messages as bytes (Protocol Buffers, "Encoding").

use tidings_schema::protobuf::{ProtobufField, ProtobufGraph, ProtobufMessageId, ProtobufType};

use super::datum::{Content, Message, Value};
use super::defaults::is_implied;

/// How a value is laid out.
pub(super) const VARINT: u64 = 0;
pub(super) const EIGHT_BYTES: u64 = 1;
pub(super) const LENGTH: u64 = 2;
pub(super) const GROUP: u64 = 3;
pub(super) const END_OF_GROUP: u64 = 4;
pub(super) const FOUR_BYTES: u64 = 5;

/// The layout of the values of a type.
pub(super) fn layout(kind: &ProtobufType, is_group: bool) -> u64 {
    match kind {
        ProtobufType::Message(_) if is_group => GROUP,
        ProtobufType::Message(_) | ProtobufType::Map { .. } => LENGTH,
        ProtobufType::Enum(_) => VARINT,
        ProtobufType::Scalar("fixed32" | "sfixed32" | "float") => FOUR_BYTES,
        ProtobufType::Scalar("fixed64" | "sfixed64" | "double") => EIGHT_BYTES,
        ProtobufType::Scalar("string" | "bytes") => LENGTH,
        ProtobufType::Scalar(_) => VARINT,
    }
}

/// The bytes of a message of the type `id`, its fields by number.
pub(super) fn encode(graph: &ProtobufGraph, id: ProtobufMessageId, message: &Message) -> Vec<u8> {
    let declared = &graph.message(id).fields;
    let mut fields: Vec<(&ProtobufField, &Content)> = message
        .fields
        .iter()
        .filter_map(|(place, content)| Some((declared.get(*place)?, content)))
        .collect();
    fields.sort_by_key(|(field, _)| field.number);
    let mut bytes = Vec::new();
    for (field, content) in fields {
        match content {
            Content::Unset => {}
            Content::One(value) if is_implied(field, value) => {}
            Content::One(value) => tagged(graph, field, value, &mut bytes),
            Content::Many(values) if field.is_packed => {
                let mut block = Vec::new();
                for value in values {
                    payload(graph, &field.kind, value, &mut block);
                }
                if !block.is_empty() {
                    varint(u64::from(field.number) << 3 | LENGTH, &mut bytes);
                    counted(&block, &mut bytes);
                }
            }
            Content::Many(values) => {
                for value in values {
                    tagged(graph, field, value, &mut bytes);
                }
            }
            Content::Entries(entries) => {
                let ProtobufType::Map { key, value } = &field.kind else {
                    continue;
                };
                for (of_key, of_value) in entries {
                    let key = ProtobufType::Scalar(key);
                    let mut entry = Vec::new();
                    varint(1 << 3 | layout(&key, false), &mut entry);
                    payload(graph, &key, of_key, &mut entry);
                    varint(2 << 3 | layout(value, false), &mut entry);
                    payload(graph, value, of_value, &mut entry);
                    varint(u64::from(field.number) << 3 | LENGTH, &mut bytes);
                    counted(&entry, &mut bytes);
                }
            }
        }
    }
    bytes
}

fn tagged(graph: &ProtobufGraph, field: &ProtobufField, value: &Value, bytes: &mut Vec<u8>) {
    let number = u64::from(field.number) << 3;
    varint(number | layout(&field.kind, field.is_group), bytes);
    match (&field.kind, value) {
        (ProtobufType::Message(id), Value::Message(message)) if field.is_group => {
            bytes.extend(encode(graph, *id, message));
            varint(number | END_OF_GROUP, bytes);
        }
        (kind, value) => payload(graph, kind, value, bytes),
    }
}

fn payload(graph: &ProtobufGraph, kind: &ProtobufType, value: &Value, bytes: &mut Vec<u8>) {
    match (value, kind) {
        (Value::Integer(number), ProtobufType::Scalar(name)) => {
            // Numbers of 64 bits lose nothing, and negative ones of 32 bits are as long as those of 64.
            let number = *number as i64;
            match *name {
                "sint32" | "sint64" => varint(((number << 1) ^ (number >> 63)) as u64, bytes),
                "fixed32" | "sfixed32" => bytes.extend((number as u32).to_le_bytes()),
                "fixed64" | "sfixed64" => bytes.extend((number as u64).to_le_bytes()),
                _ => varint(number as u64, bytes),
            }
        }
        (Value::Enum(number), _) => varint(i64::from(*number) as u64, bytes),
        (Value::Bool(value), _) => varint(u64::from(*value), bytes),
        (Value::Float(number), _) => bytes.extend(number.to_le_bytes()),
        (Value::Double(number), _) => bytes.extend(number.to_le_bytes()),
        (Value::Text(text), _) => counted(text.as_bytes(), bytes),
        (Value::Bytes(value), _) => counted(value, bytes),
        (Value::Message(message), ProtobufType::Message(id)) => {
            counted(&encode(graph, *id, message), bytes);
        }
        (Value::Integer(_) | Value::Message(_), _) => {}
    }
}

fn counted(value: &[u8], bytes: &mut Vec<u8>) {
    varint(value.len() as u64, bytes);
    bytes.extend(value);
}

/// Seven bits a byte, the low ones first.
fn varint(number: u64, bytes: &mut Vec<u8>) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
