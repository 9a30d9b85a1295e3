//! How applications get along as one comment on a pull request.

use std::fmt::Write;

use tidings_diff::Options;
use tidings_report::{Place, markdown_cell, markdown_prose};

use super::super::findings::in_words;
use super::super::room::{Entry, Rank};
use super::super::sheet::{Sheet, example, summary_text, value};
use super::super::versions::UNREADABLE;
use super::human::{agreed, counts};
use super::members::{Member, Members};
use super::relations::Relations;
use super::told::{Judgement, Told};
use crate::analysis::Analysis;

/// The name by which whoever posts the comment finds the last one.
const MARKER: &str = "tidings-diff-workspace";

/// The comment.
pub(super) fn comment(
    members: &Members,
    relations: &Relations,
    told: &[Told<'_>],
    options: &Options,
    stale: &[Analysis],
) -> String {
    let verdict = match members.are_unreadable() {
        true => UNREADABLE,
        false => Judgement::of(told).name(),
    };
    let mut sheet = Sheet::new(MARKER, &format!("applications together: {verdict}"));
    let name = |member: Member| markdown_cell(members.name(member));
    let rows = relations.pairs().into_iter().map(|(sender, receiver)| {
        let met = relations.meetings.iter();
        let met = met.filter(|met| (met.sender, met.receiver) == (sender, receiver));
        let messages = met.flat_map(|met| &met.meeting.messages);
        let lost = relations.lost.iter();
        let lost = lost.filter(|lost| (lost.sender, lost.receiver) == (sender, receiver));
        let counts = counts(messages, lost.count()).join(", ");
        let row = format!("| {} | {} | {counts} |\n", name(sender), name(receiver));
        Entry::new(Rank::Compatible, row)
    });
    let rows: Vec<Entry> = rows.collect();
    sheet.table(&["Sender", "Receiver", "Messages"], &rows);
    let entries = told.iter();
    let entries = entries.map(|one| Entry::new(rank(one), entry(one, members)));
    let entries: Vec<Entry> = entries.collect();
    if !entries.is_empty() {
        let messages = relations.meetings.iter();
        let messages = messages.flat_map(|met| &met.meeting.messages);
        let counts = counts(messages, relations.lost.len()).join(", ") + &agreed(told);
        sheet.section(&summary_text(&counts), entries, String::new());
    }
    sheet.remarks(stale);
    sheet.end(&[format!("reading {}", options.reading.name())])
}

/// What is kept of what there is no room for.
fn rank(told: &Told<'_>) -> Rank {
    match told.judgement() {
        _ if told.accepted.is_some() => Rank::Accepted,
        Judgement::Compatible => Rank::Compatible,
        Judgement::Unknown => Rank::Unknown,
        Judgement::Breaking => Rank::Breaking,
    }
}

fn entry(told: &Told<'_>, members: &Members) -> String {
    let message = markdown_prose(&told.message);
    let word = match &told.accepted {
        Some(accepted) => markdown_prose(&format!("{}, {}", told.word, in_words(accepted))),
        None => told.word.to_owned(),
    };
    let mut entry = format!("- **{word}**: {message} (`{}`)\n", told.rule.id);
    for (word, place) in [("at", told.stands_at), ("refused at", told.refused_at)] {
        let place =
            place.and_then(|(member, location)| Place::of(members.analysis(member), location.span));
        if let Some(place) = place {
            let path = markdown_prose(place.text.path);
            // Writing to a string cannot fail.
            let _ = writeln!(
                entry,
                "  <br>{word} {path}:{}:{}",
                place.start.line, place.start.column
            );
        }
    }
    if let Some(witness) = told.witness {
        let _ = writeln!(
            entry,
            "  <br>for example {}: {}",
            example(witness),
            value(witness)
        );
    }
    if let Some(before) = &told.before {
        let _ = writeln!(entry, "  <br>{}", markdown_prose(before));
    }
    entry
}
