//! A durable message transport in one SQLite file, shared by several processes.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use tidings_embedded::{Embedded, Options};
//! use tidings_transport::{Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport};
//!
//! let transport = Embedded::open("embedded:///var/lib/shop/orders.db", Options::default()).await?;
//! let orders = ChannelSpec {
//!     name: "orders".into(),
//!     address: "orders/{region}".parse()?,
//!     bindings: Bindings::NONE,
//! };
//! let publisher = transport.publisher(&orders, PublishOptions::default()).await?;
//! publisher.send(Message::new("orders/eu", "one tea")).await?;
//!
//! let every_region = orders.address.clone().into();
//! let options = SubscribeOptions::new("billing");
//! let mut billing = transport.subscribe(&orders, &every_region, options).await?;
//! for delivery in billing.next_batch(32, Duration::ZERO).await? {
//!     delivery.ack().await;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What it promises
//!
//! * **A confirmed message is on disk.** Publishes and settlements of a process are written together, one disk flush for
//!   up to 256 of them, and are confirmed after the flush.
//! * **Groups are durable** and made when first subscribed. Each group gets every message of the addresses it reads,
//!   from the oldest in the log or from now on; consumers of one group, in whatever process, share its messages.
//!   A group is a name together with an address pattern: the same name on another pattern is another group.
//!   An ephemeral group goes when its last subscription ends, or the process of it.
//! * **A message is done when it is acknowledged**, and only then. A dropped delivery is handed out again at once, the
//!   deliveries of a killed or stopped process after three missed heartbeats, and any delivery when its lease ends.
//!   Who settles after that is told so: `TooLate`. Attempts are counted exactly; only a power failure may forget the
//!   last count.
//! * **Messages of one key come in order** in each group: a later one is not handed out while an earlier one is unsettled,
//!   pauses before another try included. A dead letter lets the next one pass. A message that was published for later
//!   gets in line when its time has come.
//! * **Everything arrives as it was given**: body and header values as bytes, repeated headers in order, properties equal.
//!   `priority` is carried and changes no order.
//! * **A message id is taken once** per address for as long as its message is in the log; a resend is confirmed as a
//!   duplicate.
//! * **Dead letters keep the whole message** and the reason; [`Embedded::dead_letters`] shows and [`Embedded::replay`]
//!   returns them.
//! * **Replies go to an inbox** that belongs to one process: a private address under `replies/`, gone with the process.
//!   A reply is handed over at once, whatever delay it asks for.
//!
//! # What it needs
//!
//! A file on a local disk: the write-ahead log of SQLite works between processes of one machine and not over a network.
//! Three threads for each open file: one writes, one watches, one answers questions; async tasks never wait for the disk.
//! Leases and pauses follow the system's clock, so a jump forward may deliver twice; heartbeats do not.
//! The file is readable with `sqlite3`; its tables are documented in `schema.sql`.
//!
//! # What it refuses to know
//!
//! Contracts, payloads, handlers and policies: how often to retry and when to give up is decided by who settles.
//!
//! # Where to start reading
//!
//! `schema.sql` has the states of a delivery. The writer thread (`writer.rs`) makes every change, one function of
//! `publish.rs`, `claim.rs`, `settle.rs`, `due.rs`, `processes.rs`, `inbox.rs` or `retention.rs` each; the watcher thread
//! (`watcher.rs`) notices what other processes wrote and what time brings about.

mod claim;
mod clock;
mod due;
mod embedded;
mod fault;
mod groups;
mod handled;
mod inbox;
mod members;
mod open;
mod operate;
mod options;
mod percent;
mod processes;
mod publish;
mod publisher;
mod reader;
mod retention;
mod row;
mod schema;
mod settle;
mod shared;
mod store;
mod subscription;
mod token;
mod wake;
mod watcher;
mod writer;

pub use embedded::Embedded;
pub use operate::{Counts, DeadLetter, Group};
pub use options::Options;

/// The scheme of this transport's URLs.
pub const SCHEME: &str = "embedded";
