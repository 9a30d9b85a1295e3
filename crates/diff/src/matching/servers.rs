//! Servers: by key, because people configure their applications with it, then by where they are.

use tidings_model::Contract;
use tidings_model::contract::{Server, ServerId};

use super::{Pairs, Reason};

pub(super) fn pairs(base: &Contract, revision: &Contract) -> Pairs<ServerId> {
    Pairs::unpaired(base.servers.ids(), revision.servers.ids())
        .by(
            Reason::Key,
            |id| Some(base.servers[id].key.clone()),
            |id| Some(revision.servers[id].key.clone()),
        )
        .by(
            Reason::Address,
            |id| Some(place(&base.servers[id])),
            |id| Some(place(&revision.servers[id])),
        )
}

fn place(server: &Server) -> (String, String) {
    (server.protocol.clone(), address(server))
}

/// Where a server is; the root of a host is the host (RFC 3986, §6.2.3).
pub(crate) fn address(server: &Server) -> String {
    let path = server.pathname.as_deref().unwrap_or_default();
    let path = if path == "/" { "" } else { path };
    format!("{}{path}", server.host)
}
