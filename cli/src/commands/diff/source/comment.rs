//! What becomes of generated code as one comment on a pull request.

use tidings_diff::{SourceChange, Verdict, Version};
use tidings_report::markdown_cell;

use super::super::sheet::{Sheet, headline, instead, summary_text};
use super::Compared;
use super::findings::word;
use super::human::counts;

/// The name by which whoever posts the comment finds the last one; another one than that of the messages.
const MARKER: &str = "tidings-diff-source";

/// The comment.
pub(super) fn comment(compared: &[Compared]) -> String {
    let worst = compared.iter().map(Compared::verdict).max();
    let verdict = worst.unwrap_or(Verdict::Unchanged);
    let such = compared.iter().filter(|one| one.verdict() == verdict);
    let headline = headline(verdict, such.count(), compared.len());
    let mut sheet = Sheet::new(MARKER, &format!("callers of generated code: {headline}"));
    let changed = compared.iter();
    let changed = changed.filter(|one| one.verdict() > Verdict::Unchanged);
    let changed: Vec<&Compared> = changed.collect();
    let rows: Vec<String> = changed.iter().map(|one| row(one)).collect();
    let columns = ["Contract", "Compared with", "Verdict", "Changes", "Version"];
    sheet.table(&columns, &rows);
    for one in changed {
        let breaking = one.changes().iter().filter(|change| change.breaks);
        let entries: Vec<String> = breaking.map(entry).collect();
        if !entries.is_empty() {
            let contract = summary_text(one.versions.contract());
            sheet.section(&format!("<b>{contract}</b>: {}", counts(one)), &entries);
        }
    }
    sheet.end(&[])
}

fn row(one: &Compared) -> String {
    let name = |version| one.name(version).map(markdown_cell);
    format!(
        "| {} | {} | **{}** | {} | {} |\n",
        name(Version::Revision).unwrap_or_else(|| "gone".to_owned()),
        name(Version::Base).unwrap_or_else(|| "new".to_owned()),
        one.verdict().name(),
        counts(one),
        one.required_bump().name(),
    )
}

fn entry(change: &SourceChange) -> String {
    let message = markdown_cell(&change.message);
    let entry = format!("- **{}**: {message} (`{}`)\n", word(change), change.rule.id);
    entry + &change.advice.map(instead).unwrap_or_default()
}
