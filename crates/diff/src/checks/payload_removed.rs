//! A part of a message is described no more.

use super::payload_added::of_description;
use super::schema_places::parts;
use super::{Find, Found, Versions, check};
use crate::Version;
use crate::facts::Facts;

check! {
    /// The payload or the headers of a message are described no more, so that they may be anything.
    ///
    /// ## Why it matters
    ///
    /// Receivers that read what was described can no longer count on it.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
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
    ///       Placed: { summary: An order. }
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
    ///         payload:
    ///           description: Soon with fewer properties.
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "payload-removed", "K035", Error,
    "a part of a message is described no more",
    advice: "keep the description, and make optional what need not be there",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.messages() {
        for (part, old, new) in parts(was, is) {
            let (Some(payload), None) = (old, new) else {
                continue;
            };
            let answers =
                of_description(versions, &versions.base.schemas, part, payload).reversed();
            let called = versions.called_message(is);
            let message = format!(
                "the {} of {called} {} described no more",
                part.name(),
                part.verb()
            );
            let facts = Facts::gone(versions.hashes.fact(payload, Version::Base));
            let found = Found::new(concern, answers, &is.element, facts, message);
            let found = found.with_detail(part.name()).in_base(was.origin.named());
            changes.push(found.in_revision(is.origin.named()));
        }
    }
    changes
}
