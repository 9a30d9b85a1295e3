//! What a message transport is: the traits it implements and the types that cross them.
//!
//! A transport offers the primitives of one protocol and states, per channel, what it can do.
//! Policies (retries, dead letters, order, limits) live above, in `tidings`; a policy that a transport cannot honour
//! is refused at start-up by what [`Capabilities`] says.
//!
//! This crate is small and stable on purpose: other people write transports on it.
//! It refuses to know what a contract is, how payloads are encoded and which broker clients exist.
//! Start reading at [`Transport`], then [`Delivery`].

mod address;
mod bindings;
mod capabilities;
mod channel;
mod connector;
mod credentials;
mod delivery;
mod error;
mod health;
mod message;
mod settling;
mod transport;

pub use address::{AddressPattern, AddressTemplate, InvalidTemplate};
pub use bindings::Bindings;
pub use capabilities::{
    Capabilities, DeadLetters, DelayedRedelivery, HeaderSupport, Order, Support,
};
pub use channel::{
    ChannelSpec, Direction, Provision, ProvisionReport, PublishOptions, Start, SubscribeOptions,
};
pub use connector::{ConnectOptions, Connector};
pub use credentials::{
    ApiKeyPlace, Credentials, HttpPlace, Kerberos, SaslMechanism, Secret, UserPassword, X509,
};
pub use delivery::{Attempt, Delivery, DeliveryId, Lane, Position, Reason, ReasonKind, Settle};
pub use error::{PublishError, PublishErrorKind, TransportError, TransportErrorKind};
pub use health::{CloseReport, FlushReport, Health};
pub use message::{Headers, Message, MessageId};
pub use settling::{Settled, Settling};
pub use transport::{
    BoxFuture, Durability, Handled, Inbox, Pending, Publisher, Receipt, Subscription, Transport,
};
