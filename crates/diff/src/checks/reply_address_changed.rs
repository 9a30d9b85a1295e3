//! The address of a reply stands elsewhere in the request.

use tidings_model::contract::Reply;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::roles::Concern;

check! {
    /// The request says at another place than before where the reply goes (`reply.address.location`), or says it for the first
    /// time, or no more.
    ///
    /// ## Why it matters
    ///
    /// The answer goes to an address where nobody waits for it.
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
    ///     address: null
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
    ///       address: { location: '$message.header#/replyTo' }
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
    ///     address: null
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
    ///       address: { location: '$message.header#/answerTo' }
    ///       channel: { $ref: '#/channels/replies' }
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
    ///     address: null
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
    ///       address: { location: '$message.header#/replyTo', description: Soon in `answerTo`. }
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    "reply-address-changed", "K042", Error,
    "the address of a reply stands elsewhere",
    advice: "have the address at both places for a while: write both, read either",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let place = |reply: &Reply| reply.address.as_ref().map(|it| it.location.to_string());
    let mut changes = Vec::new();
    for (was, is) in versions.operations() {
        let (Some(old), Some(new)) = (&was.reply, &is.reply) else {
            continue;
        };
        let (from, to) = (place(old), place(new));
        if from == to {
            continue;
        }
        let told = |place: Option<String>| match place {
            Some(place) => format!("in `{place}`"),
            None => "fixed".to_owned(),
        };
        let message = format!(
            "the address of the reply to `{}` was {} and is {}",
            is.key,
            told(from.clone()),
            told(to.clone())
        );
        // A fixed address is written nowhere.
        let advice = match (&from, &to) {
            (None, _) => Some(
                "have requests say the fixed address at the new place, and answer there as long as some do not say any",
            ),
            (_, None) => Some(
                "have requests say the fixed address, and answer where they say as long as some say another one",
            ),
            (Some(_), Some(_)) => None,
        };
        let facts = Facts::new(from, to);
        let found = Found::new(
            Concern::of_reply(is.action),
            Answers::EXCHANGED,
            &is.element,
            facts,
            message,
        );
        let found = match advice {
            Some(advice) => found.advised(advice),
            None => found,
        };
        let found = found.in_base(old.origin.named());
        changes.push(found.in_revision(new.origin.named()));
    }
    changes
}
