//! What one group still has to do, in order.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

use crate::transport::Message;

/// A message in a store, shared by all groups.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) message: Arc<Message>,
    /// Its number in the store, from 1.
    pub(super) number: u64,
    /// The connection that published it.
    pub(super) connection: u64,
    /// When it may be delivered first.
    pub(super) due: Instant,
    /// When it is worth nothing any more.
    pub(super) expires: Option<Instant>,
}

/// A message that waits for a consumer of one group, or is in the hands of one.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) stored: Arc<Stored>,
    /// How often it was handed out.
    pub(super) deliveries: u32,
    /// Whether its key is kept for it, so that it comes before everything else of that key.
    holds_key: bool,
}

/// The messages of one group that are in nobody's hands.
#[derive(Default)]
pub(super) struct Queue {
    ready: VecDeque<Entry>,
    /// Those that are held back, by when they are due and in what order.
    delayed: BTreeMap<(Instant, u64), Entry>,
    /// Keys that are kept for one message, with those that have to wait for it.
    held: HashMap<Bytes, VecDeque<Entry>>,
}

impl Queue {
    /// Adds a message that is new to the group.
    pub(super) fn add(&mut self, stored: Arc<Stored>, now: Instant) {
        let entry = Entry {
            stored,
            deliveries: 0,
            holds_key: false,
        };
        if entry.stored.due > now {
            let place = (entry.stored.due, entry.stored.number);
            self.delayed.insert(place, entry);
        } else {
            self.ready.push_back(entry);
        }
    }

    /// Takes the next message that may be handed out, and keeps its key for it.
    pub(super) fn take(&mut self, now: Instant) -> Option<Entry> {
        self.wake(now);
        while let Some(mut entry) = self.ready.pop_front() {
            if entry.stored.expires.is_some_and(|expires| expires <= now) {
                self.done(&entry);
                continue;
            }
            if let Some(key) = &entry.stored.message.key
                && !entry.holds_key
            {
                if let Some(waiting) = self.held.get_mut(key) {
                    waiting.push_back(entry);
                    continue;
                }
                self.held.insert(key.clone(), VecDeque::new());
                entry.holds_key = true;
            }
            entry.deliveries += 1;
            return Some(entry);
        }
        None
    }

    /// Moves what is due by now to the others.
    fn wake(&mut self, now: Instant) {
        while let Some(first) = self.delayed.first_entry() {
            if first.key().0 > now {
                break;
            }
            let entry = first.remove();
            if entry.holds_key {
                self.ready.push_front(entry);
            } else {
                self.ready.push_back(entry);
            }
        }
    }

    /// Takes back a message that was handed out, so that it is the next one.
    pub(super) fn give_back(&mut self, entry: Entry) {
        self.ready.push_front(entry);
    }

    /// Takes back a message that was handed out, to be handed out again at `due`; its key waits for it.
    pub(super) fn hold_back(&mut self, entry: Entry, due: Instant) {
        self.delayed.insert((due, entry.stored.number), entry);
    }

    /// Forgets a message, and lets the next one of its key go.
    pub(super) fn done(&mut self, entry: &Entry) {
        let Some(key) = &entry.stored.message.key else {
            return;
        };
        if !entry.holds_key {
            return;
        }
        match self.held.get_mut(key).and_then(VecDeque::pop_front) {
            Some(mut next) => {
                next.holds_key = true;
                self.ready.push_front(next);
            }
            None => {
                self.held.remove(key);
            }
        }
    }

    /// When a message that is held back is due.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.delayed.first_key_value().map(|((due, _), _)| *due)
    }

    /// How many messages wait that could be handed out now.
    pub(super) fn due(&self, now: Instant) -> usize {
        let delayed = self.delayed.keys();
        self.ready.len() + delayed.take_while(|(due, _)| *due <= now).count()
    }

    /// How many messages wait.
    pub(super) fn len(&self) -> usize {
        let held: usize = self.held.values().map(VecDeque::len).sum();
        self.ready.len() + self.delayed.len() + held
    }
}
