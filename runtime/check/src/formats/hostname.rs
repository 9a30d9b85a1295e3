//! Host names of RFC 1123 §2.1.

use super::Reason;

/// A host name such as `broker-1.example.org`.
///
/// # Errors
///
/// What is wrong with it.
pub fn hostname(text: &str) -> Result<(), Reason> {
    check_labels(text, |character| character.is_ascii_alphanumeric())
}

/// Labels of at most 63 bytes, joined by dots to at most 253, of `letter`s and inner hyphens.
pub(super) fn check_labels(text: &str, letter: fn(char) -> bool) -> Result<(), Reason> {
    if text.len() > 253 {
        return Err("the host name is longer than 253 bytes");
    }
    for label in text.split('.') {
        if label.is_empty() {
            return Err("a part of the host name is empty");
        }
        if label.len() > 63 {
            return Err("a part of the host name is longer than 63 bytes");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err("a part of the host name begins or ends with a hyphen");
        }
        if !label.chars().all(|c| c == '-' || letter(c)) {
            return Err("a host name has letters, digits, hyphens and dots only");
        }
    }
    Ok(())
}
