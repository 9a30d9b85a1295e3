//! A value is allowed no more.

use tidings_schema::Literal;

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// `enum` or `const` allow a value no more, or are new.
    ///
    /// ## Why it matters
    ///
    /// Senders of that value are refused.
    "enum-value-removed", "K077", Error,
    "a value is allowed no more",
    advice: "go on accepting the value until nobody sends it",
    Find::Schema(explain)
}

/// How many values are spelled out.
const SHOWN: usize = 5;

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::ValueRemoved(value) => Told::new(format!("the value `{value}` is allowed no more")),
        Kind::ValuesListed(values) => {
            let shown = values.iter().take(SHOWN).map(Literal::to_json_text);
            let rest = if values.len() > SHOWN { ", …" } else { "" };
            let shown = shown.collect::<Vec<_>>().join(", ");
            Told::new(format!("only the values {shown}{rest} are allowed now"))
        }
        _ => None,
    }
}
