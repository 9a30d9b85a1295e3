//! What all connections share, and what each of them may do with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, mpsc};

use super::clock::Clock;
use super::fault::{self, Fault};
use super::group::GroupKey;
use super::handled::Notes;
use super::log::{DeadLetter, Published, Settlement, Unfinished};
use super::queue::Entry;
use super::state::State;
use crate::transport::{Message, PublishError, Reason, Receipt, Settled, SubscribeOptions};

/// A store of messages.
pub(super) struct Store {
    state: Mutex<State>,
    pub(super) notes: Arc<Notes>,
}

/// What a subscription got.
pub(super) struct Taken {
    pub(super) delivery: u64,
    pub(super) entry: Entry,
    pub(super) until: Instant,
}

impl Store {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            state: Mutex::new(State::new(clock)),
            notes: Arc::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing here panics halfway through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn advance(&self, by: Duration) {
        self.lock().clock.advance(by);
        self.wake_all();
    }

    /// Has every consumer look again.
    pub(super) fn wake_all(&self) {
        let state = self.lock();
        state
            .groups
            .values()
            .for_each(|it| it.wake.notify_waiters());
    }

    /// The number of another connection.
    pub(super) fn connect(&self) -> u64 {
        let connections = &mut self.lock().connections;
        *connections += 1;
        *connections
    }

    /// What was published, by one connection or by all of them.
    pub(super) fn published(&self, by: Option<u64>) -> Vec<Published> {
        let state = self.lock();
        let kept = state.kept.iter();
        let kept = kept.filter(|it| by.is_none_or(|by| by == it.connection));
        kept.map(|it| Published::new(Arc::clone(&it.message)))
            .collect()
    }

    pub(super) fn dead_letters(&self) -> Vec<DeadLetter> {
        self.lock().dead.clone()
    }

    pub(super) fn settlements(&self) -> Vec<Settlement> {
        let state = self.lock();
        let observed = state.observed.iter();
        observed.flat_map(|it| it.settlements.clone()).collect()
    }

    /// What could still be done now.
    pub(super) fn unfinished(&self) -> Vec<Unfinished> {
        let state = self.lock();
        let now = state.clock.now();
        let groups = state.groups.values();
        groups.filter_map(|group| group.unfinished(now)).collect()
    }

    /// When something changes by itself: a message is due, or a lease ends.
    #[cfg(feature = "testing")]
    pub(super) fn next_change(&self) -> Option<Duration> {
        let state = self.lock();
        let now = state.clock.now();
        let changes = state.groups.values().filter_map(|it| it.next_change());
        let next = changes.filter(|change| *change > now).min()?;
        Some(next - now)
    }

    /// Woken whenever something was published, taken or settled; never on a clock that runs.
    #[cfg(feature = "testing")]
    pub(super) fn changed(&self) -> Arc<Notify> {
        let state = self.lock();
        let changed = state.observed.as_ref().map(|it| Arc::clone(&it.changed));
        changed.unwrap_or_default()
    }

    /// Takes back what a connection has in hand.
    pub(super) fn abandon(&self, connection: u64) {
        let mut state = self.lock();
        let groups = state.groups.values_mut();
        groups.for_each(|group| group.abandon(connection));
    }

    /// Has the consumers of `group` look again.
    pub(super) fn wake(&self, group: u64) {
        if let Some(group) = self.lock().groups.get(&group) {
            group.wake.notify_waiters();
        }
    }

    /// Keeps a message and gives it to everybody who wants it, unless `fault` has it otherwise.
    pub(super) fn publish(
        &self,
        mut message: Message,
        connection: u64,
        fault: Option<Fault>,
    ) -> Result<Receipt, PublishError> {
        let mut state = self.lock();
        match fault {
            None => Ok(state.publish(message, connection)),
            Some(Fault::Refuse(kind)) => Err(fault::refused(kind)),
            Some(Fault::LoseConfirmation) => {
                state.publish(message, connection);
                Err(fault::unconfirmed())
            }
            Some(Fault::Lose) => Ok(state.lose()),
            Some(Fault::Duplicate) => {
                let receipt = state.publish(message, connection);
                state.repeat();
                Ok(receipt)
            }
            Some(Fault::Delay(by)) => {
                message.deliver_after = Some(message.deliver_after.unwrap_or_default() + by);
                Ok(state.publish(message, connection))
            }
        }
    }

    /// Opens an address that only `sender` hears.
    pub(super) fn open_inbox(&self, address: String, sender: mpsc::UnboundedSender<Message>) {
        self.lock().inboxes.insert(address, sender);
    }

    pub(super) fn close_inbox(&self, address: &str) {
        self.lock().inboxes.remove(address);
    }

    /// Joins a group, which is made if it is not there.
    pub(super) fn join(
        &self,
        key: GroupKey,
        channel: &str,
        options: &SubscribeOptions,
    ) -> (u64, Arc<Notify>) {
        let mut state = self.lock();
        let known = state.groups.iter().find(|(_, group)| group.key == key);
        let id = match known {
            Some((id, _)) => *id,
            None => state.found(key, channel, options),
        };
        let group = state.groups.get_mut(&id);
        let wake = group.map(|group| {
            group.consumers += 1;
            Arc::clone(&group.wake)
        });
        (id, wake.unwrap_or_default())
    }

    /// How many consumers receive what is sent to `address`.
    pub(super) fn receivers(&self, address: &str) -> usize {
        let state = self.lock();
        let groups = state.groups.values();
        let groups = groups.filter(|group| group.wants(address));
        groups.map(|group| group.consumers).sum()
    }

    /// Leaves a group, which goes with its last consumer if it is ephemeral.
    pub(super) fn leave(&self, group: u64) {
        let mut state = self.lock();
        if let Some(left) = state.groups.get_mut(&group) {
            left.consumers -= 1;
            if left.ephemeral && left.consumers == 0 {
                state.groups.remove(&group);
            }
        }
    }

    /// Hands out at most `most` messages to a consumer, each to `receive`.
    pub(super) fn take(
        &self,
        group: u64,
        connection: u64,
        most: usize,
        lease: Duration,
        mut receive: impl FnMut(Taken),
    ) {
        let state = &mut *self.lock();
        let now = state.clock.now();
        let until = now + lease;
        let Some(group) = state.groups.get_mut(&group) else {
            return;
        };
        group.expire(now);
        for _ in 0..most {
            let delivery = state.deliveries + 1;
            let Some(entry) = group.take(delivery, connection, now, until) else {
                break;
            };
            state.deliveries = delivery;
            receive(Taken {
                delivery,
                entry,
                until,
            });
        }
        if let Some(observed) = &state.observed {
            observed.changed.notify_waiters();
        }
    }

    /// How long a consumer of `group` may sleep if nobody wakes it; none when for ever.
    pub(super) fn sleep(&self, group: u64) -> Option<Duration> {
        let state = self.lock();
        let next = state.groups.get(&group)?.next_change()?;
        let passes = state.clock.runs();
        passes.then(|| next.saturating_duration_since(state.clock.now()))
    }

    /// How many messages wait for `group`.
    pub(super) fn lag(&self, group: u64) -> Option<u64> {
        self.lock()
            .groups
            .get(&group)
            .map(|it| it.queue.len() as u64)
    }

    /// Ends a delivery with `end`, unless its consumer has lost it.
    pub(super) fn settle(&self, group: u64, delivery: u64, end: End<'_>) -> Settled {
        let state = &mut *self.lock();
        let now = state.clock.now();
        let Some(owner) = state.groups.get_mut(&group) else {
            return Settled::TooLate;
        };
        owner.expire(now);
        let Some(entry) = owner.settle(delivery) else {
            return Settled::TooLate;
        };
        if let Some(observed) = &mut state.observed {
            observed.settled(owner, &entry, &end);
        }
        // Without a key nothing waits for an acknowledgement.
        let wakes = entry.stored.message.key.is_some() || !matches!(end, End::Ack);
        if wakes {
            owner.wake.notify_waiters();
        }
        match end {
            End::Ack => owner.queue.done(&entry),
            End::Retry(None) => owner.queue.give_back(entry),
            End::Retry(Some(pause)) => owner.queue.hold_back(entry, now + pause),
            End::Reject(reason) => {
                owner.queue.done(&entry);
                let dead = DeadLetter {
                    group: owner.key.name.clone(),
                    channel: owner.channel.clone(),
                    deliveries: entry.deliveries,
                    reason: reason.clone(),
                    message: Message::clone(&entry.stored.message),
                };
                state.dead.push(dead);
            }
        }
        Settled::Confirmed
    }

    /// Lets a consumer keep a delivery for `by` from now.
    pub(super) fn extend(&self, group: u64, delivery: u64, by: Duration) -> Settled {
        let mut state = self.lock();
        let now = state.clock.now();
        let Some(group) = state.groups.get_mut(&group) else {
            return Settled::TooLate;
        };
        group.expire(now);
        if group.extend(delivery, now + by) {
            Settled::Confirmed
        } else {
            Settled::TooLate
        }
    }
}

/// How a delivery ends.
pub(super) enum End<'r> {
    /// Done.
    Ack,
    /// Again.
    Retry(Option<Duration>),
    /// Never.
    Reject(&'r Reason),
}
