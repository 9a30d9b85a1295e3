//! What is accepted from now on, and what of it no longer holds.

use std::collections::HashSet;

use crate::accepted::{self, Acceptable, Acceptance, Acceptances};
use crate::analysis::{self, Analysis};
use crate::arguments::Diff;
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;

/// Accepts what is `failing`, each with its contract, writes that down and says so.
///
/// # Errors
///
/// When the day until which it holds is none or over, or a file cannot be written or makes no sense.
pub(super) fn accept<'f, F: Acceptable + 'f>(
    failing: impl Iterator<Item = (&'f Input, &'f F)>,
    acceptances: &mut Acceptances,
    options: &Diff,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    let until = options.until.as_deref().map(accepted::until).transpose()?;
    let acceptance = Acceptance {
        reason: options.reason.as_deref(),
        until: until.as_deref(),
    };
    let mut fingerprints = HashSet::new();
    for (contract, one) in failing {
        acceptances.add(contract, one, &acceptance, session)?;
        fingerprints.insert((contract.identity(), one.fingerprint()));
    }
    let written = acceptances.write(session)?;
    let count = analysis::counted(fingerprints.len(), "change");
    terminal::note(
        session.common,
        &match written.join(", ").as_str() {
            "" => "nothing fails, so nothing was accepted".to_owned(),
            files => format!("{count} accepted in {files}"),
        },
    );
    Ok(())
}

/// The status that what is `stale` deserves.
pub(super) fn status(stale: &[Analysis]) -> Exit {
    let exits = stale.iter().map(Analysis::exit);
    exits.max().unwrap_or(Exit::Clean)
}
