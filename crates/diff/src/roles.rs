//! Which side of a channel the application is on.

use std::collections::HashMap;

use tidings_model::Contract;
use tidings_model::contract::{Action, ChannelId, MessageId, Operation};

use crate::partners::Partners;

/// Whom a change concerns, which decides the direction that matters under [`Policy::Roles`](crate::Policy::Roles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Concern {
    /// Whoever uses a thing that may be gone.
    Existence,
    /// Those on the other side of what travels.
    Of(Partners),
}

impl Concern {
    /// Whoever answers the application.
    const AWAITED: Self = Self::Of(Partners::ANSWERING);
    /// Whoever asks the application, and receives its answer.
    const ANSWERED: Self = Self::Of(Partners::ASKING);
    /// Senders and receivers, each for themselves.
    pub(crate) const BOTH: Self = Self::Of(Partners::BOTH);

    /// Whoever is on the other side of what `operation` sends or receives, but for answers.
    pub(crate) fn of(operation: &Operation) -> Self {
        Self::Of(match (operation.action, &operation.reply) {
            (Action::Send, None) => Partners::TOLD,
            (Action::Send, Some(_)) => Partners::QUESTIONED,
            (Action::Receive, None) => Partners::TELLING,
            (Action::Receive, Some(_)) => Partners::QUESTIONING,
        })
    }

    /// Whoever is on the other side of the answer to what an application does that does `action`.
    pub(crate) fn of_reply(action: Action) -> Self {
        match action {
            Action::Send => Self::AWAITED,
            Action::Receive => Self::ANSWERED,
        }
    }

    /// Whom something concerns that is known of one version or of both; senders and receivers, where nothing is known.
    pub(crate) fn of_versions(base: Option<Self>, revision: Option<Self>) -> Self {
        match (base, revision) {
            (Some(base), Some(revision)) => base.or(revision),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Self::BOTH,
        }
    }

    /// Whoever one or the other concerns.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Existence, Self::Existence) => self,
            _ => Self::Of(self.partners() | other.partners()),
        }
    }

    /// Whoever both concern, if there is anybody.
    pub(crate) fn shared(self, other: Self) -> Option<Self> {
        let both = self.partners() & other.partners();
        (both != Partners::NONE).then_some(Self::Of(both))
    }

    /// The sides that it is about, each by itself: what breaks one of them may suit the other.
    pub(crate) fn sides(self) -> Vec<Self> {
        match self {
            Self::Existence => vec![self],
            Self::Of(partners) => partners.each().map(Self::Of).collect(),
        }
    }

    /// Whether the application sends what the change is about, and receives it nowhere.
    pub(crate) fn is_sent(self) -> bool {
        match self {
            Self::Existence => false,
            Self::Of(partners) => !partners.send(),
        }
    }

    /// Whether the application receives what the change is about, and sends it nowhere.
    pub(crate) fn is_received(self) -> bool {
        match self {
            Self::Existence => false,
            Self::Of(partners) => !partners.receive(),
        }
    }

    /// Who is on the other side.
    pub(crate) fn partners(self) -> Partners {
        match self {
            Self::Existence => Partners::BOTH,
            Self::Of(partners) => partners,
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
        let concern = Concern::of(operation);
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
            let concern = Concern::of_reply(operation.action);
            note(reply.channel, &reply.messages, concern);
        }
    }

    /// Whom a change of all channels concerns, if an operation says so.
    pub(crate) fn known(&self) -> Option<Concern> {
        let concerns = self.channels.values().copied();
        concerns.reduce(Concern::or)
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
