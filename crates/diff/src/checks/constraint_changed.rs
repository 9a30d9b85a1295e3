//! A bound is another one.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind, Limit};

check! {
    /// A bound of numbers, lengths or counts, or a `pattern`, is another one, is new or is gone.
    ///
    /// ## Why it matters
    ///
    /// A tighter bound refuses what senders send; a wider one lets values through that receivers do not expect.
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
    ///             quantity: { type: integer, maximum: 100 }
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
    ///             quantity: { type: integer, maximum: 10 }
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
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             quantity: { type: integer, maximum: 1000 }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// A wider bound of what is sent lets values through that receivers refuse.
    ///
    /// ```yaml base sent
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
    ///             quantity: { type: integer, maximum: 100 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision sent
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
    ///             quantity: { type: integer, maximum: 1000 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead sent
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
    ///             quantity: { type: integer, maximum: 10 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "constraint-changed", "K078", Error,
    "a bound is another one",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Limit { limit, from, to } => {
            let of = match limit {
                Limit::Number => " of the number",
                Limit::Length => " of the text",
                Limit::Count => "",
            };
            let told = match (from, to) {
                (Some(was), Some(is)) if was.keyword == is.keyword => {
                    let (keyword, was, is) = (was.keyword, &was.values, &is.values);
                    format!("`{keyword}`{of} was {was} and is {is}")
                }
                (Some(was), Some(is)) => format!(
                    "`{}`{of} was {} and `{}` is {} now",
                    was.keyword, was.values, is.keyword, is.values
                ),
                (Some(was), None) => {
                    format!("`{}`{of} was {} and is gone", was.keyword, was.values)
                }
                (None, Some(is)) => format!("`{}`{of} is {} now", is.keyword, is.values),
                (None, None) => return None,
            };
            Told::new(told)
        }
        Kind::Pattern { from, to } => Told::new(in_words("pattern", from, to)),
        _ => None,
    }
}

/// What became of a keyword with texts.
pub(super) fn in_words(keyword: &str, from: &[String], to: &[String]) -> String {
    let quoted = |texts: &[String]| {
        let texts = texts.iter().map(|text| format!("`{text}`"));
        texts.collect::<Vec<_>>().join(" and ")
    };
    match (from, to) {
        ([], to) => format!("`{keyword}` is {} now", quoted(to)),
        (from, []) => format!("`{keyword}` was {} and is gone", quoted(from)),
        (from, to) => format!("`{keyword}` was {} and is {}", quoted(from), quoted(to)),
    }
}
