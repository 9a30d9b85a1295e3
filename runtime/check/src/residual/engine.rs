//! The one place that knows the validator's crate: its limits, its patterns, its formats.

use jsonschema::{Keyword, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::{StaticSchema, words};
use crate::message::{self, Shown};
use crate::pattern::{BACKTRACK_LIMIT, SIZE_LIMIT};
use crate::{Format, Path, Pattern, PatternLimit, Violations};

/// A schema made ready to judge.
pub(super) struct Engine(Validator);

/// Reports what `schema` says against `value`, which stands at `path`.
pub(super) fn judge(
    value: &Value,
    schema: &StaticSchema,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    let engine = schema.compiled.get_or_init(|| compile(schema.source));
    let Some(Engine(validator)) = engine else {
        // Refused rather than let through: whoever wrote the schema has compiled it, so this is a bug of theirs.
        violations.push(path, "cannot be checked: its schema does not compile");
        return;
    };
    if validator.is_valid(value) {
        return;
    }
    let before = violations.len();
    for error in validator.iter_errors(value) {
        if violations.is_full() {
            return;
        }
        words::report(&error, path, violations);
    }
    // Whatever has been refused stays refused, also where there are no words for it.
    if violations.len() == before {
        violations.push(path, "is not what its schema describes");
    }
}

fn compile(source: &str) -> Option<Engine> {
    let schema: Value = serde_json::from_str(source).ok()?;
    let patterns = PatternOptions::fancy_regex()
        .backtrack_limit(BACKTRACK_LIMIT)
        .size_limit(SIZE_LIMIT);
    let mut options = jsonschema::options()
        .with_pattern_options(patterns)
        .with_keyword("pattern", |_, pattern, _| own_pattern(pattern))
        .should_validate_formats(true);
    for format in Format::ALL {
        options = options.with_format(format.name(), |text: &str| format.check(text).is_ok());
    }
    options.build(&schema).ok().map(Engine)
}

/// `pattern` as the rest of this crate understands it.
struct OwnPattern(Pattern);

fn own_pattern<'s>(
    pattern: &'s Value,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'s>> {
    let text = pattern.as_str().unwrap_or_default();
    match Pattern::new(text) {
        Ok(pattern) => Ok(Box::new(OwnPattern(pattern))),
        Err(error) => Err(ValidationError::custom(error.to_string())),
    }
}

impl OwnPattern {
    fn judge(&self, value: &Value) -> Result<bool, PatternLimit> {
        value
            .as_str()
            .map_or(Ok(true), |text| self.0.try_match(text))
    }
}

impl<'i> Keyword<'i> for OwnPattern {
    fn validate(&self, value: &'i Value) -> Result<(), ValidationError<'i>> {
        // The value is put in by whoever knows whether it may be shown.
        match self.judge(value) {
            Ok(true) => Ok(()),
            Ok(false) => {
                let message = message::pattern(Shown::Hidden, self.0.source());
                Err(ValidationError::custom(message))
            }
            Err(PatternLimit) => {
                let message = message::pattern_limit(Shown::Hidden, self.0.source());
                Err(ValidationError::custom(message))
            }
        }
    }

    fn is_valid(&self, value: &'i Value) -> bool {
        self.judge(value) == Ok(true)
    }
}
