//! What can be made to go wrong.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::transport::{PublishError, PublishErrorKind};

/// What goes wrong with a publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The message is not taken, and the publisher is told so with this kind.
    Refuse(PublishErrorKind),
    /// The message is taken, and the publisher is not told: [`PublishErrorKind::Unknown`].
    LoseConfirmation,
    /// The message is lost, and the publisher is told that it was taken.
    Lose,
    /// The message is taken twice, so that every group gets it a second time.
    Duplicate,
    /// The message is taken, and delivered that much later.
    Delay(Duration),
}

/// What is to go wrong with one connection, in order.
#[derive(Default)]
pub(super) struct Faults {
    /// Whether there is anything, so that a connection without faults pays nothing for them.
    any: AtomicBool,
    planned: Mutex<Planned>,
}

#[derive(Default)]
struct Planned {
    /// What becomes of the next publishes.
    publishes: VecDeque<Option<Fault>>,
    /// How many of the next settlements are lost.
    settlements: usize,
}

impl Faults {
    fn lock(&self) -> MutexGuard<'_, Planned> {
        // Nothing here panics halfway through a change.
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self, change: impl FnOnce(&mut Planned)) {
        change(&mut self.lock());
        self.any.store(true, Ordering::Release);
    }

    /// Lets one publish go wrong, after those that are to go wrong already.
    pub(super) fn next_publish(&self, fault: Fault) {
        self.plan(|planned| planned.publishes.push_back(Some(fault)));
    }

    /// Lets the publish after `passing` others go wrong.
    pub(super) fn publish_after(&self, passing: usize, fault: Fault) {
        self.plan(|planned| {
            if planned.publishes.len() <= passing {
                planned.publishes.resize(passing + 1, None);
            }
            planned.publishes[passing] = Some(fault);
        });
    }

    /// Lets one settlement be lost, after those that are to be lost already.
    pub(super) fn next_settlement(&self) {
        self.plan(|planned| planned.settlements += 1);
    }

    /// What goes wrong with the publish that is made now.
    pub(super) fn of_publish(&self) -> Option<Fault> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        self.lock().publishes.pop_front().flatten()
    }

    /// Whether the settlement that is made now is lost.
    pub(super) fn loses_settlement(&self) -> bool {
        if !self.any.load(Ordering::Acquire) {
            return false;
        }
        let settlements = &mut self.lock().settlements;
        let loses = *settlements > 0;
        *settlements = settlements.saturating_sub(1);
        loses
    }
}

/// The error of a publish of which nobody knows whether it was taken.
pub(super) fn unconfirmed() -> PublishError {
    PublishError::new(
        PublishErrorKind::Unknown,
        "a test asked for the confirmation to be lost",
    )
}

/// The error of a publish that was not taken.
pub(super) fn refused(kind: PublishErrorKind) -> PublishError {
    PublishError::new(kind, "a test asked for this failure")
}
