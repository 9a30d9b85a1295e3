//! Time that runs, or stands still.

use std::time::{Duration, Instant};

/// What time it is for a store.
pub(super) enum Clock {
    /// Tokio's time, which a test may pause by itself.
    Running,
    /// The time that was last set.
    Paused(Instant),
}

impl Clock {
    /// A clock that stands still.
    pub(super) fn paused() -> Self {
        Self::Paused(Instant::now())
    }

    pub(super) fn now(&self) -> Instant {
        match self {
            Self::Running => tokio::time::Instant::now().into_std(),
            Self::Paused(now) => *now,
        }
    }

    pub(super) fn advance(&mut self, by: Duration) {
        if let Self::Paused(now) = self {
            *now += by;
        }
    }

    /// Whether time passes by itself; whoever moves a paused clock wakes those who wait.
    pub(super) fn runs(&self) -> bool {
        matches!(self, Self::Running)
    }
}
