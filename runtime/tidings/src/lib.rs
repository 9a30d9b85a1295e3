//! Typed producers, consumers and requesters for AsyncAPI contracts, on any transport.
//!
//! This is what generated code links.
//! It has three storeys: the typed layer ([`Payload`], [`Message`], [`Address`] and what generated code makes of
//! them), the policies (decode → check → layers → handler → settle, retries, dead letters, request and reply,
//! shutdown), and the [`transport`]s, of which [`memory`] lives here and others come with a feature each.
//!
//! It refuses to know how contracts are written and how code is generated; and no type of a broker's client shows.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), tidings::ConnectError> {
//! // What a generated client calls: the scheme of the URL names the transport.
//! let transport = tidings::connect("memory://").await?;
//! assert_eq!(transport.scheme(), "memory");
//!
//! // Payloads are read and checked in one go; errors name the place.
//! let error = tidings::json::from_slice::<Vec<u32>>(b"[1, \"two\"]").unwrap_err();
//! assert_eq!(error.to_string(), "/1: expected an integer, found a string");
//! # Ok(()) }
//! ```
//!
//! Start reading at [`Message`], then `server` for what becomes of a delivery.

#[cfg(feature = "export")]
pub mod application;
pub mod avro;
mod base64;
mod client;
pub mod codec;
mod connect;
mod example;
mod given;
pub mod handler;
mod into_value;
pub mod json;
pub mod layer;
pub mod memory;
pub mod own;
mod payload;
pub mod protobuf;
mod refusal;
mod server;
#[cfg(feature = "testing")]
pub mod testing;
mod testing_module;
mod text;
mod union;
mod varint;
mod wire;
pub mod xml;

/// What transports are: the traits, and the types that cross them.
pub use tidings_transport as transport;

#[doc(hidden)]
#[path = "generated.rs"]
pub mod __generated;

/// Bytes that can be shared without copying them.
pub use bytes::Bytes;
pub use client::{
    Builder, Deferred, Gather, OtherServer, Publish, Replies, ReplyCounts, Request, RequestError,
    SendError,
};
pub use codec::Framed;
pub use connect::{ConnectError, connect};
pub use json::{DecodeError, EncodeError};
pub use layer::Layer;
pub use payload::{
    Base64, Date, DateTime, Decimal, DecimalText, Duration, InvalidFormat, Maybe, Never, Payload,
    Time, Uuid,
};
pub use serde_json::Value;
pub use server::{
    Addresses, AnswerError, BatchItem, BatchLimits, Context, Deliveries, Guarantee, HandlerError,
    Incoming, Received, ReplyError, Retry, ServeError, ServeReport, SettleError, Subscribe,
};
pub use tidings_check::Violation;
#[cfg(feature = "contract")]
pub use tidings_macros::contract;
#[cfg(feature = "derive")]
pub use tidings_macros::{Message, Payload};
pub use wire::{
    Action, Address, Channel, ContractInfo, Encoded, Message, MessageInfo, MessageKey, MessageKind,
    Operation, REQUEST_CONTEXT, Raw, SchemaInfo, ServerInfo, UnknownMessage, kind,
};

/// Includes the module that a build script generated under this name.
///
/// In `build.rs`, `tidings_build::compile("api/orders.yaml")` writes it; in the crate, one line makes it a module:
///
/// ```ignore
/// mod orders {
///     tidings::include_contract!("orders");
/// }
/// ```
#[macro_export]
macro_rules! include_contract {
    ($name:literal) => {
        include!(env!(
            concat!("TIDINGS_CONTRACT_", $name),
            concat!(
                "let build.rs generate a contract called `",
                $name,
                "`: `tidings_build::compile(\"api/",
                $name,
                ".yaml\")`, or `tidings_build::configure().name(\"",
                $name,
                "\").compile(…)`"
            )
        ));
    };
}

/// Says what is missing where the macro of this name is used without its feature.
#[cfg(not(feature = "contract"))]
#[doc(hidden)]
#[macro_export]
macro_rules! contract {
    ($($anything:tt)*) => {
        compile_error!(
            "switch on the feature that reads contracts while the program is compiled: `cargo add tidings --features contract`"
        );
    };
}
