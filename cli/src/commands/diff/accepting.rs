//! What is accepted from now on, and what of it no longer holds.

use std::collections::HashSet;

use crate::accepted::{self, Acceptable, Acceptance, Acceptances};
use crate::analysis::{Analysis, counted};
use crate::arguments::Diff;
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;

/// Accepts what of what was `found` fails, each with its contract, writes that down and says so; what was accepted before
/// gets the reason and the day that the command line names.
///
/// # Errors
///
/// When the day until which it holds is none or over, or a file cannot be written or makes no sense.
pub(super) fn accept<'f, F: Acceptable + 'f>(
    found: impl Iterator<Item = (&'f Input, &'f F)>,
    acceptances: &mut Acceptances,
    options: &Diff,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    let until = options.until.as_deref().map(accepted::until).transpose()?;
    let acceptance = Acceptance {
        reason: options.reason.as_deref(),
        until: until.as_deref(),
    };
    let says = match (acceptance.reason, acceptance.until) {
        (Some(_), Some(_)) => Some("this reason and day"),
        (Some(_), None) => Some("this reason"),
        (None, Some(_)) => Some("this day"),
        (None, None) => None,
    };
    let (mut new, mut known) = (HashSet::new(), HashSet::new());
    for (contract, one) in found {
        let same = match one.accepted() {
            Some(_) if says.is_none() => continue,
            Some(_) => &mut known,
            None => &mut new,
        };
        acceptances.add(contract, one, &acceptance, session)?;
        let partner = one.partner().map(Input::identity);
        same.insert((contract.identity(), partner, one.fingerprint()));
    }
    let files = acceptances.write(session)?.join(", ");
    let new = (!new.is_empty()).then(|| format!("{} accepted", counted(new.len(), "change")));
    let known = says.filter(|_| !known.is_empty()).map(|says| {
        let has = if known.len() == 1 { "has" } else { "have" };
        let changes = counted(known.len(), "change");
        format!("{changes} accepted before {has} {says} now")
    });
    let told: Vec<String> = new.into_iter().chain(known).collect();
    terminal::note(
        session.common,
        &match told.join(", ").as_str() {
            "" => "nothing fails, so nothing was accepted".to_owned(),
            told => format!("{told} in {files}"),
        },
    );
    Ok(())
}

/// The status that what is `stale` deserves.
pub(super) fn status(stale: &[Analysis]) -> Exit {
    let exits = stale.iter().map(Analysis::exit);
    exits.max().unwrap_or(Exit::Clean)
}
