//! A part of a message is described that was not.

use tidings_model::contract::Payload;
use tidings_schema::SchemaGraph;

use super::schema_places::parts;
use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::{Answer, Answers, Part, Version};

check! {
    /// The payload or the headers of a message were not described and are now, so that they may no longer be anything.
    ///
    /// ## Why it matters
    ///
    /// Whatever was sent so far may be refused now.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { summary: An order. }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { summary: An order., payload: {} }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "payload-added", "K034", Error,
    "a part of a message is described that was not",
    advice: "describe what is really sent, and allow the rest: no `required`, no `additionalProperties: false`",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.messages() {
        for (part, old, new) in parts(was, is) {
            let (None, Some(payload)) = (old, new) else {
                continue;
            };
            let answers = of_description(versions, &versions.revision.schemas, part, payload);
            let called = versions.called_message(is);
            let message = format!(
                "the {} of {called} {} described now",
                part.name(),
                part.verb()
            );
            let facts = Facts::came(versions.hashes.fact(payload, Version::Revision));
            let found = Found::new(concern, answers, &is.element, facts, message);
            let found = found.with_detail(part.name()).in_base(was.origin.named());
            changes.push(found.in_revision(is.origin.named()));
        }
    }
    changes
}

/// What it means to describe a part that was not described.
///
/// Headers are open: who described none sent none that matter, so only those that must be there were missing; unless
/// who described none is taken to have sent any.
pub(super) fn of_description(
    versions: &Versions<'_>,
    schemas: &SchemaGraph,
    part: Part,
    payload: &Payload,
) -> Answers {
    let is_harmless = match (part, payload) {
        (_, Payload::Schema(schema)) if schemas.is_unconstrained(*schema) => true,
        (Part::Headers, payload) if !versions.is_literal() => {
            let rules = payload
                .json_schema()
                .and_then(|schema| schemas.rules(schema));
            rules.is_none_or(|rules| rules.object.required.is_empty())
        }
        _ => false,
    };
    let mut broken = payload.json_schema().into_iter();
    let is_broken = broken.any(|schema| schemas.unread_below(schema).next().is_some());
    match (is_harmless, is_broken) {
        (true, true) => Answers {
            backward: Answer::Unknown,
            forward: Answer::Yes,
        },
        (true, false) => Answers::UNTOUCHED,
        (false, _) => Answers::REMOVED,
    }
}
