//! What becomes of a message at its receiver.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId, Operation, Payload, Reply};

use super::Sent;
use super::address::Addresses;
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
                refusal.others.push(other.reason.clone());
                Reception::Refused(refusal)
            }
        };
        Self { reception, ..self }
    }
}

/// Why a message is not accepted.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The reason, in one sentence without a full stop.
    pub reason: String,
    /// Further reasons that were found, each a sentence like the first.
    pub others: Vec<String>,
    /// A part of a message that is sent and not accepted; the sender stands in place of the base, the receiver in place
    /// of the revision. `None` where a rule says so.
    pub witness: Option<Witness>,
    /// Where the receiver's contract says so.
    pub place: Location,
}

/// Reads what one application sends as another one does.
pub(super) struct Reader<'c> {
    sender: &'c Contract,
    receiver: &'c Contract,
    judge: Judge<'c>,
    equality: Equality<'c>,
    inclusion: Inclusion<'c>,
    likeness: Likeness<'c>,
    ignores_unknown: bool,
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
                    reason: "the receiver knows no such message".to_owned(),
                    others: Vec::new(),
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
        let (mut unknown, mut lost) = (None, Vec::new());
        for (part, written, read) in parts {
            let (Some(written), Some(read)) = (written, read) else {
                continue;
            };
            match self.part(written, read, content_types, part) {
                Ok(Ruling::Yes) => {}
                Ok(Ruling::No(losses)) => {
                    lost.extend(losses.found.into_iter().map(|one| (part, one)));
                }
                Ok(Ruling::Unknown(obstacle)) => unknown = Some(obstacle.reason),
                Err(reason) => unknown = Some(reason),
            }
        }
        refused(lost).unwrap_or_else(|| unknown.map_or(Reception::Accepted, Reception::Unknown))
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

/// Why a message is not accepted of which these are lost, each with the part that it is of; `None` where nothing is.
fn refused(lost: Vec<(Part, Loss)>) -> Option<Reception> {
    // What is wrong with the payload needs no word that says so.
    let told = |(part, loss): &(Part, Loss)| match part {
        Part::Payload => loss.witness.reason.clone(),
        part => format!("{}: {}", part.name(), loss.witness.reason),
    };
    let mut reasons = lost.iter().map(told);
    let reason = reasons.next()?;
    let others = reasons.collect();
    let (_, first) = lost.into_iter().next()?;
    Some(Reception::Refused(Refusal {
        reason,
        others,
        witness: Some(first.witness),
        place: first.refused_at,
    }))
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
        reason,
        others: Vec::new(),
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
        reason: format!("it is sent as `{written}` and expected as `{read}`"),
        others: Vec::new(),
        witness: None,
        place: known.origin.location.clone(),
    })
}
