//! A server is new.

use tidings_model::contract::{Part, Server};

use super::{Find, Found, Versions, check};
use crate::facts::{Fact, Facts};
use crate::matching::address;
use crate::roles::Concern;
use crate::{Answers, Version};

check! {
    /// A server of the revision was not in the base.
    ///
    /// ## Why it matters
    ///
    /// Nobody depends on it yet.
    /// Under the policies `forward` and `full` it breaks whoever already connects to it.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    ///   staging: { host: kafka.example.net, protocol: kafka }
    /// ```
    "server-added", "K002", Info,
    "a server is new",
    advice: "start the server before anybody connects to it",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let added = versions.matching.servers.added.iter();
    let servers = added.map(|id| &versions.revision.servers[*id]);
    let servers =
        servers.filter(|server| !versions.has_unread(Version::Base, Part::Server, &server.key));
    let found = servers.map(|server| {
        let message = format!("server `{}` (`{}`) is new", server.key, server.host);
        let facts = Facts::came(place(server));
        Found::new(
            Concern::Existence,
            Answers::ADDED,
            &server.element,
            facts,
            message,
        )
        .in_revision(server.origin.named())
    });
    found.collect()
}

/// Where a server is, and what is spoken there.
pub(super) fn place(server: &Server) -> Fact {
    Fact::list([address(server), server.protocol.clone()])
}
