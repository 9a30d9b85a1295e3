//! A message has another content type.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::Message;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::change::Likeness;
use crate::facts::Facts;

check! {
    /// A message has another content type, be it its own or the default of the contract.
    ///
    /// Stating the default on the message itself, or the other way round, changes nothing.
    /// Another default is told once, at `defaultContentType`, with the messages that state nothing else.
    ///
    /// ## Why it matters
    ///
    /// The bytes mean something else, and whoever reads them as before reads nonsense or nothing.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         contentType: application/json
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         contentType: application/cbor
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         contentType: application/json
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///   compact:
    ///     address: orders.compact
    ///     messages:
    ///       Placed:
    ///         contentType: application/cbor
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendCompact: { action: send, channel: { $ref: '#/channels/compact' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "content-type-changed", "K032", Error,
    "a message has another content type",
    advice: "describe the other content type as a message of its own, on a channel of its own, until nobody uses the old one",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let type_of =
        |text: &Option<String>| text.as_deref().map(|text| text.trim().to_ascii_lowercase());
    let changed = versions
        .messages()
        .filter(|(was, is, _)| type_of(&was.content_type) != type_of(&is.content_type));
    let found = changed.map(|(was, is, concern)| {
        let [from, to] = [
            Stated::of(was, versions.base),
            Stated::of(is, versions.revision),
        ];
        let words = format!("was {} and is {}", from.in_words(), to.in_words());
        let called = versions.called_message(is);
        let message = format!("the content type of {called} {words}");
        // Where one version says nothing, it may have been that all along.
        let (answers, advice) = match (from.text, to.text) {
            (Some(_), Some(_)) if to.is_default => (Answers::EXCHANGED, Some(OF_DEFAULT)),
            (Some(_), Some(_)) => (Answers::EXCHANGED, None),
            (None, _) => (
                Answers::RISKY,
                Some("state the content type that it has been all along"),
            ),
            (_, None) => (Answers::RISKY, Some("go on stating the content type")),
        };
        let facts = Facts::new(type_of(&was.content_type), type_of(&is.content_type));
        let mut found = Found::new(concern, answers, &is.element, facts, message);
        found.base = from.place(&to).cloned();
        found.revision = to.place(&from).cloned();
        // What the messages of a default become is told once for all of them.
        found.likeness = Some(Likeness {
            place: format!("message {called}"),
            difference: words.clone(),
            said: words,
        });
        match advice {
            Some(advice) => found.advised(advice),
            None => found,
        }
    });
    found.collect()
}

/// What to do instead of another default, which every message has that states nothing.
const OF_DEFAULT: &str = "state `contentType` of each message that keeps the old one, and describe the new one as a message of its own, on a channel of its own, until nobody uses the old one";

/// What one version says of the content of a message.
struct Stated<'c> {
    text: Option<&'c str>,
    /// Whether the message leaves that to the contract.
    is_default: bool,
    /// Where that stands, if it is said.
    location: Option<&'c Location>,
    /// Where the message is named.
    named: &'c Location,
}

impl<'c> Stated<'c> {
    fn of(message: &'c Message, contract: &'c Contract) -> Self {
        let text = message.content_type.as_deref();
        let own = message.fields.of("contentType");
        let default = contract.fields.of("defaultContentType");
        Self {
            text,
            is_default: own.is_none() && text.is_some(),
            location: own.or(default.filter(|_| text.is_some())),
            named: message.origin.named(),
        }
    }

    fn in_words(&self) -> String {
        match (self.text, self.is_default) {
            (Some(text), true) => format!("`{text}` by default"),
            (Some(text), false) => format!("`{text}`"),
            (None, _) => "not stated".to_owned(),
        }
    }

    /// Where it stands, or would; nowhere, where `other`, which the other version says, is a default that this one has not.
    fn place(&self, other: &Self) -> Option<&'c Location> {
        let would = Some(self.named).filter(|_| !other.is_default);
        self.location.or(would)
    }
}
