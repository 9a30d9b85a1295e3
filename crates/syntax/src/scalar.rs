//! What a plain scalar means: the core schema of YAML 1.2 (§10.3.2).

/// The meaning of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Null,
    Bool(bool),
    Number,
    String,
}

/// Resolves a plain scalar without a tag.
pub(crate) fn resolve(text: &str) -> Meaning {
    let Some(first) = text.as_bytes().first() else {
        return Meaning::Null;
    };
    match first {
        b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' => match text {
            "~" | "null" | "Null" | "NULL" => Meaning::Null,
            "true" | "True" | "TRUE" => Meaning::Bool(true),
            "false" | "False" | "FALSE" => Meaning::Bool(false),
            _ => Meaning::String,
        },
        b'0'..=b'9' | b'.' | b'-' | b'+' if is_number(text) => Meaning::Number,
        _ => Meaning::String,
    }
}

/// Whether a scalar is an integer or a float of the core schema.
pub(crate) fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_decimal(unsigned.as_bytes())
}

/// `(\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)?`
fn is_decimal(mut text: &[u8]) -> bool {
    let whole = digits(&mut text);
    let mut fraction = 0;
    if let [b'.', rest @ ..] = text {
        text = rest;
        fraction = digits(&mut text);
    }
    if whole + fraction == 0 {
        return false;
    }
    if let [b'e' | b'E', rest @ ..] = text {
        text = match rest {
            [b'+' | b'-', unsigned @ ..] => unsigned,
            unsigned => unsigned,
        };
        if digits(&mut text) == 0 {
            return false;
        }
    }
    text.is_empty()
}

/// Moves `text` behind the digits it starts with, and counts them.
fn digits(text: &mut &[u8]) -> usize {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    *text = &text[count..];
    count
}
