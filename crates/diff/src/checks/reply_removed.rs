//! An operation is answered no more.

use super::reply_added::place;
use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::roles::Concern;

check! {
    /// An operation had a reply and has none.
    ///
    /// ## Why it matters
    ///
    /// Whoever asked waits until the deadline; whoever answered answers nobody.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    ///     reply:
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlaceQuietly: { action: receive, channel: { $ref: '#/channels/orders' } }
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    ///     reply:
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    "reply-removed", "K040", Error,
    "an operation is answered no more",
    advice: "keep the reply, and add an operation without one beside this one",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in versions.operations() {
        if let (Some(reply), None) = (&was.reply, &is.reply) {
            let message = format!("operation `{}` is answered no more", is.key);
            let concern = Concern::of_reply(is.action);
            let facts = Facts::gone(place(versions.base, reply));
            let found = Found::existence(concern, Answers::REMOVED, &is.element, facts, message);
            let found = found.in_base(reply.origin.named());
            changes.push(found.in_revision(is.origin.named()));
        }
    }
    changes
}
