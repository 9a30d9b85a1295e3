//! What a server did, in numbers.

use std::sync::atomic::{AtomicU64, Ordering};

use super::endpoint::Done;
use crate::transport::{ReasonKind, Settled};

/// What a server did between its start and its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServeReport {
    /// Messages that were handled.
    pub handled: u64,
    /// Messages that came again after they were handled, and were not handled again.
    pub duplicate: u64,
    /// Replies that were sent.
    pub replied: u64,
    /// Replies that somebody else waits for, and that were left to them.
    pub passed_over: u64,
    /// Tries that failed and were followed by another one.
    pub retried: u64,
    /// Dead letters: none of the operation's messages.
    pub unknown: u64,
    /// Dead letters: messages that break the contract.
    pub invalid: u64,
    /// Dead letters: messages that were tried as often as they may be.
    pub exhausted: u64,
    /// Dead letters: messages that the handler refused.
    pub refused: u64,
    /// Dead letters: messages whose handler panicked.
    pub panicked: u64,
    /// Deliveries that were in hand at the end and will come again.
    pub unsettled: u64,
    /// Settlements that came too late or failed; those messages will come again.
    pub not_settled: u64,
}

impl ServeReport {
    /// Messages that went to the dead letters.
    pub fn dead_lettered(&self) -> u64 {
        self.unknown + self.invalid + self.exhausted + self.refused + self.panicked
    }
}

/// The numbers while they grow.
#[derive(Debug, Default)]
pub(super) struct Counters {
    handled: AtomicU64,
    duplicate: AtomicU64,
    replied: AtomicU64,
    passed_over: AtomicU64,
    retried: AtomicU64,
    unknown: AtomicU64,
    invalid: AtomicU64,
    exhausted: AtomicU64,
    refused: AtomicU64,
    panicked: AtomicU64,
    unsettled: AtomicU64,
    not_settled: AtomicU64,
}

fn add(counter: &AtomicU64, number: u64) {
    counter.fetch_add(number, Ordering::Relaxed);
}

impl Counters {
    pub(super) fn replied(&self) {
        add(&self.replied, 1);
    }

    pub(super) fn retried(&self) {
        add(&self.retried, 1);
    }

    pub(super) fn unsettled(&self, number: usize) {
        add(&self.unsettled, number as u64);
    }

    pub(super) fn handled(&self, done: Done, settled: &Settled) {
        match done {
            Done::Handled => self.settled(&self.handled, settled),
            Done::Replied => {
                self.replied();
                self.settled(&self.handled, settled);
            }
            Done::PassedOver => self.settled(&self.passed_over, settled),
            Done::Before => self.settled(&self.duplicate, settled),
        }
    }

    pub(super) fn dead_lettered(&self, kind: ReasonKind, settled: &Settled) {
        let counter = match kind {
            ReasonKind::Unknown => &self.unknown,
            ReasonKind::Invalid => &self.invalid,
            ReasonKind::Exhausted => &self.exhausted,
            ReasonKind::Refused => &self.refused,
            ReasonKind::Panicked => &self.panicked,
        };
        self.settled(counter, settled);
    }

    /// Counts a retry that the transport was asked for.
    pub(super) fn given_back(&self, settled: &Settled) {
        self.settled(&self.retried, settled);
    }

    fn settled(&self, counter: &AtomicU64, settled: &Settled) {
        match settled {
            Settled::Confirmed | Settled::Sent => add(counter, 1),
            Settled::TooLate | Settled::Unsupported | Settled::Failed(_) => {
                add(&self.not_settled, 1);
            }
        }
    }

    pub(super) fn report(&self) -> ServeReport {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        ServeReport {
            handled: read(&self.handled),
            duplicate: read(&self.duplicate),
            replied: read(&self.replied),
            passed_over: read(&self.passed_over),
            retried: read(&self.retried),
            unknown: read(&self.unknown),
            invalid: read(&self.invalid),
            exhausted: read(&self.exhausted),
            refused: read(&self.refused),
            panicked: read(&self.panicked),
            unsettled: read(&self.unsettled),
            not_settled: read(&self.not_settled),
        }
    }
}
