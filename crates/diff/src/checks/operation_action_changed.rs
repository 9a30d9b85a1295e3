//! An operation does the opposite of what it did.

use tidings_model::contract::Action;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::roles::Concern;
use crate::side::Side;

check! {
    /// An operation sends what it received, or receives what it sent.
    ///
    /// ## Why it matters
    ///
    /// Its partners do now what it does itself: both sides send, or both receive. Whoever received from it gets nothing more,
    /// and what others send to it is taken by nobody.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   order: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   order: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   order: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "operation-action-changed", "K022", Error,
    "an operation does the opposite of what it did",
    advice: "add the other action as an operation of its own, and keep this one until nobody depends on it",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let word = |action| match action {
        Action::Send => "send",
        Action::Receive => "receive",
    };
    let changed = versions
        .operations()
        .filter(|(was, is)| was.action != is.action);
    let found = changed.map(|(was, is)| {
        let (from, to) = (word(was.action), word(is.action));
        let message = format!(
            "the action of operation `{}` was `{from}` and is `{to}`",
            is.key
        );
        let facts = Facts::new(from, to);
        // Who was on the other side has nobody left there; who is there now had nobody.
        let sides = vec![
            Side::existence(Concern::of(was).partners(), Answers::REMOVED),
            Side::existence(Concern::of(is).partners(), Answers::ADDED),
        ];
        Found::new(
            Concern::Existence,
            Answers::EXCHANGED,
            &is.element,
            facts,
            message,
        )
        .with_sides(sides)
        .in_base(was.origin.named())
        .in_revision(is.origin.named())
    });
    found.collect()
}
