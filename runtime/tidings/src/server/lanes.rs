//! Messages of one key, one after the other.

use std::collections::{HashMap, VecDeque};

use crate::transport::{Delivery, Lane};

/// What messages are ordered within: a key, or a lane of the transport.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum LaneKey {
    Key(bytes::Bytes),
    Lane(Lane),
}

/// What `delivery` is ordered within, if anything.
pub(super) fn key_of(delivery: &Delivery) -> Option<LaneKey> {
    match &delivery.message.key {
        Some(key) => Some(LaneKey::Key(key.clone())),
        None if delivery.lane.0.is_empty() => None,
        None => Some(LaneKey::Lane(delivery.lane.clone())),
    }
}

/// The keys that are being handled, and the deliveries that wait for them.
#[derive(Default)]
pub(super) struct Lanes {
    busy: HashMap<LaneKey, VecDeque<Delivery>>,
    waiting: usize,
}

impl Lanes {
    /// Whether `key` is being handled.
    pub(super) fn is_busy(&self, key: &LaneKey) -> bool {
        self.busy.contains_key(key)
    }

    /// Keeps `delivery` until its key is free.
    pub(super) fn wait(&mut self, key: LaneKey, delivery: Delivery) {
        self.busy.entry(key).or_default().push_back(delivery);
        self.waiting += 1;
    }

    /// Marks a key as being handled.
    pub(super) fn occupy(&mut self, key: &LaneKey) {
        self.busy.entry(key.clone()).or_default();
    }

    /// Frees a key, and gives back the delivery that waited for it first.
    pub(super) fn release(&mut self, key: &LaneKey) -> Option<Delivery> {
        let next = self.busy.get_mut(key).and_then(VecDeque::pop_front);
        match next {
            Some(delivery) => {
                self.waiting -= 1;
                Some(delivery)
            }
            None => {
                self.busy.remove(key);
                None
            }
        }
    }

    /// How many deliveries wait for their key.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }
}
