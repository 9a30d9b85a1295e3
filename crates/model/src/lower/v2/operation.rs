//! Operations: `publish` and `subscribe` of a channel.

use tidings_syntax::{Entry, Value};

use crate::contract::{Action, ChannelId, ElementId, MessageId, Operation, Part};
use crate::grammar::bindings;
use crate::lower::Lowering;
use crate::lower::element::{field_places, origin};
use crate::lower::layers::Layers;

/// An operation that has its messages, before its channel is known.
pub(super) struct Draft<'s> {
    key: String,
    action: Action,
    value: Value<'s>,
    fields: Layers<'s>,
    /// The messages.
    pub(super) messages: Vec<MessageId>,
}

/// An operation of a channel.
pub(super) struct Placed<'s> {
    draft: Draft<'s>,
    channel: ChannelId,
}

impl<'s> Draft<'s> {
    /// The operation on `channel`.
    pub(super) fn on(self, channel: ChannelId) -> Placed<'s> {
        Placed {
            draft: self,
            channel,
        }
    }
}

impl<'s> Lowering<'s> {
    /// What is done with the channel `name`, in the order of the document.
    pub(super) fn drafts(&mut self, name: &str, channel: Value<'s>) -> Vec<Draft<'s>> {
        let entries = channel.entries();
        entries
            .filter_map(|entry| self.draft(name, entry))
            .collect()
    }

    fn draft(&mut self, channel: &str, entry: Entry<'s>) -> Option<Draft<'s>> {
        // Seen from outside (AsyncAPI 2.6, "Channel Item Object").
        let (action, verb) = match entry.key {
            "publish" => (Action::Receive, "receive"),
            "subscribe" => (Action::Send, "send"),
            _ => return None,
        };
        let value = self.reader.part(Part::Operation, entry.value)?;
        let traits = self.reader.items(Part::Trait, value.get("traits"));
        let fields = Layers::overridden_by(value, traits);
        let key = fields.text("operationId");
        let key = key.unwrap_or_else(|| format!("{verb} {channel}"));
        let messages = self.messages_of_2(value.get("message"), &key);
        Some(Draft {
            key,
            action,
            value,
            fields,
            messages,
        })
    }

    /// Adds an operation to the contract.
    pub(super) fn operation_of_2(&mut self, root: Value<'s>, operation: Placed<'s>) {
        let Placed { draft, channel } = operation;
        let fields = draft.fields;
        let operation = Operation {
            element: ElementId::new("operation", &draft.key),
            key: draft.key,
            id: fields.identifier("operationId"),
            origin: origin(draft.value),
            fields: field_places(&fields, 1),
            action: draft.action,
            channel,
            title: None,
            summary: fields.text("summary"),
            description: fields.text("description"),
            messages: draft.messages,
            message_references: Vec::new(),
            reply: None,
            security: self.security_of_2(root, &fields),
            tags: self.tags(&fields),
            external_docs: self.external_docs(&fields),
            bindings: self.bindings(&fields, bindings::Part::Operation),
            binding_extensions: self.binding_extensions(&fields),
            extensions: fields.extensions(),
        };
        self.operations.push(operation);
    }
}
