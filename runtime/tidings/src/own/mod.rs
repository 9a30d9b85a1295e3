//! Clients of applications whose messages are types written by hand, and that have no contract.
//!
//! A [`Topic`] says where messages of one type go, a [`Service`] where requests go and what answers them.
//! Both are statics, so that who sends and who receives mean the same.
//!
//! ```
//! # #[cfg(feature = "derive")] mod example {
//! use serde::{Deserialize, Serialize};
//! use tidings::own::{Client, Service, Topic};
//!
//! #[derive(Serialize, Deserialize, tidings::Message)]
//! struct BookReturned { book: String }
//!
//! #[derive(Serialize, Deserialize, tidings::Message)]
//! struct LendBook { book: String }
//!
//! #[derive(Serialize, Deserialize, tidings::Message)]
//! struct BookLent { until: String }
//!
//! static RETURNS: Topic<BookReturned> = Topic::new("library.{branch}.returns");
//! static LOANS: Service<LendBook, BookLent> = Service::new("library.loans");
//!
//! # pub async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let library = Client::connect("memory://").await?;
//! let server = library
//!     .serve("desk")
//!     .on(&RETURNS, |_, returned: BookReturned| async move {
//!         println!("{} is back", returned.book);
//!         Ok(())
//!     })
//!     .answer(&LOANS, |_, _: LendBook| async { Ok(BookLent { until: "May".to_owned() }) });
//! let work = async {
//!     let harbour = RETURNS.address([("branch", "harbour")]);
//!     library.publish_to(&RETURNS, harbour, BookReturned { book: "Emma".to_owned() }).await?;
//!     let lent = library.request(&LOANS, LendBook { book: "Emma".to_owned() }).await?;
//!     assert_eq!(lent.until, "May");
//!     Ok(())
//! };
//! # let (done, end) = tokio::sync::oneshot::channel::<()>();
//! # let (served, worked) = tokio::join!(server.run_until(async { let _ = end.await; }), async {
//! #     let worked: Result<(), Box<dyn std::error::Error>> = work.await;
//! #     let _ = done.send(());
//! #     worked
//! # });
//! # assert_eq!(served?.handled, 2);
//! # worked }
//! # }
//! # #[cfg(feature = "derive")]
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example::run()).unwrap();
//! ```
//!
//! It refuses to know schemas: the contract of such an application is made by `application`, from the same types.
//! Start reading at [`Client`].

mod client;
mod either;
mod topic;

pub use client::Client;
pub use either::Either;
pub use topic::{Service, TextAddress, Topic};

pub use crate::server::Server;
