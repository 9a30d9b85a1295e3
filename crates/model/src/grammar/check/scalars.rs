//! Strings, numbers and truth values.

use tidings_diag::{Applicability, Edit, Finding, Fix, nearest};
use tidings_syntax::Kind as ValueKind;

use super::{Checker, Spot};
use crate::grammar::formats;
use crate::grammar::moved;
use crate::grammar::table::Format;
use crate::rules::{VALUE_NOT_ALLOWED, WRONG_TYPE};

impl<'s> Checker<'s> {
    pub(super) fn string(&mut self, spot: &Spot<'s>, format: Format) {
        if format == Format::SpecificationVersion {
            return;
        }
        let Some(text) = spot.value.as_str() else {
            self.no_string(spot, "a string");
            return;
        };
        if let Err(malformed) = formats::check(text, format) {
            let message = format!("`{text}` is not {}", malformed.wanted);
            self.report(
                Finding::new(malformed.rule, spot.value_location(), message)
                    .with_help(malformed.help),
            );
        }
    }

    pub(super) fn nullable_string(&mut self, spot: &Spot<'s>) {
        if !matches!(spot.value.kind(), ValueKind::String | ValueKind::Null) {
            self.no_string(spot, "a string or null");
        }
    }

    pub(super) fn boolean(&mut self, spot: &Spot<'s>) {
        if spot.value.as_bool().is_none() {
            self.wrong_type(spot, "a boolean");
        }
    }

    pub(super) fn integer(&mut self, spot: &Spot<'s>, minimum: i64) {
        let Some(number) = spot.value.as_number() else {
            self.wrong_type(spot, "an integer");
            return;
        };
        match number.as_i64() {
            Some(value) if value >= minimum => {}
            Some(_) => {
                let message = format!(
                    "{} is {}, the smallest allowed value is {minimum}",
                    spot.subject(),
                    number.text()
                );
                self.report(Finding::new(
                    &VALUE_NOT_ALLOWED,
                    spot.value.location(),
                    message,
                ));
            }
            None => self.wrong_type(spot, "an integer"),
        }
    }

    pub(super) fn one_of(&mut self, spot: &Spot<'s>, allowed: &'static [&'static str]) {
        let Some(text) = spot.value.as_str() else {
            self.no_string(spot, &format!("one of {}", listed(allowed)));
            return;
        };
        if allowed.contains(&text) {
            return;
        }
        let message = format!("`{text}` is not allowed for `{}`", spot.name());
        let mut help = format!("allowed are {}", listed(allowed));
        if let Some(instead) = moved::action(text).filter(|instead| allowed.contains(instead)) {
            help = format!("AsyncAPI 2's `{text}` is `{instead}` in AsyncAPI 3; {help}");
        } else if let Some(near) = nearest(text, allowed.iter().copied()) {
            help = format!("did you mean `{near}`? {help}");
        }
        self.report(
            Finding::new(&VALUE_NOT_ALLOWED, spot.value_location(), message).with_help(help),
        );
    }

    /// Reports a value that should be a string; numbers and truth values only lack quotes.
    fn no_string(&mut self, spot: &Spot<'s>, wanted: &str) {
        if !matches!(spot.value.kind(), ValueKind::Number | ValueKind::Bool) {
            self.wrong_type(spot, wanted);
            return;
        }
        let span = spot.value.span();
        let text = &spot.value.tree().text()[span.range()];
        let message = format!(
            "{} must be {wanted}, but `{text}` without quotes is {}",
            spot.subject(),
            spot.value.kind().described()
        );
        let quoted = format!("\"{text}\"");
        self.report(
            Finding::new(&WRONG_TYPE, spot.value.location(), message)
                .with_help(format!("write {quoted}"))
                .with_fix(Fix {
                    title: format!("write {quoted}"),
                    applicability: Applicability::Safe,
                    edits: vec![Edit {
                        span,
                        replacement: quoted,
                    }],
                }),
        );
    }
}

/// Names in a row, each marked as code.
pub(super) fn listed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
