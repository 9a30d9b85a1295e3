//! `tidings validate`: the specification's own rules; `tidings lint`: these, and what is suspicious.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::bail;

use crate::analysis::{self, Extent};
use crate::arguments::Check;
use crate::discover::discover;
use crate::exit::Exit;
use crate::session::Session;
use crate::terminal;

/// Checks every document and shows all findings together.
pub(super) fn run(options: &Check, extent: Extent, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let discovered = discover(&paths(options, session)?, session)?;
    let analyses = analysis::check_all(&discovered, extent);
    for analysis in &analyses {
        for detail in analysis.details() {
            terminal::detail(common, detail);
        }
    }
    let (report, exit) = analysis::report(&analyses);
    let output = common
        .format
        .render(&report, terminal::presentation(common));
    terminal::write_result(common, &output)?;
    Ok(exit)
}

/// The paths that were given, else those that the project lists.
fn paths<'o>(options: &'o Check, session: &Session<'_>) -> anyhow::Result<Cow<'o, [PathBuf]>> {
    if !options.paths.is_empty() {
        return Ok(Cow::Borrowed(&options.paths));
    }
    let listed = session.listed_specs()?;
    if listed.is_empty() {
        bail!(
            "no PATH was given, and no tidings.toml lists one under [[spec]]; a PATH of `.` is the whole folder"
        );
    }
    Ok(Cow::Owned(listed))
}
