//! Notes of which messages the groups have handled.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::transport::{BoxFuture, Handled, MessageId, TransportError};

/// How many notes are kept; the oldest goes when there is one more.
const KEPT: usize = 100_000;

/// The notes of a store.
#[derive(Default)]
pub(super) struct Notes(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    known: HashSet<Note>,
    /// In the order they were made.
    order: VecDeque<Note>,
}

/// A group, an address and the id of a message.
type Note = (String, String, MessageId);

fn note(group: &str, address: &str, id: &MessageId) -> Note {
    (group.to_owned(), address.to_owned(), id.clone())
}

impl Handled for Notes {
    fn contains<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<bool, TransportError>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = kept.known.contains(&note(group, address, id));
        Box::pin(std::future::ready(Ok(is_known)))
    }

    fn insert<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<(), TransportError>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let note = note(group, address, id);
        if kept.known.insert(note.clone()) {
            kept.order.push_back(note);
        }
        if kept.order.len() > KEPT
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.known.remove(&oldest);
        }
        Box::pin(std::future::ready(Ok(())))
    }
}
