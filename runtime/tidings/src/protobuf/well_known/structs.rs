//! `google.protobuf.Struct`, `Value` and `ListValue`: any JSON.

use serde_json::{Map, Number, Value as Json};

use super::{Message, payload};
use crate::protobuf::{Bool, Double, Nested, Reader, Refusal, Tag, Text, Uint32, Writer};

/// `google.protobuf.Value`: any JSON value; its numbers are doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Value(pub Json);

/// `google.protobuf.Struct`: any JSON object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Struct(pub Map<String, Json>);

/// `google.protobuf.ListValue`: any JSON array.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListValue(pub Vec<Json>);

impl Message for Value {
    const HAS_NULL: bool = true;

    fn write(&self, writer: &mut Writer) {
        write_value(&self.0, writer);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        self.0 = match tag.number {
            1 => {
                let mut number = 0;
                reader.singular::<Uint32>(tag, &mut number)?;
                Json::Null
            }
            2 => {
                let mut number = 0.0;
                reader.singular::<Double>(tag, &mut number)?;
                let number = Number::from_f64(number).map(Json::Number);
                number.ok_or_else(|| Refusal::new("is a number that JSON does not have"))?
            }
            3 => {
                let mut text = String::new();
                reader.singular::<Text>(tag, &mut text)?;
                Json::String(text)
            }
            4 => {
                let mut truth = false;
                reader.singular::<Bool>(tag, &mut truth)?;
                Json::Bool(truth)
            }
            5 => {
                let mut object = Struct::default();
                reader.singular::<Nested<Struct>>(tag, &mut object)?;
                Json::Object(object.0)
            }
            6 => {
                let mut list = ListValue::default();
                reader.singular::<Nested<ListValue>>(tag, &mut list)?;
                Json::Array(list.0)
            }
            _ => return reader.skip(tag),
        };
        Ok(())
    }

    fn to_json(&self) -> Json {
        self.0.clone()
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        Ok(Self(json.clone()))
    }
}

impl Message for Struct {
    fn write(&self, writer: &mut Writer) {
        write_object(&self.0, writer);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        if tag.number != 1 {
            return reader.skip(tag);
        }
        let mut entry = std::collections::BTreeMap::new();
        reader.entry::<Text, Nested<Value>>(tag, &mut entry)?;
        self.0
            .extend(entry.into_iter().map(|(key, Value(json))| (key, json)));
        Ok(())
    }

    fn to_json(&self) -> Json {
        Json::Object(self.0.clone())
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let object = json.as_object().cloned().map(Self);
        object.ok_or_else(|| Refusal::new("expected an object"))
    }
}

impl Message for ListValue {
    fn write(&self, writer: &mut Writer) {
        write_list(&self.0, writer);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        if tag.number != 1 {
            return reader.skip(tag);
        }
        let mut items = Vec::new();
        reader.repeated::<Nested<Value>>(tag, &mut items)?;
        self.0.extend(items.into_iter().map(|Value(json)| json));
        Ok(())
    }

    fn to_json(&self) -> Json {
        Json::Array(self.0.clone())
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let list = json.as_array().cloned().map(Self);
        list.ok_or_else(|| Refusal::new("expected an array"))
    }
}

payload!(<> Value);
payload!(<> Struct);
payload!(<> ListValue);

fn write_value(json: &Json, writer: &mut Writer) {
    match json {
        Json::Null => writer.always::<Uint32>(1, &0),
        Json::Number(number) => writer.always::<Double>(2, &number.as_f64().unwrap_or_default()),
        Json::String(text) => writer.always::<Text>(3, text),
        Json::Bool(truth) => writer.always::<Bool>(4, truth),
        Json::Object(object) => writer.message(5, |part| write_object(object, part)),
        Json::Array(items) => writer.message(6, |part| write_list(items, part)),
    }
}

fn write_object(object: &Map<String, Json>, writer: &mut Writer) {
    for (key, value) in object {
        writer.message(1, |entry| {
            entry.singular::<Text>(1, key);
            entry.message(2, |part| write_value(value, part));
        });
    }
}

fn write_list(items: &[Json], writer: &mut Writer) {
    for item in items {
        writer.message(1, |part| write_value(item, part));
    }
}
