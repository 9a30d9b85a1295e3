//! Which element of the base is which of the revision.
//!
//! Keys of maps are names that only the document sees, so elements are paired by what they mean: channels by address,
//! operations by what they do with which channel, messages by their name, by what tells them from others, and by what
//! they hold. A key decides only where nothing else does.

mod channels;
mod distinction;
mod explanation;
mod inclusion;
mod messages;
mod operations;
mod pairs;
mod servers;

pub(crate) use channels::shape;
pub(crate) use inclusion::Inclusion;
pub(crate) use messages::together;
pub use pairs::{Match, Pairs, Reason};
pub(crate) use servers::address;

use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageId, OperationId, ServerId};

use crate::schema::Equality;

/// Which element of the base is which of the revision.
#[derive(Clone, Debug, Default)]
pub struct Matching {
    /// Servers.
    pub servers: Pairs<ServerId>,
    /// Channels.
    pub channels: Pairs<ChannelId>,
    /// Operations.
    pub operations: Pairs<OperationId>,
    /// Messages; one that several channels have can be several of the other version.
    pub messages: Pairs<MessageId>,
}

impl Matching {
    /// Pairs the elements of two versions.
    pub(crate) fn of(base: &Contract, revision: &Contract, equality: &Equality<'_>) -> Self {
        let servers = servers::pairs(base, revision);
        let channels = channels::pairs(base, revision, equality);
        let operations = operations::pairs(base, revision, &channels, equality);
        let messages = messages::pairs(base, revision, &channels, &operations, equality);
        Self {
            servers,
            channels,
            operations,
            messages,
        }
    }
}
