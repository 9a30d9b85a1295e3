//! Messages, as far as a document needs to know of their types.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::ApplicationError;
use super::json::{Json, Object};
use crate::MessageKind;
use crate::wire::{Declaration, Declared};

/// A message, without its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct MessageEntry {
    pub(super) name: &'static str,
    /// The path of the type.
    pub(super) of_type: &'static str,
    kind: MessageKind,
    content_type: &'static str,
    declaration: Declaration,
    schema: fn(&mut SchemaGenerator) -> Schema,
    examples: fn() -> Result<Vec<Value>, String>,
}

impl MessageEntry {
    pub(super) fn of<M: Declared + JsonSchema>() -> Self {
        Self {
            name: M::NAME,
            of_type: std::any::type_name::<M>(),
            kind: M::KIND,
            content_type: M::CONTENT_TYPE,
            declaration: M::DECLARATION,
            schema: SchemaGenerator::subschema_for::<M>,
            examples: || {
                let written = M::examples().into_iter().map(serde_json::to_value);
                let written: Result<Vec<Value>, serde_json::Error> = written.collect();
                written.map_err(|error| error.to_string())
            },
        }
    }

    /// The Message Object (AsyncAPI 3.1, "Message Object"); the schemas it needs go to `generator`.
    pub(super) fn object(&self, generator: &mut SchemaGenerator) -> Result<Json, ApplicationError> {
        let examples = (self.examples)().map_err(|problem| ApplicationError::Example {
            message: self.name.to_owned(),
            problem,
        })?;
        let examples = examples.into_iter().map(|example| {
            Object::default()
                .with("payload", Json::Value(example))
                .finish()
        });
        let Declaration {
            title,
            summary,
            description,
            tags,
            correlation_id,
            is_deprecated,
        } = self.declaration;
        let tags = tags
            .iter()
            .map(|tag| Object::default().text("name", *tag).finish());
        let mut object = Object::default()
            .text("name", self.name)
            .optional("title", title)
            .optional("summary", summary)
            .optional("description", description)
            .items("tags", tags.collect())
            .text("contentType", self.content_type);
        if is_deprecated {
            object = object.with("deprecated", Json::Value(true.into()));
        }
        if let Some(location) = correlation_id {
            let correlation = Object::default()
                .text("location", location.to_string())
                .finish();
            object = object.with("correlationId", correlation);
        }
        let schema = (self.schema)(generator);
        Ok(object
            .with("payload", Json::schema(schema.into()))
            .items("examples", examples.collect())
            .text("x-message-kind", kind(self.kind))
            .finish())
    }
}

fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Event => "event",
        MessageKind::Command => "command",
        MessageKind::Query => "query",
        MessageKind::Document => "document",
        MessageKind::Reply => "reply",
    }
}
