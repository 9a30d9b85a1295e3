//! Mends of single keys and values.

use tidings_diag::{Applicability, Edit, Fix, Span};
use tidings_syntax::{Entry, Value};

/// Writes `text` at `span` in the file of `value`, in the quotes that are there.
pub(super) fn rewritten(
    value: Value<'_>,
    span: Span,
    text: &str,
    applicability: Applicability,
) -> Fix {
    Fix {
        title: format!("write `{text}`"),
        applicability,
        edits: vec![Edit {
            span,
            replacement: requoted(&value.tree().text()[span.range()], text),
        }],
    }
}

/// `text` in the quotes that `written` has.
pub(super) fn requoted(written: &str, text: &str) -> String {
    match written.chars().next() {
        Some(quote @ ('"' | '\'')) => format!("{quote}{text}{quote}"),
        _ => text.to_owned(),
    }
}

/// Writes `text` in place of `value`, exactly as it is.
pub(super) fn written(value: Value<'_>, text: String, applicability: Applicability) -> Fix {
    Fix {
        title: format!("write {text}"),
        applicability,
        edits: vec![Edit {
            span: value.span(),
            replacement: text,
        }],
    }
}

/// Calls the key of `entry` `name`; `None` where the object has that key already.
pub(super) fn renamed(entry: Entry<'_>, name: &str) -> Option<Fix> {
    let object = entry.value.parent();
    let is_there = object.is_some_and(|object| object.get(name).is_some());
    (!is_there).then(|| Fix {
        title: format!("rename to `{name}`"),
        ..rewritten(entry.value, entry.key_span, name, Applicability::Unsafe)
    })
}
