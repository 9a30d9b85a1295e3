//! What stands at the place that was named, and what it is written in.

use thiserror::Error;
use tidings_source::{Source, Sources};
use tidings_syntax::Value;

use super::language::Language;
use crate::avro::AvroVersion;
use crate::{Dialect, SchemaFormat};

/// A schema that waits to be read.
#[derive(Clone, Copy)]
pub enum Found<'s> {
    /// In JSON Schema.
    JsonSchema(Value<'s>, Dialect),
    /// In Avro.
    Avro(Value<'s>, AvroVersion),
    /// A text in Protocol Buffers that stands in a document.
    #[cfg(feature = "protobuf")]
    Protobuf(Value<'s>),
    /// A file in Protocol Buffers.
    #[cfg(feature = "protobuf")]
    ProtobufFile(&'s Source),
}

/// Why there is no schema at a place.
#[derive(Clone, Debug, Error)]
pub enum NotASchema {
    /// The place is a whole document.
    #[error("{path} is a whole document; name a schema in it, as {path}#/components/schemas/NAME")]
    Document {
        /// The file.
        path: String,
    },
    /// The place is a message.
    #[error("this is a message and no schema; name its payload, as {path}#{pointer}/payload")]
    Message {
        /// The file.
        path: String,
        /// Where the message stands.
        pointer: String,
    },
    /// The schema is in a language that is not read.
    #[error("schemas in `{format}` are not read, so nothing can be said of their values")]
    Unread {
        /// What `schemaFormat` says.
        format: String,
    },
    /// The schema is in Protocol Buffers, and the compiler of those was left out.
    #[error("this program was built without the feature that reads Protocol Buffers")]
    WithoutProtobuf,
}

impl<'s> Found<'s> {
    /// The file `file` of a language that is no tree; `None` where it is in none.
    ///
    /// # Errors
    ///
    /// The language is not read.
    pub(super) fn text(file: &'s Source, path: &str) -> Result<Option<Self>, NotASchema> {
        if !path.ends_with(".proto") {
            return Ok(None);
        }
        #[cfg(feature = "protobuf")]
        {
            Ok(Some(Self::ProtobufFile(file)))
        }
        #[cfg(not(feature = "protobuf"))]
        {
            let _ = file;
            Err(NotASchema::WithoutProtobuf)
        }
    }

    /// The schema at `value` of the document `root`, in `language` where it does not say so itself.
    ///
    /// # Errors
    ///
    /// There is something else than a schema, or one in a language that is not read.
    pub(super) fn at(
        sources: &'s Sources,
        root: Value<'s>,
        value: Value<'s>,
        path: &str,
        language: Option<Language>,
    ) -> Result<Self, NotASchema> {
        let is_whole = value.node() == root.node();
        if is_whole && (root.get("asyncapi").is_some() || root.get("openapi").is_some()) {
            let path = path.to_owned();
            return Err(NotASchema::Document { path });
        }
        let target = match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => sources
                .resolve(value.span().file, reference)
                .map_or(value, |resolved| resolved.value),
            None => value,
        };
        if target.get("payload").is_some() && target.get("type").is_none() {
            let (path, pointer) = (path.to_owned(), target.pointer());
            return Err(NotASchema::Message { path, pointer });
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
    /// The language is not read.
    pub fn in_language(value: Value<'s>, language: Language) -> Result<Self, NotASchema> {
        match language {
            Language::JsonSchema(dialect) => Ok(Self::JsonSchema(value, dialect)),
            Language::Avro => Ok(Self::Avro(value, AvroVersion::default())),
            #[cfg(feature = "protobuf")]
            Language::Protobuf => Ok(Self::Protobuf(value)),
            #[cfg(not(feature = "protobuf"))]
            Language::Protobuf => Err(NotASchema::WithoutProtobuf),
        }
    }

    fn in_format(
        format: &str,
        schema: Value<'s>,
        language: Option<Language>,
    ) -> Result<Self, NotASchema> {
        match SchemaFormat::of(format) {
            SchemaFormat::JsonSchema(stated) => match language {
                Some(Language::JsonSchema(dialect)) => Ok(Self::JsonSchema(schema, dialect)),
                _ => Ok(Self::JsonSchema(schema, stated)),
            },
            SchemaFormat::Avro(version) => Ok(Self::Avro(schema, version)),
            SchemaFormat::Protobuf => Self::in_language(schema, Language::Protobuf),
            _ => Err(NotASchema::Unread {
                format: format.to_owned(),
            }),
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
