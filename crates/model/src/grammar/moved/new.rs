//! Fields of AsyncAPI 3 that say in another way what AsyncAPI 2 can say too.

use super::{Moved, Stated, moved, renamed};

/// AsyncAPI 3.0.0, release notes and "Migrating to v3", read backwards.
pub(super) const MOVED: &[Moved] = &[
    moved(
        "AsyncAPI Object",
        "operations",
        "write each operation under its channel: `publish` for what the application receives \
         (`action: receive`), `subscribe` for what it sends (`action: send`)",
    ),
    moved(
        "Channel Item Object",
        "address",
        "the key of a channel is its address",
    ),
    moved(
        "Channel Item Object",
        "messages",
        "write `message` under `publish` (what the application receives) or `subscribe` (what it sends), \
         several as `oneOf`",
    ),
    moved(
        "Components Object",
        "operations",
        "operations stand under their channels, `publish` and `subscribe`",
    ),
    moved(
        "Info Object",
        "externalDocs",
        "move it to the document, beside `info`",
    ),
    moved(
        "Info Object",
        "tags",
        "move it to the document, beside `info`",
    ),
    renamed(
        "OAuth Flow Object",
        "availableScopes",
        "scopes",
        "rename it to `scopes`",
    ),
    moved(
        "Operation Object",
        "action",
        "the key says it: `publish` for what the application receives (`receive`), `subscribe` for what it sends \
         (`send`)",
    )
    .stated(Stated::ByPlace),
    moved(
        "Operation Object",
        "channel",
        "an operation stands under its channel",
    )
    .stated(Stated::ByPlace),
    moved(
        "Operation Object",
        "messages",
        "write one message as `message`, several as `message` with `oneOf`",
    ),
    moved("Parameter Object", "default", "write it in `schema`"),
    moved("Parameter Object", "enum", "write it in `schema`"),
    moved("Parameter Object", "examples", "write it in `schema`"),
    moved(
        "Security Scheme Object",
        "scopes",
        "list scopes where the scheme is demanded: `security: [{ name: [scope] }]`",
    ),
    moved(
        "Server Object",
        "host",
        "write host and path together as `url`",
    )
    .stated(Stated::By("url")),
    moved(
        "Server Object",
        "pathname",
        "write host and path together as `url`",
    )
    .stated(Stated::By("url")),
];
