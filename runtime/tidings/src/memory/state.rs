//! What is in a store, and how it changes.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::mpsc;

use super::clock::Clock;
use super::group::{Group, GroupKey};
use super::ids::Ids;
use super::log::DeadLetter;
use super::observed::Observed;
use super::queue::Stored;
use crate::transport::{Durability, Message, Position, Receipt, Start, SubscribeOptions};

/// How many messages are kept for groups that come later, and for tests to look at.
const RETAINED: usize = 100_000;

/// The messages, the groups, and the clock.
pub(super) struct State {
    pub(super) clock: Clock,
    pub(super) kept: VecDeque<Arc<Stored>>,
    published: u64,
    ids: Ids,
    pub(super) groups: BTreeMap<u64, Group>,
    next_group: u64,
    /// How many deliveries were handed out.
    pub(super) deliveries: u64,
    pub(super) inboxes: HashMap<String, mpsc::UnboundedSender<Message>>,
    pub(super) dead: Vec<DeadLetter>,
    pub(super) connections: u64,
    pub(super) observed: Option<Observed>,
}

impl State {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            observed: (!clock.runs()).then(Observed::new),
            clock,
            kept: VecDeque::new(),
            published: 0,
            ids: Ids::default(),
            groups: BTreeMap::new(),
            next_group: 0,
            deliveries: 0,
            inboxes: HashMap::new(),
            dead: Vec::new(),
            connections: 0,
        }
    }

    pub(super) fn publish(&mut self, message: Message, connection: u64) -> Receipt {
        let id = message.id.as_ref();
        let known = id.and_then(|id| self.ids.find(id, &message.address));
        if let Some(first) = known {
            return receipt(first.number, true);
        }
        let now = self.clock.now();
        self.published += 1;
        let stored = Arc::new(Stored {
            number: self.published,
            connection,
            due: message.deliver_after.map_or(now, |delay| now + delay),
            expires: message.time_to_live.map(|time_to_live| now + time_to_live),
            message: Arc::new(message),
        });
        self.hand_on(&stored, now);
        let receipt = receipt(stored.number, false);
        self.keep(stored);
        receipt
    }

    /// Gives what was published last to everybody a second time.
    pub(super) fn repeat(&mut self) {
        let now = self.clock.now();
        if let Some(last) = self.kept.back().map(Arc::clone) {
            self.hand_on(&last, now);
        }
    }

    /// What the publisher of a message hears that nobody gets.
    pub(super) fn lose(&mut self) -> Receipt {
        self.published += 1;
        receipt(self.published, false)
    }

    /// Gives a message to everybody who wants it.
    fn hand_on(&mut self, stored: &Arc<Stored>, now: Instant) {
        if let Some(inbox) = self.inboxes.get(&stored.message.address) {
            // Whoever has closed the inbox wants no replies.
            let _ = inbox.send(Message::clone(&stored.message));
        }
        for group in self.groups.values_mut() {
            if group.wants(&stored.message.address) {
                group.queue.add(Arc::clone(stored), now);
                group.wake.notify_waiters();
            }
        }
        if let Some(observed) = &self.observed {
            observed.changed.notify_waiters();
        }
    }

    fn keep(&mut self, stored: Arc<Stored>) {
        self.ids.keep(&stored);
        self.kept.push_back(stored);
        if self.kept.len() > RETAINED
            && let Some(oldest) = self.kept.pop_front()
        {
            self.ids.forget(&oldest);
        }
    }

    /// Makes a group.
    pub(super) fn found(
        &mut self,
        key: GroupKey,
        channel: &str,
        options: &SubscribeOptions,
    ) -> u64 {
        let now = self.clock.now();
        let mut group = Group::new(key, channel.to_owned(), options.ephemeral);
        if options.start == Start::Earliest {
            for stored in &self.kept {
                if group.wants(&stored.message.address) {
                    group.queue.add(Arc::clone(stored), now);
                }
            }
        }
        self.next_group += 1;
        self.groups.insert(self.next_group, group);
        self.next_group
    }
}

fn receipt(number: u64, duplicate: bool) -> Receipt {
    Receipt {
        durability: Durability::Local,
        position: Some(Position(number.to_string())),
        duplicate,
    }
}
