//! What generation gives for a small contract about parcels, written by hand.

const _: () = ::tidings::__generated::assert_supported(1);

pub mod channels;
pub mod client;
pub mod messages;
pub mod operations;
pub mod types;

pub use channels::*;
pub use client::*;
pub use messages::{PrintLabel as PrintLabelMessage, SendParcel};
pub use operations::*;
pub use types::*;
