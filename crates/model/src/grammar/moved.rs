//! Fields of AsyncAPI 2 that have another name or place in AsyncAPI 3.

use tidings_syntax::{Entry, Kind};

use super::table::Object;

/// A field of AsyncAPI 2.
struct Moved {
    /// The section of the object in which it used to stand.
    section: &'static str,
    /// Its name.
    field: &'static str,
    /// What to write in AsyncAPI 3.
    instead: &'static str,
}

const fn moved(section: &'static str, field: &'static str, instead: &'static str) -> Moved {
    Moved {
        section,
        field,
        instead,
    }
}

/// AsyncAPI 3.0.0, release notes and "Migrating to v3": what became of each field that is gone.
static MOVED: &[Moved] = &[
    moved(
        "AsyncAPI Object",
        "externalDocs",
        "move it to `info.externalDocs`",
    ),
    moved("AsyncAPI Object", "tags", "move it to `info.tags`"),
    moved(
        "Channel Object",
        "publish",
        "write an operation with `action: receive` under `operations` that refers to this channel, \
         and list its messages under the channel's `messages`",
    ),
    moved(
        "Channel Object",
        "subscribe",
        "write an operation with `action: send` under `operations` that refers to this channel, \
         and list its messages under the channel's `messages`",
    ),
    moved(
        "Channel Object",
        "message",
        "list the channel's messages by key under `messages`",
    ),
    moved(
        "Message Object",
        "messageId",
        "the key under `messages` identifies a message; use it, or `name`",
    ),
    moved(
        "Message Object",
        "oneOf",
        "list each message under the channel's `messages`",
    ),
    moved(
        "Message Object",
        "schemaFormat",
        "write `payload` as an object with `schemaFormat` and `schema`",
    ),
    moved(
        "Message Trait Object",
        "messageId",
        "the key under `messages` identifies a message",
    ),
    moved(
        "Message Trait Object",
        "schemaFormat",
        "write `schemaFormat` beside `schema` in the `payload` of each message",
    ),
    moved(
        "OAuth Flow Object",
        "scopes",
        "rename it to `availableScopes`",
    ),
    moved(
        "Operation Object",
        "message",
        "list references to the channel's messages under `messages`",
    ),
    moved(
        "Operation Object",
        "operationId",
        "the key under `operations` identifies an operation",
    ),
    moved(
        "Operation Trait Object",
        "operationId",
        "the key under `operations` identifies an operation",
    ),
    moved(
        "Parameter Object",
        "schema",
        "parameters are strings; write `enum`, `default` and `examples` directly",
    ),
    moved(
        "Server Object",
        "url",
        "split it into `host`, `pathname` and `protocol`",
    ),
    moved(
        "Server Variable Object",
        "schema",
        "variables are strings; write `enum` and `default` directly",
    ),
];

/// A key of AsyncAPI 2's Security Requirement Object is the name of a scheme, and its value a list of scopes.
const REQUIREMENT: &str = "refer to the scheme instead: `$ref: \"#/components/securitySchemes/…\"`";

/// What to write in AsyncAPI 3 instead of the field `entry` of `object`, if the field is one of AsyncAPI 2.
pub(crate) fn instead(object: &Object, entry: Entry<'_>) -> Option<&'static str> {
    let is_scheme = object.section == "Security Scheme Object";
    if is_scheme && entry.value.kind() == Kind::Sequence {
        return Some(REQUIREMENT);
    }
    MOVED
        .iter()
        .find(|moved| moved.section == object.section && moved.field == entry.key)
        .map(|moved| moved.instead)
}

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
    use crate::grammar::all::objects;
    use crate::grammar::table::V3_1;

    #[test]
    fn what_moved_is_gone() {
        for moved in MOVED {
            let mut homes = objects(V3_1)
                .into_iter()
                .filter(|object| object.section == moved.section)
                .peekable();
            assert!(homes.peek().is_some(), "no table of {}", moved.section);
            for object in homes {
                assert!(
                    object.field(moved.field).is_none(),
                    "{} still has `{}`",
                    moved.section,
                    moved.field
                );
            }
        }
    }
}
