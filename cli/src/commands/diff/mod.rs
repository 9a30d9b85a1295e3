//! `tidings diff`: what changed between two versions of a contract, whom it breaks, and the message that shows it.
//!
//! `versions` holds both versions with their texts; `json` and `human` write what came out, `findings` turns it into
//! findings for all other formats.

mod findings;
mod human;
mod json;
mod matching;
mod versions;

use anyhow::bail;
use tidings_diff::{Comparison, Impact, Options, Verdict, compare};
use tidings_report::Report;

use crate::arguments::{Diff, Unknown};
use crate::exit::Exit;
use crate::input::STDIN;
use crate::session::Session;
use crate::terminal;
use versions::Versions;

/// Compares two versions.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let is_stdin = |path: &std::path::Path| path.as_os_str() == STDIN;
    if is_stdin(&options.base) && is_stdin(&options.revision) {
        bail!("standard input can be read only once");
    }
    let versions = Versions::read(&options.base, &options.revision, session)?;
    let asked = Options {
        policy: options.policy,
        reading: options.reading,
        formats: options.formats.into(),
        ..Options::default()
    };
    let comparison = compare(versions.base(), versions.revision(), &asked);
    let exit = exit(&comparison, options, &versions);
    let text = match common.format.name {
        "json" => json::document(&comparison, &versions)?,
        "human" => {
            terminal::problems(common, &versions.report());
            let presentation = terminal::presentation(common);
            let mut text = human::page(&comparison, &versions, presentation);
            if options.explain_matching {
                text += &matching::explanation(&comparison.matching, &versions);
            }
            text
        }
        _ => {
            let findings = findings::of_changes(&comparison, &versions);
            let documents = [versions.document(&findings)];
            let report = Report::new(&documents, exit.status());
            common
                .format
                .render(&report, terminal::presentation(common))
        }
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}

/// The status that the changes deserve.
fn exit(comparison: &Comparison, options: &Diff, versions: &Versions) -> Exit {
    let is_unknown = comparison.verdict() == Verdict::Unknown && options.unknown == Unknown::Deny;
    let breaks = comparison
        .changes
        .iter()
        .any(|change| change.impact == Impact::Breaking);
    match is_unknown || breaks {
        _ if versions.is_unreadable() => Exit::Unreadable,
        true => Exit::Findings,
        false => Exit::Clean,
    }
}
