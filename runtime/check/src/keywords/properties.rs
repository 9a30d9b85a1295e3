//! Keywords that say which properties of an object are there together (draft-07 validation §6.5.7, §6.7).

use crate::{Path, Violations, message};

/// `required`, where it holds on a condition: the property `name` must be there.
#[inline]
pub fn required(name: &str, is_there: bool, path: &Path<'_>, violations: &mut Violations) {
    if !is_there {
        violations.push(path, message::required(name));
    }
}

/// `dependentRequired`: where the property `present` is, each of `needed` must be too; each comes with whether it is.
#[inline]
pub fn dependent_required(
    present: &str,
    needed: &[(&str, bool)],
    path: &Path<'_>,
    violations: &mut Violations,
) {
    for (name, is_there) in needed {
        if !is_there {
            violations.push(path, message::dependent_required(present, name));
        }
    }
}

/// `anyOf` of `required`: all properties of one of these lists must be there; each comes with whether they are.
#[inline]
pub fn any_required(lists: &[(&[&str], bool)], path: &Path<'_>, violations: &mut Violations) {
    if !lists.iter().any(|(_, are_there)| *are_there) {
        violations.push(
            path,
            message::none_required(lists.iter().map(|(list, _)| *list)),
        );
    }
}

/// `oneOf` of `required`: all properties of exactly one of these lists must be there; each comes with whether they are.
#[inline]
pub fn one_required(lists: &[(&[&str], bool)], path: &Path<'_>, violations: &mut Violations) {
    let there = || lists.iter().filter(|(_, are_there)| *are_there);
    match there().count() {
        1 => {}
        0 => violations.push(
            path,
            message::none_required(lists.iter().map(|(list, _)| *list)),
        ),
        _ => violations.push(
            path,
            message::several_required(there().map(|(list, _)| *list)),
        ),
    }
}

/// `not` of `required`: `names` are all there, and may not be.
#[cold]
pub fn excluded(names: &[&str], path: &Path<'_>, violations: &mut Violations) {
    let message = match names {
        [name] => message::additional_property(name),
        names => message::excluded(names),
    };
    violations.push(path, message);
}
