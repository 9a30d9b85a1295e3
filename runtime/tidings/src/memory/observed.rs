//! What a store on a paused clock keeps for tests: on one that runs, nobody would ever look at it.

use std::sync::Arc;

use tokio::sync::Notify;

use super::group::Group;
use super::log::{Outcome, Settlement};
use super::queue::Entry;
use super::store::End;

/// What tests look at and wait for.
pub(super) struct Observed {
    pub(super) settlements: Vec<Settlement>,
    /// Woken whenever something was published, taken or settled.
    pub(super) changed: Arc<Notify>,
}

impl Observed {
    pub(super) fn new() -> Self {
        Self {
            settlements: Vec::new(),
            changed: Arc::new(Notify::new()),
        }
    }

    /// Notes how a delivery of `group` ends.
    pub(super) fn settled(&mut self, group: &Group, entry: &Entry, end: &End<'_>) {
        self.settlements.push(Settlement {
            group: group.key.name.clone(),
            channel: group.channel.clone(),
            deliveries: entry.deliveries,
            outcome: match *end {
                End::Ack => Outcome::Acknowledged,
                End::Retry(pause) => Outcome::Retried(pause),
                End::Reject(reason) => Outcome::Rejected(reason.clone()),
            },
            message: Arc::clone(&entry.stored.message),
        });
        self.changed.notify_waiters();
    }
}
