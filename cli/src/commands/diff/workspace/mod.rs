//! `tidings diff --workspace`: whether the applications of a project get along with each other, and whom a change breaks.
//!
//! `members` reads the contracts, `relations` finds where they meet and what has become worse; `json` and `human` write
//! what came out.

mod human;
mod json;
mod members;
mod relations;

use tidings_diff::Terms;

use crate::agreement::Agreement;
use crate::arguments::Diff;
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;
use members::Members;
use relations::{Judgement, Relations};

/// The forms in which it is written.
const FORMATS: &[(&str, &str)] = &[("human", "for people"), ("json", "one JSON document")];

/// Finds out how the contracts that the project lists get along.
///
/// # Errors
///
/// When fewer than two are listed, or a baseline does not exist.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let form = common.format.name;
    if !FORMATS.iter().any(|(name, _)| *name == form) {
        let what = "how applications get along is no list of findings";
        return super::super::rules::unwritable(what, form, FORMATS);
    }
    let members = Members::read(options, session)?;
    let agreement = Agreement::here(options.how, session)?;
    let how = agreement.options();
    let relations = Relations::between(&members, &how);
    let text = match form {
        "json" => json::document(&members, &relations, &how)?,
        _ => {
            terminal::problems(common, &members.report());
            human::page(&members, &relations, &how, terminal::presentation(common))
        }
    };
    terminal::write_result(common, &text)?;
    Ok(match relations.judgement() {
        _ if members.are_unreadable() => Exit::Unreadable,
        Judgement::Breaking => Exit::Findings,
        Judgement::Unknown if agreement.denies(options.unknown) => Exit::Findings,
        Judgement::Unknown | Judgement::Compatible => Exit::Clean,
    })
}
