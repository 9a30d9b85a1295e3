//! The validator's errors in the words of this crate.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::message::{self, Shown};
use crate::{Format, Path, Violations};

/// Adds what `error` says about the value at `path`.
pub(super) fn report(error: &ValidationError<'_>, path: &Path<'_>, violations: &mut Violations) {
    let pointer = error.instance_path().as_str();
    for message in messages(error, path.is_sensitive()) {
        violations.push_within(path, pointer, message);
    }
}

fn messages(error: &ValidationError<'_>, sensitive: bool) -> Vec<String> {
    let instance = error.instance();
    let display: &dyn std::fmt::Display = &**instance;
    let shown = match &**instance {
        Value::String(text) => Shown::Text(text),
        Value::Array(_) | Value::Object(_) => Shown::Hidden,
        _ => Shown::Plain(display),
    };
    let shown = shown.unless(sensitive);
    let count = match &**instance {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    let message = match error.kind() {
        Kind::AdditionalItems { limit } => message::max_items(count, *limit as u64),
        Kind::AdditionalProperties { unexpected } => {
            return unexpected
                .iter()
                .map(|name| message::additional_property(name))
                .collect();
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            message::no_branch(context.len())
        }
        Kind::OneOfMultipleValid { context } => {
            let valid = context.iter().filter(|errors| errors.is_empty()).count();
            message::several_branches(valid, context.len())
        }
        Kind::Constant { expected_value } => message::constant(shown, expected_value),
        Kind::Contains => message::contains(),
        Kind::Custom { message, .. } => message.clone(),
        Kind::Enum { options } => message::enumeration(shown, &listed(options)),
        Kind::ExclusiveMaximum { limit } => message::exclusive_maximum(shown, limit),
        Kind::ExclusiveMinimum { limit } => message::exclusive_minimum(shown, limit),
        Kind::FalseSchema => message::nothing(),
        Kind::Format { format } => {
            let text = instance.as_str().unwrap_or_default();
            let known = Format::named(format).map(|format| format.check(text));
            let reason = match known {
                Some(Err(reason)) => reason,
                _ => "it is not in its language",
            };
            message::format(shown, format, reason)
        }
        Kind::MaxItems { limit } => message::max_items(count, *limit),
        Kind::Maximum { limit } => message::maximum(shown, limit),
        Kind::MaxLength { limit } => message::max_length(shown, *limit),
        Kind::MaxProperties { limit } => message::max_properties(count, *limit),
        Kind::MinItems { limit } => message::min_items(count, *limit),
        Kind::Minimum { limit } => message::minimum(shown, limit),
        Kind::MinLength { limit } => message::min_length(shown, *limit),
        Kind::MinProperties { limit } => message::min_properties(count, *limit),
        Kind::MultipleOf { multiple_of } => message::multiple_of(shown, multiple_of),
        Kind::Not { .. } => message::not(),
        Kind::PropertyNames { error } => return messages(error, sensitive),
        Kind::Required { property } => message::required(property.as_str().unwrap_or_default()),
        // A value of the wrong type may be a secret that landed in the wrong place.
        Kind::Type { kind } => message::wrong_type(Shown::Hidden, &wanted(kind)),
        Kind::UnevaluatedItems { unexpected } => {
            return places(instance, unexpected)
                .map(message::unevaluated_item)
                .collect();
        }
        Kind::UnevaluatedProperties { unexpected } => {
            return unexpected
                .iter()
                .map(|name| message::unevaluated_property(name))
                .collect();
        }
        Kind::UniqueItems => message::repeated_items(),
        other => format!("does not keep `{}`", other.keyword()),
    };
    vec![message]
}

/// Where the items with these texts stand; the validator tells them in order, but not where.
fn places<'v>(list: &'v Value, texts: &'v [String]) -> impl Iterator<Item = usize> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut texts = texts.iter().peekable();
    let items = items.iter().enumerate();
    items.filter_map(move |(place, item)| {
        let shown = item.to_string();
        texts.next_if(|text| **text == shown)?;
        Some(place)
    })
}

/// The values of an enumeration.
fn listed(options: &Value) -> String {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let options: Vec<String> = options.iter().map(Value::to_string).collect();
    options.join(", ")
}

/// The wanted types with their articles.
fn wanted(kind: &TypeKind) -> String {
    let types: Vec<String> = match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect(),
    };
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    message::types(&types)
}
