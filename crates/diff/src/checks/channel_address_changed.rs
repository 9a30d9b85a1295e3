//! A channel has another address.

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::matching::shape;

check! {
    /// A channel has another address than before.
    ///
    /// Parameters that are only called otherwise leave the address as it is, and say so as an annotation.
    ///
    /// ## Why it matters
    ///
    /// An address is where messages go: who knows the old one sends into the void, or hears nothing any more.
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
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: shop.orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
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
    ///       Placed: { payload: { type: object } }
    ///   shop:
    ///     address: shop.orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   sendShopOrder: { action: send, channel: { $ref: '#/channels/shop' } }
    /// ```
    "channel-address-changed", "K012", Error,
    "a channel has another address",
    advice: "add the new address as a channel of its own, use both for a while, then remove the old one",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.channels() {
        if was.address == is.address {
            continue;
        }
        let told = |address: &Option<String>| match address {
            Some(address) => format!("`{address}`"),
            None => "only known at run time".to_owned(),
        };
        let (from, to) = (told(&was.address), told(&is.address));
        let is_same = match (&was.address, &is.address) {
            (Some(was), Some(is)) => shape(was) == shape(is),
            _ => false,
        };
        let facts = Facts::new(was.address.as_ref(), is.address.as_ref());
        let found = match is_same {
            true => Found::annotation(
                &is.element,
                facts,
                format!("the parameters of the address {from} are called otherwise: {to}"),
            ),
            false => Found::new(
                concern,
                Answers::EXCHANGED,
                &is.element,
                facts,
                format!("the address of channel `{}` was {from} and is {to}", is.key),
            ),
        };
        let found = match &is.address {
            Some(_) => found,
            None => {
                found.advised("go on stating the address, and add a channel without one beside it")
            }
        };
        let found = found.in_base(was.origin.named());
        changes.push(found.in_revision(is.origin.named()));
    }
    changes
}
