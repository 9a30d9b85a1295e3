//! Mends of single keys and values.

use tidings_diag::{Applicability, Edit, Fix, Span};
use tidings_syntax::Value;

/// Writes `text` at `span` in the file of `value`, in the quotes that are there.
pub(super) fn rewritten(
    value: Value<'_>,
    span: Span,
    text: &str,
    applicability: Applicability,
) -> Fix {
    let written = &value.tree().text()[span.range()];
    let quote = match written.chars().next() {
        Some(quote @ ('"' | '\'')) => quote.to_string(),
        _ => String::new(),
    };
    Fix {
        title: format!("write `{text}`"),
        applicability,
        edits: vec![Edit {
            span,
            replacement: format!("{quote}{text}{quote}"),
        }],
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
