//! Keywords for numbers (draft-07 validation §6.2).

use tidings_check::message::{self, Shown};
use tidings_check::{Decimal, NumberFormat};

use super::{Applied, Failure, Formats, Validator};
use crate::number::decimal;

impl<'g> Validator<'g, '_> {
    /// Judges the number that is spelled `text`.
    pub(super) fn check_number(
        &mut self,
        applied: Applied<'_, 'g>,
        text: &str,
        failures: &mut Vec<Failure>,
    ) {
        let rules = &applied.rules.number;
        let Some(number) = decimal(text) else {
            // Neither `.inf` nor `.nan` is a value of JSON, so no schema is for them.
            let message = message::wrong_type(Shown::Plain(&text), &"a number in JSON");
            failures.push(applied.failure("type", message));
            return;
        };
        let value = Shown::Plain(&text).unless(applied.path.is_sensitive());
        let mut check = |keyword, bound: &Option<String>, breaks: Breaks, words: Words| {
            let Some(bound) = bound else { return };
            if Decimal::parse(bound).is_some_and(|bound| breaks(&number, &bound)) {
                failures.push(applied.failure(keyword, words(value, bound)));
            }
        };
        check(
            "minimum",
            &rules.minimum,
            |value, bound| value < bound,
            message::minimum,
        );
        check(
            "maximum",
            &rules.maximum,
            |value, bound| value > bound,
            message::maximum,
        );
        check(
            "exclusiveMinimum",
            &rules.exclusive_minimum,
            |value, bound| value <= bound,
            message::exclusive_minimum,
        );
        check(
            "exclusiveMaximum",
            &rules.exclusive_maximum,
            |value, bound| value >= bound,
            message::exclusive_maximum,
        );
        check(
            "multipleOf",
            &rules.multiple_of,
            |value, divisor| value.is_multiple_of(divisor) == Some(false),
            message::multiple_of,
        );
        let format = applied.rules.string.format.as_deref();
        if let (Formats::Assert, Some(format)) =
            (self.options.formats, format.and_then(NumberFormat::named))
            && let Err(reason) = format.check(&number)
        {
            let message = message::format(value, format.name(), reason);
            failures.push(applied.failure("format", message));
        }
    }
}

/// Whether a number breaks a bound.
type Breaks = fn(&Decimal, &Decimal) -> bool;

/// Says how.
type Words = fn(Shown<'_>, &dyn std::fmt::Display) -> String;
