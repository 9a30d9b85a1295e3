//! Keywords that constrain strings (draft-07 validation §6.3, §7).

use crate::message::{self, Shown};
use crate::pattern::{PatternLimit, StaticPattern};
use crate::{Format, Path, Violations};

/// Whether `text` has fewer than `bound` code points; most texts are decided by their number of bytes.
#[inline]
pub fn is_shorter(text: &str, bound: u64) -> bool {
    let bytes = text.len() as u64;
    bytes < bound || (bytes / 4 < bound && (text.chars().count() as u64) < bound)
}

/// Whether `text` has more than `bound` code points; most texts are decided by their number of bytes.
#[inline]
pub fn is_longer(text: &str, bound: u64) -> bool {
    let bytes = text.len() as u64;
    bytes > bound && (bytes / 4 > bound || text.chars().count() as u64 > bound)
}

/// `minLength`: `value` must have at least `bound` Unicode code points.
#[inline]
pub fn min_length(value: &str, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if is_shorter(value, bound) {
        let value = Shown::Text(value).unless(path.is_sensitive());
        violations.push(path, message::min_length(value, bound));
    }
}

/// `maxLength`: `value` must have at most `bound` Unicode code points.
#[inline]
pub fn max_length(value: &str, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if is_longer(value, bound) {
        let value = Shown::Text(value).unless(path.is_sensitive());
        violations.push(path, message::max_length(value, bound));
    }
}

/// `pattern`: the pattern must match somewhere in `value`.
///
/// A value on which matching exceeds its limit on work is refused too, in words of its own.
#[inline]
pub fn pattern(value: &str, pattern: &StaticPattern, path: &Path<'_>, violations: &mut Violations) {
    let shown = Shown::Text(value).unless(path.is_sensitive());
    match pattern.try_match(value) {
        Ok(true) => {}
        Ok(false) => violations.push(path, message::pattern(shown, pattern.source())),
        Err(PatternLimit) => {
            violations.push(path, message::pattern_limit(shown, pattern.source()));
        }
    }
}

/// `not` of `pattern`: the pattern may match nowhere in `value`.
///
/// A value on which matching exceeds its limit on work is refused too, in words of its own.
#[inline]
pub fn not_pattern(
    value: &str,
    pattern: &StaticPattern,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    let shown = Shown::Text(value).unless(path.is_sensitive());
    match pattern.try_match(value) {
        Ok(false) => {}
        Ok(true) => violations.push(path, message::not_pattern(shown, pattern.source())),
        Err(PatternLimit) => {
            violations.push(path, message::pattern_limit(shown, pattern.source()));
        }
    }
}

/// `not` of `const` and `enum`: `value` may be none of `excluded`.
#[inline]
pub fn none_of_texts(value: &str, excluded: &[&str], path: &Path<'_>, violations: &mut Violations) {
    if excluded.contains(&value) {
        let value = Shown::Text(value).unless(path.is_sensitive());
        violations.push(path, message::not_among(value));
    }
}

/// `const` and `enum` of texts: `value` must be one of `allowed`.
#[inline]
pub fn one_of_texts(value: &str, allowed: &[&str], path: &Path<'_>, violations: &mut Violations) {
    if !allowed.contains(&value) {
        let value = Shown::Text(value).unless(path.is_sensitive());
        let quoted: Vec<String> = allowed.iter().map(|text| format!("{text:?}")).collect();
        let listed = quoted.join(", ");
        violations.push(
            path,
            match allowed {
                [_] => message::constant(value, &listed),
                _ => message::enumeration(value, &listed),
            },
        );
    }
}

/// `format`: `value` must be in the language of `format`.
#[inline]
pub fn format(value: &str, format: Format, path: &Path<'_>, violations: &mut Violations) {
    if let Err(reason) = format.check(value) {
        let value = Shown::Text(value).unless(path.is_sensitive());
        violations.push(path, message::format(value, format.name(), reason));
    }
}
