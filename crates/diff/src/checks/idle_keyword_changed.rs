//! Something that demands nothing is said otherwise.

use super::explained::in_words;
use super::{Find, Told, check};
use crate::schema::{Difference, Idle, Kind};

check! {
    /// What a schema says of values that its `type` does not allow, or a value in its `enum` that is of no such type,
    /// changed.
    ///
    /// ## Why it matters
    ///
    /// It demands nothing, so nobody breaks, but hardly anybody means to write it: mostly the `type` is another one than
    /// was meant, or the keywords belong one level deeper, as `properties` beside `type: array` belongs to `items`.
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
    ///           properties:
    ///             lines: { type: array, required: [id] }
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
    ///           properties:
    ///             lines: { type: array, required: [id, price] }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "idle-keyword-changed", "K098", Info,
    "something that demands nothing is said otherwise",
    advice: "",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let Kind::Idle(kind, idle) = &difference.kind else {
        return None;
    };
    match (&**kind, idle) {
        (Kind::ValuesAdded(values), Idle::Value) => Told::of_values(values, |the_values, are| {
            format!("{the_values} {are} listed now, which {are} of no type that is allowed")
        }),
        (Kind::ValuesRemoved(values), Idle::Value) => Told::of_values(values, |the_values, are| {
            format!("{the_values}, which {are} of no type that is allowed, {are} listed no more")
        }),
        (kind, Idle::Type(name)) => {
            let said = in_words(difference, kind)?;
            Told::new(format!(
                "{said}, which is said of {name}s, and no {name} is allowed"
            ))
        }
        (kind, Idle::Value) => Told::new(in_words(difference, kind)?),
        (kind, Idle::Repeated) => Told::new(match kind {
            Kind::Required(name) => {
                format!("property `{name}` is demanded here, too, as by each alternative")
            }
            Kind::Optional(name) => {
                format!("property `{name}` is demanded here no more, and still by each alternative")
            }
            Kind::PropertyAdded(name) => {
                format!("property `{name}` is described here, too, as in each alternative")
            }
            Kind::PropertyRemoved(name) => {
                format!(
                    "property `{name}` is described here no more, and still in each alternative"
                )
            }
            kind => format!(
                "{}, which changes nothing beside the other keywords",
                in_words(difference, kind)?
            ),
        }),
    }
}
