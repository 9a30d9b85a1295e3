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

fn place(server: &Server) -> (String, String, Option<String>) {
    (
        server.protocol.clone(),
        server.host.clone(),
        server.pathname.clone(),
    )
}
