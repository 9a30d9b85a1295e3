//! URI templates of RFC 6570.

use super::Reason;

/// A template such as `/orders/{id}{?page}`.
///
/// # Errors
///
/// What is wrong with it.
pub fn uri_template(text: &str) -> Result<(), Reason> {
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        literal(&rest[..brace])?;
        if rest[brace..].starts_with('}') {
            return Err("a closing brace has no opening one");
        }
        let Some((inside, behind)) = rest[brace + 1..].split_once('}') else {
            return Err("an opening brace has no closing one");
        };
        expression(inside)?;
        rest = behind;
    }
    literal(rest)
}

/// RFC 6570 §2.1, with the apostrophe that erratum 6937 adds.
fn literal(text: &str) -> Result<(), Reason> {
    let forbidden = |c: char| c.is_control() || " \"<>\\^`|".contains(c);
    if text.contains(forbidden) {
        return Err("a character outside the braces must be percent-encoded");
    }
    percent_encoded(text)
}

/// RFC 6570 §2.2: an operator, then names with modifiers.
fn expression(text: &str) -> Result<(), Reason> {
    let names = text
        .strip_prefix(['+', '#', '.', '/', ';', '?', '&'])
        .unwrap_or(text);
    for name in names.split(',') {
        let name = match name.split_once(':') {
            Some((name, length)) => {
                let fine = (1..=4).contains(&length.len())
                    && length.bytes().all(|byte| byte.is_ascii_digit())
                    && !length.starts_with('0');
                if !fine {
                    return Err("the length behind a colon is not between 1 and 9999");
                }
                name
            }
            None => name.strip_suffix('*').unwrap_or(name),
        };
        let fine = !name.split('.').any(str::is_empty)
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_.%".contains(c));
        if !fine {
            return Err("the braces hold something but names");
        }
        percent_encoded(name)?;
    }
    Ok(())
}

fn percent_encoded(text: &str) -> Result<(), Reason> {
    let two_digits = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    match text.split('%').skip(1).all(two_digits) {
        true => Ok(()),
        false => Err("% is not followed by two hexadecimal digits"),
    }
}
