//! The one place that asks what time it is.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
pub(crate) fn now() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => milliseconds(since),
        Err(before) => -milliseconds(before.duration()),
    }
}

/// The time `milliseconds` after 1970-01-01 UTC.
pub(crate) fn time(milliseconds: i64) -> SystemTime {
    let length = Duration::from_millis(milliseconds.unsigned_abs());
    if milliseconds < 0 {
        UNIX_EPOCH - length
    } else {
        UNIX_EPOCH + length
    }
}

/// The instant after `length` from now; lengths beyond all use end in a century.
pub(crate) fn instant_after(length: Duration) -> Instant {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    Instant::now() + length.min(CENTURY)
}

/// A length in milliseconds, rounded up so that nothing comes too early; lengths beyond all use are the longest one.
pub(crate) fn milliseconds(length: Duration) -> i64 {
    i64::try_from(length.as_nanos().div_ceil(1_000_000)).unwrap_or(i64::MAX)
}
