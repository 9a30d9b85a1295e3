//! Unknown properties are refused.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers};

check! {
    /// An object that accepted unknown properties refuses them.
    ///
    /// ## Why it matters
    ///
    /// Senders that write more than the contract says are refused, and no property can be added later without breaking
    /// receivers.
    "object-closed", "K080", Warning,
    "unknown properties are refused",
    advice: "leave the object open; what is not known can be ignored",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let taken = Answers {
        backward: Answer::Risky,
        forward: Answer::Yes,
    };
    match &difference.kind {
        Kind::Closed => Told::taking(taken, "unknown properties are refused now"),
        _ => None,
    }
}
