//! A comment on a pull request, which every run writes anew in the place of the last one.
//!
//! The verdict comes first and details are folded. A comment that the place would refuse is worth nothing, so what is too
//! much is left out and counted.

use std::fmt::Write;

use tidings_diff::{Outcome, Witness};
use tidings_report::{markdown_code, markdown_prose, xml};

use super::instance::{Shown, this};
use super::room::{self, Entry, Kept, Rank, Section};
use crate::analysis::{Analysis, counted};

/// How many characters GitHub takes in a comment; bytes are counted here, of which there are never fewer.
const LIMIT: usize = 65_536;

/// Bytes that are kept for what is said of the rest.
const END: usize = 1_024;

/// Bytes of a table at most; beyond that its rows are counted.
const TABLE: usize = 16_384;

/// A comment, of which what has no room is left out when all of it is known.
pub(super) struct Sheet {
    pieces: Vec<Piece>,
    /// How many rows of tables were left out.
    rows: usize,
}

/// A piece of a comment.
enum Piece {
    /// It is there in any case.
    Text(String),
    Section(Section),
}

impl Sheet {
    /// A comment that is found by the name `marker` and begins with `headline`.
    pub(super) fn new(marker: &str, headline: &str) -> Self {
        let head = format!("<!-- {marker} -->\n### Tidings: {headline}\n");
        Self {
            pieces: vec![Piece::Text(head)],
            rows: 0,
        }
    }

    /// Adds a short `piece`, which is there in any case.
    pub(super) fn add(&mut self, piece: &str) {
        self.pieces.push(Piece::Text(piece.to_owned()));
    }

    /// Adds a table with these columns and rows, of which the worst are kept; nothing where there is no row.
    pub(super) fn table(&mut self, columns: &[&str], rows: &[Entry]) {
        if rows.is_empty() {
            return;
        }
        let mut table = format!(
            "\n| {} |\n|{}\n",
            columns.join(" | "),
            "---|".repeat(columns.len())
        );
        let are_shown = room::worst(rows, TABLE.saturating_sub(table.len()));
        let rows = rows.iter().zip(&are_shown);
        table.extend(rows.filter_map(|(row, is_shown)| is_shown.then_some(row.text())));
        let hidden = are_shown.iter().filter(|is_shown| !**is_shown).count();
        if hidden > 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "\nAnd {hidden} more.");
        }
        self.rows += hidden;
        self.add(&table);
    }

    /// Adds `entries`, folded below `summary`, and behind them what is `always` said.
    pub(super) fn section(&mut self, summary: &str, entries: Vec<Entry>, always: String) {
        self.pieces.push(Piece::Section(Section {
            opening: format!("\n<details>\n<summary>{summary}</summary>\n\n"),
            entries,
            always,
            closing: "\n</details>\n",
        }));
    }

    /// Adds what is wrong besides.
    pub(super) fn remarks(&mut self, wrong: &[Analysis]) {
        let findings = wrong.iter().flat_map(|analysis| &analysis.findings);
        let entries: Vec<Entry> = findings
            .map(|finding| {
                let (severity, rule) = (finding.severity.name(), finding.rule.id);
                let message = markdown_prose(&finding.message);
                let text = format!("- **{severity}**: {message} (`{rule}`)\n");
                Entry::new(Rank::Remark, text)
            })
            .collect();
        if !entries.is_empty() {
            self.pieces.push(Piece::Section(Section {
                opening: "\n".to_owned(),
                entries,
                always: String::new(),
                closing: "",
            }));
        }
    }

    /// The comment, which says at its end how it came about and what had no room.
    pub(super) fn end(mut self, ways: &[String]) -> String {
        if !ways.is_empty() {
            self.add(&format!("\n<sub>{}</sub>\n", ways.join("; ")));
        }
        let mut taken = 0;
        let (mut sections, mut texts) = (Vec::new(), Vec::new());
        for piece in self.pieces {
            match piece {
                Piece::Text(text) => {
                    taken += text.len();
                    texts.push(Some(text));
                }
                Piece::Section(section) => {
                    sections.push(section);
                    texts.push(None);
                }
            }
        }
        let kept = room::kept(sections, (LIMIT - END).saturating_sub(taken));
        let hidden = kept.iter().filter(|one| one.is_none()).count();
        let items: usize = kept.iter().flatten().map(Kept::left_out).sum();
        let mut kept = kept.into_iter();
        let pieces = texts.into_iter().map(|text| match text {
            Some(text) => text,
            None => kept
                .next()
                .flatten()
                .map_or_else(String::new, |one| one.text()),
        });
        let mut comment: String = pieces.collect();
        let left_out = [
            (items, "", "item"),
            (hidden, "the details of ", "comparison"),
            (self.rows, "", "table row"),
        ];
        let left_out = left_out.into_iter().filter(|(count, ..)| *count > 0);
        let left_out = left_out.map(|(count, of, word)| of.to_owned() + &counted(count, word));
        let left_out: Vec<String> = left_out.collect();
        if !left_out.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(
                comment,
                "\n{} had no room here: a comment has {LIMIT} characters at most. The same command without `--format markdown` shows all.",
                left_out.join(", ")
            );
        }
        comment
    }
}

/// The worst of several outcomes, with how many of them are that.
pub(super) fn headline(outcomes: &[Outcome]) -> String {
    let outcome = outcomes.iter().max().copied();
    let outcome = outcome.unwrap_or(Outcome::Unchanged);
    let words = match outcome {
        Outcome::Unknown => "not everything could be found out",
        outcome => outcome.name(),
    };
    let such = outcomes.iter().filter(|one| **one == outcome).count();
    match outcomes.len() {
        0 | 1 => words.to_owned(),
        all => format!("{words} ({such} of {all} comparisons)"),
    }
}

/// The value of a witness, as code.
pub(super) fn value(witness: &Witness) -> String {
    markdown_code(&Shown::of(&witness.instance).line())
}

/// What is shown of a message, in words behind "for example".
pub(super) fn example(witness: &Witness) -> String {
    let remark = Shown::of(&witness.instance).remark();
    this(witness.part.name()) + remark
}

/// What to do instead.
pub(super) fn instead(advice: &str) -> String {
    format!("  <br>instead: {}\n", markdown_prose(advice))
}

/// `text` between tags of HTML, where Markdown is not read and names are called to the discussion all the same.
pub(super) fn summary_text(text: &str) -> String {
    xml(text).replace('@', "&#64;")
}
