//! What stands at the place that was named, and what it is written in.

use anyhow::bail;
use tidings_schema::avro::AvroVersion;
use tidings_schema::{Dialect, SchemaFormat};
#[cfg(feature = "protobuf")]
use tidings_source::Source;
use tidings_source::Sources;
use tidings_syntax::Value;

use super::language::Language;

/// A schema that waits to be read.
pub(super) enum Found<'s> {
    /// In JSON Schema.
    JsonSchema(Value<'s>, Dialect),
    /// In Avro.
    Avro(Value<'s>, AvroVersion),
    /// In Protocol Buffers.
    #[cfg(feature = "protobuf")]
    Protobuf(ProtobufText<'s>),
}

/// Where a text in Protocol Buffers stands.
#[cfg(feature = "protobuf")]
pub(super) enum ProtobufText<'s> {
    /// In a document.
    Value(Value<'s>),
    /// It is a file, of which the message of this name is wanted, or without a name the one that is meant by its look.
    File(&'s Source, &'s str),
}

impl<'s> Found<'s> {
    /// The schema at `value` of the document `root`, in `language` where it does not say so itself.
    ///
    /// # Errors
    ///
    /// When there is something else than a schema, or one in a language that is not read.
    pub(super) fn at(
        sources: &'s Sources,
        root: Value<'s>,
        value: Value<'s>,
        path: &str,
        language: Option<Language>,
    ) -> anyhow::Result<Self> {
        let is_whole = value.node() == root.node();
        if is_whole && (root.get("asyncapi").is_some() || root.get("openapi").is_some()) {
            bail!(
                "{path} is a whole document; name a schema in it, as {path}#/components/schemas/NAME"
            );
        }
        let target = match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => sources
                .resolve(value.span().file, reference)
                .map_or(value, |resolved| resolved.value),
            None => value,
        };
        if target.get("payload").is_some() && target.get("type").is_none() {
            bail!(
                "this is a message and no schema; name its payload, as {path}#{}/payload",
                target.pointer()
            );
        }
        let wrapped = target.get("schemaFormat").zip(target.get("schema"));
        let beside = value
            .parent()
            .and_then(|message| message.get("schemaFormat").zip(message.get("payload")))
            .filter(|(_, payload)| payload.node() == value.node());
        if let Some((format, schema)) = wrapped.or(beside) {
            let format = format.as_str().unwrap_or_default();
            return Self::in_format(format, schema, language);
        }
        if path.ends_with(".avsc") {
            return Ok(Self::Avro(value, AvroVersion::default()));
        }
        let language = language.unwrap_or_else(|| Language::JsonSchema(dialect_of_document(root)));
        Self::in_language(value, language)
    }

    /// The schema at `value`, which is in `language`.
    ///
    /// # Errors
    ///
    /// When the language is not read.
    pub(super) fn in_language(value: Value<'s>, language: Language) -> anyhow::Result<Self> {
        match language {
            Language::JsonSchema(dialect) => Ok(Self::JsonSchema(value, dialect)),
            Language::Avro => Ok(Self::Avro(value, AvroVersion::default())),
            #[cfg(feature = "protobuf")]
            Language::Protobuf => Ok(Self::Protobuf(ProtobufText::Value(value))),
            #[cfg(not(feature = "protobuf"))]
            Language::Protobuf => {
                bail!("this program was built without the feature that reads Protocol Buffers")
            }
        }
    }

    fn in_format(
        format: &str,
        schema: Value<'s>,
        language: Option<Language>,
    ) -> anyhow::Result<Self> {
        match SchemaFormat::of(format) {
            SchemaFormat::JsonSchema(stated) => match language {
                Some(Language::JsonSchema(dialect)) => Ok(Self::JsonSchema(schema, dialect)),
                _ => Ok(Self::JsonSchema(schema, stated)),
            },
            SchemaFormat::Avro(version) => Ok(Self::Avro(schema, version)),
            #[cfg(feature = "protobuf")]
            SchemaFormat::Protobuf => Ok(Self::Protobuf(ProtobufText::Value(schema))),
            _ => {
                bail!("schemas in `{format}` are not read, so nothing can be said of their values")
            }
        }
    }
}

/// What schemas of the document are written in as long as they say nothing else.
fn dialect_of_document(root: Value<'_>) -> Dialect {
    let openapi = root.get("openapi").and_then(Value::as_str);
    match openapi {
        Some(version) if version.starts_with("3.0") => Dialect::OpenApi30,
        Some(_) => Dialect::OpenApi31,
        None if root.get("asyncapi").is_some() => Dialect::AsyncApi,
        None => Dialect::Draft7,
    }
}
