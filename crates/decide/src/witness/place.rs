//! Places inside a value, by JSON Pointer.

use tidings_schema::Literal;
use tidings_syntax::unescape_pointer;

/// The names and indices that `pointer` is made of.
pub(super) fn segments(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(unescape_pointer).collect()
}

/// The part of `value` that `segment` names.
pub(super) fn part<'v>(value: &'v Literal, segment: &str) -> Option<&'v Literal> {
    match value {
        Literal::Array(items) => items.get(segment.parse::<usize>().ok()?),
        other => other.get(segment),
    }
}
