//! Where a thing stands in its line, and how far it reaches.

/// The place behind the last character of the line that `offset` is in, blanks at its end left out.
pub(crate) fn rest_of_line(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    offset + line.trim_end().len()
}

/// Bytes between the start of the line and `offset`.
pub(crate) fn column(text: &str, offset: usize) -> usize {
    let line = text[..offset].rfind(['\n', '\r']);
    line.map_or(offset, |newline| offset - newline - 1)
}
