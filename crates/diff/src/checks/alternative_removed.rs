//! An alternative is gone.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// `anyOf` or `oneOf` has a branch no more.
    ///
    /// ## Why it matters
    ///
    /// Senders of that form are refused.
    "alternative-removed", "K083", Error,
    "an alternative is gone",
    advice: "go on accepting the form until nobody sends it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::AlternativeRemoved(keyword) => {
            Told::new(format!("`{keyword}` has one alternative less"))
        }
        _ => None,
    }
}
