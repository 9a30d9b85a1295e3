//! Keywords for values of every type: `type`, `enum`, `const` (draft-07 validation §6.1).

use tidings_check::message::{self, Shown};

use super::{Applied, Failure};
use crate::Literal;

/// Whether the instance has an allowed type; a failure of `const` or `enum` leaves that open.
pub(super) fn check(applied: Applied<'_, '_>, failures: &mut Vec<Failure>) -> bool {
    let Applied {
        rules, instance, ..
    } = applied;
    if let Some(types) = rules.types {
        let found = instance.json_type();
        if !found.is_some_and(|found| types.allows(found)) {
            let message = show(applied, |value| message::wrong_type(value, &types));
            failures.push(applied.failure("type", message));
            return false;
        }
    }
    if let Some(constant) = &rules.constant
        && !instance.is(constant)
    {
        let message = show(applied, |value| message::constant(value, constant));
        failures.push(applied.failure("const", message));
    }
    if let Some(values) = &rules.enumeration
        && !values.iter().any(|value| instance.is(value))
    {
        let message = show(applied, |value| {
            message::enumeration(value, &listed(values))
        });
        failures.push(applied.failure("enum", message));
    }
    true
}

fn show(applied: Applied<'_, '_>, tell: impl FnOnce(Shown<'_>) -> String) -> String {
    let sensitive = applied.path.is_sensitive();
    applied.instance.show(|value| tell(value.unless(sensitive)))
}

/// The values as a message lists them.
pub(super) fn listed(values: &[Literal]) -> String {
    let texts: Vec<_> = values.iter().map(Literal::to_json_text).collect();
    texts.join(", ")
}
