//! Plain scalars that other readers take for something else.

use tidings_diag::Span;

/// A plain scalar that YAML 1.2 reads in one way and YAML 1.1, or a person, in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// Where the scalar stands; it may be a key.
    pub span: Span,
    /// What it is taken for.
    pub kind: LookalikeKind,
}

/// What a scalar is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LookalikeKind {
    /// `yes`, `no`, `on`, `off`: a string here, a truth value in YAML 1.1.
    Boolean,
    /// `010`: ten here, eight in YAML 1.1.
    Octal,
    /// `1:20`: a string here, the number 80 in YAML 1.1.
    Sexagesimal,
    /// `1_000`: a string here, the number 1000 in YAML 1.1.
    Underscored,
    /// `2024-01-31`: a string here, a date in YAML 1.1.
    Date,
    /// `1.10`: the number 1.1 everywhere, but often meant as a version.
    Version,
}

impl LookalikeKind {
    /// What the plain scalar `text` is taken for, if it is one of these.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let first = *text.as_bytes().first()?;
        if matches!(first, b'y' | b'Y' | b'n' | b'N' | b'o' | b'O') {
            let lower = text.len() <= 3 && text.is_ascii();
            let lower = lower.then(|| text.to_ascii_lowercase())?;
            return matches!(lower.as_str(), "yes" | "no" | "on" | "off").then_some(Self::Boolean);
        }
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text).as_bytes();
        if !unsigned.first()?.is_ascii_digit() || unsigned.len() < 2 {
            return None;
        }
        if unsigned.iter().all(|byte| matches!(byte, b'0'..=b'7')) && unsigned[0] == b'0' {
            return Some(Self::Octal);
        }
        if unsigned.iter().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if is_sexagesimal(unsigned) {
            return Some(Self::Sexagesimal);
        }
        if is_date(text.as_bytes()) {
            return Some(Self::Date);
        }
        let number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'_' | b'.');
        if unsigned.contains(&b'_')
            && unsigned.iter().all(number)
            && unsigned.iter().filter(|byte| **byte == b'.').count() <= 1
        {
            return Some(Self::Underscored);
        }
        let (whole, fraction) = text.split_once('.')?;
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        // `1.0` is left alone: it is as often the number as the version, and reads the same as both.
        (digits(whole) && digits(fraction) && fraction.len() > 1 && fraction.ends_with('0'))
            .then_some(Self::Version)
    }

    /// What the scalar `text` of this kind is in YAML 1.1, if that is something else than here.
    pub(crate) fn in_yaml_1_1(self, text: &str) -> Option<String> {
        match self {
            Self::Boolean => Some(format!("the boolean {}", truth(text))),
            Self::Octal => {
                let number = u128::from_str_radix(text.trim_start_matches(['+', '-']), 8).ok()?;
                let sign = if text.starts_with('-') { "-" } else { "" };
                // `00` to `07` are the same in both.
                (number > 7).then(|| format!("the number {sign}{number}"))
            }
            Self::Sexagesimal | Self::Underscored => Some("a number".to_owned()),
            Self::Date => Some("a date".to_owned()),
            Self::Version => None,
        }
    }

    /// How YAML 1.2 writes what YAML 1.1 takes the scalar `text` of this kind for, if that is a truth value or a decimal
    /// number (YAML 1.2.2 §10.3.2).
    pub(crate) fn in_yaml_1_2(self, text: &str) -> Option<String> {
        match self {
            Self::Boolean => Some(truth(text).to_string()),
            Self::Underscored => {
                let number = text.replace('_', "");
                let unsigned = number.trim_start_matches(['+', '-']);
                let whole = unsigned.split('.').next().unwrap_or_default();
                let is_decimal = whole == "0" || !whole.starts_with('0');
                (is_decimal && !unsigned.ends_with('.')).then_some(number)
            }
            Self::Octal | Self::Sexagesimal | Self::Date | Self::Version => None,
        }
    }
}

/// How YAML 1.2 writes the truth value or the decimal number that YAML 1.1 takes the plain scalar `text` for:
/// `false` for `no`, `1000` for `1_000`; `None` for every other text.
pub fn in_yaml_1_2(text: &str) -> Option<String> {
    LookalikeKind::of(text)?.in_yaml_1_2(text)
}

/// The truth value that YAML 1.1 has for `yes`, `no`, `on` or `off`.
fn truth(text: &str) -> bool {
    matches!(text.as_bytes(), [b'y' | b'Y', ..] | [_, b'n' | b'N'])
}

/// `[1-9][0-9_]*(:[0-5]?[0-9])+`, the YAML 1.1 type registry's base 60.
fn is_sexagesimal(text: &[u8]) -> bool {
    let mut parts = text.split(|byte| *byte == b':');
    let first = parts.next().unwrap_or_default();
    let mut followers = 0;
    let all = parts.all(|part| {
        followers += 1;
        match part {
            [unit] => unit.is_ascii_digit(),
            [ten, unit] => matches!(ten, b'0'..=b'5') && unit.is_ascii_digit(),
            _ => false,
        }
    });
    let digits = first
        .iter()
        .all(|byte| byte.is_ascii_digit() || *byte == b'_');
    all && followers > 0 && digits && !first.is_empty()
}

/// `YYYY-MM-DD`, alone or before a time.
fn is_date(text: &[u8]) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let shape = day.iter().enumerate().all(|(place, byte)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape && matches!(rest.first(), None | Some(b'T' | b't' | b' '))
}
