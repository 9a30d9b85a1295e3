//! Every table, by following them from the root.

use super::info::ROOT;
use super::message::MULTI_FORMAT_SCHEMA;
use super::table::{Kind, Object, V3_0, V3_1, Version};

/// Every version of AsyncAPI that the tables describe, the oldest first.
pub fn versions() -> Vec<Version> {
    vec![V3_0, V3_1]
}

/// Every object of the grammar of `version` once, the root first; none for a version that is not described.
pub fn objects(version: Version) -> Vec<&'static Object> {
    if !versions().contains(&version) {
        return Vec::new();
    }
    let mut found: Vec<&'static Object> = vec![&ROOT, &MULTI_FORMAT_SCHEMA];
    let mut next = 0;
    while let Some(object) = found.get(next).copied() {
        next += 1;
        for field in object.fields {
            if let Some(child) = object_in(field.kind)
                && !found.iter().any(|known| std::ptr::eq(*known, child))
            {
                found.push(child);
            }
        }
    }
    found
}

/// The object that stands in a place of kind `kind`, itself or inside maps and lists.
pub(crate) fn object_in(kind: Kind) -> Option<&'static Object> {
    match kind {
        Kind::Object(object)
        | Kind::ObjectOrReference(object)
        | Kind::Reference { to: object, .. } => Some(object),
        Kind::Map { values, .. } => object_in(*values),
        Kind::List(items) | Kind::NonEmptyList(items) | Kind::OneOrList(items) => object_in(*items),
        Kind::ObjectOr { object, .. } => object_in(*object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_cite_their_section() {
        let objects = objects(V3_1);
        assert!(objects.len() > 30, "only {} tables", objects.len());
        for object in objects {
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
        for object in objects(V3_1) {
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
}
