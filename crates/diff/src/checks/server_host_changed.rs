//! A server is elsewhere.

use super::versions::field_of;
use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::matching::address;
use crate::roles::Concern;

check! {
    /// The host or the path of a server changed.
    ///
    /// ## Why it matters
    ///
    /// Who has the old place in a configuration of its own connects there, to nothing or to a server that nobody uses.
    /// So nobody can go first: until everybody has moved, those at the old place and those at the new one do not meet.
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
    ///   production: { host: kafka.example.com, protocol: kafka }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: kafka.example.org, protocol: kafka }
    ///   next: { host: kafka.example.com, protocol: kafka }
    /// ```
    "server-host-changed", "K003", Warning,
    "a server is elsewhere",
    advice: "add the new place as a server of its own, and remove the old one when everybody has moved",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let moved = versions
        .servers()
        .filter(|(was, is)| address(was) != address(is));
    let found = moved.map(|(was, is)| {
        // In AsyncAPI 2 both are one field.
        let fields = match was.host == is.host {
            true => ["pathname", "url"],
            false => ["host", "url"],
        };
        let message = format!(
            "server `{}` was at `{}` and is at `{}`",
            is.key,
            address(was),
            address(is)
        );
        let facts = Facts::new(address(was), address(is));
        Found::new(
            Concern::Existence,
            Answers::RISKY,
            &is.element,
            facts,
            message,
        )
        .mutual(true)
        .in_base(field_of(was, &fields))
        .in_revision(field_of(is, &fields))
    });
    found.collect()
}
