//! Time in a test: it stands still, is moved on, and is waited through.

use std::pin::pin;
use std::time::Duration;

use tokio::runtime::{Handle, RuntimeFlavor};

use crate::memory::Memory;

/// How long something may take in the time of the test before nobody believes in it any more.
const EVER: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest step of time: what waits in between, and then waits again, does so within the same step.
const STEP: Duration = Duration::from_secs(1);

/// Stops tokio's clock, unless it stands still already.
///
/// # Panics
///
/// Where there is no such clock, or it cannot be stopped.
pub(super) fn stop() {
    let runtime = Handle::try_current().map(|runtime| runtime.runtime_flavor());
    assert!(
        matches!(runtime, Ok(RuntimeFlavor::CurrentThread)),
        "make the harness in a test of tokio on one thread, where time can stand still: `#[tokio::test] async fn …`"
    );
    if !stands_still() {
        tokio::time::pause();
    }
}

/// Whether tokio's clock stands still while the real one goes on.
fn stands_still() -> bool {
    let (now, real) = (tokio::time::Instant::now(), std::time::Instant::now());
    while std::time::Instant::now() == real {
        std::hint::spin_loop();
    }
    tokio::time::Instant::now() == now
}

/// Lets everything happen that can happen without waiting.
///
/// A clock that stands still moves by itself only when no task can run.
pub(super) async fn idle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// Moves both clocks on.
pub(super) async fn advance(memory: &Memory, by: Duration) {
    let mut left = by;
    while !left.is_zero() {
        let next = memory.next_change().unwrap_or(STEP);
        let step = next.min(STEP).min(left);
        // Tokio's clock goes first, so that whoever has a delivery in hand can ask for more time before its lease ends.
        tokio::time::advance(step).await;
        idle().await;
        memory.advance(step);
        idle().await;
        left -= step;
    }
}

/// Waits until nothing is left to do for anybody who receives.
///
/// # Panics
///
/// When that never comes.
pub(super) async fn rest(memory: &Memory) {
    let rested = until(memory, || memory.unfinished().is_empty().then_some(())).await;
    if rested.is_none() {
        let left = memory.unfinished().into_iter().map(|one| {
            format!(
                "the group `{}` has {} messages of the channel `{}` in hand, and {} wait for it",
                one.group, one.in_hand, one.channel, one.waiting
            )
        });
        let left: Vec<String> = left.collect();
        panic!(
            "everything that could happen has happened, and {}",
            left.join("; ")
        );
    }
}

/// Waits until `found` finds something; none when nothing is left to happen.
pub(super) async fn until<T>(memory: &Memory, mut found: impl FnMut() -> Option<T>) -> Option<T> {
    let search = async {
        loop {
            let changed = memory.changed();
            // Registered before looking, so that what comes in between is not missed.
            let mut changed = pin!(changed.notified());
            changed.as_mut().enable();
            idle().await;
            if let Some(found) = found() {
                return found;
            }
            changed.await;
        }
    };
    tokio::time::timeout(EVER, search).await.ok()
}
