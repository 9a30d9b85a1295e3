//! Values have another type.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// `type` allows other types than before.
    ///
    /// ## Why it matters
    ///
    /// Typed receivers fail on a value of another type, and senders of the old type are refused.
    "type-changed", "K075", Error,
    "values have another type",
    advice: "add a property of the new type beside the old one, and remove the old one when nobody uses it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Type { from, to } => Told::new(format!("the type was {from} and is {to}")),
        _ => None,
    }
}
