//! Mends that replace one word of a text.

use tidings_diag::{Applicability, Edit, Fix, Span};
use tidings_syntax::Value;

/// The mend that writes `instead` where the string `value` has `part`; `None` where its spelling hides the part, or
/// `instead` would not stay a string there.
pub(crate) fn replaced(
    value: Value<'_>,
    part: &str,
    instead: &str,
    applicability: Applicability,
) -> Option<Fix> {
    let span = value.span();
    let written = &value.tree().text()[span.range()];
    let start = span.start + written.rfind(part)? as u32;
    let is_quoted = written.starts_with(['"', '\'']);
    let is_simple = instead
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || "-_./#$~".contains(character));
    // Without quotes a number or a word such as `null` would be no string any more.
    let stays_a_string = is_quoted || written.len() > part.len() || {
        let words = ["true", "false", "null", "yes", "no", "on", "off"];
        instead.contains(|character: char| character.is_ascii_alphabetic())
            && instead.starts_with(|first: char| first.is_ascii_alphabetic())
            && !words.contains(&instead.to_ascii_lowercase().as_str())
    };
    (is_simple && stays_a_string).then(|| Fix {
        title: format!("write `{instead}`"),
        applicability,
        edits: vec![Edit {
            span: Span::new(span.file, start, start + part.len() as u32),
            replacement: instead.to_owned(),
        }],
    })
}
