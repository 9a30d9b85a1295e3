//! Messages of which one allows everything that the other one does.

use std::cell::RefCell;

use tidings_decide::{Exchange, Options, Reading, Subset};
use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId, Payload};
use tidings_schema::SchemaId;

/// How many pairs of one place are asked about: who exchanges all messages of a channel has no use for an answer.
const MOST: usize = 64;

/// Asks whether one message allows everything that another one does.
///
/// A pair does not depend on how a comparison reads schemas, so the reading is always the same.
pub(crate) struct Inclusion<'c> {
    base: &'c Contract,
    revision: &'c Contract,
    exchanges: RefCell<Option<[Exchange<'c>; 2]>>,
}

impl<'c> Inclusion<'c> {
    pub(crate) fn between(base: &'c Contract, revision: &'c Contract) -> Self {
        Self {
            base,
            revision,
            exchanges: RefCell::new(None),
        }
    }

    /// Whether so many pairs may be asked about.
    pub(super) fn is_worth_asking(&self, pairs: usize) -> bool {
        pairs <= MOST
    }

    /// Whether it is proved that the payload of one of the two allows everything that the payload of the other one does.
    pub(super) fn holds(&self, base: MessageId, revision: MessageId) -> bool {
        let schema = |message: &Message| message.payload.as_ref().and_then(Payload::json_schema);
        let (old, new) = (
            schema(&self.base.messages[base]),
            schema(&self.revision.messages[revision]),
        );
        old.zip(new)
            .is_some_and(|(old, new)| self.of_schemas(old, new))
    }

    /// Whether it is proved that one of the two schemas allows everything that the other one does.
    pub(super) fn of_schemas(&self, old: SchemaId, new: SchemaId) -> bool {
        let mut exchanges = self.exchanges.borrow_mut();
        let [backward, forward] = exchanges.get_or_insert_with(|| {
            let (base, revision) = (&self.base.schemas, &self.revision.schemas);
            [
                Exchange::new(Reading::Events, base, revision),
                Exchange::new(Reading::Events, revision, base),
            ]
        });
        let options = Options::default();
        matches!(backward.subset(old, new, &options), Subset::Yes)
            || matches!(forward.subset(new, old, &options), Subset::Yes)
    }
}
