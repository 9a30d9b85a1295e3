//! Keywords for values of every type: `type`, `enum`, `const` (draft-07 validation §6.1).

use std::fmt::{self, Write};

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

/// The values as a message lists them; where they are many no more than the start, since a message shows no more.
pub(super) fn listed(values: &[Literal]) -> String {
    let mut start = Start::default();
    for (index, value) in values.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        if write!(start, "{comma}{value}").is_err() {
            break;
        }
    }
    start.0
}

/// The start of a text that may be megabytes long.
#[derive(Default)]
struct Start(String);

impl Start {
    /// More bytes than the characters that a message shows can have.
    const BYTES: usize = 1_024;
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.len() > Self::BYTES {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}
