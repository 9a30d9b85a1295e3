//! `tidings diff --workspace`: whether the applications of a project get along with each other, and whom a change breaks.
//!
//! `members` reads the contracts, `relations` finds where they meet and what has become worse, and `told` is what is to be
//! said of that; `json`, `human` and `comment` write it, and `findings` turns it into findings for all other formats.

mod comment;
mod findings;
mod human;
mod json;
mod members;
mod relations;
mod told;

use tidings_diff::Terms;

use super::joined;
use crate::agreement::Agreement;
use crate::arguments::Diff;
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;
use members::Members;
use relations::{Judgement, Relations};
use told::told;

/// Finds out how the contracts that the project lists get along.
///
/// # Errors
///
/// When fewer than two are listed, or a baseline does not exist.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let members = Members::read(options, session)?;
    let agreement = Agreement::here(options.how, session)?;
    let how = agreement.options();
    let relations = Relations::between(&members, &how);
    let told = told(&members, &relations);
    let exit = match relations.judgement() {
        _ if members.are_unreadable() => Exit::Unreadable,
        Judgement::Breaking => Exit::Findings,
        Judgement::Unknown if agreement.denies(options.unknown) => Exit::Findings,
        Judgement::Unknown | Judgement::Compatible => Exit::Clean,
    };
    let text = match common.format.name {
        "json" => json::document(&members, &relations, &how)?,
        "markdown" => comment::comment(&members, &relations, &told, &how),
        "human" => {
            terminal::problems(common, &members.report());
            let presentation = terminal::presentation(common);
            human::page(&members, &relations, &told, &how, presentation)
        }
        _ => {
            let findings = findings::of_workspace(&told, &members);
            terminal::findings(common, &[joined::document(&members, &findings)], exit)
        }
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}
