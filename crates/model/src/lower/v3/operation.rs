//! Operations and their replies.

use tidings_syntax::{Entry, Value};

use crate::contract::{
    Action, ChannelId, ElementId, MessageId, MessageReference, Operation, Reply, ReplyAddress,
    RuntimeExpression,
};
use crate::grammar::check::node_of;
use crate::lower::Lowering;
use crate::lower::element::origin;
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The operations of the document.
    pub(super) fn operations_of_3(&mut self, root: Value<'s>) {
        for (entry, value) in self.reader.objects(root.get("operations")) {
            if let Some(operation) = self.operation_of_3(entry, value) {
                self.operations.push(operation);
            }
        }
    }

    fn operation_of_3(&mut self, entry: Entry<'s>, value: Value<'s>) -> Option<Operation> {
        let traits = self.reader.items(value.get("traits"));
        let fields = Layers::with_traits(value, traits);
        let channel = self.channel_named(value.get("channel")?)?;
        let message_references = self.message_references(value, Some(channel));
        Some(Operation {
            key: entry.key.to_owned(),
            id: None,
            element: ElementId::new("operation", entry.key),
            origin: origin(value),
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
                .and_then(|reply| self.reader.object(reply))
                .map(|reply| self.reply(reply)),
            security: self.security_of_3(&fields),
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields),
            extensions: fields.extensions(),
        })
    }

    fn reply(&self, value: Value<'s>) -> Reply {
        let channel = value
            .get("channel")
            .and_then(|channel| self.channel_named(channel));
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
        let value = self.reader.object(reply.get("address")?)?;
        let fields = Layers::of(value);
        Some(ReplyAddress {
            origin: origin(value),
            location: RuntimeExpression::parse(&fields.text("location")?)?,
            description: fields.text("description"),
        })
    }

    /// The messages that the list `messages` of an operation or reply names, with how it names them.
    fn message_references(
        &self,
        value: Value<'s>,
        channel: Option<ChannelId>,
    ) -> Vec<MessageReference> {
        let references = value.get("messages").into_iter().flat_map(Value::items);
        references
            .filter_map(|reference| {
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
        let named = references.iter().map(|reference| reference.message);
        named
            .filter(|message| {
                listed
                    .as_ref()
                    .is_none_or(|listed| listed.contains(message))
            })
            .collect()
    }
}
