//! How applications get along, for people.

use std::fmt::Write;

use tidings_diag::Severity;
use tidings_diff::{Options, Reception, Refusal, Sent};
use tidings_report::{Place, Presentation, Remark, printable_json};

use super::members::Members;
use super::relations::{Lost, Met, Relations};
use crate::analysis::counted;

/// The whole page.
pub(super) fn page(
    members: &Members,
    relations: &Relations,
    options: &Options,
    presentation: Presentation,
) -> String {
    let mut output = String::new();
    for met in &relations.meetings {
        for (sent, was_bad) in met.meeting.messages.iter().zip(&met.was_bad) {
            output += &of_message(met, sent, *was_bad, members, presentation);
        }
    }
    for lost in &relations.lost {
        output += &of_lost(lost, members, presentation);
    }
    match members.are_unreadable() {
        true => output,
        false => output + &summary(members, relations, options, presentation),
    }
}

/// What is to be said of a message; nothing, where it is accepted.
fn of_message(
    met: &Met,
    sent: &Sent,
    was_bad: Option<bool>,
    members: &Members,
    presentation: Presentation,
) -> String {
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
    let (severity, word, text, refusal) = match &sent.reception {
        Reception::Accepted | Reception::Ignored => return String::new(),
        Reception::Unknown(reason) => (
            Severity::Warning,
            "unknown",
            format!("{way}: it could not be found out whether it is accepted, because {reason}"),
            None,
        ),
        Reception::Refused(refusal) => (
            Severity::Error,
            "refused",
            format!("{way}: {}", refusal.reason),
            Some(refusal),
        ),
    };
    let sender = members.analysis(met.sender);
    let place = Place::of(sender, message.origin.location.span);
    let mut remarks = vec![Remark {
        severity: if was_bad == Some(true) {
            Severity::Info
        } else {
            severity
        },
        word,
        message: &text,
        place,
    }];
    if let Some(refusal) = refusal {
        remarks.push(Remark {
            severity: Severity::Info,
            word: "receiver",
            message: "it is refused by this",
            place: Place::of(members.analysis(met.receiver), refusal.place.span),
        });
    }
    let mut output = Remark::show_all(&remarks, presentation);
    output += &refusal.map_or_else(String::new, of_witness);
    output += match was_bad {
        Some(true) => "  it was so before\n",
        Some(false) => "  it was accepted before\n",
        None => "",
    };
    output.push('\n');
    output
}

fn of_witness(refusal: &Refusal) -> String {
    let witness = refusal.witness.as_ref();
    witness.map_or_else(String::new, |witness| {
        let instance = printable_json(witness.instance.to_json_text());
        format!(
            "  for example this {}:\n      {instance}\n",
            witness.part.name()
        )
    })
}

fn of_lost(lost: &Lost, members: &Members, presentation: Presentation) -> String {
    let text = format!(
        "nobody sends the message `{}` any more that {} waits for (`{}`); {} sent it at `{}`",
        lost.message,
        members.name(lost.receiver),
        lost.operation,
        members.name(lost.sender),
        lost.address,
    );
    let remark = Remark {
        severity: Severity::Error,
        word: "lost",
        message: &text,
        place: None,
    };
    Remark::show_all(&[remark], presentation) + "\n"
}

/// What it means together.
fn summary(
    members: &Members,
    relations: &Relations,
    options: &Options,
    presentation: Presentation,
) -> String {
    if !presentation.summary {
        return String::new();
    }
    let messages = || {
        relations
            .meetings
            .iter()
            .flat_map(|met| &met.meeting.messages)
    };
    let count = |is: fn(&Reception) -> bool| messages().filter(|sent| is(&sent.reception)).count();
    let mut parts = vec![format!(
        "{} accepted",
        count(|reception| matches!(reception, Reception::Accepted))
    )];
    let others = [
        (
            "ignored",
            count(|reception| matches!(reception, Reception::Ignored)),
        ),
        (
            "unknown",
            count(|reception| matches!(reception, Reception::Unknown(_))),
        ),
        (
            "refused",
            count(|reception| matches!(reception, Reception::Refused(_))),
        ),
        ("lost", relations.lost.len()),
    ];
    let others = others.into_iter().filter(|(_, count)| *count > 0);
    parts.extend(others.map(|(word, count)| format!("{count} {word}")));
    let mut output = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        output,
        "{}: {}, {} that one sends and another one receives: {} (reading {})",
        relations.judgement().name(),
        counted(members.count(), "contract"),
        counted(messages().count(), "message"),
        parts.join(", "),
        options.reading.name()
    );
    output
}
