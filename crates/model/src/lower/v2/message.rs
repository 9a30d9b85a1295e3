//! Messages: one in an operation, or several in `oneOf`.

use tidings_syntax::Value;

use crate::contract::{MessageId, Part, Payload};
use crate::grammar::check::node_of;
use crate::lower::Lowering;
use crate::lower::element::{origin, own_key};
use crate::lower::layers::Layers;
use crate::payload;

impl<'s> Lowering<'s> {
    /// The messages of the operation that is called `operation` and has `message`.
    pub(super) fn messages_of_2(
        &mut self,
        message: Option<Value<'s>>,
        operation: &str,
    ) -> Vec<MessageId> {
        let Some(message) = message else {
            return Vec::new();
        };
        let choices: Vec<Value<'s>> = match message.get("oneOf") {
            Some(choices) => self.reader.listed(Part::Message, Some(choices)),
            None => vec![message],
        };
        let mut found = Vec::new();
        for (index, choice) in choices.into_iter().enumerate() {
            let Some(value) = self.reader.part(Part::Message, choice) else {
                continue;
            };
            let referred = node_of(value) != node_of(choice);
            let component = own_key(&origin(value)).filter(|_| referred);
            let name = Layers::of(value).text("name");
            let used_as = component.or(name).unwrap_or_else(|| match index {
                0 => format!("{operation} message"),
                _ => format!("{operation} message {}", index + 1),
            });
            let id = self.message_of_2(value, used_as);
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// Messages of `components` that no channel has.
    pub(super) fn remaining_messages_of_2(&mut self, root: Value<'s>) {
        let components = self.reader.components(root, "messages");
        for (entry, value) in self.reader.parts(Part::Message, components) {
            self.message_of_2(value, entry.key.to_owned());
        }
    }

    /// The message at `value`, called by its `messageId`, else `used_as` by where it stands.
    fn message_of_2(&mut self, value: Value<'s>, used_as: String) -> MessageId {
        if let Some(&known) = self.message_of.get(&node_of(value)) {
            return known;
        }
        let traits = self.reader.items(Part::Trait, value.get("traits"));
        let fields = Layers::overridden_by(value, traits);
        let key = fields.text("messageId").unwrap_or(used_as);
        let payload = self.payload_of_2(value);
        self.message(value, &fields, key, payload)
    }

    fn payload_of_2(&mut self, message: Value<'s>) -> Option<Payload> {
        let value = message.get("payload")?;
        if self.reader.is_misleading(value) {
            self.reader.leave_out(Part::Payload, value);
            return None;
        }
        let sources = self.reader.sources();
        let format = payload::format_beside(sources, message);
        Some(payload::in_format(
            sources,
            &mut self.schemas,
            value,
            format,
        ))
    }
}
