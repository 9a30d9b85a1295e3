//! The id that ties messages together stands elsewhere.

use tidings_model::contract::Message;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;

check! {
    /// The `location` in the `correlationId` of a message is another one, is new or is gone.
    ///
    /// ## Why it matters
    ///
    /// Whoever looks for the id at the old place finds no reply to its request.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         correlationId: { location: '$message.header#/trace' }
    ///         headers:
    ///           type: object
    ///           properties:
    ///             trace: { type: string }
    ///             correlation: { type: string }
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
    ///         correlationId: { location: '$message.header#/correlation' }
    ///         headers:
    ///           type: object
    ///           properties:
    ///             trace: { type: string }
    ///             correlation: { type: string }
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
    ///         correlationId: { location: '$message.header#/trace', description: Soon in `correlation`. }
    ///         headers:
    ///           type: object
    ///           properties:
    ///             trace: { type: string }
    ///             correlation: { type: string }
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "correlation-changed", "K036", Error,
    "the id that ties messages together stands elsewhere",
    advice: "have the id at both places for a while: write both, read either",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let place = |message: &Message| {
        message
            .correlation
            .as_ref()
            .map(|it| it.location.to_string())
    };
    let mut changes = Vec::new();
    for (was, is, concern) in versions.messages() {
        let (from, to) = (place(was), place(is));
        // What is stated and could not be read is neither new nor gone.
        let is_unread = |message: &Message| {
            message.correlation.is_none() && message.fields.of("correlationId").is_some()
        };
        if from == to || is_unread(was) || is_unread(is) {
            continue;
        }
        let called = versions.called_message(is);
        let facts = Facts::new(from.as_ref(), to.as_ref());
        let found = match (from, to) {
            (None, to) => {
                let to = to.unwrap_or_default();
                let message = format!("{called} has its correlation id in `{to}` now");
                Found::existence(concern, Answers::ADDED, &is.element, facts, message)
            }
            (Some(from), None) => {
                let message =
                    format!("{called} has no correlation id any more; it was in `{from}`");
                Found::existence(concern, Answers::REMOVED, &is.element, facts, message)
            }
            (Some(from), Some(to)) => {
                let message =
                    format!("the correlation id of {called} was in `{from}` and is in `{to}`");
                Found::new(concern, Answers::EXCHANGED, &is.element, facts, message)
            }
        };
        let found = found.in_base(was.origin.named());
        changes.push(found.in_revision(is.origin.named()));
    }
    changes
}
