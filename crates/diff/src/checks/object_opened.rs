//! Unknown properties are accepted.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// An object that refused unknown properties accepts them.
    ///
    /// ## Why it matters
    ///
    /// Under the reading `strict` a sender may write anything there, which old receivers refuse.
    "object-opened", "K081", Info,
    "unknown properties are accepted",
    advice: "update the receivers before unknown properties are sent",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Opened => Told::new("unknown properties are accepted now"),
        _ => None,
    }
}
