//! `tidings diff --workspace`: whether the applications of a project get along with each other, and whom a change breaks.
//!
//! `members` reads the contracts, also those that are `gone`, `relations` finds where they meet, `lost` what has become of
//! messages that do not arrive any more, and `told` is what is to be said of that; `json`, `human` and `comment` write it,
//! and `findings` turns it into findings for all other formats.

mod comment;
mod findings;
mod gone;
mod human;
mod json;
mod lost;
mod members;
mod relations;
mod told;

use std::iter;

use tidings_diff::{Terms, WORKSPACE_RULES};

use super::{accepting, joined, mistakes};
use crate::accepted::Acceptances;
use crate::agreement::Agreement;
use crate::analysis::{self, Analysis};
use crate::arguments::Diff;
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;
use members::Members;
use relations::Relations;
use told::{Judgement, Told, told};

/// Finds out how the contracts that the project lists get along.
///
/// # Errors
///
/// When fewer than two are listed, a baseline does not exist, or what was accepted cannot be read or written.
pub(super) fn run(options: &Diff, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let members = Members::read(options, session)?;
    let agreement = Agreement::here(options.how, session)?;
    let how = agreement.options();
    let relations = Relations::between(&members, &how);
    let mut told = told(&members, &relations);
    let mut acceptances = Acceptances::of_present(WORKSPACE_RULES);
    for member in 0..members.count() {
        if let Some(base) = members.base(member) {
            acceptances.note_version(members.input(member), base, session)?;
        }
    }
    apply(&mut told, &members, &mut acceptances, session)?;
    if options.accept {
        let counting = told.iter().filter(|one| match one.unaccepted() {
            Judgement::Breaking => true,
            Judgement::Unknown => agreement.denies(options.unknown),
            Judgement::Compatible => false,
        });
        let counting = counting.map(|one| (members.input(one.about), one));
        accepting::accept(counting, &mut acceptances, options, session)?;
        apply(&mut told, &members, &mut acceptances, session)?;
    }
    let stale = acceptances.stale(session)?;
    let judged = match Judgement::of(&told) {
        _ if members.are_unreadable() => Exit::Unreadable,
        Judgement::Breaking => Exit::Findings,
        Judgement::Unknown if agreement.denies(options.unknown) => Exit::Findings,
        Judgement::Unknown | Judgement::Compatible => Exit::Clean,
    };
    let exit = judged.max(accepting::status(&stale));
    let text = match common.format.name {
        "json" => json::document(&members, &relations, &told, &how, &stale)?,
        "jsonl" => json::lines(&members, &relations, &told, &stale)?,
        "markdown" => comment::comment(&members, &relations, &told, &how, &stale),
        "human" => {
            terminal::decisions(common, &analysis::report(&stale).0);
            mistakes::say(members.named(), common);
            let presentation = terminal::presentation(common);
            human::page(&members, &relations, &told, &how, presentation)
        }
        _ => {
            let findings = findings::of_workspace(&told, &members);
            let documents = iter::once(joined::document(&members, &findings));
            let documents = documents.chain(stale.iter().map(Analysis::document));
            terminal::findings(common, &documents.collect::<Vec<_>>(), exit)
        }
    };
    terminal::write_result(common, &text)?;
    Ok(exit)
}

/// Marks what was accepted of what is told about each of the contracts.
fn apply(
    told: &mut [Told<'_>],
    members: &Members,
    acceptances: &mut Acceptances,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    for member in 0..members.count() {
        // What is said of one contract hangs on all that it meets.
        if members.hide_something() {
            acceptances.note_unread(members.input(member), session)?;
        }
        let about = told.iter_mut().filter(|one| one.about == member);
        acceptances.apply(members.input(member), about, session)?;
    }
    Ok(())
}
