//! Where the contracts meet, and what has become worse since the baselines.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::iter;

use tidings_diff::{Apart, Meeting, Options, Reception, Sent, apart, meetings};
use tidings_model::Contract;
use tidings_model::contract::MessageId;

use super::members::{Member, Members, Past};

/// How the contracts of a workspace get along.
pub(super) struct Relations {
    /// Where messages go from one application to another one.
    pub(super) meetings: Vec<Met>,
    /// Messages that no longer reach who waits for them.
    pub(super) lost: Vec<Lost>,
    /// Where they have one address on different servers: the sender, the receiver, and the operations.
    pub(super) apart: Vec<(Member, Member, Apart)>,
}

/// Where messages of one application come to another one.
pub(super) struct Met {
    pub(super) sender: Member,
    pub(super) receiver: Member,
    pub(super) meeting: Meeting,
    /// Of each message, why it was not accepted before, and nothing where it was; `None` where nothing is known of that.
    pub(super) was: Vec<Option<Vec<String>>>,
}

/// A message that an application waits for, and that it got before.
pub(super) struct Lost {
    pub(super) sender: Member,
    pub(super) receiver: Member,
    /// The receiver's operation.
    pub(super) operation: String,
    /// The receiver's message.
    pub(super) message: String,
    /// Where it was sent.
    pub(super) address: String,
}

/// A message on its way, whatever the version: the contracts, their operations, and the message.
type Way = (Member, Member, bool, String, String, String);

/// What an application waits for: the contract, its operation, its message.
type Wait = (Member, String, String);

impl Relations {
    /// Of all `members`.
    pub(super) fn between(members: &Members, options: &Options) -> Self {
        let mut relations = Self {
            meetings: Vec::new(),
            lost: Vec::new(),
            apart: Vec::new(),
        };
        let mut served: HashSet<Wait> = HashSet::new();
        let mut former: Vec<(Member, Member, Vec<Meeting>)> = Vec::new();
        for (sender, receiver) in members.pairs() {
            let (one, other) = (members.contract(sender), members.contract(receiver));
            let found = meetings(one, other, options);
            let separated = apart(one, other).into_iter();
            (relations.apart).extend(separated.map(|apart| (sender, receiver, apart)));
            let mut known: HashMap<Way, Vec<String>> = HashMap::new();
            let past = members.past(sender, receiver);
            if past == Past::Other {
                let (one, other) = (members.former(sender), members.former(receiver));
                let before = meetings(one, other, options);
                for (meeting, sent) in messages(&before) {
                    let way = way(sender, receiver, meeting, sent, one, other);
                    known.insert(way, reasons(sent));
                }
                former.push((sender, receiver, before));
            }
            for meeting in found {
                let was = meeting.messages.iter().map(|sent| {
                    served.extend(wait(receiver, &meeting, sent, other));
                    match past {
                        Past::None => None,
                        Past::Same => Some(reasons(sent)),
                        Past::Other => {
                            let way = way(sender, receiver, &meeting, sent, one, other);
                            known.get(&way).cloned()
                        }
                    }
                });
                let was = was.collect();
                relations.meetings.push(Met {
                    sender,
                    receiver,
                    meeting,
                    was,
                });
            }
        }
        for (sender, receiver, meetings) in &former {
            relations.lose(members, (*sender, *receiver), meetings, &served);
        }
        relations
    }

    /// Notes what was received before and is sent by nobody any more.
    fn lose(
        &mut self,
        members: &Members,
        (sender, receiver): (Member, Member),
        before: &[Meeting],
        served: &HashSet<Wait>,
    ) {
        let (former, contract) = (members.former(receiver), members.contract(receiver));
        for (meeting, sent) in messages(before) {
            let Some(waiting) = wait(receiver, meeting, sent, former) else {
                continue;
            };
            let (_, operation, message) = &waiting;
            let mut operations = contract.operations.iter();
            let still_waits = operations.any(|known| {
                let expected = match (&known.reply, meeting.is_reply) {
                    (Some(reply), true) => reply.messages.as_slice(),
                    (None, true) => &[],
                    (_, false) => known.messages.as_slice(),
                };
                let is = |id: &MessageId| contract.messages[*id].element.as_str() == message;
                known.element.as_str() == operation && expected.iter().any(is)
            });
            if still_waits && !served.contains(&waiting) {
                self.lost.push(Lost {
                    sender,
                    receiver,
                    operation: former.operations[meeting.receiver].key.clone(),
                    message: sent
                        .taken_for
                        .map_or_else(String::new, |id| former.messages[id].key.clone()),
                    address: meeting.address.clone(),
                });
            }
        }
    }

    /// Every sender with a receiver whom it meets, each pair once.
    pub(super) fn pairs(&self) -> BTreeSet<(Member, Member)> {
        let meetings = self.meetings.iter();
        meetings.map(|met| (met.sender, met.receiver)).collect()
    }
}

fn messages(meetings: &[Meeting]) -> impl Iterator<Item = (&Meeting, &Sent)> {
    let meetings = meetings.iter();
    meetings.flat_map(|meeting| meeting.messages.iter().map(move |sent| (meeting, sent)))
}

/// Why a message is not accepted: every way that was found, so that one more is not taken for what was known.
pub(super) fn reasons(sent: &Sent) -> Vec<String> {
    match &sent.reception {
        Reception::Accepted | Reception::Ignored => Vec::new(),
        Reception::Unknown(reason) => vec![reason.clone()],
        Reception::Refused(refusal) => iter::once(&refusal.reason)
            .chain(&refusal.others)
            .cloned()
            .collect(),
    }
}

fn way(
    sender: Member,
    receiver: Member,
    meeting: &Meeting,
    sent: &Sent,
    one: &Contract,
    other: &Contract,
) -> Way {
    let of = |contract: &Contract, id| contract.operations[id].element.as_str().to_owned();
    (
        sender,
        receiver,
        meeting.is_reply,
        of(one, meeting.sender),
        of(other, meeting.receiver),
        one.messages[sent.message].element.as_str().to_owned(),
    )
}

/// What the receiver waits for, if the message is it: one that it receives, or the reply to one that it sends.
fn wait(receiver: Member, meeting: &Meeting, sent: &Sent, contract: &Contract) -> Option<Wait> {
    let message = &contract.messages[sent.taken_for?];
    let operation = &contract.operations[meeting.receiver];
    Some((
        receiver,
        operation.element.as_str().to_owned(),
        message.element.as_str().to_owned(),
    ))
}
