//! Bytes as texts: base64 of RFC 4648 §4.

use super::Reason;

/// Groups of four characters of the standard alphabet, the last one padded.
///
/// # Errors
///
/// What is wrong with it.
pub fn byte(text: &str) -> Result<(), Reason> {
    if !text.len().is_multiple_of(4) {
        return Err("its length is no multiple of four");
    }
    let unpadded = text.strip_suffix("==").or_else(|| text.strip_suffix('='));
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    match unpadded.unwrap_or(text).bytes().all(is_digit) {
        true => Ok(()),
        false => Err("it has characters that base64 does not have"),
    }
}
