//! `tidings changelog`: what changed in the history of a contract, version by version.
//!
//! `versions` finds out which versions there are, `history` walks over them and compares; `json` writes what came out
//! for programs, `page` for people.

mod history;
mod json;
mod page;
mod versions;

use anyhow::bail;
use tidings_diff::{Comparison, Terms};

use crate::accepted::Acceptances;
use crate::agreement::Agreement;
use crate::arguments::Changelog;
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;
use history::History;
use page::Paper;

/// The forms in which a changelog is written.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    ("human", "the same as markdown"),
    ("markdown", "a file for a repository or a release"),
    ("html", "one page that needs no other file"),
    ("json", "one JSON document"),
];

/// Writes what changed.
pub(super) fn run(options: &Changelog, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let form = common.format.name;
    if !FORMATS.iter().any(|(name, _)| *name == form) {
        return super::rules::unwritable("a changelog is no list of findings", form, FORMATS);
    }
    let versions = versions::of(options, session)?;
    let Some(newest) = versions.versions.last() else {
        bail!("there is no version to tell of");
    };
    let newest = newest.input.clone();
    let agreement = Agreement::about(&newest, options.how, session);
    let how = agreement.options();
    let are_named = versions.are_named;
    let mut acceptances = Acceptances::new(tidings_diff::RULES);
    if !are_named {
        for version in &versions.versions {
            acceptances.note_version(&newest, &version.input, session)?;
        }
    }
    // What was accepted stands under the name that the contract has now.
    let mut accept = |revision: &Input, comparison: &mut Comparison| {
        let contract = if are_named { revision } else { &newest };
        acceptances.apply(contract, &mut comparison.changes, session)
    };
    let history = match History::read(versions, options, &agreement, &mut accept)? {
        Ok(history) => history,
        Err(unreadable) => {
            terminal::problems(common, &crate::analysis::report(&[*unreadable]).0);
            return Ok(Exit::Unreadable);
        }
    };
    let text = match form {
        "json" => json::document(&history, &how)?,
        "html" => page::page(&history, &how, Paper::Html)?,
        _ => page::page(&history, &how, Paper::Markdown)?,
    };
    terminal::write_result(common, &text)?;
    Ok(Exit::Clean)
}
