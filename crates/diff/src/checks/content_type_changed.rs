//! A message has another content type.

use tidings_diag::Location;
use tidings_model::contract::Message;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;

check! {
    /// A message has another content type, be it its own or the default of the contract.
    ///
    /// Stating the default on the message itself, or the other way round, changes nothing.
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
        let told = |text: &Option<String>| match text {
            Some(text) => format!("`{text}`"),
            None => "not stated".to_owned(),
        };
        let (from, to) = (told(&was.content_type), told(&is.content_type));
        let called = versions.called_message(is);
        let message = format!("the content type of {called} was {from} and is {to}");
        // Where one version says nothing, it may have been that all along.
        let answers = match (&was.content_type, &is.content_type) {
            (Some(_), Some(_)) => Answers::EXCHANGED,
            _ => Answers::RISKY,
        };
        let facts = Facts::new(type_of(&was.content_type), type_of(&is.content_type));
        Found::new(concern, answers, &is.element, facts, message)
            .in_base(stated(was))
            .in_revision(stated(is))
    });
    found.collect()
}

/// Where `message` says what its content is, or where it is named.
fn stated(message: &Message) -> &Location {
    let stated = message.fields.of("contentType");
    stated.unwrap_or_else(|| message.origin.named())
}
