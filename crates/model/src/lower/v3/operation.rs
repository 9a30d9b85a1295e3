//! Operations and their replies.

use tidings_syntax::{Entry, Value};

use crate::contract::{
    Action, ChannelId, ElementId, MessageId, MessageReference, Operation, Part, Reply,
    ReplyAddress, RuntimeExpression,
};
use crate::grammar::bindings;
use crate::grammar::check::node_of;
use crate::lower::Lowering;
use crate::lower::element::{field_places, origin};
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The operations of the document.
    pub(super) fn operations_of_3(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.parts(Part::Operation, root.get("operations")) {
            let operation = self.operation_of_3(entry, value);
            if let Some(operation) =
                self.reader
                    .or_leave_out(operation, Part::Operation, entry.value)
            {
                self.operations.push(operation);
            }
        }
    }

    fn operation_of_3(&mut self, entry: Entry<'s>, value: Value<'s>) -> Option<Operation> {
        let traits = self.reader.items(Part::Trait, value.get("traits"));
        let fields = Layers::with_traits(value, traits);
        let channel = self.channel_named(value.get("channel")?)?;
        let message_references = self.message_references(value, Some(channel));
        Some(Operation {
            key: entry.key.to_owned(),
            id: None,
            element: ElementId::new("operation", entry.key),
            origin: origin(value),
            fields: field_places(&fields, 1),
            action: match value.get("action")?.as_str()? {
                "send" => Action::Send,
                "receive" => Action::Receive,
                _ => return None,
            },
            channel,
            title: fields.text("title"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            messages: self.messages_of(value, Some(channel), &message_references),
            message_references,
            reply: value
                .get("reply")
                .and_then(|reply| self.reader.part(Part::Reply, reply))
                .map(|reply| self.reply(reply)),
            security: self.security_of_3(&fields),
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields, bindings::Part::Operation),
            binding_extensions: self.binding_extensions(&fields),
            extensions: fields.extensions(),
        })
    }

    fn reply(&self, value: Value<'s>) -> Reply {
        let channel = value.get("channel").and_then(|channel| {
            let named = self.channel_named(channel);
            self.reader.or_leave_out(named, Part::ReplyChannel, channel)
        });
        let message_references = self.message_references(value, channel);
        Reply {
            origin: origin(value),
            address: self.reply_address(value),
            channel,
            messages: self.messages_of(value, channel, &message_references),
            message_references,
        }
    }

    fn reply_address(&self, reply: Value<'s>) -> Option<ReplyAddress> {
        let part = Part::ReplyAddress;
        let value = self.reader.part(part, reply.get("address")?)?;
        let fields = Layers::of(value);
        let location = fields.text("location");
        let location = location.and_then(|text| RuntimeExpression::parse(&text));
        Some(ReplyAddress {
            origin: origin(value),
            location: self.reader.or_leave_out(location, part, value)?,
            description: fields.text("description"),
        })
    }

    /// The messages that the list `messages` of an operation or reply names, with how it names them.
    fn message_references(
        &self,
        value: Value<'s>,
        channel: Option<ChannelId>,
    ) -> Vec<MessageReference> {
        let references = self.reader.listed(Part::Message, value.get("messages"));
        let message = |reference: Value<'s>| {
            let named = self.reader.step(reference)?;
            let listed = channel.and_then(|channel| {
                let place = (channel, node_of(named));
                self.listed_messages.get(&place).copied()
            });
            let message = listed.or_else(|| {
                let target = self.reader.follow(named)?;
                self.message_of.get(&node_of(target)).copied()
            })?;
            Some(MessageReference {
                location: reference.get("$ref")?.location(),
                message,
                through_channel: listed.is_some(),
            })
        };
        let references = references.into_iter();
        references
            .filter_map(|reference| {
                self.reader
                    .or_leave_out(message(reference), Part::Message, reference)
            })
            .collect()
    }

    /// The messages of an operation or reply: those it names and the channel has, else all of the channel's.
    fn messages_of(
        &self,
        value: Value<'s>,
        channel: Option<ChannelId>,
        references: &[MessageReference],
    ) -> Vec<MessageId> {
        let listed: Option<Vec<MessageId>> = channel.map(|channel| {
            let messages = self.channels[channel].messages.iter();
            messages.map(|(_, message)| *message).collect()
        });
        if value.get("messages").is_none() {
            return listed.unwrap_or_default();
        }
        let is_listed = |reference: &&MessageReference| {
            let of_channel = listed
                .as_ref()
                .is_none_or(|listed| listed.contains(&reference.message));
            if !of_channel {
                self.reader.note(Part::Message, reference.location.clone());
            }
            of_channel
        };
        let named = references.iter().filter(is_listed);
        named.map(|reference| reference.message).collect()
    }
}
