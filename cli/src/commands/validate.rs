//! `tidings validate`: the specification's own rules.

use crate::analysis::{self, Analysis};
use crate::arguments::{Common, Validate};
use crate::discover::discover;
use crate::exit::Exit;
use crate::terminal;

/// Checks every document and shows all findings together.
pub(super) fn run(options: &Validate, common: &Common) -> anyhow::Result<Exit> {
    let discovered = discover(&options.paths, common)?;
    let analyses = analysis::analyse_all(&discovered);
    for analysis in &analyses {
        for detail in analysis.details() {
            terminal::detail(common, &detail);
        }
    }
    let findings = analyses
        .iter()
        .flat_map(|analysis: &Analysis| &analysis.findings);
    let exit = Exit::of(findings, common.fail_on);
    let report = analysis::report(&analyses, exit, common.fail_on);
    let output = common
        .format
        .render(&report, terminal::presentation(common));
    terminal::write_result(common, &output)?;
    Ok(exit)
}
