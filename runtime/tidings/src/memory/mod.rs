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
mod publisher;
mod queue;
mod store;
mod subscription;
mod transport;

pub use fault::Fault;
pub use log::{DeadLetter, Published};

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use self::clock::Clock;
use self::store::Store;
use crate::transport::Health;

/// A connection to a store in this process; a clone is the same connection.
#[derive(Clone)]
pub struct Memory {
    connection: Arc<Connection>,
}

struct Connection {
    store: Arc<Store>,
    closed: AtomicBool,
    health: watch::Sender<Health>,
    /// Woken whenever the last delivery in hand of this connection is settled.
    settled: tokio::sync::Notify,
    unsettled: std::sync::atomic::AtomicUsize,
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
                store,
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
        self.connection.store.published()
    }

    /// What was rejected, in order.
    pub fn dead_letters(&self) -> Vec<DeadLetter> {
        self.connection.store.dead_letters()
    }

    /// Lets one publish go wrong, after those that are to go wrong already.
    pub fn fail_next_publish(&self, fault: Fault) {
        self.connection.store.fail_next_publish(fault);
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
