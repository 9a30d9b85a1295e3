//! The transport inside one process: everything that a transport can do, without a broker.
//!
//! It is what tests run on, and what small programs may run on that have nothing to lose when they end.
//! Its clock can be paused, publishing can be made to fail, and everything that was published can be looked at.
//!
//! ```
//! use tidings::memory::Memory;
//!
//! let memory = Memory::paused();
//! memory.advance(std::time::Duration::from_secs(60));
//! assert!(memory.published().is_empty());
//! ```

mod clock;
mod fault;
mod group;
mod handled;
mod ids;
mod inbox;
mod log;
mod observed;
mod publisher;
mod queue;
mod state;
mod store;
mod subscription;
mod transport;

pub use fault::Fault;
pub use log::{DeadLetter, Outcome, Published, Settlement, Unfinished};

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use self::clock::Clock;
use self::fault::Faults;
use self::store::Store;
use crate::transport::Health;

/// A connection to a store in this process; a clone is the same connection.
#[derive(Clone)]
pub struct Memory {
    connection: Arc<Connection>,
}

struct Connection {
    store: Arc<Store>,
    /// What tells it from the other connections of the store.
    number: u64,
    faults: Faults,
    /// Whether it is lost for now.
    cut: AtomicBool,
    closed: AtomicBool,
    health: watch::Sender<Health>,
    /// Woken whenever the last delivery in hand of this connection is settled.
    settled: tokio::sync::Notify,
    unsettled: std::sync::atomic::AtomicUsize,
}

impl Connection {
    fn is_cut(&self) -> bool {
        self.cut.load(Ordering::Acquire)
    }
}

impl Memory {
    /// A store of its own, in real time.
    pub fn new() -> Self {
        Self::connection(Arc::new(Store::new(Clock::Running)))
    }

    /// A store of its own, whose time stands still until [`Memory::advance`] is called.
    ///
    /// Delays, times to live and leases follow this clock.
    /// What a client or a server waits for, such as the timeout of a request, follows tokio's clock.
    pub fn paused() -> Self {
        Self::connection(Arc::new(Store::new(Clock::paused())))
    }

    /// The store `name` of this process, in real time; it lives as long as the process.
    pub fn named(name: &str) -> Self {
        static STORES: LazyLock<Mutex<HashMap<String, Arc<Store>>>> = LazyLock::new(Mutex::default);
        let mut stores = STORES.lock().unwrap_or_else(PoisonError::into_inner);
        let store = stores
            .entry(name.to_owned())
            .or_insert_with(|| Arc::new(Store::new(Clock::Running)));
        Self::connection(Arc::clone(store))
    }

    fn connection(store: Arc<Store>) -> Self {
        Self {
            connection: Arc::new(Connection {
                number: store.connect(),
                store,
                faults: Faults::default(),
                cut: AtomicBool::new(false),
                closed: AtomicBool::new(false),
                health: watch::Sender::new(Health::Connected),
                settled: tokio::sync::Notify::new(),
                unsettled: 0.into(),
            }),
        }
    }

    /// Another connection to the same store, as another process would have one.
    #[must_use]
    pub fn reconnect(&self) -> Self {
        Self::connection(Arc::clone(&self.connection.store))
    }

    /// Moves a paused clock on; without effect on one that runs.
    pub fn advance(&self, by: Duration) {
        self.connection.store.advance(by);
    }

    /// What was published and is still kept, in order; replies included.
    pub fn published(&self) -> Vec<Published> {
        self.connection.store.published(None)
    }

    /// What this connection has published of that.
    pub fn published_here(&self) -> Vec<Published> {
        let store = &self.connection.store;
        store.published(Some(self.connection.number))
    }

    /// What was rejected, in order.
    pub fn dead_letters(&self) -> Vec<DeadLetter> {
        self.connection.store.dead_letters()
    }

    /// How deliveries were settled, in order, while the clock stood still; on a clock that runs this is not kept.
    pub fn settlements(&self) -> Vec<Settlement> {
        self.connection.store.settlements()
    }

    /// What consumers that are there could do now and have not done yet.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        self.connection.store.unfinished()
    }

    /// Lets one publish of this connection go wrong, after those that are to go wrong already.
    pub fn fail_next_publish(&self, fault: Fault) {
        self.connection.faults.next_publish(fault);
    }

    /// Lets a publish of this connection go wrong, after `passing` others that are left alone.
    pub fn fail_publish_after(&self, passing: usize, fault: Fault) {
        self.connection.faults.publish_after(passing, fault);
    }

    /// Lets one settlement of this connection be lost: the consumer hears [`Settled::Failed`], and the message comes
    /// again at once.
    ///
    /// [`Settled::Failed`]: crate::transport::Settled::Failed
    pub fn lose_next_settlement(&self) {
        self.connection.faults.next_settlement();
    }

    /// Cuts this connection, until [`Memory::mend`] is called: what it has in hand goes to other consumers or comes
    /// again, it receives nothing, and publishing fails with [`PublishErrorKind::NotSent`].
    ///
    /// [`PublishErrorKind::NotSent`]: crate::transport::PublishErrorKind::NotSent
    pub fn cut(&self) {
        let connection = &self.connection;
        connection.cut.store(true, Ordering::Release);
        connection.store.abandon(connection.number);
        connection.health.send_replace(Health::Reconnecting {
            since: Instant::now(),
            attempt: 0,
            why: "a test has cut the connection".to_owned(),
        });
        connection.store.wake_all();
    }

    /// Brings a connection back that was cut.
    pub fn mend(&self) {
        let connection = &self.connection;
        connection.cut.store(false, Ordering::Release);
        connection.health.send_replace(Health::Connected);
        connection.store.wake_all();
    }

    /// How long it takes until something changes by itself: a message is due, or a lease ends.
    #[cfg(feature = "testing")]
    pub(crate) fn next_change(&self) -> Option<Duration> {
        self.connection.store.next_change()
    }

    /// Woken whenever something was published, taken or settled while the clock stands still.
    #[cfg(feature = "testing")]
    pub(crate) fn changed(&self) -> Arc<tokio::sync::Notify> {
        self.connection.store.changed()
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Memory").finish_non_exhaustive()
    }
}
