//! In which directions the messages of a channel travel.

use std::collections::{BTreeSet, HashMap};

use tidings_model::Contract;
use tidings_model::contract::{Action, ChannelId, MessageId, OperationId};

use super::Pairs;

/// In which directions one message travels; in none where no operation has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Directions {
    is_sent: bool,
    is_received: bool,
}

impl Directions {
    fn add(&mut self, action: Action) {
        match action {
            Action::Send => self.is_sent = true,
            Action::Receive => self.is_received = true,
        }
    }

    /// Each direction by itself; as they are, where there are none.
    fn each(self) -> impl Iterator<Item = Self> {
        let sent = Self {
            is_sent: true,
            is_received: false,
        };
        let received = Self {
            is_sent: false,
            is_received: true,
        };
        let each = [
            self.is_sent.then_some(sent),
            self.is_received.then_some(received),
            (self == Self::default()).then_some(self),
        ];
        each.into_iter().flatten()
    }

    /// Whether what travels so may be what travels as `other` does: nobody who knows one of them meets what only travels the
    /// other way.
    fn may_meet(self, other: Self) -> bool {
        let is_unknown = |one: Self| one == Self::default();
        is_unknown(self)
            || is_unknown(other)
            || (self.is_sent && other.is_sent)
            || (self.is_received && other.is_received)
    }
}

/// The directions of the messages of every channel of one version.
type Known = HashMap<(ChannelId, MessageId), Directions>;

/// The directions of the messages of every channel.
pub(super) struct Traffic {
    base: Known,
    revision: Known,
}

impl Traffic {
    /// That of both versions; an operation that was turned round counts as what it is now.
    pub(super) fn between(
        base: &Contract,
        revision: &Contract,
        operations: &Pairs<OperationId>,
    ) -> Self {
        let is = |id: OperationId| revision.operations[id].action;
        let was = |id: OperationId| {
            let turned = operations.revision_of(id).map(is);
            turned.unwrap_or(base.operations[id].action)
        };
        Self {
            base: known(base, was),
            revision: known(revision, is),
        }
    }

    /// That of a channel, `base` in the base and `revision` in the revision.
    pub(super) fn on(&self, base: ChannelId, revision: ChannelId) -> OnChannel<'_> {
        OnChannel {
            base: Some((&self.base, base)),
            revision: Some((&self.revision, revision)),
        }
    }
}

/// The directions of the messages of one place; those of an operation or of a reply travel in one.
#[derive(Clone, Copy, Default)]
pub(crate) struct OnChannel<'t> {
    base: Option<(&'t Known, ChannelId)>,
    revision: Option<(&'t Known, ChannelId)>,
}

impl OnChannel<'_> {
    /// `messages` of the base, once for each direction in which they travel.
    pub(super) fn was(self, messages: &BTreeSet<MessageId>) -> Vec<Travelling> {
        travelling(self.base, messages)
    }

    /// `messages` of the revision, once for each direction in which they travel.
    pub(super) fn is(self, messages: &BTreeSet<MessageId>) -> Vec<Travelling> {
        travelling(self.revision, messages)
    }

    /// Whether anybody who met `base` may meet `revision`.
    pub(super) fn may_meet(self, base: MessageId, revision: MessageId) -> bool {
        directions(self.base, base).may_meet(directions(self.revision, revision))
    }
}

/// A message that travels in one direction, or in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Travelling {
    pub(super) message: MessageId,
    pub(super) direction: Directions,
}

impl Travelling {
    /// A message whichever way it travels.
    pub(super) fn anyhow(message: MessageId) -> Self {
        Self {
            message,
            direction: Directions::default(),
        }
    }

    /// Whether anybody who met this one may meet `other`.
    pub(super) fn may_meet(self, other: Self) -> bool {
        self.direction.may_meet(other.direction)
    }
}

fn travelling(
    known: Option<(&Known, ChannelId)>,
    messages: &BTreeSet<MessageId>,
) -> Vec<Travelling> {
    let messages = messages.iter();
    let each = messages.flat_map(|message| {
        let directions = directions(known, *message).each();
        directions.map(|direction| Travelling {
            message: *message,
            direction,
        })
    });
    each.collect()
}

fn directions(known: Option<(&Known, ChannelId)>, message: MessageId) -> Directions {
    let found = known.and_then(|(known, channel)| known.get(&(channel, message)));
    found.copied().unwrap_or_default()
}

fn known(contract: &Contract, action: impl Fn(OperationId) -> Action) -> Known {
    let mut known = Known::new();
    let mut add = |channel: ChannelId, messages: &[MessageId], action: Action| {
        for message in messages {
            known.entry((channel, *message)).or_default().add(action);
        }
    };
    for id in contract.operations.ids() {
        let operation = &contract.operations[id];
        let action = action(id);
        add(operation.channel, &operation.messages, action);
        let reply = operation.reply.as_ref();
        if let Some((channel, reply)) = reply.and_then(|reply| Some((reply.channel?, reply))) {
            let answer = match action {
                Action::Send => Action::Receive,
                Action::Receive => Action::Send,
            };
            add(channel, &reply.messages, answer);
        }
    }
    known
}
