//! JSON Pointers.

use super::Reason;

/// A pointer of RFC 6901 §3: empty, or segments that begin with `/`.
///
/// # Errors
///
/// What is wrong with it.
pub fn json_pointer(text: &str) -> Result<(), Reason> {
    if !text.is_empty() && !text.starts_with('/') {
        return Err("it does not begin with /");
    }
    let escapes_end_well = text
        .split('~')
        .skip(1)
        .all(|rest| rest.starts_with(['0', '1']));
    match escapes_end_well {
        true => Ok(()),
        false => Err("~ is written ~0, and / inside a name ~1"),
    }
}

/// How many levels up, then a pointer or `#` (draft-handrews-relative-json-pointer-01 §3).
///
/// # Errors
///
/// What is wrong with it.
pub fn relative_json_pointer(text: &str) -> Result<(), Reason> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (levels, rest) = text.split_at(digits);
    if levels.is_empty() {
        return Err("it does not begin with a number of levels");
    }
    if levels.len() > 1 && levels.starts_with('0') {
        return Err("the number of levels has a leading zero");
    }
    match rest {
        "#" => Ok(()),
        rest => json_pointer(rest),
    }
}
