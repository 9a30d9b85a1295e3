//! Channels: the key is the address.

use tidings_syntax::{Entry, Value};

use super::operation::{Draft, Placed};
use crate::contract::{Channel, ChannelId, ElementId, MessageId, Parameter, Part, Payload};
use crate::grammar::bindings;
use crate::grammar::check::node_of;
use crate::lower::Lowering;
use crate::lower::element::{field_places, origin};
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The channels of the document, then those that only `components` has; and what is to be done with the former.
    pub(super) fn channels_of_2(&mut self, root: Value<'s>) -> Vec<Placed<'s>> {
        let mut operations = Vec::new();
        for (entry, value) in self.reader.parts(Part::Channel, root.get("channels")) {
            let drafts = self.drafts(entry.key, value);
            let channel = self.channel_of_2(entry, value, Some(entry.key), &drafts);
            let drafts = drafts.into_iter();
            operations.extend(drafts.map(|draft| draft.on(channel)));
        }
        let components = self.reader.components(root, "channels");
        for (entry, value) in self.reader.parts(Part::Channel, components) {
            if !self.channel_of.contains_key(&node_of(value)) {
                let drafts = self.drafts(entry.key, value);
                self.channel_of_2(entry, value, None, &drafts);
            }
        }
        operations
    }

    fn channel_of_2(
        &mut self,
        entry: Entry<'s>,
        value: Value<'s>,
        address: Option<&str>,
        operations: &[Draft<'s>],
    ) -> ChannelId {
        let fields = Layers::of(value);
        let channel = Channel {
            key: entry.key.to_owned(),
            element: ElementId::new("channel", entry.key),
            origin: origin(value),
            fields: field_places(&fields, 1),
            address: address.map(str::to_owned),
            title: None,
            summary: None,
            description: fields.text("description"),
            deprecated: fields.get("deprecated").and_then(Value::as_bool) == Some(true),
            servers: self.servers_of_channel_2(value),
            messages: self.listed(operations),
            parameters: self.parameters_of_2(value),
            tags: Vec::new(),
            external_docs: None,
            bindings: self.bindings(&fields, bindings::Part::Channel),
            binding_extensions: self.binding_extensions(&fields),
            extensions: fields.extensions(),
        };
        let id = self.channels.push(channel);
        for node in [node_of(entry.value), node_of(value)] {
            self.channel_of.entry(node).or_insert(id);
        }
        id
    }

    /// Every message of `operations` once, each with a key of its own.
    fn listed(&self, operations: &[Draft<'s>]) -> Vec<(String, MessageId)> {
        let mut listed: Vec<(String, MessageId)> = Vec::new();
        for id in operations.iter().flat_map(|draft| &draft.messages) {
            if listed.iter().any(|(_, known)| known == id) {
                continue;
            }
            let key = &self.messages[*id].key;
            let taken = |name: &str| listed.iter().any(|(key, _)| key == name);
            let mut name = key.clone();
            let mut number = 1;
            while taken(&name) {
                number += 1;
                name = format!("{key}{number}");
            }
            listed.push((name, *id));
        }
        listed
    }

    fn parameters_of_2(&mut self, channel: Value<'s>) -> Vec<Parameter> {
        let parameters = self
            .reader
            .parts(Part::Parameter, channel.get("parameters"));
        parameters
            .into_iter()
            .map(|(entry, value)| {
                let fields = Layers::of(value);
                let schema = fields.field("schema", |schema| self.reader.object(schema));
                let read = fields
                    .get("schema")
                    .and_then(|schema| self.payload(schema, Part::Parameter));
                let description = fields.text("description");
                Parameter {
                    name: entry.key.to_owned(),
                    origin: origin(value),
                    values: texts(&schema, "enum"),
                    default: schema.get("default").and_then(text),
                    examples: texts(&schema, "examples"),
                    description: description.or_else(|| schema.text("description")),
                    location: self.parameter_location(&fields),
                    schema: match read {
                        Some(Payload::Schema(schema)) => Some(schema),
                        _ => None,
                    },
                    extensions: fields.extensions(),
                }
            })
            .collect()
    }
}

/// The items of a list as they stand in an address.
fn texts(schema: &Layers<'_>, field: &str) -> Vec<String> {
    let items = schema.get(field).into_iter().flat_map(Value::items);
    items.filter_map(text).collect()
}

/// A value as it stands in an address.
fn text(value: Value<'_>) -> Option<String> {
    let number = || value.as_number().map(|number| number.text().to_owned());
    let truth = || value.as_bool().map(|truth| truth.to_string());
    let text = value.as_str().map(str::to_owned);
    text.or_else(number).or_else(truth)
}
