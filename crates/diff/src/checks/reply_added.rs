//! An operation is answered now.

use tidings_model::Contract;
use tidings_model::contract::Reply;

use super::{Find, Found, Versions, called, check};
use crate::Answers;
use crate::facts::{Fact, Facts};
use crate::roles::Concern;

check! {
    /// An operation has a reply that it did not have.
    ///
    /// ## Why it matters
    ///
    /// Who asked without an answer may go on so.
    /// Under the policies `forward` and `full` it breaks whoever already waits for an answer of the base.
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
    ///     reply:
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    "reply-added", "K041", Info,
    "an operation is answered now",
    advice: "update whoever answers before anybody waits for the answer",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in versions.operations() {
        if let (None, Some(reply)) = (&was.reply, &is.reply) {
            let message = format!("operation `{}` is answered now", is.key);
            let concern = Concern::of_reply(is.action);
            let facts = Facts::came(place(versions.revision, reply));
            let found = Found::existence(concern, Answers::ADDED, &is.element, facts, message);
            let found = found.in_base(was.origin.named());
            changes.push(found.in_revision(reply.origin.named()));
        }
    }
    changes
}

/// Where a reply goes.
pub(super) fn place(contract: &Contract, reply: &Reply) -> Fact {
    let channel = reply.channel.map(|id| called(&contract.channels[id]));
    let address = reply.address.as_ref().map(|it| it.location.to_string());
    Fact::list([Fact::from(channel), address.into()])
}
