//! How applications get along, for programs; described by `schema/workspace-1.json`.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diff::{Objection, Options, Reception, Sent};
use tidings_model::contract::OperationId;
use tidings_report::printable_json;

use super::super::json::{Accepted, Place, finding_lines, findings, line};
use super::lost::{Lost, Moved};
use super::members::{Member, Members};
use super::relations::{Met, Relations, reasons};
use super::told::{Judgement, Subject, Told};
use crate::accepted::Acceptable;
use crate::analysis::Analysis;
use crate::view::Json;

/// How the applications of a workspace get along.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document<'m> {
    /// Of this form; it stays the same while fields are only added.
    version: u32,
    /// How literally schemas were read.
    reading: &'static str,
    /// What all of it means: `breaking`, `unknown` or `compatible`; what was as bad before does not count.
    verdict: &'static str,
    /// The contracts.
    contracts: Vec<Named<'m>>,
    /// Where messages go from one application to another one.
    meetings: Vec<Meeting<'m>>,
    /// Messages that no longer reach who waits for them.
    lost: Vec<Missed<'m>>,
    /// Operations that have one address on different servers, so that they do not meet.
    apart: Vec<Separated<'m>>,
    /// What is wrong with the documents, as `tidings validate` tells it.
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    findings: Box<RawValue>,
}

/// A contract.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Named<'m> {
    /// The file, as the user gave it.
    file: &'m str,
    /// `info.title`.
    title: &'m str,
    /// `info.version`.
    version: &'m str,
}

/// Where messages of one application come to another one.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Meeting<'m> {
    /// Who sends.
    sender: Side<'m>,
    /// Who receives.
    receiver: Side<'m>,
    /// Whether it is the reply of the one operation to the request of the other one.
    is_reply: bool,
    /// An address that both have.
    address: &'m str,
    /// The protocol that both speak there; null where one of them names no server.
    protocol: Option<&'m str>,
    /// What is sent.
    messages: Vec<Message<'m>>,
}

/// One of two applications.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Side<'m> {
    /// Its contract.
    file: &'m str,
    /// Its operation.
    operation: &'m str,
}

/// What becomes of a message.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Message<'m> {
    /// The sender's message.
    message: &'m str,
    /// The receiver's message that it is taken for.
    taken_for: Option<&'m str>,
    /// What becomes of it: `accepted`, `ignored`, `unknown` or `refused`.
    reception: &'static str,
    /// Whether it was refused, or unknown, before; null where nothing is known of that.
    was_refused: Option<bool>,
    /// Why it is not accepted.
    reason: Option<String>,
    /// Further reasons why it is refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_reasons: Vec<String>,
    /// A part of a message that shows the first reason.
    witness: Option<Witness<'m>>,
    /// Where the message stands.
    sent_at: Option<Place<'m>>,
    /// Where the receiver's contract refuses it.
    refused_at: Option<Place<'m>>,
    /// The rule that speaks of it; not there where nothing is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    /// That somebody has accepted that, so that it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'m>>,
    /// The same while the same is wrong between two contracts, whatever they are called; not there where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

/// A part of a message that is sent and not accepted.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Witness<'m> {
    /// The value.
    #[cfg_attr(test, schemars(with = "serde_json::Value"))]
    instance: Json,
    /// What it is of the message: `payload`, `headers` or `key`.
    part: &'static str,
    /// Why it is refused.
    reason: &'m str,
}

/// Two operations that have one address on different servers.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Separated<'m> {
    /// Who sends.
    sender: Side<'m>,
    /// Who receives.
    receiver: Side<'m>,
    /// The address.
    address: &'m str,
    /// The rule that speaks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

/// A message that an application waits for, and that it got before.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Missed<'m> {
    /// The contract of who sent it.
    sender: &'m str,
    /// Who waits for it.
    receiver: Side<'m>,
    /// The receiver's message.
    message: &'m str,
    /// Where it was sent.
    address: &'m str,
    /// Who has moved away from there, or is gone: `sender`, `receiver` or `both`.
    moved: &'static str,
    /// The address that both have now, on different servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    apart_at: Option<&'m str>,
    /// Where the receiver's operation stands.
    waits_at: Option<Place<'m>>,
    /// The rule that speaks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    /// That somebody has accepted that, so that it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'m>>,
    /// The same while the same is missed, whatever the contracts are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

/// What is told, by what it is told of.
type Standings<'m> = HashMap<Subject, &'m Told<'m>>;

/// All of it as one JSON document.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn document(
    members: &Members,
    relations: &Relations,
    told: &[Told<'_>],
    options: &Options,
    stale: &[Analysis],
) -> anyhow::Result<String> {
    let contracts = (0..members.count()).map(|member| {
        let info = &members.contract(member).info;
        Named {
            file: members.name(member),
            title: &info.title,
            version: &info.version,
        }
    });
    let verdict = match members.are_unreadable() {
        true => "unknown",
        false => Judgement::of(told).name(),
    };
    let listed = Listed::of(members, relations, told);
    let document = Document {
        version: 1,
        reading: options.reading.name(),
        verdict,
        contracts: contracts.collect(),
        meetings: listed.meetings,
        lost: listed.lost,
        apart: listed.apart,
        findings: findings(&members.report(stale))?,
    };
    Ok(printable_json(serde_json::to_string_pretty(&document)?) + "\n")
}

/// The same line by line: every meeting, then what is lost, what does not meet, and what is wrong with the documents, as
/// the document has them in its lists.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn lines(
    members: &Members,
    relations: &Relations,
    told: &[Told<'_>],
    stale: &[Analysis],
) -> anyhow::Result<String> {
    let listed = Listed::of(members, relations, told);
    let meetings = listed.meetings.iter().map(line);
    let lost = listed.lost.iter().map(line);
    let apart = listed.apart.iter().map(line);
    let lines: String = meetings
        .chain(lost)
        .chain(apart)
        .collect::<anyhow::Result<_>>()?;
    Ok(lines + &finding_lines(&members.report(stale)))
}

/// What is said of relations.
struct Listed<'m> {
    meetings: Vec<Meeting<'m>>,
    lost: Vec<Missed<'m>>,
    apart: Vec<Separated<'m>>,
}

impl<'m> Listed<'m> {
    fn of(members: &'m Members, relations: &'m Relations, told: &'m [Told<'m>]) -> Self {
        let standings: Standings<'_> = told.iter().map(|one| (one.subject, one)).collect();
        let meetings = relations.meetings.iter().enumerate();
        let lost = relations.lost.iter().enumerate();
        let apart = relations.apart.iter().enumerate();
        Self {
            meetings: meetings
                .map(|(of, met)| Meeting::of(of, met, members, &standings))
                .collect(),
            lost: lost
                .map(|(of, lost)| Missed::of(lost, members, standings.get(&Subject::Lost(of))))
                .collect(),
            apart: apart
                .map(|(of, (sender, receiver, apart))| Separated {
                    sender: Side::of(*sender, apart.sender, members),
                    receiver: Side::of(*receiver, apart.receiver, members),
                    address: &apart.address,
                    rule: standings.get(&Subject::Apart(of)).map(|told| told.rule.id),
                })
                .collect(),
        }
    }
}

impl<'m> Side<'m> {
    fn of(member: Member, operation: OperationId, members: &'m Members) -> Self {
        Self {
            file: members.name(member),
            operation: &members.contract(member).operations[operation].key,
        }
    }
}

impl<'m> Meeting<'m> {
    fn of(of: usize, met: &'m Met, members: &'m Members, standings: &Standings<'m>) -> Self {
        let meeting = &met.meeting;
        let messages = meeting.messages.iter().zip(&met.was).enumerate();
        Self {
            sender: Side::of(met.sender, meeting.sender, members),
            receiver: Side::of(met.receiver, meeting.receiver, members),
            is_reply: meeting.is_reply,
            address: &meeting.address,
            protocol: meeting.protocol.as_deref(),
            messages: messages
                .map(|(place, (sent, was))| {
                    let standing = standings.get(&Subject::Sent(of, place));
                    let was_refused = was.as_ref().map(|reasons| !reasons.is_empty());
                    Message::of(sent, was_refused, met, members, standing)
                })
                .collect(),
        }
    }
}

impl<'m> Message<'m> {
    fn of(
        sent: &'m Sent,
        was_refused: Option<bool>,
        met: &Met,
        members: &'m Members,
        standing: Option<&&'m Told<'m>>,
    ) -> Self {
        let (one, other) = (members.contract(met.sender), members.contract(met.receiver));
        let message = &one.messages[sent.message];
        let (reception, refusal) = match &sent.reception {
            Reception::Accepted => ("accepted", None),
            Reception::Ignored => ("ignored", None),
            Reception::Unknown(_) => ("unknown", None),
            Reception::Refused(refusal) => ("refused", Some(refusal)),
        };
        let reasons = reasons(sent);
        let mut reasons = reasons.iter().map(Objection::to_string);
        let witness = refusal.and_then(|refusal| refusal.witness.as_ref());
        Self {
            message: &message.key,
            taken_for: sent.taken_for.map(|id| other.messages[id].key.as_str()),
            reception,
            was_refused,
            reason: reasons.next(),
            other_reasons: reasons.collect(),
            witness: witness.map(|witness| Witness {
                instance: Json(witness.instance.clone()),
                part: witness.part.name(),
                reason: &witness.reason,
            }),
            sent_at: Place::of(members.analysis(met.sender), &message.origin.location),
            refused_at: refusal
                .and_then(|refusal| Place::of(members.analysis(met.receiver), &refusal.place)),
            rule: standing.map(|told| told.rule.id),
            accepted: standing.and_then(|told| told.accepted.as_ref().map(Accepted::of)),
            fingerprint: standing.map(|told| told.fingerprint()),
        }
    }
}

impl<'m> Missed<'m> {
    fn of(lost: &'m Lost, members: &'m Members, standing: Option<&&'m Told<'m>>) -> Self {
        let contract = members.contract(lost.receiver);
        let operation = &contract.operations[lost.operation].origin.location;
        Self {
            sender: members.name(lost.sender),
            receiver: Side::of(lost.receiver, lost.operation, members),
            message: &contract.messages[lost.message].key,
            address: &lost.address,
            moved: match lost.moved {
                Moved::Sender => "sender",
                Moved::Receiver => "receiver",
                Moved::Both => "both",
            },
            apart_at: lost.apart.as_deref(),
            waits_at: Place::of(members.analysis(lost.receiver), operation),
            rule: standing.map(|told| told.rule.id),
            accepted: standing.and_then(|told| told.accepted.as_ref().map(Accepted::of)),
            fingerprint: standing.map(|told| told.fingerprint()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_written;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_written::<Document<'_>>(
            "workspace-1.json",
            "What `tidings diff --workspace` finds, version 1",
        );
    }
}
