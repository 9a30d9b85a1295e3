//! What people read changed.

use tidings_schema::Literal;

use super::described::{became, described, said_otherwise};
use super::{Find, Found, Told, Versions, check};
use crate::facts::Facts;
use crate::schema::{Difference, Kind, Statement};

check! {
    /// A title, a description, an example or another keyword for people is another one.
    ///
    /// ## Why it matters
    ///
    /// No message changes, but people may come to understand it otherwise.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         summary: An order.
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
    ///         summary: An order was placed.
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "documentation-changed", "K091", Info,
    "what people read changed",
    advice: "",
    Find::Both(find, explain)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let pairs = described(versions);
    let found = pairs.iter().flat_map(|(was, is)| {
        let changed = was.said.iter().zip(&is.said);
        let changed = changed.filter(|(was, is)| was.1 != is.1);
        changed.map(|((field, before), (_, now))| {
            // Lists stand for what a reader finds in the contract.
            let is_text = |value: &Literal| matches!(value, Literal::Null | Literal::String(_));
            let words = match is_text(before) && is_text(now) {
                true => became(before, now),
                false => "changed".to_owned(),
            };
            said_otherwise(field, &words, Facts::new(before, now), was, is)
        })
    });
    found.collect()
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Annotation(keyword, change) => Told::new(match change {
            Statement::New => format!("`{keyword}` was not stated and is now"),
            Statement::Gone => format!("`{keyword}` is not stated any more"),
            Statement::Other => format!("`{keyword}` changed"),
            Statement::OfIncluded => format!("`{keyword}` of an `allOf` member changed"),
            Statement::InsteadOf(other) => format!("`{keyword}` says what `{other}` said"),
        }),
        _ => None,
    }
}
