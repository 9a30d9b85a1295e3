//! Keywords that ask whether other demands are kept (draft-07 validation §6.6).

use serde_json::Value;

use crate::message::Shown;
use crate::{Path, Violations, message};

/// `if`, and the schema of `contains`: whether `check` finds nothing wrong.
#[inline]
pub fn holds(check: impl FnOnce(&mut Violations)) -> bool {
    let mut violations = Violations::first();
    check(&mut violations);
    violations.is_empty()
}

/// No value is allowed here, where that holds on a condition.
#[cold]
pub fn never(path: &Path<'_>, violations: &mut Violations) {
    violations.push(path, message::nothing());
}

/// `type`, where it holds on a condition: `value` must be of one of these types.
///
/// A number without a fraction is an integer, however it is written (draft-07 core §4.2.3).
pub fn has_type(value: &Value, types: &[&str], path: &Path<'_>, violations: &mut Violations) {
    let is_of = |name: &&str| match *name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    if !types.iter().any(is_of) {
        let wanted = message::types(types);
        // A value of the wrong type may be a secret that landed in the wrong place.
        violations.push(path, message::wrong_type(Shown::Hidden, &wanted));
    }
}
