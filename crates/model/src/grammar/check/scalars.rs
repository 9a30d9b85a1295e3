//! Strings, numbers and truth values.

use tidings_diag::{Applicability, Finding, Severity, nearest};
use tidings_syntax::{Kind as ValueKind, in_yaml_1_2};

use super::mends::{rewritten, written};
use super::{Checker, Spot};
use crate::grammar::formats;
use crate::grammar::moved;
use crate::grammar::table::{Format, Limits};
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
            let mut finding = Finding::new(malformed.rule, spot.value_location(), message)
                .with_help(malformed.help);
            if format == Format::PubsubSchemaName {
                // The binding says what the path of a schema looks like, and does not demand it.
                finding.severity = Severity::Warning;
            }
            self.report(finding);
        }
    }

    pub(super) fn nullable_string(&mut self, spot: &Spot<'s>) {
        if !matches!(spot.value.kind(), ValueKind::String | ValueKind::Null) {
            self.no_string(spot, "a string or null");
        }
    }

    pub(super) fn boolean(&mut self, spot: &Spot<'s>) {
        if spot.value.as_bool().is_some() {
            return;
        }
        self.quoted(spot, "a boolean", |text| ["true", "false"].contains(&text));
    }

    /// Reports what should be an integer; a string of digits only has quotes too many.
    fn no_integer(&mut self, spot: &Spot<'s>, wanted: &str) {
        self.quoted(spot, wanted, |text| {
            text.parse::<i64>()
                .is_ok_and(|number| number.to_string() == text)
        });
    }

    /// Reports that `spot` is not `wanted`.
    ///
    /// A string that `is_meant` picks only has quotes too many, and one without quotes may be what YAML 1.1 writes for it.
    fn quoted(&mut self, spot: &Spot<'s>, wanted: &str, is_meant: impl Fn(&str) -> bool) {
        let finding = self.of_wrong_type(spot, wanted);
        let text = spot.value.as_str().unwrap_or_default();
        let is_plain = &spot.value.tree().text()[spot.value.span().range()] == text;
        let meant = in_yaml_1_2(text).filter(|meant| is_plain && is_meant(meant));
        self.report(if is_meant(text) {
            finding
                .with_help(format!("write `{text}` without quotes"))
                .with_fix(written(spot.value, text.to_owned(), Applicability::Safe))
        } else if let Some(meant) = meant {
            finding
                .with_help(format!("write `{meant}`"))
                .with_fix(written(spot.value, meant, Applicability::Safe))
        } else {
            finding
        });
    }

    pub(super) fn sized_string(&mut self, spot: &Spot<'s>, limits: Limits) {
        let Some(text) = spot.value.as_str() else {
            self.no_string(spot, "a string");
            return;
        };
        let length = text.chars().count();
        if !i64::try_from(length).is_ok_and(|length| limits.allow(length)) {
            let subject = spot.subject();
            let message = match length {
                0 => format!("{subject} is empty"),
                _ => format!("{subject} has {length} characters"),
            };
            let help = format!("allowed are {limits} characters");
            let location = spot.value_location();
            self.report(Finding::new(&VALUE_NOT_ALLOWED, location, message).with_help(help));
        }
    }

    pub(super) fn scalar(&mut self, spot: &Spot<'s>) {
        if matches!(spot.value.kind(), ValueKind::Mapping | ValueKind::Sequence) {
            self.wrong_type(spot, "a string, a number, a boolean or null");
        }
    }

    pub(super) fn integer(&mut self, spot: &Spot<'s>, limits: Limits) {
        let Some(number) = spot.value.as_number().filter(|number| number.is_integer()) else {
            self.no_integer(spot, "an integer");
            return;
        };
        let beyond = if number.as_f64() < 0.0 {
            i64::MIN
        } else {
            i64::MAX
        };
        if !limits.allow(number.as_i64().unwrap_or(beyond)) {
            let message = format!("{} is {}", spot.subject(), number.text());
            let help = format!("write a whole number, {limits}");
            let location = spot.value.location();
            self.report(Finding::new(&VALUE_NOT_ALLOWED, location, message).with_help(help));
        }
    }

    pub(super) fn integer_one_of(&mut self, spot: &Spot<'s>, allowed: &'static [i64]) {
        let names: Vec<String> = allowed.iter().map(i64::to_string).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(number) = spot.value.as_number() else {
            self.no_integer(spot, &format!("one of {}", listed(&names)));
            return;
        };
        if !number
            .as_i64()
            .is_some_and(|value| allowed.contains(&value))
        {
            let message = format!("`{}` is not allowed for `{}`", number.text(), spot.name());
            let help = format!("allowed are {}", listed(&names));
            let location = spot.value.location();
            self.report(Finding::new(&VALUE_NOT_ALLOWED, location, message).with_help(help));
        }
    }

    pub(super) fn one_of(&mut self, spot: &Spot<'s>, allowed: &'static [&'static str]) {
        let Some(text) = spot.value.as_str() else {
            self.no_string(spot, &format!("one of {}", listed(allowed)));
            return;
        };
        if allowed.contains(&text) {
            self.value_exists(spot, text);
            return;
        }
        let message = format!("`{text}` is not allowed for `{}`", spot.name());
        let finding = Finding::new(&VALUE_NOT_ALLOWED, spot.value_location(), message);
        let help = format!("allowed are {}", listed(allowed));
        let finding = if let Some(instead) =
            moved::action(text).filter(|instead| allowed.contains(instead))
        {
            let before = format!("AsyncAPI 2's `{text}` is `{instead}` in AsyncAPI 3; {help}");
            let fix = rewritten(spot.value, spot.value.span(), instead, Applicability::Safe);
            finding.with_help(before).with_fix(fix)
        } else if let Some(near) = nearest(text, allowed.iter().copied()) {
            let fix = rewritten(spot.value, spot.value.span(), near, Applicability::Unsafe);
            finding
                .with_help(format!("did you mean `{near}`? {help}"))
                .with_fix(fix)
        } else {
            finding.with_help(help)
        };
        self.report(finding);
    }

    /// Reports a value that a later version brought than the document follows.
    fn value_exists(&mut self, spot: &Spot<'s>, text: &str) {
        let newer = self.row.map_or(&[][..], |row| row.field.newer_values);
        let version = self.version;
        let since = newer.iter().find(|(value, _)| *value == text);
        if let Some((_, since)) = since.filter(|(_, since)| *since > version) {
            let message = format!(
                "`{text}` exists for `{}` from version {since} on, this follows {version}",
                spot.name()
            );
            let location = spot.value_location();
            let help = format!("write `asyncapi: {since}.0` or later");
            self.report(Finding::new(&VALUE_NOT_ALLOWED, location, message).with_help(help));
        }
    }

    /// Reports a value that should be a string; numbers and truth values only lack quotes.
    pub(super) fn no_string(&mut self, spot: &Spot<'s>, wanted: &str) {
        if let Some(row) = self.row {
            self.leave_out(row.field.name, &spot.value_location());
        }
        if !matches!(spot.value.kind(), ValueKind::Number | ValueKind::Bool) {
            self.wrong_type(spot, wanted);
            return;
        }
        let text = &spot.value.tree().text()[spot.value.span().range()];
        let message = format!(
            "{} must be {wanted}, but `{text}` without quotes is {}",
            spot.subject(),
            spot.value.kind().described()
        );
        let quoted = format!("\"{text}\"");
        self.report(
            Finding::new(&WRONG_TYPE, spot.value.location(), message)
                .with_help(format!("write {quoted}"))
                .with_fix(written(spot.value, quoted, Applicability::Safe)),
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
