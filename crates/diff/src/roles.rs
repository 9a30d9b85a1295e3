//! Which side of a channel the application is on.

use std::collections::HashMap;

use tidings_model::Contract;
use tidings_model::contract::{Action, ChannelId, MessageId, Operation};

use crate::Breaks;

/// Whom a change concerns, which decides the direction that matters under [`Policy::Roles`](crate::Policy::Roles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Concern {
    /// Whoever uses a thing that may be gone.
    Existence,
    /// Whoever sends what the application receives.
    Received,
    /// Whoever receives what the application sends.
    Sent,
    /// Whoever answers the application.
    Awaited,
    /// Whoever asks the application, and receives its answer.
    Answered,
    /// Senders and receivers, each for themselves.
    Both,
    /// Senders and receivers, of whom some are both: they ask, or they answer.
    Everybody,
}

impl Concern {
    /// Whoever exchanges messages with an application that does `action`.
    pub(crate) fn of(action: Action) -> Self {
        match action {
            Action::Send => Self::Sent,
            Action::Receive => Self::Received,
        }
    }

    /// Whom something concerns that is known of one version or of both; senders and receivers, where nothing is known.
    pub(crate) fn of_versions(base: Option<Self>, revision: Option<Self>) -> Self {
        match (base, revision) {
            (Some(base), Some(revision)) => base.or(revision),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Self::Both,
        }
    }

    /// Whoever one or the other concerns.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            _ if self == other => self,
            (Self::Received | Self::Awaited, Self::Received | Self::Awaited) => Self::Awaited,
            (Self::Sent | Self::Answered, Self::Sent | Self::Answered) => Self::Answered,
            _ if self.is_of_one_way() && other.is_of_one_way() => Self::Both,
            _ => Self::Everybody,
        }
    }

    /// Whether nobody of them is known to ask or to answer.
    fn is_of_one_way(self) -> bool {
        !matches!(self, Self::Awaited | Self::Answered | Self::Everybody)
    }

    /// The sides that it is about, each by itself: what breaks one of them may suit the other.
    pub(crate) fn sides(self) -> &'static [Self] {
        match self {
            Self::Existence => &[Self::Existence],
            Self::Received => &[Self::Received],
            Self::Sent => &[Self::Sent],
            Self::Awaited => &[Self::Awaited],
            Self::Answered => &[Self::Answered],
            Self::Both => &[Self::Received, Self::Sent],
            Self::Everybody => &[Self::Awaited, Self::Answered],
        }
    }

    /// Whoever is on the other side of the answer.
    pub(crate) fn answered(self) -> Self {
        match self {
            Self::Received | Self::Awaited => Self::Answered,
            Self::Sent | Self::Answered => Self::Awaited,
            Self::Existence => self,
            Self::Both | Self::Everybody => Self::Everybody,
        }
    }

    /// Whether the application sends what the change is about, and receives it nowhere.
    pub(crate) fn is_sent(self) -> bool {
        matches!(self, Self::Sent | Self::Answered)
    }

    /// Who is on the other side.
    pub(crate) fn partners(self) -> Breaks {
        match self {
            Self::Received | Self::Awaited => Breaks::Senders,
            Self::Sent | Self::Answered => Breaks::Receivers,
            Self::Existence | Self::Both | Self::Everybody => Breaks::Both,
        }
    }
}

/// On which sides of its channels a contract has each message.
pub(crate) struct Roles {
    messages: HashMap<MessageId, Concern>,
    channels: HashMap<ChannelId, Concern>,
}

impl Roles {
    /// The roles in `contract`.
    pub(crate) fn of(contract: &Contract) -> Self {
        let mut roles = Self {
            messages: HashMap::new(),
            channels: HashMap::new(),
        };
        for operation in contract.operations.iter() {
            roles.add(operation);
        }
        roles
    }

    fn add(&mut self, operation: &Operation) {
        let concern = Concern::of(operation.action);
        let mut note = |channel: Option<ChannelId>, messages: &[MessageId], concern: Concern| {
            if let Some(channel) = channel {
                let known = self.channels.entry(channel).or_insert(concern);
                *known = known.or(concern);
            }
            for message in messages {
                let known = self.messages.entry(*message).or_insert(concern);
                *known = known.or(concern);
            }
        };
        note(Some(operation.channel), &operation.messages, concern);
        if let Some(reply) = &operation.reply {
            note(reply.channel, &reply.messages, concern.answered());
        }
    }

    /// Whom a change of the message concerns, if an operation says so.
    pub(crate) fn known_message(&self, message: MessageId) -> Option<Concern> {
        self.messages.get(&message).copied()
    }

    /// Whom a change of the channel concerns, if an operation says so.
    pub(crate) fn known_channel(&self, channel: ChannelId) -> Option<Concern> {
        self.channels.get(&channel).copied()
    }
}
