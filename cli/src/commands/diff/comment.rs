//! The changes as one comment on a pull request, which every run writes anew in the place of the last one.
//!
//! The verdict comes first and details are folded. A comment that the place would refuse is worth nothing, so what is too
//! much is left out and counted.

use std::fmt::Write;

use tidings_diag::{Location, Severity};
use tidings_diff::{Change, Impact, Verdict, Version, Witness};
use tidings_report::{markdown_cell, printable_json, xml};

use super::Compared;
use super::asked::Counting;
use super::findings::in_words;
use super::human::{counts, way, whom};
use crate::analysis::{Analysis, counted};

/// By which whoever posts the comment finds the last one.
const MARKER: &str = "<!-- tidings-diff -->";

/// How many characters GitHub takes in a comment; bytes are counted here, of which there are never fewer.
const LIMIT: usize = 65_536;

/// Bytes that are kept for what is said of the rest.
const END: usize = 1_024;

/// Bytes of the table of contracts at most; beyond that they are counted.
const TABLE: usize = 16_384;

/// Bytes of a value that is shown at most.
const VALUE: usize = 2_048;

/// A comment that grows as long as there is room.
struct Comment {
    text: String,
    /// How much was left out.
    left_out: usize,
}

impl Comment {
    /// Adds `piece`, if then there is room for what ends the comment; what comes later may still fit.
    fn add(&mut self, piece: &str) {
        match self.text.len() + piece.len() <= LIMIT - END {
            true => self.text += piece,
            false => self.left_out += 1,
        }
    }
}

/// The comment; `stale` is what is wrong besides.
pub(super) fn comment(compared: &[Compared], stale: &[Analysis]) -> String {
    let worst = compared.iter().map(Compared::verdict).max();
    let verdict = worst.unwrap_or(Verdict::Unchanged);
    let mut comment = Comment {
        text: format!("{MARKER}\n### Tidings: {}\n", headline(verdict, compared)),
        left_out: 0,
    };
    // What is as it was needs no row.
    let changed: Vec<&Compared> = compared.iter().filter(|one| is_told(one)).collect();
    if !changed.is_empty() {
        comment.text += &table(&changed);
    }
    for one in &changed {
        section(&mut comment, one);
    }
    for finding in stale.iter().flat_map(|analysis| &analysis.findings) {
        comment.add(&format!("\n- {}\n", markdown_cell(&finding.message)));
    }
    let mut ways: Vec<String> = Vec::new();
    for one in compared {
        let told = way(&one.comparison.options);
        if !ways.contains(&told) {
            ways.push(told);
        }
    }
    comment.add(&format!("\n<sub>{}</sub>\n", ways.join("; ")));
    if comment.left_out > 0 {
        let left_out = counted(comment.left_out, "item");
        // Writing to a string cannot fail.
        let _ = writeln!(
            comment.text,
            "\n{left_out} had no room here: a comment has {LIMIT} characters at most. `tidings diff` without `--format markdown` shows all."
        );
    }
    comment.text
}

/// The verdict, with how many contracts have it.
fn headline(verdict: Verdict, compared: &[Compared]) -> String {
    let words = match verdict {
        Verdict::Breaking => "breaking",
        Verdict::Unknown => "not everything could be found out",
        Verdict::Compatible => "compatible",
        Verdict::Unchanged => "unchanged",
    };
    let such = compared.iter().filter(|one| one.verdict() == verdict);
    match (such.count(), compared.len()) {
        (_, 0 | 1) => words.to_owned(),
        (such, all) => format!("{words} ({such} of {all} comparisons)"),
    }
}

/// Whether there is something to say of a comparison.
fn is_told(one: &Compared) -> bool {
    let mut changes = one.comparison.changes.iter();
    let is_changed = changes.any(|change| change.impact > Impact::Annotation);
    is_changed || one.verdict() > Verdict::Unchanged || one.versions.is_unreadable()
}

/// A row for each comparison.
fn table(changed: &[&Compared]) -> String {
    let mut table =
        "\n| Contract | Compared with | Verdict | Changes | Version |\n|---|---|---|---|---|\n"
            .to_owned();
    let mut rows = 0;
    for one in changed {
        let name = |version| one.versions.name(version).map(markdown_cell);
        let row = format!(
            "| {} | {} | **{}** | {} | {} |\n",
            name(Version::Revision).unwrap_or_else(|| "gone".to_owned()),
            name(Version::Base).unwrap_or_else(|| "new".to_owned()),
            one.verdict().name(),
            counts(&one.comparison),
            one.comparison.required_bump.name(),
        );
        if table.len() + row.len() > TABLE {
            break;
        }
        table += &row;
        rows += 1;
    }
    if rows < changed.len() {
        let _ = writeln!(table, "\nAnd {} more.", changed.len() - rows);
    }
    table
}

/// The changes of a comparison, folded.
fn section(comment: &mut Comment, one: &Compared) {
    const CLOSED: &str = "\n</details>\n";
    let across = match one.counting {
        Counting::All => String::new(),
        _ => {
            let base = one.versions.name(Version::Base).unwrap_or_default();
            format!(", against the earlier {}", summary_text(base))
        }
    };
    let contract = summary_text(one.versions.contract());
    let counts = counts(&one.comparison);
    let opening =
        format!("\n<details>\n<summary><b>{contract}</b>{across}: {counts}</summary>\n\n");
    let mut entries: Vec<String> = Vec::new();
    for impact in Impact::ALL.into_iter().rev() {
        let changes = one.comparison.changes.iter();
        let told = changes.filter(|change| change.impact == impact && change.accepted.is_none());
        if impact > Impact::Annotation {
            entries.extend(told.map(|change| entry(change, one)));
        }
    }
    let changes = one.comparison.changes.iter();
    let accepted = changes.filter(|change| change.accepted.is_some());
    entries.extend(accepted.map(|change| entry(change, one)));
    if one.comparison.required_bump > tidings_diff::RequiredBump::Patch {
        entries.push(format!("- Rollout: {}\n", one.comparison.rollout.words()));
    }
    for (channel, options) in &one.comparison.channels {
        let (channel, options) = (markdown_cell(channel), way(options));
        entries.push(format!("- Channel {channel}: {options}\n"));
    }
    let mistakes = one.versions.findings();
    let mistakes = mistakes.filter(|(_, finding)| finding.severity == Severity::Error);
    entries.extend(mistakes.map(|(version, finding)| {
        let message = markdown_cell(&finding.message);
        format!("- The {} has a mistake: {message}\n", version.name())
    }));
    let needed = opening.len() + CLOSED.len();
    if comment.text.len() + needed > LIMIT - END {
        comment.left_out += entries.len();
        return;
    }
    comment.text += &opening;
    for entry in entries {
        match comment.text.len() + entry.len() + CLOSED.len() <= LIMIT - END {
            true => comment.text += &entry,
            false => comment.left_out += 1,
        }
    }
    comment.text += CLOSED;
}

/// One change.
fn entry(change: &Change, one: &Compared) -> String {
    let word = match &change.accepted {
        Some(accepted) => format!("{}, {}", change.impact.name(), in_words(accepted)),
        None => change.impact.name().to_owned(),
    };
    let mut entry = format!(
        "- **{}**: {} (`{}`)\n",
        markdown_cell(&word),
        markdown_cell(&change.message),
        change.check.id
    );
    let place = |version, location: &Option<Location>| {
        let place = one.versions.place(version, location.as_ref()?)?;
        let path = markdown_cell(place.text.path);
        Some(format!(
            "{path}:{}:{}",
            place.start.line, place.start.column
        ))
    };
    let revision = place(Version::Revision, &change.revision);
    if let Some(place) = revision.or_else(|| place(Version::Base, &change.base)) {
        let _ = writeln!(entry, "  at {place}");
    }
    if change.accepted.is_some() || change.impact < Impact::Risky {
        return entry;
    }
    if let Some(whom) = whom(change.breaks) {
        let _ = writeln!(entry, "  <br>breaks: {whom}");
    }
    if let Some(witness) = &change.witness {
        entry += &shown(witness);
    }
    if let Some(advice) = &change.advice {
        let _ = writeln!(entry, "  <br>instead: {}", markdown_cell(advice));
    }
    entry
}

/// A message that shows a break.
fn shown(witness: &Witness) -> String {
    let value = printable_json(witness.instance.to_json_text());
    let value = match value.len() <= VALUE {
        true => markdown_code(&value),
        false => "a value too long to be shown here".to_owned(),
    };
    format!(
        "  <br>for example this {}, which the {} accepts and the {} refuses ({}): {value}\n",
        witness.part.name(),
        witness.acceptance.accepted_by.name(),
        witness.acceptance.rejected_by.name(),
        markdown_cell(&witness.reason),
    )
}

/// `text`, which is one line, as code: a fence is longer than any run of its characters inside
/// (CommonMark, "Code spans").
fn markdown_code(text: &str) -> String {
    let runs = text.split(|character| character != '`');
    let fence = "`".repeat(runs.map(str::len).max().unwrap_or(0) + 1);
    format!("{fence} {text} {fence}")
}

/// `text` between tags of HTML, where Markdown is not read and names are called to the discussion all the same.
fn summary_text(text: &str) -> String {
    xml(text).replace('@', "&#64;")
}
