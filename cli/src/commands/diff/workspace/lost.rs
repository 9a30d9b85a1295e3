//! Messages that no longer reach who waits for them, and who has moved away.

use tidings_diff::{Apart, Meeting, Options, Sent, meetings};
use tidings_model::Contract;
use tidings_model::contract::{MessageId, Operation, OperationId};

use super::members::{Member, Members};
use super::relations::messages;

/// A message that an application waits for, and that it got before.
pub(super) struct Lost {
    pub(super) sender: Member,
    pub(super) receiver: Member,
    /// The receiver's operation.
    pub(super) operation: OperationId,
    /// The receiver's message.
    pub(super) message: MessageId,
    /// Where it was sent.
    pub(super) address: String,
    /// Who has moved away from there.
    pub(super) moved: Moved,
    /// The address that both have now, on different servers.
    pub(super) apart: Option<String>,
}

/// Which of two applications does not meet the other one any more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// Who sent: before, it would reach who waits now.
    Sender,
    /// Who waits: where it waited, it would be reached.
    Receiver,
    /// Both.
    Both,
}

/// What an application waits for: its operation and its message, by what they are in every version.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Wait {
    operation: String,
    message: String,
}

impl Wait {
    /// What the receiver, whose contract this is, waits for, if the message is it: one that it receives, or the reply to
    /// one that it sends.
    pub(super) fn of(meeting: &Meeting, sent: &Sent, contract: &Contract) -> Option<Self> {
        let message = &contract.messages[sent.taken_for?];
        let operation = &contract.operations[meeting.receiver];
        Some(Self {
            operation: operation.element.as_str().to_owned(),
            message: message.element.as_str().to_owned(),
        })
    }

    /// The operation and the message, where `contract` still has them.
    fn still(&self, contract: &Contract, is_reply: bool) -> Option<(OperationId, MessageId)> {
        let mut operations = contract.operations.enumerate();
        let is = |operation: &Operation| operation.element.as_str() == self.operation;
        let (id, operation) = operations.find(|(_, operation)| is(operation))?;
        let expected = match (&operation.reply, is_reply) {
            (Some(reply), true) => reply.messages.as_slice(),
            (None, true) => &[],
            (_, false) => operation.messages.as_slice(),
        };
        let mut expected = expected.iter();
        let is = |id: &&MessageId| contract.messages[**id].element.as_str() == self.message;
        Some((id, *expected.find(is)?))
    }
}

/// Two applications, as they are and as they were.
pub(super) struct Pair<'m> {
    pub(super) sender: Member,
    pub(super) receiver: Member,
    pub(super) members: &'m Members,
    pub(super) options: &'m Options,
}

impl Pair<'_> {
    /// What was received `before` and is served by nobody any more. Of two operations that are `apart` nothing else is said
    /// then.
    pub(super) fn lost(
        &self,
        before: &[Meeting],
        is_served: impl Fn(&Wait) -> bool,
        apart: &mut Vec<(Member, Member, Apart)>,
    ) -> Vec<Lost> {
        let former = self.members.former(self.receiver);
        let contract = self.members.contract(self.receiver);
        let waits = messages(before).filter_map(|(meeting, sent)| {
            let wait = Wait::of(meeting, sent, former)?;
            let still = wait.still(contract, meeting.is_reply)?;
            (!is_served(&wait)).then_some((meeting, wait, still))
        });
        let waits: Vec<_> = waits.collect();
        if waits.is_empty() {
            return Vec::new();
        }
        let moves = Moves::of(self);
        let lost = waits
            .into_iter()
            .map(|(meeting, wait, (operation, message))| Lost {
                sender: self.sender,
                receiver: self.receiver,
                operation,
                message,
                address: meeting.address.clone(),
                moved: moves.in_vain(&wait),
                apart: None,
            });
        let mut lost: Vec<Lost> = lost.collect();
        apart.retain(|(sender, receiver, apart)| {
            let is = |one: &&mut Lost| {
                (*sender, *receiver, apart.receiver) == (one.sender, one.receiver, one.operation)
            };
            let mut is_lost = false;
            for one in lost.iter_mut().filter(is) {
                one.apart = Some(apart.address.clone());
                is_lost = true;
            }
            !is_lost
        });
        lost
    }
}

/// What two applications would wait for and get if one of them were as it was.
struct Moves {
    /// From the sender as it was.
    by_former_sender: Vec<Wait>,
    /// To the receiver as it was.
    to_former_receiver: Vec<Wait>,
}

impl Moves {
    fn of(pair: &Pair<'_>) -> Self {
        let members = pair.members;
        let waits = |sender: &Contract, receiver: &Contract| {
            let meetings = meetings(sender, receiver, pair.options);
            let waits = messages(&meetings);
            let waits = waits.filter_map(|(meeting, sent)| Wait::of(meeting, sent, receiver));
            waits.collect()
        };
        Self {
            by_former_sender: waits(members.former(pair.sender), members.contract(pair.receiver)),
            to_former_receiver: waits(members.contract(pair.sender), members.former(pair.receiver)),
        }
    }

    /// Who has moved away, so that `wait` is in vain.
    fn in_vain(&self, wait: &Wait) -> Moved {
        let by_former_sender = self.by_former_sender.contains(wait);
        let to_former_receiver = self.to_former_receiver.contains(wait);
        match (by_former_sender, to_former_receiver) {
            (true, false) => Moved::Sender,
            (false, true) => Moved::Receiver,
            _ => Moved::Both,
        }
    }
}
