//! What is to be said of a workspace, whatever the form: messages that are not accepted, those that come no more, and
//! addresses that are one on different servers.

use tidings_diag::{Location, RuleMeta, Severity};
use tidings_diff::{
    Apart, MESSAGE_LOST, MESSAGE_REFUSED, RECEPTION_UNKNOWN, Reception, SERVERS_APART, Sent,
    Witness,
};

use super::members::{Member, Members};
use super::relations::{Lost, Met, Relations};

/// Something that is to be said.
pub(super) struct Told<'w> {
    /// What kind of thing it is.
    pub(super) rule: &'static RuleMeta,
    /// How much it matters: what was so before, little.
    pub(super) severity: Severity,
    /// What it is, in one word.
    pub(super) word: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub(super) message: String,
    /// What it is about, whatever the versions say of it.
    pub(super) element: String,
    /// Whose contract it is about.
    pub(super) about: Member,
    /// Where the sender's contract says so.
    pub(super) sent_at: Option<(Member, &'w Location)>,
    /// Where the receiver's contract refuses it.
    pub(super) refused_at: Option<(Member, &'w Location)>,
    /// A part of a message that shows it.
    pub(super) witness: Option<&'w Witness>,
    /// What was before, in one sentence.
    pub(super) before: Option<&'static str>,
}

/// Everything that is to be said, in the order of the contracts.
pub(super) fn told<'w>(members: &'w Members, relations: &'w Relations) -> Vec<Told<'w>> {
    let sent = relations.meetings.iter().flat_map(|met| {
        let messages = met.meeting.messages.iter().zip(&met.was_bad);
        messages.filter_map(|(sent, was_bad)| of_message(met, sent, *was_bad, members))
    });
    let lost = relations.lost.iter().map(|lost| of_lost(lost, members));
    let apart = relations.apart.iter().map(|apart| of_apart(apart, members));
    sent.chain(lost).chain(apart).collect()
}

/// What is to be said of a message; nothing, where it is accepted.
fn of_message<'w>(
    met: &'w Met,
    sent: &'w Sent,
    was_bad: Option<bool>,
    members: &'w Members,
) -> Option<Told<'w>> {
    let (one, other) = (members.contract(met.sender), members.contract(met.receiver));
    let message = &one.messages[sent.message];
    let what = if met.meeting.is_reply {
        "reply"
    } else {
        "message"
    };
    let way = format!(
        "{what} `{}` from {} (`{}`) to {} (`{}`) at `{}`",
        message.key,
        members.name(met.sender),
        one.operations[met.meeting.sender].key,
        members.name(met.receiver),
        other.operations[met.meeting.receiver].key,
        met.meeting.address,
    );
    let (rule, word, text, refusal) = match &sent.reception {
        Reception::Accepted | Reception::Ignored => return None,
        Reception::Unknown(reason) => (
            &RECEPTION_UNKNOWN,
            "unknown",
            format!("{way}: it could not be found out whether it is accepted, because {reason}"),
            None,
        ),
        Reception::Refused(refusal) => (
            &MESSAGE_REFUSED,
            "refused",
            format!("{way}: {}", refusal.reason),
            Some(refusal),
        ),
    };
    Some(Told {
        rule,
        severity: match was_bad {
            Some(true) => Severity::Info,
            _ => rule.severity,
        },
        word,
        message: text,
        element: way,
        about: met.sender,
        sent_at: Some((met.sender, &message.origin.location)),
        refused_at: refusal.map(|refusal| (met.receiver, &refusal.place)),
        witness: refusal.and_then(|refusal| refusal.witness.as_ref()),
        before: was_bad.map(|was_bad| match was_bad {
            true => "it was so before",
            false => "it was accepted before",
        }),
    })
}

fn of_lost<'w>(lost: &'w Lost, members: &Members) -> Told<'w> {
    Told {
        rule: &MESSAGE_LOST,
        severity: MESSAGE_LOST.severity,
        word: "lost",
        message: format!(
            "nobody sends the message `{}` any more that {} waits for (`{}`); {} sent it at `{}`",
            lost.message,
            members.name(lost.receiver),
            lost.operation,
            members.name(lost.sender),
            lost.address,
        ),
        element: format!("message `{}` at `{}`", lost.message, lost.address),
        about: lost.receiver,
        sent_at: None,
        refused_at: None,
        witness: None,
        before: None,
    }
}

fn of_apart<'w>(
    (sender, receiver, apart): &(Member, Member, Apart),
    members: &Members,
) -> Told<'w> {
    let called = |member: Member, operation| {
        let key = &members.contract(member).operations[operation].key;
        format!("{} (`{key}`)", members.name(member))
    };
    let message = format!(
        "{} and {} have the address `{}` on different servers, so they do not meet",
        called(*sender, apart.sender),
        called(*receiver, apart.receiver),
        apart.address,
    );
    Told {
        rule: &SERVERS_APART,
        severity: SERVERS_APART.severity,
        word: "apart",
        element: message.clone(),
        message,
        about: *sender,
        sent_at: None,
        refused_at: None,
        witness: None,
        before: None,
    }
}
