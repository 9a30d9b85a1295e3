//! Fields that one major version of AsyncAPI has and the other has not, and what to write instead.

mod gone;
mod new;

use std::sync::LazyLock;

use tidings_diag::RuleMeta;
use tidings_syntax::{Entry, Kind};

use super::all::objects;
use super::table::{Object, V2_6, V3_1, Version};
use crate::rules::{V2_CONSTRUCT_IN_V3, V3_CONSTRUCT_IN_V2};

/// A field of one major version, and what to write in the other.
struct Moved {
    /// The section of the object that has it.
    section: &'static str,
    /// Its name.
    field: &'static str,
    /// What to write instead.
    instead: &'static str,
    /// The name it has in the other version, where nothing else is different.
    renamed: Option<&'static str>,
    /// What says the same in the other version.
    stated: Option<Stated>,
}

/// What says in a document what a field of the other major version would say, so that nothing is missing without it.
#[derive(Clone, Copy)]
pub(crate) enum Stated {
    /// The place of the object that has the field.
    ByPlace,
    /// The field of this name, where it stands beside.
    By(&'static str),
}

const fn moved(section: &'static str, field: &'static str, instead: &'static str) -> Moved {
    Moved {
        section,
        field,
        instead,
        renamed: None,
        stated: None,
    }
}

const fn renamed(
    section: &'static str,
    field: &'static str,
    name: &'static str,
    instead: &'static str,
) -> Moved {
    Moved {
        section,
        field,
        instead,
        renamed: Some(name),
        stated: None,
    }
}

impl Moved {
    const fn stated(mut self, stated: Stated) -> Self {
        self.stated = Some(stated);
        self
    }
}

/// A field of the other major version.
pub(crate) struct Foreign {
    /// The rule it breaks.
    pub(crate) rule: &'static RuleMeta,
    /// The major version that has the field.
    pub(crate) major: u32,
    /// What to write instead; `None` where there is nothing of the kind.
    pub(crate) instead: Option<&'static str>,
    /// The name to write instead, where nothing else is different.
    pub(crate) renamed: Option<&'static str>,
    /// What says the same here.
    pub(crate) stated: Option<Stated>,
}

/// A key of AsyncAPI 2's Security Requirement Object is the name of a scheme, and its value a list of scopes.
const REQUIREMENT: &str = "refer to the scheme instead: `$ref: \"#/components/securitySchemes/…\"`";

/// What is to be said about the field `entry` of `object` in a document that follows `version`, if the field is one of
/// the other major version.
pub(crate) fn foreign(object: &Object, entry: Entry<'_>, version: Version) -> Option<Foreign> {
    let (rule, major, table) = if version.major < 3 {
        (&V3_CONSTRUCT_IN_V2, 3, new::MOVED)
    } else {
        (&V2_CONSTRUCT_IN_V3, 2, gone::MOVED)
    };
    let foreign = |instead, renamed, stated| Foreign {
        rule,
        major,
        instead,
        renamed,
        stated,
    };
    let is_scheme = object.section == "Security Scheme Object";
    if version.major > 2 && is_scheme && entry.value.kind() == Kind::Sequence {
        return Some(foreign(Some(REQUIREMENT), None, None));
    }
    let moved = table
        .iter()
        .find(|moved| moved.section == object.section && moved.field == entry.key);
    match moved {
        Some(moved) => Some(foreign(Some(moved.instead), moved.renamed, moved.stated)),
        None => {
            let is_own = some_has(version.major, object.section, entry.key);
            let is_foreign = !is_own && counterpart_has(object, entry.key, major);
            is_foreign.then(|| foreign(None, None, None))
        }
    }
}

/// Whether the object that version `major` has in the place of `object` has the field `field`.
fn counterpart_has(object: &Object, field: &str, major: u32) -> bool {
    let section = match (object.section, major) {
        ("Channel Object", 2) => "Channel Item Object",
        ("Channel Item Object", 3) => "Channel Object",
        (section, _) => section,
    };
    some_has(major, section, field)
}

/// Whether one of the objects that the newest version of `major` defines in `section` has the field `field`.
fn some_has(major: u32, section: &str, field: &str) -> bool {
    let (version, objects) = if major < 3 {
        (V2_6, &*NEWEST_2)
    } else {
        (V3_1, &*NEWEST_3)
    };
    objects.iter().any(|object| {
        let row = object.field(field);
        object.section == section && row.is_some_and(|row| row.exists_in(version))
    })
}

/// The objects of the newest version of AsyncAPI 2, collected once because strange documents ask for them often.
static NEWEST_2: LazyLock<Vec<&'static Object>> = LazyLock::new(|| objects(V2_6));

/// The objects of the newest version of AsyncAPI 3.
static NEWEST_3: LazyLock<Vec<&'static Object>> = LazyLock::new(|| objects(V3_1));

/// The action of AsyncAPI 3 that AsyncAPI 2's operation `name` describes: version 2 looks from the outside, version 3
/// from the application itself.
pub(crate) fn action(name: &str) -> Option<&'static str> {
    match name {
        "publish" => Some("receive"),
        "subscribe" => Some("send"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: &[Moved], here: Version, there: Version) {
        for moved in table {
            let homes: Vec<&Object> = objects(here)
                .into_iter()
                .filter(|object| object.section == moved.section)
                .collect();
            assert!(!homes.is_empty(), "no table of {}", moved.section);
            for object in homes {
                let row = object.field(moved.field);
                assert!(
                    row.is_none_or(|row| !row.exists_in(here)),
                    "{here}, {} has `{}`",
                    moved.section,
                    moved.field
                );
                if let Some(name) = moved.renamed {
                    let row = object.field(name);
                    assert!(row.is_some_and(|row| row.exists_in(here)), "{name}");
                }
            }
            let exists = objects(there).into_iter().any(|object| {
                let row = object.field(moved.field);
                row.is_some_and(|row| row.exists_in(there))
            });
            assert!(exists, "{there} has no `{}`", moved.field);
        }
    }

    #[test]
    fn what_moved_is_gone_here_and_exists_there() {
        check(gone::MOVED, V3_1, V2_6);
        check(new::MOVED, V2_6, V3_1);
    }
}
