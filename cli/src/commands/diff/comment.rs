//! The changes as one comment on a pull request.

use std::fmt::Write;

use tidings_diag::Location;
use tidings_diff::{Change, Impact, Outcome, Version, Witness};
use tidings_report::{markdown_cell, markdown_prose};

use super::Compared;
use super::asked::Counting;
use super::findings::in_words;
use super::human::{concerned, counts, way};
use super::likewise::{self, Shared};
use super::room::{Entry, Rank};
use super::sheet::{Sheet, example, headline, instead, summary_text, value};
use super::versions::{UNREADABLE, Versions};
use crate::analysis::{Analysis, counted};
use crate::arguments::Diff;

/// The name by which whoever posts the comment finds the last one.
const MARKER: &str = "tidings-diff";

/// The comment on what is to be told of comparisons that have these `outcomes`; `stale` is what is wrong besides. What only
/// people read is counted, and told where it `is_verbose`.
pub(super) fn comment(
    compared: &[Compared],
    outcomes: &[Outcome],
    stale: &[Analysis],
    options: &Diff,
    is_verbose: bool,
) -> String {
    let mut sheet = Sheet::new(MARKER, &headline(outcomes));
    // What is as it was needs no row.
    let is_told = |one: &&Compared| is_told(one) || one.besides(options).is_some();
    let changed: Vec<&Compared> = compared.iter().filter(is_told).collect();
    let rows: Vec<Entry> = changed.iter().map(|one| row(one)).collect();
    let columns = ["Contract", "Compared with", "Verdict", "Changes", "Version"];
    sheet.table(&columns, &rows);
    match outcomes.len() - changed.len() {
        0 => {}
        _ if changed.is_empty() => {}
        others => sheet.add(&format!(
            "\nAnd {} with nothing else to tell.\n",
            counted(others, "comparison")
        )),
    }
    for one in &changed {
        section(&mut sheet, one, options, is_verbose);
    }
    let mut annotated = changed.iter().flat_map(|one| one.wholes());
    if !is_verbose && annotated.any(|whole| whole.change.impact == Impact::Annotation) {
        sheet.add("\nAnnotations, which only people read, are told with `--verbose`.\n");
    }
    sheet.remarks(stale);
    let mut ways: Vec<String> = Vec::new();
    for one in compared {
        let told = way(&one.comparison.options);
        if !ways.contains(&told) {
            ways.push(told);
        }
    }
    sheet.end(&ways)
}

/// Whether there is something to say of a comparison.
fn is_told(one: &Compared) -> bool {
    !one.comparison.changes.is_empty() || one.outcome() > Outcome::Unchanged
}

/// How many changes there are, or why nobody knows.
fn told(one: &Compared) -> String {
    match one.versions.is_unreadable() {
        true => UNREADABLE.to_owned(),
        false => counts(&one.comparison),
    }
}

/// The row of a comparison.
fn row(one: &Compared) -> Entry {
    let name = |version| one.versions.name(version).map(markdown_cell);
    let text = format!(
        "| {} | {} | **{}** | {} | {} |\n",
        name(Version::Revision).unwrap_or_else(|| "gone".to_owned()),
        name(Version::Base).unwrap_or_else(|| "new".to_owned()),
        one.outcome().name(),
        told(one),
        one.comparison.required_bump.name(),
    );
    Entry::new(worst(one), text)
}

/// The worst that a comparison tells.
fn worst(one: &Compared) -> Rank {
    match one.versions.is_unreadable() {
        true => Rank::Unknown,
        false => {
            let ranks = one.comparison.changes.iter().map(rank);
            ranks.min().unwrap_or(Rank::Matched)
        }
    }
}

/// What is kept of the changes that there is no room for all of.
fn rank(change: &Change) -> Rank {
    match change.accepted {
        Some(_) => Rank::Accepted,
        None => Rank::of(change.impact),
    }
}

/// The changes of a comparison, folded; nothing, where there is nothing to list.
fn section(sheet: &mut Sheet, one: &Compared, options: &Diff, is_verbose: bool) {
    let across = match one.counting {
        Counting::All => String::new(),
        _ => {
            let base = one.versions.name(Version::Base).unwrap_or_default();
            format!(", against the earlier {}", summary_text(base))
        }
    };
    let contract = summary_text(one.versions.contract());
    let counts = told(one);
    let told = |shared: &Shared<'_>| {
        let rank = rank(shared.change);
        Entry::of_several(rank, shared.count(), entry(shared, one))
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut always = String::new();
    let wholes = one.wholes();
    for impact in Impact::ALL.into_iter().rev() {
        if impact == Impact::Annotation && !is_verbose {
            continue;
        }
        let counting = wholes.iter().filter(|one| one.change.accepted.is_none());
        let such = counting.filter(|one| one.change.impact == impact);
        let shared = likewise::shared(such.cloned());
        entries.extend(shared.iter().map(told));
    }
    let accepted = wholes
        .into_iter()
        .filter(|whole| whole.change.accepted.is_some());
    let accepted = accepted.flat_map(|whole| likewise::shared([whole]));
    entries.extend(accepted.map(|shared| told(&shared)));
    if let Some(left_out) = one.left_out() {
        always += &format!("- Not listed here: {left_out}\n");
    }
    let mut changes = one.comparison.changes.iter();
    let matters = changes.any(|change| change.impact > Impact::Annotation);
    if matters || one.versions.is_unreadable() {
        always += &format!("- Rollout: {}\n", one.comparison.rollout.words());
        let channels = one.comparison.channels.iter();
        always.extend(channels.map(|(channel, options)| {
            let (channel, options) = (markdown_prose(channel), way(options));
            format!("- Channel {channel}: {options}\n")
        }));
    }
    if let Some(wrong) = one.besides(options) {
        let (message, rule) = (markdown_prose(&wrong.message), wrong.rule.id);
        let severity = wrong.severity.name();
        always += &format!("- **{severity}**: {message} (`{rule}`)\n");
    }
    for line in one.matching(options).into_iter().flatten() {
        let line = format!("- Matched: {}\n", markdown_prose(&line));
        entries.push(Entry::new(Rank::Matched, line));
    }
    entries.extend(mistakes(&one.versions));
    if !entries.is_empty() || !always.is_empty() {
        let summary = format!("<b>{contract}</b>{across}: {counts}");
        sheet.section(&summary, entries, always);
    }
}

/// What is wrong with both documents: how much, and of those that could not be read, what.
pub(super) fn mistakes(versions: &Versions) -> Vec<Entry> {
    let remark = |line| Entry::new(Rank::Remark, line);
    if !versions.is_unreadable() {
        let mistakes = super::mistakes::in_words(versions.named()).into_iter();
        return mistakes
            .map(|sentence| remark(format!("- {}\n", markdown_prose(&sentence))))
            .collect();
    }
    let mistakes = versions.findings().map(|(version, finding)| {
        let message = markdown_prose(&finding.message);
        remark(format!(
            "- The {} has a mistake: {message}\n",
            version.name()
        ))
    });
    mistakes.collect()
}

/// One change.
fn entry(shared: &Shared<'_>, one: &Compared) -> String {
    let change = shared.change;
    let word = match &change.accepted {
        Some(accepted) => format!("{}, {}", change.impact.name(), in_words(accepted)),
        None => change.impact.name().to_owned(),
    };
    let mut entry = format!(
        "- **{}**: {} (`{}`)\n",
        markdown_prose(&word),
        markdown_prose(&change.message),
        change.check.id
    );
    let place = |version, location: &Option<Location>| {
        let place = one.versions.place(version, location.as_ref()?)?;
        let path = markdown_prose(place.text.path);
        Some(format!(
            "{path}:{}:{}",
            place.start.line, place.start.column
        ))
    };
    let revision = place(Version::Revision, &change.revision);
    if let Some(place) = revision.or_else(|| place(Version::Base, &change.base)) {
        let _ = writeln!(entry, "  at {place}");
    }
    for (word, told) in shared.in_words(|change| one.versions.line(change)) {
        let _ = writeln!(entry, "  <br>{word}: {}", markdown_prose(&told));
    }
    if change.impact < Impact::Risky {
        return entry;
    }
    for (word, whom) in concerned(change) {
        let _ = writeln!(entry, "  <br>{word}: {whom}");
    }
    if let Some(witness) = &change.witness {
        entry += &shown(witness);
    }
    // Whoever accepted it has decided.
    if let (Some(advice), None) = (&change.advice, &change.accepted) {
        entry += &instead(advice);
    }
    entry
}

/// A message that shows a break.
fn shown(witness: &Witness) -> String {
    format!(
        "  <br>for example {}, which the {} accepts and the {} refuses ({}): {}\n",
        example(witness),
        witness.acceptance.accepted_by.name(),
        witness.acceptance.rejected_by.name(),
        markdown_prose(&witness.reason),
        value(witness),
    )
}
