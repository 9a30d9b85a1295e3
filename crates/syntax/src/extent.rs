//! How far a thing reaches of which only the start is known.

/// The place behind the last character of the line that `offset` is in, blanks at its end left out.
pub(crate) fn rest_of_line(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    offset + line.trim_end().len()
}
