//! How long an input may take.

use std::time::{Duration, Instant};

/// What every input has, because machines pause.
const FLOOR: Duration = Duration::from_secs(3);

/// What each started kilobyte adds.
const PER_KILOBYTE: Duration = Duration::from_millis(200);

/// Runs `work` on an input of `bytes` bytes.
///
/// # Panics
///
/// When it takes longer than such an input may.
pub(crate) fn within_budget(bytes: usize, work: impl FnOnce()) {
    let kilobytes = u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX);
    let budget = FLOOR + PER_KILOBYTE.saturating_mul(kilobytes);
    let started = Instant::now();
    work();
    let taken = started.elapsed();
    assert!(taken <= budget, "{bytes} bytes took {taken:?}");
}
