//! What is exchanged.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_model::contract;
use tidings_model::contract::Payload;
use tidings_schema::Literal;

use super::documentation::{ExternalDocs, Tag, external_docs, tags};
use super::json::Json;
use super::place::{Place, origin, place};
use super::{Viewer, bindings, extensions};

/// A message with its traits applied.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Message {
    /// Its key where it is defined.
    key: String,
    /// Its identity from one version of the document to the next.
    element: String,
    /// `messageId` of AsyncAPI 2.
    message_id: Option<String>,
    /// A name for machines.
    name: Option<String>,
    /// A name for people.
    title: Option<String>,
    /// A short description.
    summary: Option<String>,
    /// A long description.
    description: Option<String>,
    /// The content type, the document's default included.
    content_type: Option<String>,
    /// What it carries.
    payload: Option<Content>,
    /// Its headers.
    headers: Option<Content>,
    /// Where its correlation id is.
    correlation: Option<Correlation>,
    /// Examples.
    examples: Vec<Example>,
    /// Whether an operation or the message itself says so.
    deprecated: bool,
    /// Labels.
    tags: Vec<Tag>,
    /// Where more is written.
    external_docs: Option<ExternalDocs>,
    /// Bindings by protocol.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    bindings: BTreeMap<String, Json>,
    /// Extensions by name.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, serde_json::Value>"))]
    extensions: BTreeMap<String, Json>,
    /// Where it stands.
    origin: Option<Place>,
}

/// A payload or headers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Content {
    /// The language of the schema, as `schemaFormat` names it; null for JSON Schema.
    schema_format: Option<String>,
    /// What the values look like in JSON, as a name in `schemas`; null for a language that is not read.
    schema: Option<String>,
    /// The schema in its own language; null for JSON Schema.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    source: Option<Json>,
}

/// Where a correlation id is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Correlation {
    /// A runtime expression.
    location: String,
    /// What it is for.
    description: Option<String>,
    /// Where it stands.
    origin: Option<Place>,
}

/// An example of a message.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Example {
    /// A name for machines.
    name: Option<String>,
    /// What it shows.
    summary: Option<String>,
    /// Its headers.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    headers: Option<Json>,
    /// Its payload.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    payload: Option<Json>,
    /// Where it stands.
    origin: Option<Place>,
}

impl Message {
    pub(super) fn new(message: &contract::Message, viewer: &Viewer<'_>) -> Self {
        let texts = viewer.texts;
        let example = |example: &contract::MessageExample| Example {
            name: example.name.clone(),
            summary: example.summary.clone(),
            headers: example.headers.clone().map(Json),
            payload: example.payload.clone().map(Json),
            origin: place(texts, &example.location),
        };
        let correlation = message.correlation.as_ref();
        let content = |payload: &Payload| Content::new(payload, viewer);
        Self {
            key: message.key.clone(),
            element: message.element.to_string(),
            message_id: message.id.as_ref().map(|id| id.name.clone()),
            name: message.name.clone(),
            title: message.title.clone(),
            summary: message.summary.clone(),
            description: message.description.clone(),
            content_type: message.content_type.clone(),
            payload: message.payload.as_ref().map(content),
            headers: message.headers.as_ref().map(content),
            correlation: correlation.map(|correlation| Correlation {
                location: correlation.location.to_string(),
                description: correlation.description.clone(),
                origin: origin(texts, &correlation.origin),
            }),
            examples: message.examples.iter().map(example).collect(),
            deprecated: message.deprecated,
            tags: tags(&message.tags, texts),
            external_docs: external_docs(message.external_docs.as_ref(), texts),
            bindings: bindings(&message.bindings),
            extensions: extensions(&message.extensions),
            origin: origin(texts, &message.origin),
        }
    }
}

impl Content {
    fn new(payload: &Payload, viewer: &Viewer<'_>) -> Self {
        let format = payload.in_another_language().map(|(format, _)| format);
        let schema = payload.json_schema();
        Self {
            schema_format: format.map(str::to_owned),
            schema: schema.and_then(|schema| viewer.schemas.name(schema)),
            source: source(payload, viewer).map(Json),
        }
    }
}

/// A schema of another language as it is written.
fn source(payload: &Payload, viewer: &Viewer<'_>) -> Option<Literal> {
    match payload {
        Payload::Schema(_) => None,
        Payload::Avro { schema, .. } => {
            Some(Literal::String(viewer.contract.avro.canonical(*schema)))
        }
        Payload::Protobuf { message, .. } => {
            let text = viewer.contract.protobuf.canonical(*message);
            Some(Literal::String(text))
        }
        Payload::Opaque { schema, .. } => Some(schema.clone()),
    }
}
