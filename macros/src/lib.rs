//! The macros of `tidings`, which exports them again; nobody depends on this package directly.
//!
//! [`Message`](macro@Message) makes a message of a type that is written by hand.
//!
//! This crate refuses to know how a message is carried.
//! Without the feature `contract` it also knows nothing of contracts, so that the derive stays light.
//! With it, `contract!` makes a module of one.
//! Start reading at `message/`, then at `contract/`, and at `agreement/`, which holds a type against a contract.

#[cfg(feature = "contract")]
mod agreement;
#[cfg(feature = "contract")]
mod contract;
mod message;
mod payload;
mod problems;
#[cfg_attr(
    not(feature = "contract"),
    allow(
        dead_code,
        reason = "all that a declaration says is asked only beside a contract"
    )
)]
mod shape;
mod suggestion;
mod terms;

use proc_macro::TokenStream;

/// Makes a message of a type that is written by hand: `tidings::Message` and `tidings::Payload`.
///
/// The type is written and read as its `Serialize` and `Deserialize` say.
///
/// ```ignore
/// use serde::{Deserialize, Serialize};
///
/// /// Somebody has ordered something.
/// #[derive(Serialize, Deserialize, tidings::Message)]
/// #[message(name = "OrderPlaced", kind = "event")]
/// struct OrderPlaced {
///     order_id: String,
///     pieces: u32,
/// }
/// ```
///
/// What `#[message(…)]` takes, all of it optional:
///
/// | Attribute | Says | Without it |
/// |---|---|---|
/// | `name = "…"` | the message's name in the contract | the name of the type |
/// | `kind = "…"` | what it is for: `event`, `command`, `query`, `document` or `reply` | `event` |
/// | `content_type = "…"` | the media type of its body: JSON, CBOR, MessagePack or text | `application/json` |
/// | `title = "…"`, `summary = "…"` | what documentation shows | |
/// | `description = "…"` | the same, at length | the type's documentation |
/// | `tags("…", …)` | what documentation groups it by | |
/// | `correlation_id = "…"` | where the id stands that ties a reply to its request, such as `$message.payload#/id` | the transport's own field |
/// | `example = …` | a value of the type, for documentation; may be given several times | |
/// | `contract = "…"` | the contract that the type is held against, by its path from `Cargo.toml` | |
/// | `direction = "…"` | what the program does with the message: `send`, `receive` or `both` | what the contract's operations say |
/// | `crate = …` | where `tidings` is found | `::tidings` |
///
/// A type that is `#[deprecated]` is a deprecated message.
///
/// Fields take what schemars takes, in `#[schemars(…)]` or `#[message(…)]`, and then it is checked of every message that
/// is sent or received: `range(min = …, max = …)` of numbers, `length(min = …, max = …)` of texts and lists,
/// `pattern = "…"` of texts, and `inner(…)` for what holds of each item.
/// Parts that derive [`Payload`](macro@Payload) are checked too.
///
/// With `contract = "…"` (feature `contract`) the compiler proves that whatever the type can hold may be sent, or that it
/// can hold whatever may arrive; each difference is an error at its field, with a value that shows it.
/// Of a field whose type says nothing by its name, `#[message(schema = "{…}")]` states the schema.
#[proc_macro_derive(Message, attributes(message, schemars))]
pub fn derive_message(input: TokenStream) -> TokenStream {
    message::derive(input.into()).into()
}

/// Makes a checked part of messages of a type that is written by hand: `tidings::Payload`.
///
/// Fields take the same rules as those of a [`Message`](macro@Message).
///
/// `#[payload(contract = "…", schema = "#/components/schemas/…")]` holds the type against a schema of a contract, as
/// messages are held against theirs; then it may stand in such a message.
/// `direction = "…"` is `both` where it is not stated.
#[proc_macro_derive(Payload, attributes(payload, message, schemars))]
pub fn derive_payload(input: TokenStream) -> TokenStream {
    payload::derive(input.into()).into()
}

/// Generates the typed client of a contract, where a build script is not wanted.
///
/// ```ignore
/// mod orders {
///     tidings::contract!("api/orders.yaml");
/// }
/// ```
///
/// The path is seen from the package, the folder of `Cargo.toml`.
/// What stands in the module is what `tidings_build::compile` and `tidings generate rust` write: the same tokens, decided
/// about by the table `[generate]` of the nearest `tidings.toml`.
/// A mistake in the contract is an error of the compiler with file, line and column, and the module is generated again
/// when the contract or a file that it refers to has changed.
///
/// `contract!("api/orders.yaml", root = "..")` states the folder that references of the contract may not leave; otherwise
/// it is the nearest folder upwards that ends a project.
#[cfg(feature = "contract")]
#[proc_macro]
pub fn contract(input: TokenStream) -> TokenStream {
    contract::expand(input.into()).into()
}
