//! Payloads and headers: a schema, or an object that says in which language the schema is written.

mod readers;

use tidings_schema::avro::AvroVersion;
use tidings_schema::{Literal, SchemaFormat};
use tidings_source::Sources;
use tidings_syntax::Value;

use crate::contract::Payload;
pub(crate) use readers::Readers;

/// The Multi Format Schema Object that `value` is or refers to; `None` if it is a plain schema.
pub(crate) fn multi_format<'s>(sources: &'s Sources, value: Value<'s>) -> Option<Value<'s>> {
    let target = follow(sources, value)?;
    let is_wrapper = target.get("schemaFormat").is_some() || target.get("schema").is_some();
    is_wrapper.then_some(target)
}

/// Reads the payload or headers at `value`; `None` if it lacks what it promises.
pub(crate) fn read<'s>(
    sources: &'s Sources,
    schemas: &mut Readers<'s>,
    value: Value<'s>,
) -> Option<Payload> {
    let Some(wrapper) = multi_format(sources, value) else {
        return Some(Payload::Schema(schemas.json.read(value)));
    };
    let schema = wrapper.get("schema")?;
    let format = wrapper.get("schemaFormat");
    Some(in_format(sources, schemas, schema, format))
}

/// Reads the schema at `schema`, which is written in the language that `format` names.
///
/// Without a format it is a Schema Object (AsyncAPI 3.0, "Multi Format Schema Object"; AsyncAPI 2.6, "Message Object").
pub(crate) fn in_format<'s>(
    sources: &'s Sources,
    schemas: &mut Readers<'s>,
    schema: Value<'s>,
    format: Option<Value<'s>>,
) -> Payload {
    let Some((stated, format)) = format.and_then(|stated| Some((stated, stated.as_str()?))) else {
        return Payload::Schema(schemas.json.read(schema));
    };
    match SchemaFormat::of(format) {
        SchemaFormat::JsonSchema(dialect) => {
            let id = schemas.json.read_as(schema, dialect);
            schemas.json.state_format(id, stated);
            Payload::Schema(id)
        }
        SchemaFormat::Avro(version) => avro(schemas, format, schema, version),
        SchemaFormat::Protobuf => {
            protobuf(schemas, format, schema).unwrap_or_else(|| opaque(sources, format, schema))
        }
        SchemaFormat::Opaque | SchemaFormat::Unknown => opaque(sources, format, schema),
    }
}

/// Reads the schema at `schema`, which is written in Avro.
pub(crate) fn avro<'s>(
    schemas: &mut Readers<'s>,
    format: &str,
    schema: Value<'s>,
    version: AvroVersion,
) -> Payload {
    let id = schemas.avro.read(schema, version);
    Payload::Avro {
        format: format.to_owned(),
        location: schema.location(),
        schema: id,
        json: schemas.avro.json_shape(id, &mut schemas.json),
    }
}

/// Whether schemas in `language` are read.
pub(crate) fn is_read(language: SchemaFormat) -> bool {
    match language {
        SchemaFormat::JsonSchema(_) | SchemaFormat::Avro(_) => true,
        SchemaFormat::Protobuf => cfg!(feature = "protobuf"),
        SchemaFormat::Opaque | SchemaFormat::Unknown => false,
    }
}

/// The message of Protocol Buffers that `schema` is; `None` where it cannot be read.
#[cfg(feature = "protobuf")]
fn protobuf<'s>(schemas: &mut Readers<'s>, format: &str, schema: Value<'s>) -> Option<Payload> {
    let message = schemas.protobuf.read(schema)?;
    Some(Payload::Protobuf {
        format: format.to_owned(),
        location: schema.location(),
        message,
        json: schemas.protobuf.json_shape(message, &mut schemas.json),
    })
}

/// Nothing compiles Protocol Buffers here.
#[cfg(not(feature = "protobuf"))]
fn protobuf<'s>(_: &mut Readers<'s>, _: &str, _: Value<'s>) -> Option<Payload> {
    None
}

/// `schemaFormat` of the message `message` of AsyncAPI 2: that of the last trait that has one, else its own, because
/// there traits are merged over the message (AsyncAPI 2.6, "Message Object").
pub(crate) fn format_beside<'s>(sources: &'s Sources, message: Value<'s>) -> Option<Value<'s>> {
    let traits: Vec<Value<'s>> = message
        .get("traits")
        .into_iter()
        .flat_map(Value::items)
        .filter_map(|item| follow(sources, item))
        .collect();
    let mut layers = traits.into_iter().rev().chain([message]);
    layers.find_map(|layer| layer.get("schemaFormat"))
}

/// A schema in a language without a reader, which may be a whole file that is neither YAML nor JSON.
fn opaque<'s>(sources: &'s Sources, format: &str, schema: Value<'s>) -> Payload {
    let target = follow(sources, schema).unwrap_or(schema);
    let reference = target.get("$ref").and_then(Value::as_str);
    let part = reference.and_then(|text| sources.named_part(target.span().file, text).ok());
    let file = part.map(|part| part.source);
    Payload::Opaque {
        format: format.to_owned(),
        location: target.location(),
        schema: match file {
            Some(file) => Literal::String(file.tree.text().to_string()),
            None => target.into(),
        },
    }
}

/// The value itself, or what its reference leads to.
pub(crate) fn follow<'s>(sources: &'s Sources, value: Value<'s>) -> Option<Value<'s>> {
    match value.get("$ref") {
        None => Some(value),
        Some(reference) => {
            let text = reference.as_str()?;
            let resolved = sources.resolve(reference.span().file, text);
            resolved.ok().map(|resolved| resolved.value)
        }
    }
}
