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

/// The part of `value` that `path` leads to.
fn at<'v>(value: &'v Literal, path: &[String]) -> Option<&'v Literal> {
    path.iter()
        .try_fold(value, |value, segment| part(value, segment))
}

/// `value` with what `other` has at `pointer`, which is added where `value` lacks it; `None` where it cannot be.
pub(super) fn transplanted(value: &Literal, other: &Literal, pointer: &str) -> Option<Literal> {
    let path = segments(pointer);
    let donated = at(other, &path)?.clone();
    let mut result = value.clone();
    let mut place = &mut result;
    for (depth, segment) in path.iter().enumerate() {
        let source = at(other, &path[..=depth])?;
        place = match place {
            Literal::Array(items) => items.get_mut(segment.parse::<usize>().ok()?)?,
            Literal::Object(members) => {
                let known = members.iter().position(|(name, _)| name == segment);
                let index = known.unwrap_or_else(|| {
                    members.push((segment.clone(), source.clone()));
                    members.len() - 1
                });
                &mut members.get_mut(index)?.1
            }
            _ => return None,
        };
    }
    *place = donated;
    Some(result)
}
