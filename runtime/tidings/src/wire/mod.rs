//! Messages as a contract describes them, and how they become what a transport carries.

mod carried;
mod contract;
#[cfg(feature = "derive")]
mod declared;
mod field;
mod headers;
mod key;
pub mod kind;
mod located;
mod message;
mod peek;
mod raw;
mod server;
mod telling;

pub(crate) use carried::Carried;
pub use carried::REQUEST_CONTEXT;
pub use contract::{
    Action, Address, Channel, ContractInfo, Location, MessageInfo, Operation, Reply, SchemaInfo,
};
#[cfg(feature = "derive")]
pub use declared::{Declaration, Declared};
pub use field::{additional, integer, nullable, present};
pub use headers::{HeaderReader, HeaderWriter};
pub use key::MessageKey;
pub use located::{Located, located};
pub use message::{
    Correlated, CorrelationIds, Encoded, IntoMessage, Message, MessageKind, MessageSet, Outgoing,
    SetError,
};
pub(crate) use peek::peek;
pub use raw::Raw;
pub use server::{ContractCredentials, ContractServer, Security, ServerInfo};
pub(crate) use server::{demanded, listed, mentions, way_in};
pub use telling::{
    Candidate, UnknownMessage, told_by_content_type, told_by_header, told_by_property,
    told_by_trying,
};
