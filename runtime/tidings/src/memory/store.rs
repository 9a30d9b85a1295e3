//! What all connections share: the messages, the groups, and the clock.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, mpsc};

use super::clock::Clock;
use super::fault::Fault;
use super::group::{Group, GroupKey};
use super::handled::Notes;
use super::ids::Ids;
use super::log::{DeadLetter, Published};
use super::queue::{Entry, Stored};
use crate::transport::{
    Durability, Message, Position, PublishError, Reason, Receipt, Settled, Start, SubscribeOptions,
};

/// How many messages are kept for groups that come later, and for tests to look at.
const RETAINED: usize = 100_000;

/// A store of messages.
pub(super) struct Store {
    state: Mutex<State>,
    pub(super) notes: Arc<Notes>,
}

struct State {
    clock: Clock,
    kept: VecDeque<Arc<Stored>>,
    published: u64,
    ids: Ids,
    groups: BTreeMap<u64, Group>,
    next_group: u64,
    /// How many deliveries were handed out.
    deliveries: u64,
    inboxes: HashMap<String, mpsc::UnboundedSender<Message>>,
    dead: Vec<DeadLetter>,
    faults: VecDeque<Fault>,
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
            state: Mutex::new(State {
                clock,
                kept: VecDeque::new(),
                published: 0,
                ids: Ids::default(),
                groups: BTreeMap::new(),
                next_group: 0,
                deliveries: 0,
                inboxes: HashMap::new(),
                dead: Vec::new(),
                faults: VecDeque::new(),
            }),
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

    pub(super) fn published(&self) -> Vec<Published> {
        let state = self.lock();
        let kept = state.kept.iter();
        kept.map(|it| Published::new(Arc::clone(&it.message)))
            .collect()
    }

    pub(super) fn dead_letters(&self) -> Vec<DeadLetter> {
        self.lock().dead.clone()
    }

    pub(super) fn fail_next_publish(&self, fault: Fault) {
        self.lock().faults.push_back(fault);
    }

    /// Has the consumers of `group` look again.
    pub(super) fn wake(&self, group: u64) {
        if let Some(group) = self.lock().groups.get(&group) {
            group.wake.notify_waiters();
        }
    }

    /// Keeps a message and gives it to everybody who wants it.
    pub(super) fn publish(&self, message: Message) -> Result<Receipt, PublishError> {
        let mut state = self.lock();
        match state.faults.pop_front() {
            Some(fault @ Fault::Refuse(_)) => Err(fault.error()),
            Some(fault @ Fault::LoseConfirmation) => {
                state.publish(message);
                Err(fault.error())
            }
            None => Ok(state.publish(message)),
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
            let Some(entry) = group.take(delivery, now, until) else {
                break;
            };
            state.deliveries = delivery;
            receive(Taken {
                delivery,
                entry,
                until,
            });
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
        let mut state = self.lock();
        let now = state.clock.now();
        let Some(owner) = state.groups.get_mut(&group) else {
            return Settled::TooLate;
        };
        owner.expire(now);
        let Some(entry) = owner.settle(delivery) else {
            return Settled::TooLate;
        };
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

impl State {
    fn publish(&mut self, message: Message) -> Receipt {
        let id = message.id.as_ref();
        let known = id.and_then(|id| self.ids.find(id, &message.address));
        if let Some(first) = known {
            return receipt(first.number, true);
        }
        let now = self.clock.now();
        self.published += 1;
        let stored = Arc::new(Stored {
            number: self.published,
            due: message.deliver_after.map_or(now, |delay| now + delay),
            expires: message.time_to_live.map(|time_to_live| now + time_to_live),
            message: Arc::new(message),
        });
        if let Some(inbox) = self.inboxes.get(&stored.message.address) {
            // Whoever has closed the inbox wants no replies.
            let _ = inbox.send(Message::clone(&stored.message));
        }
        for group in self.groups.values_mut() {
            if group.wants(&stored.message.address) {
                group.queue.add(Arc::clone(&stored), now);
                group.wake.notify_waiters();
            }
        }
        let receipt = receipt(stored.number, false);
        self.keep(stored);
        receipt
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
    fn found(&mut self, key: GroupKey, channel: &str, options: &SubscribeOptions) -> u64 {
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
