//! The key of a message is another one.

use super::bound::{Bound, bound};
use super::{Find, Found, Versions, check};
use crate::bindings::{Meaning, meaning};
use crate::facts::Facts;
use crate::{Answers, Part, Version};

check! {
    /// The key of a message has another schema, or is described in one version only.
    ///
    /// Another type breaks whoever reads or writes keys; what else the schemas mean is decided by comparing them, and a
    /// message shows it where they break somebody.
    /// Even where every key is still read, the change is risky: keys that are written otherwise go to other partitions.
    ///
    /// ## Why it matters
    ///
    /// The key decides the partition, and with it the order in which messages come, and what compaction keeps.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings: { kafka: { key: { type: string } } }
    ///         payload: { type: object }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings: { kafka: { key: { type: integer } } }
    ///         payload: { type: object }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         bindings: { kafka: { key: { type: string } } }
    ///         payload: { type: object }
    ///   numbered:
    ///     address: orders.numbered
    ///     messages:
    ///       Placed:
    ///         bindings: { kafka: { key: { type: integer } } }
    ///         payload: { type: object }
    /// operations:
    ///   sendNumbered: { action: send, channel: { $ref: '#/channels/numbered' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "key-changed", "K037", Error,
    "the key of a message is another one",
    advice: "use the new keys on a channel of their own, and move partners there one by one",
    Find::Contract(find)
}

/// Keys that came or went; those that both versions have are compared with payloads.
fn find(versions: &Versions<'_>) -> Vec<Found> {
    let bound = bound(versions);
    let changes = bound.iter().flat_map(|bound| {
        let fields = [bound.was, bound.is].into_iter().flatten();
        let fields = fields.flat_map(|binding| &binding.schemas);
        fields.filter_map(|(field, _)| bound.key(field, versions))
    });
    changes.collect()
}

impl Bound<'_> {
    /// What became of the key that stands in `field`, if that came or went.
    fn key(&self, field: &str, versions: &Versions<'_>) -> Option<Found> {
        if meaning(self.protocol, self.object, field) != Meaning::Key {
            return None;
        }
        let (words, facts, advice) = match self.schemas(field) {
            [None, Some(is)] => (
                "is described now",
                Facts::came(versions.hashes.fact(is, Version::Revision)),
                "describe the keys as they have been written all along",
            ),
            [Some(was), None] => (
                "is described no more",
                Facts::gone(versions.hashes.fact(was, Version::Base)),
                "go on describing the key",
            ),
            _ => return None,
        };
        // It may have been so all along.
        let message = format!("the key of {} {words}", self.called);
        let found = Found::new(self.concern, Answers::RISKY, self.element, facts, message);
        let found = found.with_detail(Part::Key.name()).advised(advice);
        let [base, revision] = self.places(field);
        Some(found.in_base(base).in_revision(revision))
    }
}
