//! Which element of the base is which of the revision.
//!
//! Keys of maps are names that only the document sees, so elements are paired by what they mean: channels by address,
//! operations by what they do with which channel, messages by their name, by what tells them from others, and by what
//! they hold, nearly at least. A key decides only where nothing else does.

mod alternatives;
mod channels;
mod distinction;
mod explanation;
mod inclusion;
mod likeness;
mod messages;
mod operations;
mod pairs;
mod servers;
mod together;
mod traffic;

pub(crate) use alternatives::{Alternative, Contents};
pub(crate) use channels::shape;
pub(crate) use distinction::Tags;
pub(crate) use inclusion::Inclusion;
pub(crate) use likeness::Likeness;
pub use pairs::{Match, Pairs, Reason};
pub(crate) use servers::address;
pub(crate) use together::together;
pub(crate) use traffic::OnChannel;

use tidings_model::Contract;
use tidings_model::contract::{ChannelId, MessageId, OperationId, ServerId};

use crate::Version;
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
    /// Which of those pairs are a message and one of the alternatives of another one.
    pub(crate) alternatives: Vec<Alternative>,
}

impl Matching {
    /// Pairs the elements of two versions.
    pub(crate) fn of<'c>(
        base: &'c Contract,
        revision: &'c Contract,
        equality: &Equality<'c>,
    ) -> Self {
        let likeness = Likeness::between(base, revision);
        let servers = servers::pairs(base, revision);
        let channels = channels::pairs(base, revision, equality, &likeness);
        let operations = operations::pairs(base, revision, &channels, equality);
        let (messages, alternatives) = messages::pairs(
            (base, revision),
            &channels,
            &operations,
            equality,
            &likeness,
        );
        Self {
            servers,
            channels,
            operations,
            messages,
            alternatives,
        }
    }

    /// The alternatives of `whole`, a message of `version`, that are messages of their own in the other version.
    pub(crate) fn alternatives_of(&self, version: Version, whole: MessageId) -> Vec<&Alternative> {
        let own = self.alternatives.iter();
        let own = own.filter(|one| one.version == version && one.whole() == whole);
        own.collect()
    }

    /// Which alternatives of one of the messages `base` and `revision`, which are a pair, the other one is or has.
    pub(crate) fn alternatives_between(
        &self,
        base: MessageId,
        revision: MessageId,
    ) -> impl Iterator<Item = &Alternative> {
        let all = self.alternatives.iter();
        all.filter(move |one| (one.base, one.revision) == (base, revision))
    }
}
