//! What becomes of generated code as one comment on a pull request.

use tidings_diff::{Outcome, SourceChange, Verdict, Version};
use tidings_report::{markdown_cell, markdown_prose};

use super::super::comment::mistakes;
use super::super::findings::in_words;
use super::super::room::{Entry, Rank};
use super::super::sheet::{Sheet, headline, instead, summary_text};
use super::super::versions::UNREADABLE;
use super::Compared;
use super::findings::word;
use super::human::counts;
use crate::analysis::Analysis;

/// The name by which whoever posts the comment finds the last one; another one than that of the messages.
const MARKER: &str = "tidings-diff-source";

/// The comment.
pub(super) fn comment(compared: &[Compared], stale: &[Analysis]) -> String {
    let outcomes: Vec<Outcome> = compared.iter().map(Compared::outcome).collect();
    let headline = headline(&outcomes);
    let mut sheet = Sheet::new(MARKER, &format!("callers of generated code: {headline}"));
    let changed = compared.iter();
    let is_told =
        |one: &&Compared| one.outcome() > Outcome::Unchanged || one.told().next().is_some();
    let changed = changed.filter(is_told);
    let changed: Vec<&Compared> = changed.collect();
    let rows: Vec<Entry> = changed.iter().map(|one| row(one)).collect();
    let columns = ["Contract", "Compared with", "Verdict", "Changes", "Version"];
    sheet.table(&columns, &rows);
    for one in changed {
        let mut entries: Vec<Entry> = one.told().map(entry).collect();
        entries.extend(mistakes(&one.versions));
        if !entries.is_empty() {
            let contract = summary_text(one.versions.contract());
            let summary = format!("<b>{contract}</b>: {}", told(one));
            sheet.section(&summary, entries, String::new());
        }
    }
    sheet.remarks(stale);
    sheet.end(&[])
}

/// How many changes there are, or why nobody knows.
fn told(one: &Compared) -> String {
    match one.versions.is_unreadable() {
        true => UNREADABLE.to_owned(),
        false => counts(one),
    }
}

fn row(one: &Compared) -> Entry {
    let name = |version| one.name(version).map(markdown_cell);
    let text = format!(
        "| {} | {} | **{}** | {} | {} |\n",
        name(Version::Revision).unwrap_or_else(|| "gone".to_owned()),
        name(Version::Base).unwrap_or_else(|| "new".to_owned()),
        one.outcome().name(),
        told(one),
        one.required_bump().name(),
    );
    let worst = match one.verdict() {
        Verdict::Breaking => Rank::Breaking,
        Verdict::Unknown => Rank::Unknown,
        Verdict::Compatible | Verdict::Unchanged => Rank::Compatible,
    };
    Entry::new(worst, text)
}

fn entry(change: &SourceChange) -> Entry {
    let message = markdown_prose(&change.message);
    let word = match &change.accepted {
        Some(accepted) => format!("{}, {}", word(change), in_words(accepted)),
        None => word(change).to_owned(),
    };
    let word = markdown_prose(&word);
    let entry = format!("- **{word}**: {message} (`{}`)\n", change.rule.id);
    let advice = change.advice.filter(|_| change.accepted.is_none());
    let rank = match change.accepted {
        Some(_) => Rank::Accepted,
        None => Rank::Breaking,
    };
    Entry::new(rank, entry + &advice.map(instead).unwrap_or_default())
}
