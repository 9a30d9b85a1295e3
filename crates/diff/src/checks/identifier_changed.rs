//! A name that programs know an element by is another one.

use super::described::{became, described, said_otherwise};
use super::{Find, Found, Versions, check};
use crate::facts::Facts;

check! {
    /// A message has another `name`, or in AsyncAPI 2 another `messageId`, or an operation another `operationId`.
    ///
    /// ## Why it matters
    ///
    /// No message changes, but whoever makes code, configuration or links of the contract may go by that name.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         name: Order
    ///         payload: { type: string }
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
    ///         name: PlacedOrder
    ///         payload: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "identifier-changed", "K099", Info,
    "a name that programs know something by is another one",
    advice: "",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let pairs = described(versions);
    let found = pairs.iter().flat_map(|(was, is)| {
        let changed = was.names.iter().zip(&is.names);
        let changed = changed.filter(|(was, is)| was.1 != is.1);
        changed.map(|((field, before), (_, now))| {
            let facts = Facts::new(before, now);
            said_otherwise(field, &became(before, now), facts, was, is)
        })
    });
    found.collect()
}
