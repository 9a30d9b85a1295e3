//! Bytes as a message (Protocol Buffers, "Encoding").
//!
//! Like the readers that the documentation describes, this one keeps out what it does not know: fields of another number
//! or another layout, and numbers without a name in a closed enumeration.

use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufMessageId, ProtobufType,
};

use super::datum::{Content, Message, Path, Step, Trouble, TroubleKind, Value};
use super::defaults::empty;
use super::index::Index;
use super::input::{Input, LEVELS, Raw};
use super::wire::{EIGHT_BYTES, END_OF_GROUP, FOUR_BYTES, LENGTH, VARINT, layout};

/// The message of the type `id` that `bytes` are, and what is wrong with it.
pub(super) fn decode(
    index: &Index<'_>,
    id: ProtobufMessageId,
    bytes: &[u8],
) -> (Message, Vec<Trouble>) {
    let mut decoder = Decoder {
        index,
        path: Vec::new(),
        troubles: Vec::new(),
    };
    let mut input = Input { bytes };
    let message = decoder.message(id, &mut input, None);
    (message, decoder.troubles)
}

struct Decoder<'d, 'g> {
    index: &'d Index<'g>,
    path: Path,
    troubles: Vec<Trouble>,
}

impl Decoder<'_, '_> {
    /// Reads fields until the input ends, or the group with the number `group`.
    fn message(
        &mut self,
        id: ProtobufMessageId,
        input: &mut Input<'_>,
        group: Option<u64>,
    ) -> Message {
        let mut message = Message::default();
        if self.fields(id, input, group, &mut message).is_none() {
            self.trouble(TroubleKind::Refused);
        }
        for place in self.index.required(id) {
            if message.get(*place).is_none()
                && let Some(field) = self.index.field(id, *place)
            {
                self.path.push(Step::Number(field.number));
                self.trouble(TroubleKind::Missing);
                self.path.pop();
            }
        }
        message
    }

    fn fields(
        &mut self,
        id: ProtobufMessageId,
        input: &mut Input<'_>,
        group: Option<u64>,
        message: &mut Message,
    ) -> Option<()> {
        if self.path.len() > LEVELS {
            return None;
        }
        while !input.bytes.is_empty() {
            let tag = input.varint()?;
            let (number, found) = (tag >> 3, tag & 7);
            if found == END_OF_GROUP {
                return (group == Some(number)).then_some(());
            }
            let raw = input.raw(found)?;
            let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
            let field = self.index.numbered(id, number);
            let field = field.and_then(|place| Some((place, self.index.field(id, place)?)));
            match field {
                Some((place, field)) if fits(field, found) => {
                    self.path.push(Step::Number(number));
                    self.field(id, place, field, raw, input, message);
                    self.path.pop();
                }
                _ => {
                    if let Raw::Group = raw {
                        input.skip_group(u64::from(number), 0)?;
                    }
                }
            }
        }
        group.is_none().then_some(())
    }

    fn field(
        &mut self,
        id: ProtobufMessageId,
        place: usize,
        field: &ProtobufField,
        raw: Raw<'_>,
        input: &mut Input<'_>,
        message: &mut Message,
    ) {
        if let ProtobufType::Map { key, value } = &field.kind {
            if let Raw::Bytes(bytes) = raw
                && let Some(entry) = self.entry(key, value, bytes)
            {
                let mut entries = match message.take(place) {
                    Some(Content::Entries(entries)) => entries,
                    _ => Vec::new(),
                };
                // The last entry of a key counts.
                entries.retain(|(key, _)| *key != entry.0);
                entries.push(entry);
                message.set(place, Content::Entries(entries));
            }
            return;
        }
        let is_repeated = field.cardinality == ProtobufCardinality::Repeated;
        let values = match raw {
            Raw::Bytes(bytes) if is_repeated && layout(&field.kind, false) != LENGTH => {
                self.block(&field.kind, bytes)
            }
            raw => self
                .value(&field.kind, raw, input, field.number)
                .into_iter()
                .collect(),
        };
        if is_repeated {
            let mut all = match message.take(place) {
                Some(Content::Many(values)) => values,
                _ => Vec::new(),
            };
            all.extend(values);
            message.set(place, Content::Many(all));
        } else if let Some(value) = values.into_iter().next_back() {
            if field.oneof.is_some() {
                let others = &self.index.graph.message(id).fields;
                message.fields.retain(|(other, _)| {
                    let other = others.get(*other);
                    other.is_none_or(|other| {
                        other.number == field.number || other.oneof != field.oneof
                    })
                });
            }
            let value = match (message.take(place), value) {
                (Some(Content::One(Value::Message(first))), Value::Message(second)) => {
                    Value::Message(merged(first, second))
                }
                (_, value) => value,
            };
            message.set(place, Content::One(value));
        }
    }

    /// The numbers of a packed field.
    fn block(&mut self, kind: &ProtobufType, bytes: &[u8]) -> Vec<Value> {
        let mut input = Input { bytes };
        let mut values = Vec::new();
        while !input.bytes.is_empty() {
            match input.raw(layout(kind, false)) {
                Some(raw) => values.extend(self.value(kind, raw, &mut Input { bytes: &[] }, 0)),
                None => {
                    self.trouble(TroubleKind::Refused);
                    break;
                }
            }
        }
        values
    }

    fn entry(
        &mut self,
        key: &'static str,
        value: &ProtobufType,
        bytes: &[u8],
    ) -> Option<(Value, Value)> {
        let of_key = ProtobufType::Scalar(key);
        let mut entry = (empty(&of_key), self.least_value(value));
        let mut input = Input { bytes };
        while !input.bytes.is_empty() {
            let read = input
                .varint()
                .and_then(|tag| Some((tag, input.raw(tag & 7)?)));
            let Some((tag, raw)) = read else {
                self.trouble(TroubleKind::Refused);
                return None;
            };
            let (number, kind) = match tag >> 3 {
                1 => (1, &of_key),
                2 => (2, value),
                _ => continue,
            };
            if tag & 7 != layout(kind, false) {
                continue;
            }
            self.path.push(Step::Number(number));
            let part = self.value(kind, raw, &mut input, number);
            self.path.pop();
            // An entry with a number that a closed enumeration does not name is unknown as a whole.
            let part = part?;
            if number == 1 {
                entry.0 = part;
            } else {
                entry.1 = part;
            }
        }
        Some(entry)
    }

    fn least_value(&self, kind: &ProtobufType) -> Value {
        match kind {
            ProtobufType::Enum(id) => {
                let values = &self.index.graph.enumeration(*id).values;
                Value::Enum(values.first().map_or(0, |value| value.number))
            }
            kind => empty(kind),
        }
    }

    fn value(
        &mut self,
        kind: &ProtobufType,
        raw: Raw<'_>,
        input: &mut Input<'_>,
        number: u32,
    ) -> Option<Value> {
        Some(match (kind, raw) {
            (ProtobufType::Message(id), Raw::Bytes(bytes)) => {
                Value::Message(self.message(*id, &mut Input { bytes }, None))
            }
            (ProtobufType::Message(id), Raw::Group) => {
                Value::Message(self.message(*id, input, Some(u64::from(number))))
            }
            (ProtobufType::Enum(id), Raw::Number(bits)) => {
                let number = bits as i32;
                let enumeration = self.index.graph.enumeration(*id);
                let mut values = enumeration.values.iter();
                let is_known = values.any(|value| value.number == number);
                (is_known || !enumeration.is_closed).then_some(Value::Enum(number))?
            }
            (ProtobufType::Scalar("string"), Raw::Bytes(bytes)) => {
                match std::str::from_utf8(bytes) {
                    Ok(text) => Value::Text(text.to_owned()),
                    Err(_) => {
                        self.trouble(TroubleKind::Refused);
                        return None;
                    }
                }
            }
            (ProtobufType::Scalar("bytes"), Raw::Bytes(bytes)) => Value::Bytes(bytes.to_vec()),
            (ProtobufType::Scalar(name), raw) => scalar(name, raw)?,
            _ => return None,
        })
    }

    fn trouble(&mut self, kind: TroubleKind) {
        self.troubles.push(Trouble {
            path: self.path.clone(),
            kind,
        });
    }
}

/// Whether a field takes values of a layout; numbers may always come as a block where there may be several.
fn fits(field: &ProtobufField, found: u64) -> bool {
    let own = layout(&field.kind, field.is_group);
    let is_numbers = [VARINT, FOUR_BYTES, EIGHT_BYTES].contains(&own);
    let is_repeated = field.cardinality == ProtobufCardinality::Repeated;
    found == own || found == LENGTH && is_repeated && is_numbers
}

fn scalar(name: &str, raw: Raw<'_>) -> Option<Value> {
    Some(match (name, raw) {
        ("bool", Raw::Number(bits)) => Value::Bool(bits != 0),
        ("int32", Raw::Number(bits)) => Value::Integer((bits as i32).into()),
        ("int64", Raw::Number(bits)) => Value::Integer((bits as i64).into()),
        ("uint32", Raw::Number(bits)) => Value::Integer((bits as u32).into()),
        ("uint64", Raw::Number(bits)) => Value::Integer(bits.into()),
        ("sint32", Raw::Number(bits)) => {
            let bits = bits as u32;
            Value::Integer(((bits >> 1) as i32 ^ -((bits & 1) as i32)).into())
        }
        ("sint64", Raw::Number(bits)) => {
            Value::Integer(((bits >> 1) as i64 ^ -((bits & 1) as i64)).into())
        }
        ("fixed32", Raw::Four(bytes)) => Value::Integer(u32::from_le_bytes(bytes).into()),
        ("sfixed32", Raw::Four(bytes)) => Value::Integer(i32::from_le_bytes(bytes).into()),
        ("float", Raw::Four(bytes)) => Value::Float(f32::from_le_bytes(bytes)),
        ("fixed64", Raw::Eight(bytes)) => Value::Integer(u64::from_le_bytes(bytes).into()),
        ("sfixed64", Raw::Eight(bytes)) => Value::Integer(i64::from_le_bytes(bytes).into()),
        ("double", Raw::Eight(bytes)) => Value::Double(f64::from_le_bytes(bytes)),
        _ => return None,
    })
}

/// A message that comes twice is one with the fields of both.
fn merged(mut first: Message, second: Message) -> Message {
    for (place, content) in second.fields {
        let content = match (first.take(place), content) {
            (Some(Content::Many(mut before)), Content::Many(after)) => {
                before.extend(after);
                Content::Many(before)
            }
            (_, content) => content,
        };
        first.set(place, content);
    }
    first
}
