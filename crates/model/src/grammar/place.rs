//! What stands at a place of a document, by the tables alone.

use super::info::ROOT;
use super::table::{Kind, Object};

/// What the tables say about a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// An object of the specification.
    Object(&'static Object),
    /// A schema, or something inside one.
    Schema,
    /// A map or list of objects, or a plain value.
    Part,
}

/// What stands at the JSON Pointer `pointer` of a document; `None` where the tables say nothing.
pub(crate) fn place(pointer: &str) -> Option<Place> {
    let mut kind = Kind::Object(&ROOT);
    for segment in pointer.split('/').skip(1) {
        kind = match as_object(kind) {
            Kind::Object(object) | Kind::ObjectOrReference(object) => object.field(segment)?.kind,
            Kind::Map { values, .. } => *values,
            Kind::List(items) | Kind::NonEmptyList(items) | Kind::OneOrList(items) => *items,
            Kind::Schema | Kind::AnyFormatSchema | Kind::SchemaOrAvro { .. } => {
                return Some(Place::Schema);
            }
            _ => return None,
        };
    }
    match as_object(kind) {
        Kind::Object(object)
        | Kind::ObjectOrReference(object)
        | Kind::Reference { to: object, .. } => Some(Place::Object(object)),
        Kind::Schema | Kind::AnyFormatSchema | Kind::SchemaOrAvro { .. } => Some(Place::Schema),
        Kind::Any | Kind::AnyObject => None,
        _ => Some(Place::Part),
    }
}

/// What stands there if it is an object, which is all that one can refer to.
fn as_object(kind: Kind) -> Kind {
    match kind {
        Kind::ObjectOr { object, .. } => *object,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pointer: &str, expected: &str) {
        let found = match place(pointer) {
            Some(Place::Object(object)) => object.section,
            Some(Place::Schema) => "schema",
            Some(Place::Part) => "part",
            None => "unknown",
        };
        assert_eq!(found, expected, "{pointer}");
    }

    #[test]
    fn the_tables_say_what_stands_where() {
        check("", "AsyncAPI Object");
        check("/channels/a~1b/messages/c", "Message Object");
        check("/channels/a/servers/0", "Server Object");
        check("/components/schemas/Order/properties/id", "schema");
        check("/components/schemas", "part");
        check("/components/messages/Order/payload", "schema");
        check(
            "/components/messages/Order/examples/0/payload/id",
            "unknown",
        );
        check("/x-own/thing", "unknown");
        check("/info/title", "part");
    }
}
