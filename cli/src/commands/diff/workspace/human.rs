//! How applications get along, for people.

use std::fmt::Write;

use tidings_diag::{Location, Severity};
use tidings_diff::{Options, Reception, Sent};
use tidings_report::{Place, Presentation, Remark, printable};

use super::super::findings::in_words;
use super::super::instance::{Shown, this};
use super::super::versions::UNREADABLE;
use super::members::{Member, Members};
use super::relations::Relations;
use super::told::{Judgement, Told};
use crate::accepted;
use crate::analysis::counted;

/// The whole page.
pub(super) fn page(
    members: &Members,
    relations: &Relations,
    told: &[Told<'_>],
    options: &Options,
    presentation: Presentation,
) -> String {
    let pages = told.iter().map(|one| of_told(one, members, presentation));
    let output: String = pages.collect();
    output + &summary(members, relations, told, options, presentation)
}

fn of_told(told: &Told<'_>, members: &Members, presentation: Presentation) -> String {
    let place = |(member, location): (Member, &Location)| {
        Place::of(members.analysis(member), location.span)
    };
    let mut remarks = vec![Remark {
        severity: told.severity(),
        word: match told.accepted {
            Some(_) => "accepted",
            None => told.word,
        },
        message: &told.message,
        place: told.stands_at.and_then(place),
    }];
    if let Some(refused_at) = told.refused_at {
        remarks.push(Remark {
            severity: Severity::Info,
            word: "receiver",
            message: "it is refused by this",
            place: place(refused_at),
        });
    }
    let mut output = Remark::show_all(&remarks, presentation);
    if let Some(accepted) = &told.accepted {
        let accepted = in_words(accepted);
        let accepted = format!("{}: {}", told.word, printable(&accepted));
        output += &presentation.paragraph(2, &accepted);
    }
    if let Some(witness) = told.witness {
        let shown = Shown::of(&witness.instance);
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            "  for example {}{}:\n      {}",
            this(witness.part.name()),
            shown.remark(),
            shown.lines().replace('\n', "\n      ")
        );
    }
    if let Some(before) = &told.before {
        output += &presentation.paragraph(2, before);
    }
    output + "\n"
}

/// What it means together.
fn summary(
    members: &Members,
    relations: &Relations,
    told: &[Told<'_>],
    options: &Options,
    presentation: Presentation,
) -> String {
    if members.are_unreadable() {
        let reading = options.reading.name();
        return presentation.paragraph(0, &format!("unknown: {UNREADABLE} (reading {reading})"));
    }
    let messages = || {
        let meetings = relations.meetings.iter();
        meetings.flat_map(|met| &met.meeting.messages)
    };
    let told = format!(
        "{}: {}, {} that one sends and another one receives: {}{} (reading {})",
        Judgement::of(told).name(),
        counted(members.count(), "contract"),
        counted(messages().count(), "message"),
        counts(messages(), relations.lost.len()).join(", "),
        agreed(told),
        options.reading.name()
    );
    presentation.paragraph(0, &told)
}

/// How much of what is not accepted by its receiver somebody has agreed to, before which other counts stand.
pub(super) fn agreed(told: &[Told<'_>]) -> String {
    match told.iter().filter(|one| one.accepted.is_some()).count() {
        0 => String::new(),
        count => format!("; {count} agreed to in {}", accepted::NAME),
    }
}

/// How many messages are accepted, and how many are not.
pub(super) fn counts<'m>(
    messages: impl Iterator<Item = &'m Sent> + Clone,
    lost: usize,
) -> Vec<String> {
    let count = |is: fn(&Reception) -> bool| {
        let messages = messages.clone();
        messages.filter(|sent| is(&sent.reception)).count()
    };
    let accepted = count(|reception| matches!(reception, Reception::Accepted));
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
        ("lost", lost),
    ];
    let others = others.into_iter().filter(|(_, count)| *count > 0);
    let others = others.map(|(word, count)| format!("{count} {word}"));
    let mut counts = vec![format!("{accepted} accepted")];
    counts.extend(others);
    counts
}
