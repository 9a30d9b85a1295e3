//! Which messages are kept, by their ids, so that a second one is recognised.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::queue::Stored;
use crate::transport::MessageId;

/// The messages that are kept and have an id; each id is known once for each address.
#[derive(Default)]
pub(super) struct Ids(HashMap<MessageId, Known>);

/// The messages of one id, oldest first; there is hardly ever more than one.
struct Known {
    first: Arc<Stored>,
    others: Vec<Arc<Stored>>,
}

impl Ids {
    /// The message of this id that was sent to `address`.
    pub(super) fn find(&self, id: &MessageId, address: &str) -> Option<&Arc<Stored>> {
        let known = self.0.get(id)?;
        let mut all = std::iter::once(&known.first).chain(&known.others);
        all.find(|it| it.message.address == address)
    }

    /// Remembers a message, if it has an id.
    pub(super) fn keep(&mut self, stored: &Arc<Stored>) {
        let Some(id) = &stored.message.id else { return };
        let stored = Arc::clone(stored);
        match self.0.entry(id.clone()) {
            Entry::Occupied(mut known) => known.get_mut().others.push(stored),
            Entry::Vacant(place) => {
                place.insert(Known {
                    first: stored,
                    others: Vec::new(),
                });
            }
        }
    }

    /// Forgets the oldest message of an id.
    pub(super) fn forget(&mut self, oldest: &Stored) {
        let Some(id) = &oldest.message.id else { return };
        let Some(known) = self.0.remove(id) else {
            return;
        };
        let mut others = known.others.into_iter();
        if let Some(first) = others.next() {
            let others = others.collect();
            self.0.insert(id.clone(), Known { first, others });
        }
    }
}
