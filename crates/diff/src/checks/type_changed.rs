//! Values have another type.

use tidings_schema::Type;

use super::explained::in_words;
use super::{Find, Told, check};
use crate::presence::joined_words;
use crate::schema::{Difference, Kind, TypeChange};
use crate::{Answer, Answers};

check! {
    /// `type` allows other types than before.
    ///
    /// ## Why it matters
    ///
    /// Typed receivers fail on a value of another type, and senders of the old type are refused.
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
    ///             total: { type: integer }
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
    ///             total: { type: string }
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
    ///             total: { type: integer }
    ///             totalText: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "type-changed", "K075", Error,
    "values have another type",
    advice: "add a property of the new type beside the old one, and remove the old one when nobody uses it",
    Find::Schema(explain)
}

/// How much is told of what is said of one of both types only.
const SHOWN: usize = 4;

fn explain(difference: &Difference) -> Option<Told> {
    let Kind::Type {
        from,
        to,
        with,
        is_possible,
        change,
    } = &difference.kind
    else {
        return None;
    };
    let mut message = format!("the type was {from} and is {to}");
    let said = with.iter();
    let said = said.filter_map(|kind| Some((kind, in_words(difference, kind)?)));
    let said = joined_words(said.collect());
    if !said.is_empty() {
        let rest = match said.len().saturating_sub(SHOWN) {
            0 => String::new(),
            rest => format!(", and {rest} more"),
        };
        let shown = &said[..said.len().min(SHOWN)];
        message += &format!(" ({}{rest})", shown.join(", "));
    }
    let told = match is_possible {
        true => Told::new(message),
        // Who allows nothing sends nothing: no message is refused, and the values are gone all the same.
        false => Told::taking(
            Answers {
                backward: Answer::Yes,
                forward: Answer::Risky,
            },
            format!(
                "{message}, which none of the listed values is, so no value is allowed any more"
            ),
        ),
    }?;
    let advice = of_null(from, to, *change).or_else(|| advice(&difference.path));
    Some(match advice {
        Some(advice) => told.advised(advice),
        None => told,
    })
}

/// What to do instead where nothing but `null` is allowed now, or allowed no more.
fn of_null(from: &str, to: &str, change: TypeChange) -> Option<&'static str> {
    let null = Type::Null.name();
    let without = |types: &str| {
        let types = types.split(" or ").filter(|one| *one != null);
        types.map(str::to_owned).collect::<Vec<_>>()
    };
    let is_of_null = without(from) == without(to) && !without(from).is_empty();
    match (is_of_null, change.takes, change.adds) {
        (true, false, true) => Some("update the receivers before `null` is sent"),
        (true, true, false) => Some("go on accepting `null` until nobody sends it"),
        _ => None,
    }
}

/// What to do instead at `path`, where that names no property.
fn advice(path: &str) -> Option<&'static str> {
    let property = path.trim_end_matches("/*");
    match property {
        "" => Some(
            "add a message of its own for the new type, or a new version of the channel, and remove the old one when nobody uses it",
        ),
        _ if property.len() < path.len() => Some(
            "add a property with a list or map of the new type beside the old one, and remove the old one when nobody uses it",
        ),
        _ => None,
    }
}
