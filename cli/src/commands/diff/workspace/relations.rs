//! Where the contracts meet, and what has become worse since the baselines.

use std::collections::{BTreeSet, HashMap, HashSet};

use tidings_diff::{Apart, Meeting, Objection, Options, Reception, Sent, apart, meetings};
use tidings_model::Contract;

use super::lost::{Lost, Pair, Wait};
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
    pub(super) was: Vec<Option<Vec<Objection>>>,
}

/// A message on its way, whatever the version: the contracts, their operations, and the message.
type Way = (Member, Member, bool, String, String, String);

impl Relations {
    /// Of all `members`.
    pub(super) fn between(members: &Members, options: &Options) -> Self {
        let mut relations = Self {
            meetings: Vec::new(),
            lost: Vec::new(),
            apart: Vec::new(),
        };
        let mut served: HashSet<(Member, Wait)> = HashSet::new();
        let mut former: Vec<(Member, Member, Vec<Meeting>)> = Vec::new();
        for (sender, receiver) in members.pairs() {
            let (one, other) = (members.contract(sender), members.contract(receiver));
            let found = meetings(one, other, options);
            let separated = apart(one, other).into_iter();
            (relations.apart).extend(separated.map(|apart| (sender, receiver, apart)));
            let mut known: HashMap<Way, Vec<Objection>> = HashMap::new();
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
                    served.extend(Wait::of(&meeting, sent, other).map(|it| (receiver, it)));
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
        for (sender, receiver, before) in &former {
            let is_served = |wait: &Wait| served.contains(&(*receiver, wait.clone()));
            let pair = Pair {
                sender: *sender,
                receiver: *receiver,
                members,
                options,
            };
            let lost = pair.lost(before, is_served, &mut relations.apart);
            relations.lost.extend(lost);
        }
        relations
    }

    /// Every sender with a receiver whom it meets, or who waits for it in vain, each pair once.
    pub(super) fn pairs(&self) -> BTreeSet<(Member, Member)> {
        let meetings = self.meetings.iter();
        let met = meetings.map(|met| (met.sender, met.receiver));
        let lost = self.lost.iter().map(|lost| (lost.sender, lost.receiver));
        met.chain(lost).collect()
    }
}

pub(super) fn messages(meetings: &[Meeting]) -> impl Iterator<Item = (&Meeting, &Sent)> {
    let meetings = meetings.iter();
    meetings.flat_map(|meeting| meeting.messages.iter().map(move |sent| (meeting, sent)))
}

/// Why a message is not accepted: every way that was found, so that one more is not taken for what was known.
pub(super) fn reasons(sent: &Sent) -> Vec<Objection> {
    match &sent.reception {
        Reception::Accepted | Reception::Ignored => Vec::new(),
        Reception::Unknown(reason) => vec![Objection::said(reason)],
        Reception::Refused(refusal) => refusal.reasons.clone(),
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
