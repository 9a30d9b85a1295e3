//! An extension is another one.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// An `x-` field, or a keyword that is not known, is another one, is new or is gone.
    ///
    /// What it means only its users know.
    "extension-changed", "K090", Info,
    "an extension is another one",
    advice: "",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Extension(name) => Told::new(format!("the extension `{name}` changed")),
        Kind::Keyword(name) => Told::new(format!(
            "the keyword `{name}`, which is not known, came or went"
        )),
        _ => None,
    }
}
