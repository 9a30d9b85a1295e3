//! A channel is on other servers.

use std::collections::BTreeSet;

use tidings_model::Contract;
use tidings_model::contract::ServerId;

use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::{Answer, Answers};

check! {
    /// A channel is no longer on a server that both versions have, or is on more of them.
    ///
    /// ## Why it matters
    ///
    /// Whoever is connected to that server no longer finds the channel there.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   east: { host: east.example.org, protocol: kafka }
    ///   west: { host: west.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     servers: [{ $ref: '#/servers/east' }]
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   east: { host: east.example.org, protocol: kafka }
    ///   west: { host: west.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     servers: [{ $ref: '#/servers/west' }]
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   east: { host: east.example.org, protocol: kafka }
    ///   west: { host: west.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     servers: [{ $ref: '#/servers/east' }, { $ref: '#/servers/west' }]
    /// ```
    ///
    /// Under the policies `forward` and `full` a server more breaks whoever already looks for the channel there.
    ///
    /// ```yaml base forward
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   east: { host: east.example.org, protocol: kafka }
    ///   west: { host: west.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     servers: [{ $ref: '#/servers/east' }]
    /// ```
    ///
    /// ```yaml revision forward
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   east: { host: east.example.org, protocol: kafka }
    ///   west: { host: west.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     servers: [{ $ref: '#/servers/east' }, { $ref: '#/servers/west' }]
    /// ```
    "channel-servers-changed", "K014", Error,
    "a channel is on other servers",
    backward: "keep the channel on the server until everybody uses the other one",
    forward: "update the application before anybody uses the channel on a server that is new for it",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let servers = &versions.matching.servers;
    let mut changes = Vec::new();
    for (was, is, concern) in versions.channels() {
        // What became of the servers themselves is told of them.
        let still = was.servers.iter().filter_map(|id| servers.revision_of(*id));
        let before: BTreeSet<ServerId> = still.collect();
        let is_old = |id: &&ServerId| !servers.added.contains(id);
        let now: BTreeSet<ServerId> = is.servers.iter().filter(is_old).copied().collect();
        if before == now {
            continue;
        }
        let holds =
            |inner: &BTreeSet<ServerId>, outer: &BTreeSet<ServerId>| match inner.is_subset(outer) {
                true => Answer::Yes,
                false => Answer::No,
            };
        let answers = Answers {
            backward: holds(&before, &now),
            forward: holds(&now, &before),
        };
        let (from, to) = (
            names(&before, versions.revision),
            names(&now, versions.revision),
        );
        let message = format!(
            "channel `{}` was on {from} and is on {to}",
            super::versions::called(is)
        );
        let facts = Facts::new(from, to);
        let found = Found::existence(concern, answers, &is.element, facts, message);
        let found = found.in_base(was.origin.named());
        changes.push(found.in_revision(is.origin.named()));
    }
    changes
}

fn names(servers: &BTreeSet<ServerId>, contract: &Contract) -> String {
    let keys = servers
        .iter()
        .map(|id| format!("`{}`", contract.servers[*id].key));
    match keys.collect::<Vec<_>>().as_slice() {
        [] => "no server".to_owned(),
        keys => keys.join(", "),
    }
}
