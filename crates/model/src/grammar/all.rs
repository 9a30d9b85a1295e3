//! Every table, by following them from the root.

use super::table::{Kind, Object, V2_0, V2_1, V2_2, V2_3, V2_4, V2_5, V2_6, V3_0, V3_1, Version};
use super::v3::message::MULTI_FORMAT_SCHEMA;
use super::{v2, v3};

/// Every version of AsyncAPI that the tables describe, the oldest first.
pub fn versions() -> Vec<Version> {
    vec![V2_0, V2_1, V2_2, V2_3, V2_4, V2_5, V2_6, V3_0, V3_1]
}

/// Where a document of `version` starts.
pub fn root(version: Version) -> &'static Object {
    if version.major < 3 {
        &v2::document::ROOT
    } else {
        &v3::document::ROOT
    }
}

/// Every object of the grammar of `version` once, the root first; none for a version that is not described.
pub fn objects(version: Version) -> Vec<&'static Object> {
    if !versions().contains(&version) {
        return Vec::new();
    }
    let mut found: Vec<&'static Object> = vec![root(version)];
    let mut next = 0;
    while let Some(object) = found.get(next).copied() {
        next += 1;
        let fields = object.fields.iter();
        let fields = fields.filter(|field| field.exists_in(version));
        for child in fields.flat_map(|field| objects_in(field.kind)) {
            if !found.iter().any(|known| std::ptr::eq(*known, child)) {
                found.push(child);
            }
        }
    }
    found
}

/// The objects that may stand in a place of kind `kind`, themselves or inside maps and lists; the usual one first.
pub(crate) fn objects_in(kind: Kind) -> Vec<&'static Object> {
    match kind {
        Kind::Object(object)
        | Kind::ObjectOrReference(object)
        | Kind::Reference { to: object, .. } => vec![object],
        Kind::Choice {
            object,
            alternative,
            ..
        } => vec![object, alternative],
        Kind::AnyFormatSchema => vec![&MULTI_FORMAT_SCHEMA],
        Kind::Map { values, .. } => objects_in(*values),
        Kind::List(items) | Kind::NonEmptyList(items) | Kind::OneOrList(items) => {
            objects_in(*items)
        }
        Kind::ObjectOr { object, .. } => objects_in(*object),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every object of every version; an object that several versions have comes several times.
    fn every_object() -> impl Iterator<Item = &'static Object> {
        versions().into_iter().flat_map(objects)
    }

    #[test]
    fn every_version_has_tables() {
        for version in versions() {
            let count = objects(version).len();
            assert!(count > 25, "only {count} tables of {version}");
        }
        assert!(objects(Version::new(2, 7)).is_empty());
    }

    #[test]
    fn tables_are_sorted_and_cite_their_section() {
        for object in every_object() {
            assert!(object.section.ends_with(" Object"), "{}", object.section);
            assert!(!object.name.is_empty(), "{}", object.section);
            assert!(
                object.fields.is_sorted_by(|a, b| a.name < b.name),
                "fields of {} are not sorted",
                object.section
            );
            for name in object.any_of {
                assert!(object.field(name).is_some(), "{}: {name}", object.section);
            }
            if let Some(version) = &object.own_version {
                assert!(object.field(version.field).is_some(), "{}", object.section);
            }
        }
    }

    #[test]
    fn conditions_name_values_that_their_field_can_have() {
        for object in every_object() {
            for field in object.fields {
                let Some(condition) = &field.when else {
                    continue;
                };
                let deciding = object.field(condition.field).expect("the deciding field");
                let Kind::OneOf(allowed) = deciding.kind else {
                    panic!("{} is no enumeration", condition.field);
                };
                for value in condition.values {
                    assert!(allowed.contains(value), "{}: {value}", field.name);
                }
            }
        }
    }

    #[test]
    fn only_values_that_exist_are_newer_or_narrowed() {
        for object in every_object() {
            for field in object.fields {
                let Kind::OneOf(allowed) = field.kind else {
                    assert!(field.newer_values.is_empty(), "{}", field.name);
                    assert!(field.narrowed.is_empty(), "{}", field.name);
                    continue;
                };
                for (value, _) in field.newer_values {
                    assert!(allowed.contains(value), "{}: {value}", field.name);
                }
                let deciding = field.when.as_ref().map_or(&[][..], |when| when.values);
                for (value, narrowed) in field.narrowed {
                    assert!(deciding.contains(value), "{}: {value}", field.name);
                    let known = |value| allowed.contains(value);
                    assert!(narrowed.iter().all(known), "{}: {value}", field.name);
                }
            }
        }
    }
}
