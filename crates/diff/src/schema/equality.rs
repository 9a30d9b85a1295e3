//! Which messages hold the same: mostly word by word, else by hashes, because every message may be compared with every
//! other one.

use std::cell::RefCell;

use tidings_model::contract::{MessageId, Payload};
use tidings_model::{Contract, Digest, SchemaDigests};
use tidings_schema::{SchemaId, Twins};

use crate::Version;
use crate::facts::Fact;

/// Compares what the messages of two contracts hold.
pub(crate) struct Equality<'c> {
    hashes: Hashes<'c>,
    twins: RefCell<Twins<'c>>,
}

/// The hashes of what the messages of two contracts hold.
pub(crate) struct Hashes<'c> {
    base: Hashed<'c>,
    revision: Hashed<'c>,
}

struct Hashed<'c> {
    contract: &'c Contract,
    digests: SchemaDigests<'c>,
}

/// What a part of a message holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Schema(Digest),
    Foreign(String),
}

impl<'c> Equality<'c> {
    /// Between the messages of `base` and those of `revision`.
    pub(crate) fn between(base: &'c Contract, revision: &'c Contract) -> Self {
        let hashed = |contract| Hashed {
            contract,
            digests: SchemaDigests::of_graph(&contract.schemas),
        };
        Self {
            hashes: Hashes {
                base: hashed(base),
                revision: hashed(revision),
            },
            twins: RefCell::new(Twins::between(&base.schemas, &revision.schemas)),
        }
    }

    /// Whether both messages have a payload and hold the same.
    pub(crate) fn have_equal_content(&self, base: MessageId, revision: MessageId) -> bool {
        let (old, new) = (
            &self.hashes.base.contract.messages[base],
            &self.hashes.revision.contract.messages[revision],
        );
        let mut parts = [(&old.payload, &new.payload), (&old.headers, &new.headers)].into_iter();
        old.payload.is_some()
            && parts.all(|(old, new)| match (old, new) {
                (Some(old), Some(new)) => self.hold_the_same(old, new),
                (old, new) => old.is_none() && new.is_none(),
            })
    }

    /// Whether both schemas, of messages, demand the same.
    pub(crate) fn demand_the_same(&self, base: SchemaId, revision: SchemaId) -> bool {
        let [old, new] = self.hashes.digests();
        // Whatever is compared a second time has a hash.
        let are_hashed = old.has(base) && new.has(revision);
        !are_hashed && self.say_the_same(base, revision) || old.of(base) == new.of(revision)
    }

    /// Whether both schemas say the same to programs and to people.
    pub(super) fn say_the_same(&self, base: SchemaId, revision: SchemaId) -> bool {
        self.twins.borrow_mut().say_the_same(base, revision)
    }

    /// The hashes of both.
    pub(crate) fn hashes(&self) -> &Hashes<'c> {
        &self.hashes
    }

    fn hold_the_same(&self, base: &Payload, revision: &Payload) -> bool {
        match (base, revision) {
            (Payload::Schema(base), Payload::Schema(revision)) => {
                self.demand_the_same(*base, *revision)
            }
            _ => self.hashes.base.of(base) == self.hashes.revision.of(revision),
        }
    }
}

impl<'c> Hashes<'c> {
    /// What tells schemas of the base, and those of the revision, from others.
    pub(crate) fn digests(&self) -> [&SchemaDigests<'c>; 2] {
        [&self.base.digests, &self.revision.digests]
    }

    /// What a part of a message holds in `version`.
    pub(crate) fn fact(&self, payload: &Payload, version: Version) -> Fact {
        let hashed = match version {
            Version::Base => &self.base,
            Version::Revision => &self.revision,
        };
        match hashed.of(payload) {
            Content::Schema(digest) => digest.into(),
            Content::Foreign(text) => text.into(),
        }
    }
}

impl Hashed<'_> {
    fn of(&self, payload: &Payload) -> Content {
        let contract = self.contract;
        match payload {
            Payload::Schema(schema) => Content::Schema(self.digests.of(*schema)),
            Payload::Avro { schema, .. } => Content::Foreign(contract.avro.canonical(*schema)),
            Payload::Protobuf { message, .. } => {
                Content::Foreign(contract.protobuf.canonical(*message))
            }
            Payload::Opaque { schema, .. } => Content::Foreign(schema.to_json_text()),
        }
    }
}
