//! Channels and their parameters.

use tidings_syntax::{Entry, Value};

use crate::contract::{Channel, ChannelId, ElementId, MessageId, Parameter, Part};
use crate::grammar::bindings;
use crate::grammar::check::{Node, node_of};
use crate::lower::Lowering;
use crate::lower::element::{field_places, origin, own_key};
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The channels of the document, then those that only `components` has.
    pub(super) fn channels_of_3(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.parts(Part::Channel, root.get("channels")) {
            self.channel_of_3(entry, value);
        }
        let components = self.reader.components(root, "channels");
        for (entry, value) in self.reader.parts(Part::Channel, components) {
            if !self.channel_of.contains_key(&node_of(value)) {
                self.channel_of_3(entry, value);
            }
        }
    }

    fn channel_of_3(&mut self, entry: Entry<'s>, value: Value<'s>) {
        let fields = Layers::of(value);
        let address = fields.text("address");
        let listed = self.channel_messages(value);
        let messages = listed
            .iter()
            .map(|(key, _, message)| ((*key).to_owned(), *message))
            .collect();
        let channel = Channel {
            key: entry.key.to_owned(),
            element: ElementId::new("channel", address.as_deref().unwrap_or(entry.key)),
            origin: origin(value),
            fields: field_places(&fields, 1),
            title: fields.text("title"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            deprecated: false,
            servers: self.servers_of_channel_3(value),
            messages,
            parameters: self.parameters(value),
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields, bindings::Part::Channel),
            binding_extensions: self.binding_extensions(&fields),
            extensions: fields.extensions(),
            address,
        };
        let id = self.channels.push(channel);
        for node in [node_of(entry.value), node_of(value)] {
            self.channel_of.entry(node).or_insert(id);
        }
        for (_, node, message) in listed {
            self.listed_messages.insert((id, node), message);
        }
    }

    /// The messages a channel lists: the key, the node behind it and the message.
    fn channel_messages(&mut self, channel: Value<'s>) -> Vec<(&'s str, Node, MessageId)> {
        let messages = self.reader.parts(Part::Message, channel.get("messages"));
        messages
            .into_iter()
            .map(|(entry, value)| {
                let message = self.message_of_3(value, entry.key);
                (entry.key, node_of(entry.value), message)
            })
            .collect()
    }

    fn parameters(&self, channel: Value<'s>) -> Vec<Parameter> {
        let parameters = self
            .reader
            .parts(Part::Parameter, channel.get("parameters"));
        parameters
            .into_iter()
            .map(|(entry, value)| {
                let fields = Layers::of(value);
                Parameter {
                    name: entry.key.to_owned(),
                    origin: origin(value),
                    values: fields.texts("enum"),
                    default: fields.text("default"),
                    examples: fields.texts("examples"),
                    description: fields.text("description"),
                    location: self.parameter_location(&fields),
                    schema: None,
                    extensions: fields.extensions(),
                }
            })
            .collect()
    }

    /// The channel that the reference `value` names.
    pub(super) fn channel_named(&self, value: Value<'s>) -> Option<ChannelId> {
        self.named(value, &self.channel_of)
    }

    /// The message at `value`, which whoever refers to it calls `used_as`.
    fn message_of_3(&mut self, value: Value<'s>, used_as: &str) -> MessageId {
        if let Some(&known) = self.message_of.get(&node_of(value)) {
            return known;
        }
        let traits = self.reader.items(Part::Trait, value.get("traits"));
        let fields = Layers::with_traits(value, traits);
        let key = own_key(&origin(value)).unwrap_or_else(|| used_as.to_owned());
        let payload = fields.get("payload");
        let payload = payload.and_then(|payload| self.payload(payload, Part::Payload));
        self.message(value, &fields, key, payload)
    }

    /// Messages that no channel lists.
    pub(super) fn remaining_messages_of_3(&mut self, root: Value<'s>) {
        let components = self.reader.components(root, "messages");
        for (entry, value) in self.reader.parts(Part::Message, components) {
            self.message_of_3(value, entry.key);
        }
    }
}
