//! Messages: each is lowered once, however many channels list it.

use tidings_diag::Location;
use tidings_syntax::{Kind, Value};

use super::Lowering;
use super::element::{field_places, origin};
use super::layers::Layers;
use crate::contract::{
    Binding, Correlation, ElementId, Message, MessageExample, MessageId, Part, Payload,
    RuntimeExpression,
};
use crate::grammar::bindings;
use crate::grammar::check::node_of;

impl<'s> Lowering<'s> {
    /// The message at `value`, seen as `fields` through its traits; each is made once.
    pub(super) fn message(
        &mut self,
        value: Value<'s>,
        fields: &Layers<'s>,
        key: String,
        payload: Option<Payload>,
    ) -> MessageId {
        let name = fields.text("name");
        let content_type = fields.text("contentType");
        let bindings = self.bindings(fields, bindings::Part::Message);
        let message = Message {
            element: ElementId::new("message", name.as_deref().unwrap_or(&key)),
            key,
            origin: origin(value),
            fields: field_places(fields, 1).counting("examples", place_of_examples(fields)),
            id: fields.identifier("messageId"),
            name,
            title: fields.text("title"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            content_type: content_type.or_else(|| self.default_content_type.clone()),
            payload,
            headers: self.headers(fields),
            key_schema: key_schema(&bindings),
            correlation: self.correlation(fields),
            examples: examples(fields),
            deprecated: fields.get("deprecated").and_then(Value::as_bool) == Some(true),
            tags: self.tags(fields),
            external_docs: self.external_docs(fields),
            bindings,
            binding_extensions: self.binding_extensions(fields),
            extensions: fields.extensions(),
        };
        let id = self.messages.push(message);
        self.message_of.insert(node_of(value), id);
        id
    }

    /// The headers of a message laid over those of its traits.
    fn headers(&mut self, message: &Layers<'s>) -> Option<Payload> {
        let mut headers = self.payload(message.get("headers")?, Part::Headers)?;
        let layers = message.field("headers", |value| self.reader.follow(value));
        for layer in layers.below() {
            match (&headers, self.payload(*layer, Part::Headers)) {
                (Payload::Schema(strong), Some(Payload::Schema(weak))) => {
                    headers = Payload::Schema(self.schemas.json.merge(*strong, weak));
                }
                // Nothing shows through a schema in another language.
                _ => break,
            }
        }
        Some(headers)
    }

    /// Reads the headers of traits that no message applies, so that they are checked, too.
    pub(super) fn headers_of_traits(&mut self, root: Value<'s>) {
        let components = self.reader.components(root, "messageTraits");
        for (_, value) in self.reader.parts(Part::Trait, components) {
            if let Some(headers) = value.get("headers") {
                self.payload(headers, Part::Headers);
            }
        }
    }

    fn correlation(&self, message: &Layers<'s>) -> Option<Correlation> {
        let part = Part::Correlation;
        let fields = message.field("correlationId", |value| self.reader.part(part, value));
        let top = fields.top()?;
        let location = fields.text("location");
        let location = location.and_then(|text| RuntimeExpression::parse(&text));
        Some(Correlation {
            origin: origin(top),
            location: self.reader.or_leave_out(location, part, top)?,
            description: fields.text("description"),
        })
    }
}

/// The schema of the key; Kafka is the only protocol whose bindings describe one.
fn key_schema(bindings: &[Binding]) -> Option<Payload> {
    let kafka = bindings
        .iter()
        .find(|binding| binding.protocol == "kafka")?;
    let (_, key) = kafka.schemas.iter().find(|(field, _)| field == "key")?;
    // What is made of the key are values in JSON.
    matches!(key, Payload::Schema(_)).then(|| key.clone())
}

/// The fields that an example has in all versions after 2.0.
const EXAMPLE_FIELDS: [&str; 4] = ["headers", "name", "payload", "summary"];

/// The examples that count: the strongest list, or else whatever stands there.
fn strongest_examples<'s>(message: &Layers<'s>) -> Option<Value<'s>> {
    let listed = message.strongest("examples", |value| value.kind() == Kind::Sequence);
    listed.or_else(|| message.get("examples"))
}

fn place_of_examples(message: &Layers<'_>) -> Option<Location> {
    strongest_examples(message).and_then(|examples| origin(examples).key)
}

fn examples(message: &Layers<'_>) -> Vec<MessageExample> {
    let examples = strongest_examples(message);
    // People write one object with an entry an example, too, which says as much to people.
    let whole = examples.filter(|value| value.kind() == Kind::Mapping);
    let listed = examples.into_iter().flat_map(Value::items);
    listed
        .chain(whole)
        .map(|value| {
            let fields = Layers::of(value);
            MessageExample {
                location: value.location(),
                name: fields.text("name"),
                summary: fields.text("summary"),
                headers: value.get("headers").map(Into::into),
                payload: value.get("payload").map(Into::into),
                others: value
                    .entries()
                    .filter(|entry| !EXAMPLE_FIELDS.contains(&entry.key))
                    .map(|entry| (entry.key.to_owned(), entry.value.into()))
                    .collect(),
            }
        })
        .collect()
}
