//! What becomes of a message at its receiver.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId, Operation, Payload, Reply};

use super::Sent;
use super::address::Addresses;
use super::listed::listed_at;
use super::objection::{self, Objection};
use crate::judge::{Judge, Loss, Ruling};
use crate::matching::{Contents, Inclusion, Likeness, OnChannel, together};
use crate::schema::Equality;
use crate::{Options, Part, Reading, Witness};

/// What becomes of a message at its receiver.
#[derive(Clone, Debug)]
pub enum Reception {
    /// Every such message is accepted; proved, as far as there are schemas.
    Accepted,
    /// The receiver knows no such message, and passes over what it does not know.
    Ignored,
    /// It could not be found out, for this reason.
    Unknown(String),
    /// Not every such message is accepted.
    Refused(Refusal),
}

impl Sent {
    /// The same of a message that is refused for another reason, too, if it is taken for one that is known at all.
    pub(super) fn beside(self, other: &Refusal) -> Self {
        let reception = match self.reception {
            Reception::Ignored => Reception::Ignored,
            Reception::Accepted | Reception::Unknown(_) => Reception::Refused(other.clone()),
            Reception::Refused(mut refusal) => {
                refusal.reasons.extend(other.reasons.iter().cloned());
                Reception::Refused(refusal)
            }
        };
        Self { reception, ..self }
    }
}

/// Why a message is not accepted.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Every reason that was found, at least one.
    pub reasons: Vec<Objection>,
    /// A part of a message that is sent and not accepted, for the first reason; the sender stands in place of the base, the receiver in place
    /// of the revision. `None` where a rule says so.
    pub witness: Option<Witness>,
    /// Where the receiver's contract says so.
    pub place: Location,
}

/// How many listed values of one message are tried.
const TRIED: usize = 10_000;

/// How often a message is searched for demands that it does not meet at other places either.
const SEARCHES: usize = 32;

/// Reads what one application sends as another one does.
pub(super) struct Reader<'c> {
    pub(super) sender: &'c Contract,
    pub(super) receiver: &'c Contract,
    pub(super) judge: Judge<'c>,
    equality: Equality<'c>,
    inclusion: Inclusion<'c>,
    likeness: Likeness<'c>,
    ignores_unknown: bool,
    /// How many listed values of a message may still be tried.
    left: usize,
    /// How many searches a message may still take.
    pub(super) searches: usize,
}

impl<'c> Reader<'c> {
    pub(super) fn new(sender: &'c Contract, receiver: &'c Contract, options: &Options) -> Self {
        Self {
            sender,
            receiver,
            judge: Judge::new(sender, receiver, options),
            equality: Equality::between(sender, receiver),
            inclusion: Inclusion::between(sender, receiver),
            likeness: Likeness::between(sender, receiver),
            ignores_unknown: !matches!(options.reading, Reading::Strict | Reading::Confluent),
            left: TRIED,
            searches: SEARCHES,
        }
    }

    /// What becomes of the messages `sent` at a receiver that knows the messages `known`.
    pub(super) fn read(&mut self, sent: &[MessageId], known: &[MessageId]) -> Vec<Sent> {
        let contents = Contents {
            base: self.sender,
            revision: self.receiver,
            equality: &self.equality,
            inclusion: &self.inclusion,
            likeness: &self.likeness,
            traffic: OnChannel::default(),
        };
        let pairs = together(&contents, sent.to_vec(), known.to_vec());
        let read = sent.iter().map(|message| {
            let (taken_for, reception) = match pairs.revision_of(*message) {
                Some(counterpart) => (Some(counterpart), self.as_one(*message, counterpart)),
                None => self.as_any(*message, known),
            };
            Sent {
                message: *message,
                taken_for,
                reception,
            }
        });
        read.collect()
    }

    /// What becomes of a message that nothing but its content tells from others.
    fn as_any(
        &mut self,
        message: MessageId,
        known: &[MessageId],
    ) -> (Option<MessageId>, Reception) {
        let mut refusal = None;
        for other in known {
            match self.as_one(message, *other) {
                Reception::Accepted => return (Some(*other), Reception::Accepted),
                Reception::Refused(found) => refusal = refusal.or(Some(found)),
                Reception::Ignored | Reception::Unknown(_) => {}
            }
        }
        match refusal {
            // A receiver that lists no messages says nothing about them.
            None if known.is_empty() => (None, Reception::Accepted),
            _ if self.ignores_unknown => (None, Reception::Ignored),
            Some(refusal) if known.len() == 1 => (
                None,
                Reception::Refused(Refusal {
                    reasons: vec![Objection::said("the receiver knows no such message")],
                    ..refusal
                }),
            ),
            _ => (
                None,
                Reception::Unknown(
                    "nothing but its content tells which message it is, and several together might accept it"
                        .to_owned(),
                ),
            ),
        }
    }

    /// What becomes of a message that is taken for `counterpart`.
    fn as_one(&mut self, message: MessageId, counterpart: MessageId) -> Reception {
        let (sent, known) = (
            &self.sender.messages[message],
            &self.receiver.messages[counterpart],
        );
        if let Some(refusal) = other_content_type(sent, known) {
            return Reception::Refused(refusal);
        }
        let parts = [
            (Part::Payload, &sent.payload, &known.payload),
            (Part::Headers, &sent.headers, &known.headers),
            (Part::Key, &sent.key_schema, &known.key_schema),
        ];
        let content_types = [sent, known].map(|message| message.content_type.as_deref());
        let (mut unknown, mut refusal) = (None, None);
        (self.left, self.searches) = (TRIED, SEARCHES);
        for (part, written, read) in parts {
            let (Some(written), Some(read)) = (written, read) else {
                continue;
            };
            match self.part(written, read, content_types, part) {
                Ok(Ruling::Yes) => {}
                Ok(Ruling::No(losses)) => {
                    let elsewhere = self.elsewhere(written, read, part, &losses.found);
                    for loss in losses.found.into_iter().chain(elsewhere) {
                        let reason = self.reason(written, read, part, &loss);
                        add(&mut refusal, reason, loss);
                    }
                }
                Ok(Ruling::Unknown(obstacle)) => unknown = Some(obstacle.reason),
                Err(reason) => unknown = Some(reason),
            }
        }
        match (refusal, unknown) {
            (Some(refusal), _) => Reception::Refused(refusal),
            (None, Some(reason)) => Reception::Unknown(reason),
            (None, None) => Reception::Accepted,
        }
    }

    /// Why `loss` is refused, with all that is refused for it of what the sender lists at its place.
    fn reason(&mut self, written: &Payload, read: &Payload, part: Part, loss: &Loss) -> Objection {
        let (Payload::Schema(written), Payload::Schema(read)) = (written, read) else {
            return Objection::of(part, loss, &[], &[]);
        };
        let Some(shown) = objection::value(loss) else {
            return Objection::of(part, loss, &[], &[]);
        };
        let listed = listed_at(&self.sender.schemas, *written, &objection::place(loss));
        let mut refused = Vec::new();
        let others = listed.iter().filter(|value| *value != shown);
        let tried = listed.len().min(self.left);
        self.left -= tried;
        for value in others.take(tried) {
            let mut instance = loss.witness.instance.clone();
            let Some(place) = instance.at_mut(&loss.pointer) else {
                continue;
            };
            value.clone_into(place);
            let mut losses = self.judge.shown((*written, *read), 0, &instance, part);
            let is_same = |other: &Loss| {
                other.pointer == loss.pointer
                    && objection::kind(other.keyword) == objection::kind(loss.keyword)
            };
            let same = losses.iter().position(is_same);
            refused.extend(same.map(|same| losses.swap_remove(same)));
        }
        Objection::of(part, loss, &listed, &refused)
    }

    /// What becomes of one part; the reason where nobody can judge it.
    fn part(
        &mut self,
        written: &Payload,
        read: &Payload,
        content_types: [Option<&str>; 2],
        part: Part,
    ) -> Result<Ruling, String> {
        if let (Payload::Schema(written), Payload::Schema(read)) = (written, read) {
            return Ok(self.judge.schemas(*written, *read, part).backward);
        }
        if let Some(rulings) = self.judge.foreign(written, read, content_types, part) {
            return Ok(rulings.backward);
        }
        let format = |payload: &Payload| match payload.in_another_language() {
            Some((format, _)) => format!("`{format}`"),
            None => "JSON Schema".to_owned(),
        };
        match (written, read) {
            (Payload::Opaque { schema: one, .. }, Payload::Opaque { schema: other, .. })
                if one.to_json_text() == other.to_json_text() =>
            {
                Ok(Ruling::Yes)
            }
            _ => Err(format!(
                "the {} is written in {} and read in {}, which cannot be compared",
                part.name(),
                format(written),
                format(read)
            )),
        }
    }
}

/// Adds `reason`, which `loss` shows, to what a message is refused for.
fn add(refusal: &mut Option<Refusal>, reason: Objection, loss: Loss) {
    match refusal {
        Some(refusal) => {
            let mut known = refusal.reasons.iter_mut();
            if !known.any(|known| known.takes(&reason)) {
                refusal.reasons.push(reason);
            }
        }
        None => {
            *refusal = Some(Refusal {
                reasons: vec![reason],
                witness: Some(loss.witness),
                place: loss.refused_at,
            });
        }
    }
}

/// Why no request of `asking` is answered by `answering`: they look for the address of the reply at different places, or
/// both name it, and they name others.
pub(super) fn reply_lost(
    (asker, asking): (&Contract, &Operation),
    (answerer, answering): (&Contract, &Operation),
) -> Option<Refusal> {
    let (waited_for, given) = (asking.reply.as_ref()?, answering.reply.as_ref()?);
    let (reason, place) = match (&waited_for.address, &given.address) {
        (Some(written), Some(read)) => {
            let (from, to) = (written.location.to_string(), read.location.to_string());
            let reason =
                format!("the address of the reply stands in `{from}` and is looked for in `{to}`");
            (from != to).then_some((reason, &read.origin))?
        }
        (None, None) => {
            let (to, told_to) = named(answerer, given)?;
            let (at, told_at) = named(asker, waited_for)?;
            let reason = format!("its reply is sent to `{told_to}` and waited for at `{told_at}`");
            let is_apart = to.common(&at, None).is_none();
            is_apart.then_some((reason, &given.origin))?
        }
        // What is found in the request may be what the other side names.
        _ => return None,
    };
    Some(Refusal {
        reasons: vec![Objection::said(reason)],
        witness: None,
        place: place.location.clone(),
    })
}

/// Where the replies of `answering` come to `asking`, if both name it and mean the same.
pub(super) fn reply_address(
    (answerer, answering): (&Contract, &Operation),
    (asker, asking): (&Contract, &Operation),
) -> Option<String> {
    let (to, _) = named(answerer, answering.reply.as_ref()?)?;
    let (at, _) = named(asker, asking.reply.as_ref()?)?;
    to.common(&at, None)
}

/// The addresses of the channel that `reply` names, and the one that is written there.
fn named(contract: &Contract, reply: &Reply) -> Option<(Addresses, String)> {
    let channel = &contract.channels[reply.channel?];
    Some((Addresses::of(contract, channel)?, channel.address.clone()?))
}

/// Why a message is not accepted whose content is in another notation than is expected.
fn other_content_type(sent: &Message, known: &Message) -> Option<Refusal> {
    let (written, read) = (sent.content_type.as_ref()?, known.content_type.as_ref()?);
    (!written.eq_ignore_ascii_case(read)).then(|| Refusal {
        reasons: vec![Objection::said(format!(
            "it is sent as `{written}` and expected as `{read}`"
        ))],
        witness: None,
        place: known.origin.location.clone(),
    })
}
