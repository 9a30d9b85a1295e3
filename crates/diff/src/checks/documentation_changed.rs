//! What people read changed.

use super::described::described;
use super::{Find, Found, Told, Versions, check};
use crate::schema::{Difference, Kind};

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
        changed.map(|((field, _), _)| {
            let message = format!("`{field}` of {} changed", is.called);
            let found = Found::annotation(is.element, message).with_detail(*field);
            let found = found.in_base(was.location);
            found.in_revision(is.location)
        })
    });
    found.collect()
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Annotation(keyword) => Told::new(format!("`{keyword}` changed")),
        _ => None,
    }
}
