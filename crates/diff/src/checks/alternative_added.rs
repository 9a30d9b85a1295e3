//! An alternative is new.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// `anyOf` or `oneOf` has a branch that it did not have.
    ///
    /// ## Why it matters
    ///
    /// Receivers do not know the new form; with `oneOf` a value that fits two branches now is refused.
    "alternative-added", "K082", Error,
    "an alternative is new",
    advice: "update the receivers first, or send the new form as a message of its own",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::AlternativeAdded(keyword) => {
            Told::new(format!("`{keyword}` has one alternative more"))
        }
        _ => None,
    }
}
