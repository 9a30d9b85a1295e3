//! Bells: how a task that waits for messages hears of new ones.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use crate::store::Touched;

/// Counts rings; the two kinds tell a consumer whether asking the store again is of any use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rings {
    /// There may be something new to take.
    pub(crate) news: u64,
    /// The consumer has room for more, or shall look up for another reason.
    pub(crate) room: u64,
}

/// One waiting task's bell. A ring between looking and waiting is not lost.
pub(crate) struct Bell {
    sender: watch::Sender<Rings>,
    receiver: watch::Receiver<Rings>,
}

impl Bell {
    fn new() -> Self {
        let (sender, receiver) = watch::channel(Rings::default());
        Self { sender, receiver }
    }

    /// The rings so far; [`Bell::rung`] waits for the next one.
    pub(crate) fn look(&mut self) -> Rings {
        *self.receiver.borrow_and_update()
    }

    /// Waits for a ring after the last look.
    pub(crate) async fn rung(&mut self) {
        // The bell holds a sender itself, so the channel never closes.
        let _ = self.receiver.changed().await;
    }

    /// A way to ring this bell.
    pub(crate) fn rope(&self) -> watch::Sender<Rings> {
        self.sender.clone()
    }
}

/// Rings for room.
pub(crate) fn ring_for_room(rope: &watch::Sender<Rings>) {
    rope.send_modify(|rings| rings.room += 1);
}

fn ring_for_news(rope: &watch::Sender<Rings>) {
    rope.send_modify(|rings| rings.news += 1);
}

/// The bells of this process.
#[derive(Default)]
pub(crate) struct Bells {
    hung: Mutex<Hung>,
}

#[derive(Default)]
struct Hung {
    groups: HashMap<i64, Vec<watch::Sender<Rings>>>,
    inboxes: HashMap<String, watch::Sender<Rings>>,
}

impl Bells {
    /// A new bell for one consumer of a group.
    pub(crate) fn of_group(&self, group: i64) -> Bell {
        let bell = Bell::new();
        self.with(|hung| hung.groups.entry(group).or_default().push(bell.rope()));
        bell
    }

    /// A new bell for an inbox.
    pub(crate) fn of_inbox(&self, address: &str) -> Bell {
        let bell = Bell::new();
        self.with(|hung| hung.inboxes.insert(address.to_owned(), bell.rope()));
        bell
    }

    /// Rings for everybody whom a transaction of this process concerns.
    pub(crate) fn ring(&self, touched: &Touched) {
        self.with(|hung| {
            let groups = touched.groups.iter().filter_map(|id| hung.groups.get(id));
            groups.flatten().for_each(ring_for_news);
            let inboxes = touched.inboxes.iter();
            inboxes
                .filter_map(|address| hung.inboxes.get(address))
                .for_each(ring_for_news);
        });
    }

    /// Makes every waiting task look up.
    pub(crate) fn ring_all(&self) {
        self.with(|hung| {
            hung.groups.values().flatten().for_each(ring_for_room);
            hung.inboxes.values().for_each(ring_for_room);
        });
    }

    /// The groups and inboxes that somebody listens to; bells that nobody has any more are taken down.
    pub(crate) fn listening(&self) -> Listening {
        self.with(|hung| {
            hung.groups.retain(|_, ropes| {
                ropes.retain(|rope| rope.receiver_count() > 0);
                !ropes.is_empty()
            });
            hung.inboxes.retain(|_, rope| rope.receiver_count() > 0);
            Listening {
                groups: hung.groups.keys().copied().collect(),
                inboxes: hung.inboxes.keys().cloned().collect(),
            }
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Hung) -> T) -> T {
        // Nothing that holds this lock panics; if it did, the bells are still whole.
        work(&mut self.hung.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Who listens in this process.
pub(crate) struct Listening {
    pub(crate) groups: Vec<i64>,
    pub(crate) inboxes: Vec<String>,
}

impl Listening {
    pub(crate) fn is_nobody(&self) -> bool {
        self.groups.is_empty() && self.inboxes.is_empty()
    }
}
