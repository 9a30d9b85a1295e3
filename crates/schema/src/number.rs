//! Numbers of a document in the one spelling that JSON has for them.

use std::borrow::Cow;

use tidings_check::Decimal;

/// The number `text`, spelled as YAML 1.2 allows, in JSON's grammar; unchanged where it is already.
///
/// `None` for what JSON has no number for: `.inf`, `.nan`, and hexadecimal or octal numbers beyond 128 bits.
pub(crate) fn json_number(text: &str) -> Option<Cow<'_, str>> {
    if Decimal::parse(text).is_some() {
        return Some(Cow::Borrowed(text));
    }
    let radix = |prefix: &str, radix| u128::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    if let Some(value) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return Some(Cow::Owned(value.to_string()));
    }
    // YAML 1.2 §10.3.2 also allows a plus, leading zeros, and a point with nothing on one side of it.
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let spelled = format!("{sign}{whole}{point}{fraction}{exponent}");
    Decimal::parse(&spelled).map(|_| Cow::Owned(spelled))
}

/// The exact value of a number of a document; `None` as for [`json_number`].
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::parse(&json_number(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(json_number(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn json_spellings_stay() {
        for text in ["0", "-0", "12.50", "1e3", "1E+400", "-0.1e-7"] {
            check(text, Some(text));
        }
    }

    #[test]
    fn yaml_spellings_become_json() {
        check("+12", Some("12"));
        check("007", Some("7"));
        check("-000", Some("-0"));
        check(".5", Some("0.5"));
        check("-.5e3", Some("-0.5e3"));
        check("1.", Some("1"));
        check("1.e2", Some("1e2"));
        check("0x1F", Some("31"));
        check("0o17", Some("15"));
    }

    #[test]
    fn what_is_no_number_for_json_is_none() {
        for text in [".inf", "-.INF", ".nan", ".", "", "e5", "0x", "1e"] {
            check(text, None);
        }
    }
}
