//! Which messages hold the same, found by hashes because every message may be compared with every other one.

use std::cell::OnceCell;

use tidings_model::Contract;
use tidings_model::contract::{MessageId, Payload};
use tidings_model::{Digest, SchemaDigests};
use tidings_schema::SchemaId;

/// Hashes of what the messages of two contracts hold.
pub(crate) struct Equality<'c> {
    base: Hashed<'c>,
    revision: Hashed<'c>,
}

struct Hashed<'c> {
    contract: &'c Contract,
    digests: OnceCell<SchemaDigests<'c>>,
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
            digests: OnceCell::new(),
        };
        Self {
            base: hashed(base),
            revision: hashed(revision),
        }
    }

    /// Whether both messages have a payload and hold the same.
    pub(crate) fn have_equal_content(&self, base: MessageId, revision: MessageId) -> bool {
        let (old, new) = (self.base.content(base), self.revision.content(revision));
        old[0].is_some() && old == new
    }

    /// Whether both schemas, of messages, demand the same.
    pub(crate) fn demand_the_same(&self, base: SchemaId, revision: SchemaId) -> bool {
        self.base.digests().of(base) == self.revision.digests().of(revision)
    }
}

impl<'c> Hashed<'c> {
    /// The payload and the headers.
    fn content(&self, id: MessageId) -> [Option<Content>; 2] {
        let message = &self.contract.messages[id];
        [&message.payload, &message.headers].map(|payload| Some(self.of(payload.as_ref()?)))
    }

    fn digests(&self) -> &SchemaDigests<'c> {
        self.digests
            .get_or_init(|| SchemaDigests::of_contract(self.contract))
    }

    fn of(&self, payload: &Payload) -> Content {
        let contract = self.contract;
        match payload {
            Payload::Schema(schema) => Content::Schema(self.digests().of(*schema)),
            Payload::Avro { schema, .. } => Content::Foreign(contract.avro.canonical(*schema)),
            Payload::Protobuf { message, .. } => {
                Content::Foreign(contract.protobuf.canonical(*message))
            }
            Payload::Opaque { schema, .. } => Content::Foreign(schema.to_json_text()),
        }
    }
}
