//! What people read changed.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// A title, a description, an example or another keyword for people is another one.
    "documentation-changed", "K091", Info,
    "what people read changed",
    advice: "",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Annotation(keyword) => Told::new(format!("`{keyword}` changed")),
        _ => None,
    }
}
