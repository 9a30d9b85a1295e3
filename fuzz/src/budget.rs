//! How long an input may take, and how much memory.

use std::time::{Duration, Instant};

/// What every input has, because machines pause.
const FLOOR: Duration = Duration::from_secs(3);

/// What each started kilobyte adds.
const PER_KILOBYTE: Duration = Duration::from_millis(200);

/// Memory that any input may take, and what else the process does meanwhile.
const MEMORY_FLOOR: u64 = 256 << 20;

/// What each byte of an input adds.
const MEMORY_PER_BYTE: u64 = 8 << 10;

/// The most memory that the process has asked for so far, where the system tells it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmPeak:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

/// Runs `work` on an input of `bytes` bytes.
///
/// # Panics
///
/// When it takes longer, or more memory, than such an input may.
pub(crate) fn within_budget(bytes: usize, work: impl FnOnce()) {
    let kilobytes = u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX);
    let budget = FLOOR + PER_KILOBYTE.saturating_mul(kilobytes);
    let before = memory();
    let started = Instant::now();
    work();
    let taken = started.elapsed();
    assert!(taken <= budget, "{bytes} bytes took {taken:?}");
    if let (Some(before), Some(after)) = (before, memory()) {
        let most = MEMORY_FLOOR + MEMORY_PER_BYTE.saturating_mul(bytes as u64);
        let asked = after.saturating_sub(before);
        assert!(asked <= most, "{bytes} bytes asked for {asked} bytes");
    }
}
