//! How a connection is, and what was left when it ended.

use std::time::Instant;

/// The state of a transport's connection.
#[derive(Clone, Debug, PartialEq)]
pub enum Health {
    /// Working.
    Connected,
    /// Lost, and being rebuilt.
    Reconnecting {
        /// Since when.
        since: Instant,
        /// Attempts so far.
        attempt: u32,
        /// What ended the connection.
        why: String,
    },
    /// Connected, but the broker takes nothing for now.
    Blocked {
        /// What the broker says.
        why: String,
    },
    /// Ended on purpose.
    Closed,
}

/// What was left when a transport was closed: numbers, never silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CloseReport {
    /// Publishes that were confirmed while closing.
    pub drained: usize,
    /// Publishes whose outcome is not known.
    pub unsent: usize,
    /// Deliveries that were handed out and not settled; they will be delivered again.
    pub unsettled: usize,
}

/// What a flush achieved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlushReport {
    /// Publishes confirmed during the flush.
    pub confirmed: usize,
    /// Publishes that failed during the flush.
    pub failed: usize,
    /// Publishes that still waited at the deadline.
    pub outstanding: usize,
}
