//! What is to be said of a workspace, whatever the form: messages that are not accepted, those that come no more, and
//! addresses that are one on different servers.

use tidings_diag::{Location, RuleMeta, Severity};
use tidings_diff::{
    Accepted, Apart, MESSAGE_LOST, MESSAGE_REFUSED, Objection, RECEPTION_UNKNOWN, Reception,
    SERVERS_APART, Sent, Witness,
};

use super::lost::{Lost, Moved};
use super::members::{Member, Members};
use super::relations::{Met, Relations, reasons};
use crate::accepted::Acceptable;
use crate::input::Input;

/// What all of it means; later is worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Judgement {
    /// They get along, as well as before.
    Compatible,
    /// Of something it could not be found out.
    Unknown,
    /// Somebody does not get along with somebody.
    Breaking,
}

impl Judgement {
    /// Of everything that is told.
    pub(super) fn of(told: &[Told<'_>]) -> Self {
        let judgements = told.iter().map(Told::judgement);
        judgements.max().unwrap_or(Self::Compatible)
    }

    /// The name used in every form.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Unknown => "unknown",
            Self::Breaking => "breaking",
        }
    }
}

/// Which of the relations something is said of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// A message of a meeting, both by their places.
    Sent(usize, usize),
    /// A message that comes no more.
    Lost(usize),
    /// Operations that do not meet.
    Apart(usize),
}

/// Something that is to be said.
pub(super) struct Told<'w> {
    /// What it is said of.
    pub(super) subject: Subject,
    /// What kind of thing it is.
    pub(super) rule: &'static RuleMeta,
    /// What it is, in one word.
    pub(super) word: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub(super) message: String,
    /// What it is about, whatever the versions say of it and the contracts are called.
    pub(super) element: String,
    /// What tells it from the same at another time.
    pub(super) detail: String,
    /// Whose contract it is about.
    pub(super) about: Member,
    /// The contract on the other side.
    partner: &'w Input,
    /// Where a contract says so: the message that is sent, the operation that waits for one.
    pub(super) stands_at: Option<(Member, &'w Location)>,
    /// Where the receiver's contract refuses it.
    pub(super) refused_at: Option<(Member, &'w Location)>,
    /// A part of a message that shows it.
    pub(super) witness: Option<&'w Witness>,
    /// What was before, in one sentence.
    pub(super) before: Option<String>,
    /// Whether nothing has become worse.
    was_so: bool,
    /// That somebody has accepted it, so that it does not count.
    pub(super) accepted: Option<Accepted>,
}

impl Told<'_> {
    /// What it means.
    pub(super) fn judgement(&self) -> Judgement {
        match self.accepted {
            Some(_) => Judgement::Compatible,
            None => self.unaccepted(),
        }
    }

    /// What it means where nobody has accepted it.
    pub(super) fn unaccepted(&self) -> Judgement {
        match self.subject {
            _ if self.was_so => Judgement::Compatible,
            Subject::Apart(_) => Judgement::Compatible,
            Subject::Sent(..) if *self.rule == RECEPTION_UNKNOWN => Judgement::Unknown,
            Subject::Sent(..) | Subject::Lost(_) => Judgement::Breaking,
        }
    }

    /// How much it matters.
    pub(super) fn severity(&self) -> Severity {
        match self.was_so || self.accepted.is_some() {
            true => Severity::Info,
            false => self.rule.severity,
        }
    }
}

impl Acceptable for Told<'_> {
    fn partner(&self) -> Option<&Input> {
        Some(self.partner)
    }

    fn fingerprint(&self) -> String {
        tidings_diag::hash([self.rule.id, &self.element, &self.detail])
    }

    fn rule(&self) -> &'static RuleMeta {
        self.rule
    }

    fn message(&self) -> &str {
        &self.message
    }

    fn was_so(&self) -> bool {
        self.was_so
    }

    fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_ref()
    }

    fn set_accepted(&mut self, accepted: Option<Accepted>) {
        self.accepted = accepted;
    }
}

/// Everything that is to be said, in the order of the contracts.
pub(super) fn told<'w>(members: &'w Members, relations: &'w Relations) -> Vec<Told<'w>> {
    let sent = relations.meetings.iter().enumerate().flat_map(|(of, met)| {
        let count = met.meeting.messages.len();
        (0..count).filter_map(move |sent| of_message((of, met), sent, members))
    });
    let lost = relations.lost.iter().enumerate();
    let lost = lost.map(|(subject, lost)| of_lost(Subject::Lost(subject), lost, members));
    let apart = relations.apart.iter().enumerate();
    let apart = apart.map(|(subject, apart)| of_apart(Subject::Apart(subject), apart, members));
    sent.chain(lost).chain(apart).collect()
}

/// What is to be said of a message; nothing, where it is accepted.
fn of_message<'w>(
    (of, met): (usize, &'w Met),
    place: usize,
    members: &'w Members,
) -> Option<Told<'w>> {
    let sent: &Sent = &met.meeting.messages[place];
    let reasons = reasons(sent);
    let was = met.was[place].as_deref();
    let new = was.map(|was| new_reasons(sent, &reasons, was));
    let new = new.unwrap_or_default();
    let (one, other) = (members.contract(met.sender), members.contract(met.receiver));
    let message = &one.messages[sent.message];
    let what = if met.meeting.is_reply {
        "reply"
    } else {
        "message"
    };
    let address = &met.meeting.address;
    let (sends, receives) = (
        &one.operations[met.meeting.sender],
        &other.operations[met.meeting.receiver],
    );
    let element = format!(
        "{what} `{}` from `{}` to `{}` at `{address}`",
        message.element.as_str(),
        sends.element.as_str(),
        receives.element.as_str(),
    );
    let way = format!(
        "{what} `{}` from {} (`{}`) to {} (`{}`) at `{address}`",
        message.key,
        members.name(met.sender),
        sends.key,
        members.name(met.receiver),
        receives.key,
    );
    let (rule, word, reason, detail, refusal) = match &sent.reception {
        Reception::Accepted | Reception::Ignored => return None,
        Reception::Unknown(reason) => {
            let reason =
                format!("it could not be found out whether it is accepted, because {reason}");
            (&RECEPTION_UNKNOWN, "unknown", reason.clone(), reason, None)
        }
        Reception::Refused(refusal) => (
            &MESSAGE_REFUSED,
            "refused",
            in_words(&reasons, Objection::to_string),
            in_words(&reasons, Objection::identity),
            Some(refusal),
        ),
    };
    Some(Told {
        subject: Subject::Sent(of, place),
        rule,
        word,
        message: format!("{way}: {reason}"),
        element,
        detail,
        about: met.sender,
        partner: members.input(met.receiver),
        stands_at: Some((met.sender, &message.origin.location)),
        refused_at: refusal.map(|refusal| (met.receiver, &refusal.place)),
        witness: refusal.and_then(|refusal| refusal.witness.as_ref()),
        before: was.map(|was| match (was, new.as_slice()) {
            ([], _) => "it was accepted before".to_owned(),
            (_, []) => "it was so before".to_owned(),
            (_, new) => format!(
                "it was not accepted before, but not because of this: {}",
                in_words(new, Objection::to_string)
            ),
        }),
        was_so: was.is_some_and(|was| !was.is_empty() && new.is_empty()),
        accepted: None,
    })
}

/// Those of `reasons` for which a message was not refused before. What is not known now is not worse than what was known.
fn new_reasons(sent: &Sent, reasons: &[Objection], was: &[Objection]) -> Vec<Objection> {
    match &sent.reception {
        Reception::Unknown(_) if !was.is_empty() => Vec::new(),
        _ => {
            let new = reasons.iter().filter_map(|reason| reason.besides(was));
            new.collect()
        }
    }
}

/// What all of `reasons` say, each by `words`.
fn in_words(reasons: &[Objection], words: fn(&Objection) -> String) -> String {
    let reasons: Vec<String> = reasons.iter().map(words).collect();
    reasons.join("; ")
}

fn of_lost<'w>(subject: Subject, lost: &'w Lost, members: &'w Members) -> Told<'w> {
    let contract = members.contract(lost.receiver);
    let operation = &contract.operations[lost.operation];
    let (message, key) = (&contract.messages[lost.message].key, &operation.key);
    let (sender, receiver) = (members.name(lost.sender), members.name(lost.receiver));
    let address = &lost.address;
    let is_gone = if members.is_gone(lost.sender) {
        ", which is no part of the workspace any more,"
    } else {
        ""
    };
    let mut told = match lost.moved {
        Moved::Sender => format!(
            "nobody sends the message `{message}` any more where {receiver} waits for it (`{key}`); {sender}{is_gone} sent it there, at `{address}`"
        ),
        Moved::Receiver => format!(
            "{receiver} waits for the message `{message}` (`{key}`) where nobody sends it; {sender} sends it at `{address}`, where {receiver} waited before"
        ),
        Moved::Both => format!(
            "nobody sends the message `{message}` where {receiver} waits for it now (`{key}`); {sender}{is_gone} sent it at `{address}`, where {receiver} waited before"
        ),
    };
    if let Some(address) = &lost.apart {
        told += &format!("; both have the address `{address}` on different servers now");
    }
    Told {
        subject,
        rule: &MESSAGE_LOST,
        word: "lost",
        message: told,
        element: format!("message `{message}` that `{key}` waits for"),
        detail: lost.address.clone(),
        about: lost.receiver,
        partner: members.input(lost.sender),
        stands_at: Some((lost.receiver, &operation.origin.location)),
        refused_at: None,
        witness: None,
        before: None,
        was_so: false,
        accepted: None,
    }
}

fn of_apart<'w>(
    subject: Subject,
    (sender, receiver, apart): &(Member, Member, Apart),
    members: &'w Members,
) -> Told<'w> {
    let of = |member: Member, operation| &members.contract(member).operations[operation];
    let (sends, receives) = (of(*sender, apart.sender), of(*receiver, apart.receiver));
    Told {
        subject,
        rule: &SERVERS_APART,
        word: "apart",
        message: format!(
            "{} (`{}`) and {} (`{}`) have the address `{}` on different servers, so they do not meet",
            members.name(*sender),
            sends.key,
            members.name(*receiver),
            receives.key,
            apart.address,
        ),
        element: format!(
            "`{}` and `{}`",
            sends.element.as_str(),
            receives.element.as_str()
        ),
        detail: apart.address.clone(),
        about: *sender,
        partner: members.input(*receiver),
        stands_at: Some((*sender, &sends.origin.location)),
        refused_at: None,
        witness: None,
        before: None,
        was_so: false,
        accepted: None,
    }
}
