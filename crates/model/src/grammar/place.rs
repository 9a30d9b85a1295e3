//! What stands at a place of a document, by the tables alone.

use super::all::root;
use super::table::{Kind, Object, Version};

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

/// What stands at the JSON Pointer `pointer` of a document that follows `version`; `None` where the tables say nothing.
pub(crate) fn place(pointer: &str, version: Version) -> Option<Place> {
    let mut kind = Kind::Object(root(version));
    for segment in pointer.split('/').skip(1) {
        kind = match as_object(kind) {
            Kind::Object(object) | Kind::ObjectOrReference(object) => object.field(segment)?.kind,
            Kind::Choice {
                alternative, by, ..
            } if segment == by => alternative.field(segment)?.kind,
            Kind::Choice { object, .. } => object.field(segment)?.kind,
            Kind::Map { values, .. } => *values,
            Kind::List(items) | Kind::NonEmptyList(items) | Kind::OneOrList(items) => *items,
            Kind::Schema
            | Kind::AnyFormatSchema
            | Kind::MessagePayload
            | Kind::TextSchema
            | Kind::SchemaOrAvro { .. } => {
                return Some(Place::Schema);
            }
            _ => return None,
        };
    }
    match as_object(kind) {
        Kind::Object(object)
        | Kind::ObjectOrReference(object)
        | Kind::Choice { object, .. }
        | Kind::Reference { to: object, .. } => Some(Place::Object(object)),
        Kind::Schema
        | Kind::AnyFormatSchema
        | Kind::MessagePayload
        | Kind::TextSchema
        | Kind::SchemaOrAvro { .. } => Some(Place::Schema),
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
    use crate::grammar::table::{V2_6, V3_1};

    #[track_caller]
    fn check(pointer: &str, expected: &str) {
        check_in(V3_1, pointer, expected);
    }

    #[track_caller]
    fn check_in(version: Version, pointer: &str, expected: &str) {
        let found = match place(pointer, version) {
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
        check_in(V2_6, "/channels/a/publish/message", "Message Object");
        check_in(
            V2_6,
            "/channels/a/publish/message/payload/properties",
            "schema",
        );
        check_in(V2_6, "/channels/a/subscribe/message/oneOf", "part");
        check_in(
            V2_6,
            "/channels/a/subscribe/message/oneOf/0",
            "Message Object",
        );
        check_in(V2_6, "/operations/a", "unknown");
    }
}
