//! Messages of `prost-reflect`: made up, and compared field by field.

use std::collections::HashMap;

use prost_reflect::{
    Cardinality, DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, ReflectMessage,
    Value,
};
use tidings_decide::Encoding;

use crate::random::Random;

/// A message of `descriptor`; `None` where none is found that ends.
pub(crate) fn made_up(descriptor: &MessageDescriptor, seed: u64) -> Option<DynamicMessage> {
    message(descriptor, &mut Random::new(seed), 0)
}

fn message(
    descriptor: &MessageDescriptor,
    random: &mut Random,
    level: usize,
) -> Option<DynamicMessage> {
    if level > 8 {
        return None;
    }
    let mut message = DynamicMessage::new(descriptor.clone());
    for field in descriptor.fields() {
        let is_required = field.cardinality() == Cardinality::Required;
        if !is_required && random.once_in(3) {
            continue;
        }
        match content(&field, random, level) {
            Some(content) => message.set_field(&field, content),
            None if is_required => return None,
            None => {}
        }
    }
    Some(message)
}

fn content(field: &FieldDescriptor, random: &mut Random, level: usize) -> Option<Value> {
    match field.kind() {
        Kind::Message(entry) if field.is_map() => {
            let mut map = HashMap::new();
            for _ in 0..random.below(3) {
                let key = value(&entry.map_entry_key_field().kind(), random, level)?;
                let value = value(&entry.map_entry_value_field().kind(), random, level)?;
                map.insert(key.into_map_key()?, value);
            }
            Some(Value::Map(map))
        }
        kind if field.is_list() => {
            let values = (0..random.below(3)).map(|_| value(&kind, random, level));
            Some(Value::List(values.collect::<Option<Vec<Value>>>()?))
        }
        kind => value(&kind, random, level),
    }
}

fn value(kind: &Kind, random: &mut Random, level: usize) -> Option<Value> {
    // Small numbers and the ends of ranges are where readers differ.
    let bits = match random.below(4) {
        0 => random.next() >> 62,
        1 => u64::MAX >> random.below(64),
        2 => 1 << random.below(64),
        _ => random.next(),
    };
    Some(match kind {
        Kind::Bool => Value::Bool(bits & 1 == 1),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(bits as i32),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(bits as i64),
        Kind::Uint32 | Kind::Fixed32 => Value::U32(bits as u32),
        Kind::Uint64 | Kind::Fixed64 => Value::U64(bits),
        Kind::Float => Value::F32((bits as i32) as f32 / 8.0),
        Kind::Double => Value::F64((bits as i32) as f64 / 10.0),
        Kind::String => Value::String("é".repeat(random.below(3))),
        Kind::Bytes => Value::Bytes(vec![bits as u8; random.below(3)].into()),
        Kind::Enum(enumeration) => {
            let numbers: Vec<i32> = enumeration.values().map(|value| value.number()).collect();
            Value::EnumNumber(*random.pick(&numbers))
        }
        Kind::Message(descriptor) => Value::Message(message(descriptor, random, level + 1)?),
    })
}

/// Whether every required field is there, at every depth.
pub(crate) fn is_complete(message: &DynamicMessage) -> bool {
    let descriptor = message.descriptor();
    let mut required = descriptor
        .fields()
        .filter(|field| field.cardinality() == Cardinality::Required);
    required.all(|field| message.has_field(&field))
        && message.fields().all(|(_, value)| is_complete_value(value))
}

fn is_complete_value(value: &Value) -> bool {
    match value {
        Value::Message(message) => is_complete(message),
        Value::List(values) => values.iter().all(is_complete_value),
        Value::Map(entries) => entries.values().all(is_complete_value),
        _ => true,
    }
}

/// Whether somebody who asks `read` for its fields is given what is in `shown`, which may spell out defaults.
pub(crate) fn is_seen_as(read: &DynamicMessage, shown: &DynamicMessage) -> bool {
    let mut fields = read.fields();
    let has_no_more = fields.all(|(field, _)| shown.has_field(&field));
    let mut fields = shown.fields();
    has_no_more && fields.all(|(field, value)| is_value_seen_as(&read.get_field(&field), value))
}

fn is_value_seen_as(read: &Value, shown: &Value) -> bool {
    match (read, shown) {
        (Value::Message(read), Value::Message(shown)) => is_seen_as(read, shown),
        (Value::List(read), Value::List(shown)) => {
            let mut pairs = read.iter().zip(shown);
            read.len() == shown.len() && pairs.all(|(read, shown)| is_value_seen_as(read, shown))
        }
        (Value::Map(read), Value::Map(shown)) => {
            let mut entries = read.iter();
            read.len() == shown.len()
                && entries.all(|(key, read)| {
                    let shown = shown.get(key);
                    shown.is_some_and(|shown| is_value_seen_as(read, shown))
                })
        }
        (read, shown) => read == shown,
    }
}

/// Each field that is in `written`, and that the reader has, is in `read` with the same value.
pub(crate) fn assert_same(written: &DynamicMessage, read: &DynamicMessage, encoding: Encoding) {
    for (field, value) in written.fields() {
        let descriptor = read.descriptor();
        let other = match encoding {
            Encoding::ProtobufJson => descriptor
                .get_field_by_json_name(field.json_name())
                .or_else(|| descriptor.get_field_by_name(field.json_name())),
            _ => descriptor.get_field(field.number()),
        };
        if let Some(other) = other {
            let other = read.get_field(&other);
            assert!(
                same(value, &other, encoding),
                "{field:?}: {value:?} is read as {other:?}"
            );
        }
    }
}

fn same(written: &Value, read: &Value, encoding: Encoding) -> bool {
    match (written, read) {
        (Value::Message(message), Value::Message(other)) => {
            assert_same(message, other, encoding);
            true
        }
        // A message may be kept as its bytes, and a map as a list of its entries.
        (Value::Message(_), Value::Bytes(_)) => true,
        (Value::Map(entries), Value::List(others)) => entries.len() == others.len(),
        (Value::List(values), Value::List(others)) => {
            values.len() == others.len()
                && values
                    .iter()
                    .zip(others)
                    .all(|(value, other)| same(value, other, encoding))
        }
        (value, Value::List(others)) => {
            matches!(&**others, [other] if same(value, other, encoding))
        }
        (Value::Map(entries), Value::Map(others)) => {
            entries.len() == others.len()
                && entries.iter().all(|(key, value)| {
                    let mut others = others.iter();
                    others.any(|(other_key, other)| {
                        key_text(key) == key_text(other_key) && same(value, other, encoding)
                    })
                })
        }
        // In JSON they are read by their names.
        (Value::EnumNumber(_), Value::EnumNumber(_) | Value::String(_))
            if encoding == Encoding::ProtobufJson =>
        {
            true
        }
        (Value::String(text), Value::Bytes(bytes)) => text.as_bytes() == bytes,
        (Value::F32(number), Value::F64(other)) => *number == *other as f32,
        (written, read) if written == read => true,
        (written, read) => {
            let (written, read) = (whole(written), whole(read));
            written.is_some() && written == read
        }
    }
}

fn key_text(key: &MapKey) -> String {
    match key {
        MapKey::Bool(value) => u8::from(*value).to_string(),
        MapKey::I32(number) => number.to_string(),
        MapKey::I64(number) => number.to_string(),
        MapKey::U32(number) => number.to_string(),
        MapKey::U64(number) => number.to_string(),
        MapKey::String(text) => text.clone(),
    }
}

fn whole(value: &Value) -> Option<i128> {
    Some(match value {
        Value::Bool(value) => i128::from(*value),
        Value::I32(number) => i128::from(*number),
        Value::I64(number) => i128::from(*number),
        Value::U32(number) => i128::from(*number),
        Value::U64(number) => i128::from(*number),
        Value::EnumNumber(number) => i128::from(*number),
        // In JSON a whole number may be read as a fraction that is exact.
        Value::F64(number) if number.fract() == 0.0 => *number as i128,
        Value::F32(number) if number.fract() == 0.0 => *number as i128,
        _ => return None,
    })
}
