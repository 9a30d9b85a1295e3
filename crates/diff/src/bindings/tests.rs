//! The tables hold what the grammar knows, and nothing else.

use std::collections::BTreeSet;

use tidings_model::grammar::bindings::{PROTOCOLS, Part, Protocol};
use tidings_model::grammar::table::Object as Grammar;

use super::meaning::row;
use super::plain::object_of;
use super::{Meaning, Object, TABLES, VERSION_FIELD};

const OBJECTS: [(Part, Object); 4] = [
    (Part::Server, Object::Server),
    (Part::Channel, Object::Channel),
    (Part::Operation, Object::Operation),
    (Part::Message, Object::Message),
];

/// A field of a binding in any of its versions.
struct Known {
    path: String,
    is_leaf: bool,
}

/// The fields of `object` and of all objects in it; a row has no version, so those of all versions are there.
fn fields(object: &'static Grammar, prefix: &str, depth: usize) -> Vec<Known> {
    let mut known = Vec::new();
    for field in object.fields.iter().filter(|_| depth < 8) {
        let path = match prefix {
            "" => field.name.to_owned(),
            prefix => format!("{prefix}.{}", field.name),
        };
        let inner = object_of(&field.kind);
        if field.name != VERSION_FIELD {
            known.push(Known {
                path: path.clone(),
                is_leaf: inner.is_none(),
            });
        }
        if let Some(inner) = inner {
            known.extend(fields(inner, &path, depth + 1));
        }
    }
    known
}

fn known(protocol: &Protocol) -> impl Iterator<Item = (Object, Known)> {
    OBJECTS.into_iter().flat_map(|(part, object)| {
        let fields = fields(protocol.object(part), "", 0);
        fields.into_iter().map(move |field| (object, field))
    })
}

#[test]
fn every_field_of_every_binding_has_a_row() {
    let missing = PROTOCOLS.iter().flat_map(|protocol| {
        let leaves = known(protocol).filter(|(_, field)| field.is_leaf);
        let missing = leaves.filter(|(of, field)| row(protocol.key, *of, &field.path).is_none());
        missing.map(|(object, field)| format!("{}, {object:?}: {}", protocol.key, field.path))
    });
    let missing: Vec<String> = missing.collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_row_is_of_a_field_that_nobody_knows() {
    let mut wrong = Vec::new();
    for (key, table) in TABLES {
        let protocol = PROTOCOLS.iter().find(|protocol| protocol.key == *key);
        let protocol = protocol.unwrap_or_else(|| panic!("{key} is no protocol"));
        let known: BTreeSet<(String, String)> = known(protocol)
            .map(|(object, field)| (format!("{object:?}"), field.path))
            .collect();
        let rows = table.iter();
        let unknown = rows
            .filter(|row| !known.contains(&(format!("{:?}", row.object), row.field.to_owned())));
        wrong.extend(unknown.map(|row| format!("{key}, {:?}: {}", row.object, row.field)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_stands_once_and_says_why() {
    for (key, table) in TABLES {
        let mut seen = BTreeSet::new();
        for row in *table {
            let place = format!("{key}, {:?}: {}", row.object, row.field);
            assert!(seen.insert(place.clone()), "{place} stands twice");
            assert!(!row.why.is_empty() && !row.why.ends_with('.'), "{place}");
            assert!(row.source.contains(", "), "{place} names no section");
            let is_offer = matches!(
                row.meaning,
                Meaning::Offers(_) | Meaning::Resized(_) | Meaning::Admits(..)
            );
            assert_eq!(row.more.is_some(), is_offer, "{place}, of more of it");
        }
    }
}
