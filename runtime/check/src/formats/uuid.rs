//! UUIDs of RFC 4122.

use super::Reason;

/// Thirty-two hexadecimal digits in five groups; version and variant are not judged.
///
/// # Errors
///
/// What is wrong with it.
pub fn uuid(text: &str) -> Result<(), Reason> {
    let bytes = text.as_bytes();
    if bytes.len() != 36 {
        return Err("it does not have 36 characters");
    }
    for (position, byte) in bytes.iter().enumerate() {
        let fine = match position {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        if !fine {
            return Err("it is not groups of 8, 4, 4, 4 and 12 hexadecimal digits");
        }
    }
    Ok(())
}
