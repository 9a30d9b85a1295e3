//! Writes a value in one canonical way, without comments, aliases or merge keys.

use crate::scalar::{self, Meaning};
use crate::{Format, Kind, LookalikeKind, Number, Value};

/// Characters of a key up to which YAML finds its `:` without help (YAML 1.2 §7.4.2, with room to spare).
const IMPLICIT_KEY: usize = 500;

/// Writes `value`, with a line break at the end.
///
/// Reading the text again gives the same value.
/// Two things are lost in JSON, which cannot express them: `.inf` and `.nan` become `null`.
pub fn print(value: Value<'_>, format: Format) -> String {
    let mut text = String::new();
    match format {
        Format::Yaml => yaml(value, 0, &mut text),
        Format::Json => json(value, 0, &mut text),
    }
    text.push('\n');
    text
}

fn line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Writes a value whose first line is begun already and whose other lines are indented by `indent`.
fn yaml(value: Value<'_>, indent: usize, text: &mut String) {
    if is_empty(value) || !is_collection(value) {
        yaml_scalar(value, text);
        return;
    }
    for (position, item) in value.items().enumerate() {
        if position > 0 {
            line(indent, text);
        }
        text.push_str("- ");
        yaml(item, indent + 2, text);
    }
    for (position, entry) in value.entries().enumerate() {
        if position > 0 {
            line(indent, text);
        }
        let mut key = String::new();
        yaml_string(entry.key, &mut key);
        if key.len() > IMPLICIT_KEY {
            text.push_str("? ");
            text.push_str(&key);
            line(indent, text);
        } else {
            text.push_str(&key);
        }
        text.push(':');
        if is_collection(entry.value) && !is_empty(entry.value) {
            line(indent + 2, text);
        } else {
            text.push(' ');
        }
        yaml(entry.value, indent + 2, text);
    }
}

fn is_collection(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Sequence | Kind::Mapping)
}

fn is_empty(value: Value<'_>) -> bool {
    value.items().len() + value.entries().len() == 0
}

fn yaml_scalar(value: Value<'_>, text: &mut String) {
    match value.kind() {
        Kind::String => yaml_string(value.as_str().unwrap_or_default(), text),
        Kind::Number => yaml_number(value.as_number(), text),
        _ => other_scalar(value, text),
    }
}

/// The number as it is written, unless readers of YAML 1.1 take that for another one.
fn yaml_number(number: Option<Number<'_>>, text: &mut String) {
    let spelling = number.map_or("null", Number::text);
    if LookalikeKind::of(spelling).is_some_and(|kind| kind == LookalikeKind::Octal) {
        let decimal = number.and_then(Number::to_json);
        text.push_str(decimal.as_deref().unwrap_or(spelling));
    } else {
        text.push_str(spelling);
    }
}

/// What YAML and JSON spell alike.
fn other_scalar(value: Value<'_>, text: &mut String) {
    text.push_str(match value.kind() {
        Kind::Sequence => "[]",
        Kind::Mapping => "{}",
        _ => match value.as_bool() {
            Some(true) => "true",
            Some(false) => "false",
            None => "null",
        },
    });
}

fn yaml_string(string: &str, text: &mut String) {
    let plain = |character: char| character.is_ascii_alphanumeric() || "_-./ $".contains(character);
    let first = |character: char| character.is_ascii_alphanumeric() || "_/$".contains(character);
    let is_plain = string.starts_with(first)
        && string.chars().all(plain)
        && !string.ends_with(' ')
        && scalar::resolve(string) == Meaning::String
        && LookalikeKind::of(string).is_none();
    if is_plain {
        text.push_str(string);
    } else {
        quoted(string, text);
    }
}

fn json(value: Value<'_>, indent: usize, text: &mut String) {
    match value.kind() {
        Kind::String => return quoted(value.as_str().unwrap_or_default(), text),
        Kind::Number => {
            let number = value.as_number().and_then(Number::to_json);
            text.push_str(number.as_deref().unwrap_or("null"));
            return;
        }
        _ if is_empty(value) => return other_scalar(value, text),
        _ => {}
    }
    let (open, close) = match value.kind() {
        Kind::Sequence => ('[', ']'),
        _ => ('{', '}'),
    };
    text.push(open);
    let keys = value.entries().map(|entry| (Some(entry.key), entry.value));
    let items = value.items().map(|item| (None, item));
    for (position, (key, child)) in keys.chain(items).enumerate() {
        if position > 0 {
            text.push(',');
        }
        line(indent + 2, text);
        if let Some(key) = key {
            quoted(key, text);
            text.push_str(": ");
        }
        json(child, indent + 2, text);
    }
    line(indent, text);
    text.push(close);
}

/// Writes a string in double quotes with the escapes that YAML and JSON share.
fn quoted(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            // Not printable in YAML (§5.1), or easily taken for nothing or for a line break.
            '\0'..='\u{1F}'
            | '\u{7F}'..='\u{A0}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{FEFF}'
            | '\u{FFFE}'
            | '\u{FFFF}' => text.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => text.push(character),
        }
    }
    text.push('"');
}
