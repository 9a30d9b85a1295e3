//! What tests of an application need: its client on a transport in memory, time that stands still, peers, and faults.
//!
//! It comes with the feature `testing`, which belongs into `[dev-dependencies]`, so that no program carries it that is
//! not tested:
//!
//! ```toml
//! [dev-dependencies]
//! tidings = { version = "0.1", features = ["testing"] }
//! ```
//!
//! With the feature every generated module has a module `testing`, whose one function makes a [`Harness`] with a method
//! for each operation: `orders::testing::orders()`.
//!
//! Time that stands still is that of the transport: delays, times to live, leases and pauses between tries wait for
//! [`Harness::advance`].
//! What waits for tokio's clock, such as the timeout of a request or a handler that sleeps, is over when the harness was
//! advanced that far, or when nothing else is left to happen: a test never waits in vain, and never for real.

mod harness;
mod published;
mod serving;
mod time;

pub use harness::Harness;
pub use published::Published;
pub use serving::Serving;
