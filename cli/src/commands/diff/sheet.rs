//! A comment on a pull request, which every run writes anew in the place of the last one.
//!
//! The verdict comes first and details are folded. A comment that the place would refuse is worth nothing, so what is too
//! much is left out and counted.

use std::fmt::Write;

use tidings_diff::{Verdict, Witness};
use tidings_report::{markdown_code, markdown_prose, xml};

use super::instance::{Shown, this};
use crate::analysis::{Analysis, counted};

/// How many characters GitHub takes in a comment; bytes are counted here, of which there are never fewer.
const LIMIT: usize = 65_536;

/// Bytes that are kept for what is said of the rest.
const END: usize = 1_024;

/// Bytes of a table at most; beyond that its rows are counted.
const TABLE: usize = 16_384;

/// A comment that grows as long as there is room.
pub(super) struct Sheet {
    text: String,
    /// How much was left out.
    left_out: usize,
}

impl Sheet {
    /// A comment that is found by the name `marker` and begins with `headline`.
    pub(super) fn new(marker: &str, headline: &str) -> Self {
        Self {
            text: format!("<!-- {marker} -->\n### Tidings: {headline}\n"),
            left_out: 0,
        }
    }

    /// Adds `piece`, if then there is room for what ends the comment; what comes later may still fit.
    pub(super) fn add(&mut self, piece: &str) {
        match self.text.len() + piece.len() <= LIMIT - END {
            true => self.text += piece,
            false => self.left_out += 1,
        }
    }

    /// Adds a table with these columns and rows; nothing where there is no row.
    pub(super) fn table(&mut self, columns: &[&str], rows: &[String]) {
        if rows.is_empty() {
            return;
        }
        let mut table = format!(
            "\n| {} |\n|{}\n",
            columns.join(" | "),
            "---|".repeat(columns.len())
        );
        let mut shown = 0;
        for row in rows {
            if table.len() + row.len() > TABLE {
                break;
            }
            table += row;
            shown += 1;
        }
        if shown < rows.len() {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "\nAnd {} more.", rows.len() - shown);
        }
        self.text += &table;
    }

    /// Adds `entries`, folded below `summary`.
    pub(super) fn section(&mut self, summary: &str, entries: &[String]) {
        const CLOSED: &str = "\n</details>\n";
        let opening = format!("\n<details>\n<summary>{summary}</summary>\n\n");
        let needed = opening.len() + CLOSED.len();
        if self.text.len() + needed > LIMIT - END {
            self.left_out += entries.len();
            return;
        }
        self.text += &opening;
        for entry in entries {
            match self.text.len() + entry.len() + CLOSED.len() <= LIMIT - END {
                true => self.text += entry,
                false => self.left_out += 1,
            }
        }
        self.text += CLOSED;
    }

    /// Adds what is wrong besides.
    pub(super) fn remarks(&mut self, wrong: &[Analysis]) {
        for finding in wrong.iter().flat_map(|analysis| &analysis.findings) {
            let (severity, rule) = (finding.severity.name(), finding.rule.id);
            let message = markdown_prose(&finding.message);
            self.add(&format!("\n- **{severity}**: {message} (`{rule}`)\n"));
        }
    }

    /// The comment, which says at its end how it came about and what had no room.
    pub(super) fn end(mut self, ways: &[String]) -> String {
        if !ways.is_empty() {
            self.add(&format!("\n<sub>{}</sub>\n", ways.join("; ")));
        }
        if self.left_out > 0 {
            let left_out = counted(self.left_out, "item");
            // Writing to a string cannot fail.
            let _ = writeln!(
                self.text,
                "\n{left_out} had no room here: a comment has {LIMIT} characters at most. `tidings diff` without `--format markdown` shows all."
            );
        }
        self.text
    }
}

/// The worst of several verdicts, with how many of them are that.
pub(super) fn headline(verdicts: &[Verdict]) -> String {
    let verdict = verdicts.iter().max().copied();
    let verdict = verdict.unwrap_or(Verdict::Unchanged);
    let words = match verdict {
        Verdict::Breaking => "breaking",
        Verdict::Unknown => "not everything could be found out",
        Verdict::Compatible => "compatible",
        Verdict::Unchanged => "unchanged",
    };
    let such = verdicts.iter().filter(|one| **one == verdict).count();
    match verdicts.len() {
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
