//! Attributes: the type each must have, and those that look like another one.

use tidings_diag::{Applicability, Edit, Fix, nearest};
use tidings_syntax::{Kind, Value};

use super::TypeReader;
use crate::avro::rules::{AVRO_ATTRIBUTE_UNKNOWN, AVRO_SCHEMA_INVALID};

/// Attributes that every object may have.
const COMMON: [&str; 3] = ["doc", "logicalType", "type"];

impl<'s> TypeReader<'_, 's> {
    /// Looks for misspelt attributes; others may be added by anybody (Avro 1.12, "Schema Declaration").
    pub(super) fn attributes(&mut self, value: Value<'s>, own: &[&'static str]) {
        for entry in value.entries() {
            let key = entry.key;
            let known = || own.iter().chain(&COMMON).copied();
            if known().any(|name| name == key) || key.len() < 4 {
                continue;
            }
            let absent = known().filter(|name| value.get(name).is_none());
            let Some(meant) = nearest(key, absent) else {
                continue;
            };
            let same_start =
                key.chars().next().map(|first| first.to_ascii_lowercase()) == meant.chars().next();
            if !same_start {
                continue;
            }
            let message = format!("`{key}` means nothing to Avro");
            let spelling = &value.tree().text()[entry.key_span.range()];
            let fix = Fix {
                title: format!("rename to `{meant}`"),
                applicability: Applicability::Unsafe,
                edits: vec![Edit {
                    span: entry.key_span,
                    replacement: spelling.replacen(key, meant, 1),
                }],
            };
            let finding = self.finding(&AVRO_ATTRIBUTE_UNKNOWN, entry.key_location(), message);
            finding.help = Some(format!("did you mean `{meant}`?"));
            finding.fix = Some(fix);
        }
        self.text(value, "doc");
    }

    /// The attribute `name`, which `value` must have.
    pub(super) fn required(&mut self, value: Value<'s>, name: &str) -> Option<Value<'s>> {
        let found = value.get(name);
        if found.is_none() {
            let kind = value.get("type").and_then(Value::as_str);
            let subject = kind.map_or("a field".to_owned(), |kind| {
                let article = if kind.starts_with(['a', 'e', 'i', 'o']) {
                    "an"
                } else {
                    "a"
                };
                format!("{article} `{kind}`")
            });
            let place = value.get("type").unwrap_or(value);
            let message = format!("{subject} must have `{name}`");
            let finding = self.finding(&AVRO_SCHEMA_INVALID, place.location(), message);
            finding.help = Some(if name == "fields" && value.get("properties").is_some() {
                "`properties` belongs to JSON Schema; write the fields as an array of objects with `name` and `type`"
                    .to_owned()
            } else {
                format!("add `{name}`")
            });
        }
        found
    }

    /// The string `name`, if there is one.
    pub(super) fn text(&mut self, value: Value<'s>, name: &str) -> Option<&'s str> {
        let found = value.get(name)?;
        let text = found.as_str();
        if text.is_none() {
            self.must_be(name, "a string", found);
        }
        text
    }

    /// The strings in the array `name`.
    pub(super) fn texts(&mut self, value: Value<'s>, name: &str) -> Vec<Value<'s>> {
        let Some(list) = value.get(name) else {
            return Vec::new();
        };
        if list.kind() != Kind::Sequence {
            self.must_be(name, "an array of strings", list);
        }
        let mut texts = Vec::new();
        for item in list.items() {
            match item.as_str() {
                Some(_) => texts.push(item),
                None => self.must_be(name, "an array of strings", item),
            }
        }
        texts
    }

    /// Says that `value` of the attribute `name` is not what it must be.
    pub(super) fn must_be(&mut self, name: &str, expected: &str, value: Value<'s>) {
        let found = match value.as_number() {
            Some(number) => number.text().to_owned(),
            None => value.kind().described().to_owned(),
        };
        let message = format!("`{name}` must be {expected}, not {found}");
        self.finding(&AVRO_SCHEMA_INVALID, value.location(), message)
            .help = Some(format!("let it be {expected}"));
    }
}
