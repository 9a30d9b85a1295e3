//! Texts have another format.

use super::constraint_changed::in_words;
use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// `format` is another one, is new or is gone.
    ///
    /// Known formats are compared as the languages they are, unless `--formats annotate` says otherwise.
    ///
    /// ## Why it matters
    ///
    /// Typed clients parse a `date-time` or a `uuid` and refuse what is none.
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
    ///             placed: { type: string, format: date }
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
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             placed: { type: string, format: date-time }
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
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             placed: { type: string, format: date }
    ///             placedAt: { type: string, format: date-time }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "format-changed", "K079", Error,
    "texts have another format",
    advice: "add a property in the new format beside the old one",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Format { from, to } => Told::new(in_words("format", from, to)),
        _ => None,
    }
}
