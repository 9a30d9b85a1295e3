//! What stands beside a `$ref`.

use tidings_diag::{Finding, listed};
use tidings_syntax::Value;

use crate::rules::REF_SIBLINGS;

/// Siblings that are named.
const NAMED: usize = 4;

/// The finding about the fields beside the `$ref` of `object`, `harmless` ones aside; `None` when there are none.
///
/// Whoever calls this knows that they are ignored here, which depends on the kind of object and the schema's dialect.
pub fn ignored_siblings(object: Value<'_>, harmless: &[&str]) -> Option<Finding> {
    let siblings = || {
        object
            .entries()
            .filter(|entry| entry.key != "$ref" && !entry.merged && !harmless.contains(&entry.key))
    };
    let first = siblings().next()?;
    let count = siblings().count();
    let mut names: Vec<String> = siblings()
        .take(NAMED)
        .map(|entry| format!("`{}`", entry.key))
        .collect();
    if count > NAMED {
        names.push(format!("{} more", count - NAMED));
    }
    let named = listed(&names, "and");
    let verb = if count == 1 { "is" } else { "are" };
    let message = format!("{named} beside `$ref` {verb} ignored");
    Some(Finding::new(&REF_SIBLINGS, first.key_location(), message).with_detail(named))
}
