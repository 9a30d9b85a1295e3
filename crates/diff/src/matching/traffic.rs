//! In which directions the messages of a channel travel.

use std::collections::HashMap;

use tidings_model::Contract;
use tidings_model::contract::{Action, ChannelId, MessageId, OperationId};

use super::Pairs;

/// In which directions one message travels; in none where no operation has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    /// Those of a message of the base.
    pub(super) fn was(self, message: MessageId) -> Directions {
        directions(self.base, message)
    }

    /// Those of a message of the revision.
    pub(super) fn is(self, message: MessageId) -> Directions {
        directions(self.revision, message)
    }

    /// Whether both travel in the same directions.
    pub(super) fn are_alike(self, base: MessageId, revision: MessageId) -> bool {
        self.was(base) == self.is(revision)
    }

    /// Whether anybody who met `base` may meet `revision`.
    pub(super) fn may_meet(self, base: MessageId, revision: MessageId) -> bool {
        self.was(base).may_meet(self.is(revision))
    }
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
