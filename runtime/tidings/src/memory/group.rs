//! One group on one channel: its queue, and what its consumers have in hand.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Notify;

use super::log::Unfinished;
use super::queue::{Entry, Queue};
use crate::transport::AddressPattern;

/// What makes a group: its name, and the addresses it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GroupKey {
    pub(super) name: String,
    pub(super) pattern: AddressPattern,
}

/// A group, with everything it has not done yet.
pub(super) struct Group {
    pub(super) key: GroupKey,
    pub(super) channel: String,
    pub(super) queue: Queue,
    /// Woken whenever there may be something to take.
    pub(super) wake: Arc<Notify>,
    /// Consumers that are there.
    pub(super) consumers: usize,
    /// Whether it goes with its last consumer.
    pub(super) ephemeral: bool,
    in_hand: BTreeMap<u64, InHand>,
    /// No lease ends before this.
    earliest_end: Option<Instant>,
    /// The address, where the pattern has no parameter: comparing is all there is to matching.
    only_address: Option<String>,
}

struct InHand {
    entry: Entry,
    connection: u64,
    until: Instant,
}

impl Group {
    pub(super) fn new(key: GroupKey, channel: String, ephemeral: bool) -> Self {
        let template = key.pattern.template();
        let only_address = template
            .names()
            .next()
            .is_none()
            .then(|| template.as_str().to_owned());
        Self {
            key,
            channel,
            queue: Queue::default(),
            wake: Arc::new(Notify::new()),
            consumers: 0,
            ephemeral,
            in_hand: BTreeMap::new(),
            earliest_end: None,
            only_address,
        }
    }

    /// Whether the group wants what is sent to `address`.
    pub(super) fn wants(&self, address: &str) -> bool {
        match &self.only_address {
            Some(only) => only == address,
            None => self.key.pattern.matches(address),
        }
    }

    /// Takes the next message for a consumer of `connection`, as the delivery of this number, until `until`.
    pub(super) fn take(
        &mut self,
        delivery: u64,
        connection: u64,
        now: Instant,
        until: Instant,
    ) -> Option<Entry> {
        let entry = self.queue.take(now)?;
        let in_hand = InHand {
            entry: entry.clone(),
            connection,
            until,
        };
        self.in_hand.insert(delivery, in_hand);
        self.earliest_end = Some(self.earliest_end.map_or(until, |end| end.min(until)));
        Some(entry)
    }

    /// Takes a delivery out of its consumer's hands; none when it is not there any more.
    pub(super) fn settle(&mut self, delivery: u64) -> Option<Entry> {
        self.in_hand.remove(&delivery).map(|it| it.entry)
    }

    /// Lets a consumer keep a delivery until `until`, and says whether it has it still.
    pub(super) fn extend(&mut self, delivery: u64, until: Instant) -> bool {
        match self.in_hand.get_mut(&delivery) {
            Some(in_hand) => {
                in_hand.until = until;
                true
            }
            None => false,
        }
    }

    /// Takes back what was kept for too long.
    pub(super) fn expire(&mut self, now: Instant) {
        if self.earliest_end.is_none_or(|end| end > now) {
            return;
        }
        self.take_back(|it| it.until <= now);
    }

    /// Takes back what the consumers of `connection` have in hand.
    pub(super) fn abandon(&mut self, connection: u64) {
        self.take_back(|it| it.connection == connection);
    }

    fn take_back(&mut self, lost: impl Fn(&InHand) -> bool) {
        let lost: Vec<u64> = self
            .in_hand
            .iter()
            .filter(|(_, it)| lost(it))
            .map(|(delivery, _)| *delivery)
            .collect();
        // Backwards, so that the oldest comes first again.
        for delivery in lost.into_iter().rev() {
            if let Some(in_hand) = self.in_hand.remove(&delivery) {
                self.queue.give_back(in_hand.entry);
            }
        }
        self.earliest_end = self.in_hand.values().map(|it| it.until).min();
    }

    /// What its consumers could still do at `now`; none when there is nothing, or nobody to do it.
    pub(super) fn unfinished(&self, now: Instant) -> Option<Unfinished> {
        let (waiting, in_hand) = (self.queue.due(now), self.in_hand.len());
        (self.consumers > 0 && waiting + in_hand > 0).then(|| Unfinished {
            group: self.key.name.clone(),
            channel: self.channel.clone(),
            waiting,
            in_hand,
        })
    }

    /// When something changes by itself: a message is due, or a lease ends.
    pub(super) fn next_change(&self) -> Option<Instant> {
        let lease = self.in_hand.values().map(|it| it.until).min();
        match (self.queue.next_due(), lease) {
            (Some(due), Some(end)) => Some(due.min(end)),
            (due, end) => due.or(end),
        }
    }
}
