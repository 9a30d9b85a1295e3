//! `google.protobuf.Any` and `google.protobuf.FieldMask`.

use bytes::Bytes;
use serde_json::Value as Json;

use super::{Message, payload};
use crate::protobuf::{
    ByteString, Encoding, Object, Reader, Refusal, Tag, Text, Writer, field, read_object,
};

/// `google.protobuf.Any`: a message whose type is known at run time only, as bytes.
///
/// In JSON the bytes are base64 beside the type, because the type's own form is not known here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Any {
    /// What names the type: `type.googleapis.com/shop.Order`.
    pub type_url: String,
    /// The message on the wire.
    pub value: Bytes,
}

impl Message for Any {
    fn write(&self, writer: &mut Writer) {
        writer.singular::<Text>(1, &self.type_url);
        writer.singular::<ByteString>(2, &self.value);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        match tag.number {
            1 => reader.singular::<Text>(tag, &mut self.type_url),
            2 => reader.singular::<ByteString>(tag, &mut self.value),
            _ => reader.skip(tag),
        }
    }

    fn to_json(&self) -> Json {
        let mut object = Object::default();
        object.singular::<Text>("@type", &self.type_url);
        object.singular::<ByteString>("value", &self.value);
        object.finish()
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let mut any = Self::default();
        read_object(json, |name, value| {
            match name {
                "@type" => any.type_url = field::<Text>(value)?.unwrap_or_default(),
                "value" => any.value = field::<ByteString>(value)?.unwrap_or_default(),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(any)
    }
}

payload!(<> Any);

/// `google.protobuf.FieldMask`: names of fields.
///
/// In JSON they are one text, in the form of JSON's names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldMask {
    /// The fields, each as the names that lead there.
    pub paths: Vec<String>,
}

impl Message for FieldMask {
    fn write(&self, writer: &mut Writer) {
        writer.repeated::<Text>(1, &self.paths);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        match tag.number {
            1 => reader.repeated::<Text>(tag, &mut self.paths),
            _ => reader.skip(tag),
        }
    }

    fn to_json(&self) -> Json {
        let paths: Vec<String> = self.paths.iter().map(|path| camel(path)).collect();
        Json::from(paths.join(","))
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        let text = Text::from_json(json)?;
        let paths = text.split(',').filter(|path| !path.is_empty());
        Ok(Self {
            paths: paths.map(snake).collect(),
        })
    }
}

payload!(<> FieldMask);

fn camel(path: &str) -> String {
    let mut name = String::new();
    let mut raise = false;
    for character in path.chars() {
        match character {
            '_' => raise = true,
            character if raise => {
                name.push(character.to_ascii_uppercase());
                raise = false;
            }
            character => name.push(character),
        }
    }
    name
}

fn snake(path: &str) -> String {
    let mut name = String::new();
    for character in path.chars() {
        if character.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}
