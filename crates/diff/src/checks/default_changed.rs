//! A value that is assumed where none is given is another one.

use tidings_schema::Literal;

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// The `default` of a property is another one, is new or is gone.
    ///
    /// ## Why it matters
    ///
    /// No message is refused, but one without the property means something else to whoever fills in the default.
    "default-changed", "K060", Info,
    "a default is another one",
    advice: "write the value into the message where it matters",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let Kind::Default { from, to } = &difference.kind else {
        return None;
    };
    let told = |value: &Option<Literal>| match value {
        Some(value) => format!("`{value}`"),
        None => "not stated".to_owned(),
    };
    Told::new(format!(
        "the default was {} and is {}",
        told(from),
        told(to)
    ))
}
