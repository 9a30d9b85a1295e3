//! Keywords that constrain numbers (draft-07 validation §6.2).

use crate::message::{self, Shown};
use crate::{Numeric, Path, Violations};

/// `minimum`: `value` must not be less than `bound`.
#[inline]
pub fn minimum<N: Numeric>(value: N, bound: N, path: &Path<'_>, violations: &mut Violations) {
    if value < bound {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::minimum(value, &bound));
    }
}

/// `maximum`: `value` must not be greater than `bound`.
#[inline]
pub fn maximum<N: Numeric>(value: N, bound: N, path: &Path<'_>, violations: &mut Violations) {
    if value > bound {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::maximum(value, &bound));
    }
}

/// `exclusiveMinimum`: `value` must be greater than `bound`.
#[inline]
pub fn exclusive_minimum<N: Numeric>(
    value: N,
    bound: N,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    if value <= bound {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::exclusive_minimum(value, &bound));
    }
}

/// `exclusiveMaximum`: `value` must be less than `bound`.
#[inline]
pub fn exclusive_maximum<N: Numeric>(
    value: N,
    bound: N,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    if value >= bound {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::exclusive_maximum(value, &bound));
    }
}

/// `multipleOf`: `value` divided by `divisor` must be an integer, exactly.
#[inline]
pub fn multiple_of<N: Numeric>(value: N, divisor: N, path: &Path<'_>, violations: &mut Violations) {
    if !value.is_multiple_of(divisor) {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::multiple_of(value, &divisor));
    }
}

/// `not` of `const` and `enum`: `value` may be none of `excluded`.
#[inline]
pub fn none_of_numbers<N: Numeric>(
    value: N,
    excluded: &[N],
    path: &Path<'_>,
    violations: &mut Violations,
) {
    if excluded.contains(&value) {
        let value = Shown::Plain(&value).unless(path.is_sensitive());
        violations.push(path, message::not_among(value));
    }
}
