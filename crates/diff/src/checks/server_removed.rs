//! A server is gone.

use tidings_model::contract::Part;

use super::server_added::place;
use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// A server of the base is not in the revision, under no key and at no host.
    ///
    /// ## Why it matters
    ///
    /// Whoever still connects to it does not meet the application there.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    ///   staging: { host: kafka.example.net, protocol: kafka }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    ///   staging: { host: kafka.example.net, protocol: kafka, description: Ends in May. }
    /// ```
    "server-removed", "K001", Error,
    "a server is gone",
    advice: "keep the server until everybody has moved",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let removed = versions.matching.servers.removed.iter();
    let servers = removed.map(|id| &versions.base.servers[*id]);
    let servers =
        servers.filter(|server| !versions.has_unread(Version::Revision, Part::Server, &server.key));
    let found = servers.map(|server| {
        let removal = versions.removal(&server.extensions);
        let (key, host) = (&server.key, &server.host);
        let message = format!("server `{key}` (`{host}`) is gone{}", removal.announced);
        let answers = Answers {
            backward: removal.backward,
            forward: Answer::Yes,
        };
        let facts = Facts::gone(place(server));
        Found::new(Concern::Existence, answers, &server.element, facts, message)
            .in_base(server.origin.named())
            .after(&removal)
    });
    found.collect()
}
