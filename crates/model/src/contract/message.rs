//! Messages: what travels.

use tidings_diag::Location;
use tidings_schema::avro::AvroId;
use tidings_schema::protobuf::ProtobufMessageId;
use tidings_schema::{Literal, SchemaId};
use tidings_syntax::unescape_pointer;

use super::{Binding, ElementId, Extension, ExternalDocs, FieldPlaces, Identifier, Origin, Tag};

/// A message with its traits applied.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name its author gave it: the key in `components/messages`, else the key in the channel.
    pub key: String,
    /// Identity: by `name` where it has one, else by key.
    pub element: ElementId,
    /// Position.
    pub origin: Origin,
    /// Where its fields stand, those of its traits too.
    pub fields: FieldPlaces,
    /// `messageId`, which only AsyncAPI 2 has.
    pub id: Option<Identifier>,
    /// `name`.
    pub name: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `contentType`, else the contract's `defaultContentType`.
    pub content_type: Option<String>,
    /// `payload`.
    pub payload: Option<Payload>,
    /// `headers`.
    pub headers: Option<Payload>,
    /// `bindings/kafka/key`: what the ordering key is.
    pub key_schema: Option<Payload>,
    /// `correlationId`.
    pub correlation: Option<Correlation>,
    /// `examples`.
    pub examples: Vec<MessageExample>,
    /// Whether `deprecated: true` stands on it (`x-deprecated` does not count).
    pub deprecated: bool,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `bindings`.
    pub bindings: Vec<Binding>,
    /// Extensions of `bindings`, beside the protocols.
    pub binding_extensions: Vec<Extension>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// The schema of a payload or of headers.
#[derive(Clone, Debug)]
pub enum Payload {
    /// A schema this program reads.
    Schema(SchemaId),
    /// A schema of Avro.
    Avro {
        /// `schemaFormat` as written.
        format: String,
        /// Where the schema stands.
        location: Location,
        /// The schema, in the contract's [`AvroGraph`](tidings_schema::avro::AvroGraph).
        schema: AvroId,
        /// What its values look like in JSON.
        json: SchemaId,
    },
    /// A message of Protocol Buffers.
    Protobuf {
        /// `schemaFormat` as written.
        format: String,
        /// Where the schema stands.
        location: Location,
        /// The message, in the contract's [`ProtobufGraph`](tidings_schema::protobuf::ProtobufGraph).
        message: ProtobufMessageId,
        /// What its values look like in JSON.
        json: SchemaId,
    },
    /// A schema in a format this program passes through.
    Opaque {
        /// `schemaFormat` as written.
        format: String,
        /// Where the schema stands.
        location: Location,
        /// The schema.
        schema: Literal,
    },
}

impl Payload {
    /// The schema of the values in JSON, which judges examples; `None` where nothing is known of them.
    pub fn json_schema(&self) -> Option<SchemaId> {
        match self {
            Self::Schema(schema)
            | Self::Avro { json: schema, .. }
            | Self::Protobuf { json: schema, .. } => Some(*schema),
            Self::Opaque { .. } => None,
        }
    }

    /// `schemaFormat` and the place of a schema that is not written in JSON Schema.
    pub fn in_another_language(&self) -> Option<(&str, &Location)> {
        match self {
            Self::Schema(_) => None,
            Self::Avro {
                format, location, ..
            }
            | Self::Protobuf {
                format, location, ..
            }
            | Self::Opaque {
                format, location, ..
            } => Some((format, location)),
        }
    }
}

/// Where the id that ties messages together stands.
#[derive(Clone, Debug)]
pub struct Correlation {
    /// Position.
    pub origin: Origin,
    /// `location`.
    pub location: RuntimeExpression,
    /// `description`.
    pub description: Option<String>,
}

/// `$message.header#/…` or `$message.payload#/…` (AsyncAPI 3.1, "Runtime Expression").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RuntimeExpression {
    /// A JSON Pointer into the headers.
    Header(String),
    /// A JSON Pointer into the payload.
    Payload(String),
}

/// One example of a message.
#[derive(Clone, Debug)]
pub struct MessageExample {
    /// Position.
    pub location: Location,
    /// `name`.
    pub name: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `headers`.
    pub headers: Option<Literal>,
    /// `payload`.
    pub payload: Option<Literal>,
    /// Other fields, defined or not: AsyncAPI 2.0 leaves the form of examples open.
    pub others: Vec<(String, Literal)>,
}

impl RuntimeExpression {
    /// Reads a runtime expression: `$message.header` or `$message.payload`, then optionally `#` and a JSON Pointer
    /// (AsyncAPI 3.1, "Runtime Expression", the ABNF there); `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let source = text.strip_prefix("$message.")?;
        let (source, pointer) = source.split_once('#').unwrap_or((source, ""));
        let escapes_hold = pointer
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        if !(pointer.is_empty() || pointer.starts_with('/')) || !escapes_hold {
            return None;
        }
        match source {
            "header" => Some(Self::Header(pointer.to_owned())),
            "payload" => Some(Self::Payload(pointer.to_owned())),
            _ => None,
        }
    }

    /// The steps that the JSON Pointer takes (RFC 6901 §4); none for the whole of the headers or payload.
    pub fn steps(&self) -> Vec<String> {
        let (Self::Header(pointer) | Self::Payload(pointer)) = self;
        pointer.split('/').skip(1).map(unescape_pointer).collect()
    }
}

/// The expression as a document writes it.
impl std::fmt::Display for RuntimeExpression {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (source, pointer) = match self {
            Self::Header(pointer) => ("header", pointer),
            Self::Payload(pointer) => ("payload", pointer),
        };
        write!(formatter, "$message.{source}#{pointer}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runtime_expressions_point_into_header_or_payload() {
        let header = |pointer: &str| Some(RuntimeExpression::Header(pointer.to_owned()));
        let payload = |pointer: &str| Some(RuntimeExpression::Payload(pointer.to_owned()));
        for (text, expected) in [
            ("$message.header#/replyTo", header("/replyTo")),
            ("$message.payload#/a~1b/0", payload("/a~1b/0")),
            ("$message.payload", payload("")),
            ("$message.payload#", payload("")),
            ("$message.headers#/replyTo", None),
            ("message.header#/replyTo", None),
            ("$message.header#replyTo", None),
            ("$message.header#/a~2", None),
            ("$message.header/replyTo", None),
        ] {
            assert_eq!(RuntimeExpression::parse(text), expected, "{text}");
        }
    }
}
