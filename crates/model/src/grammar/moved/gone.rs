//! What became of the fields of AsyncAPI 2 in version 3.

use super::{Moved, moved, renamed};

/// AsyncAPI 3.0.0, release notes and "Migrating to v3": what became of each field that is gone.
pub(super) const MOVED: &[Moved] = &[
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
    renamed(
        "OAuth Flow Object",
        "scopes",
        "availableScopes",
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
];
