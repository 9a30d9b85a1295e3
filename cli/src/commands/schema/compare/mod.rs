//! `tidings schema compare`: does one schema accept whatever another one does, and the other way round?
//!
//! `comparison` asks and holds what came out, `json` and `human` write it (the latter an `excerpt` of what is long), `batch` does so for many pairs.

mod batch;
mod comparison;
mod excerpt;
mod human;
mod json;
mod lines;

use anyhow::bail;
use tidings_decide::Options;
use tidings_report::Report;
use tidings_schema::standalone::Breadth;

use super::subject::Subject;
use crate::arguments::SchemaCompare;
use crate::exit::Exit;
use crate::input::STDIN;
use crate::session::Session;
use crate::terminal;
use comparison::Comparison;

/// The forms in which answers are written.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    (
        "human",
        "for people: the answers in words, with the lines in question",
    ),
    ("json", "one JSON document"),
    ("jsonl", "one JSON document on a line"),
];

/// Refuses forms that are for findings.
fn check_format(format: &str) -> anyhow::Result<()> {
    if !FORMATS.iter().any(|(name, _)| *name == format) {
        bail!(
            "an answer is no finding and cannot be written as {format}; use human, json or jsonl"
        );
    }
    Ok(())
}

/// Compares two schemas, or the pairs of a batch.
pub(super) fn run(options: &SchemaCompare, session: &Session<'_>) -> anyhow::Result<Exit> {
    if let Some(file) = &options.jsonl {
        return batch::run(file, options, session);
    }
    let (Some(old), Some(new)) = (&options.old, &options.new) else {
        bail!("two schemas are compared: name the old one and the new one");
    };
    if old == STDIN && new == STDIN {
        bail!("standard input can be read only once");
    }
    compare(old, new, options, session)
}

fn compare(
    old: &str,
    new: &str,
    options: &SchemaCompare,
    session: &Session<'_>,
) -> anyhow::Result<Exit> {
    let common = session.common;
    let format = common.format.name;
    check_format(format)?;
    let old = Subject::read(old, options.dialect, Breadth::Message, session)?;
    let new = Subject::read(new, options.dialect, Breadth::Message, session)?;
    let asked = Options {
        formats: options.formats.into(),
        ..Options::default()
    };
    let exit = old.exit().max(new.exit());
    let report = Report::new(&[old.document(), new.document()], exit.status());
    terminal::problems(common, &report);
    let comparison = Comparison::of(&old.meaning, &new.meaning, &asked);
    let text = match format {
        "json" => json::document(&comparison)?,
        "jsonl" => json::line(&comparison)?,
        // What cannot be read has been told already.
        _ if exit == Exit::Unreadable => String::new(),
        _ => human::page(&comparison, [&old, &new], terminal::presentation(common)),
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}
