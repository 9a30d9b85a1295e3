//! `tidings model`: the resolved contract for other people's tools.

use crate::analysis::{self, Extent, analyse};
use crate::arguments::Model;
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::input::Input;
use crate::session::Session;
use crate::terminal;
use crate::view;

/// Writes what could be read of the contract; what is wrong with it goes to standard error.
pub(super) fn run(options: &Model, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let input = Input::named(&options.spec, session)?;
    let analyses = [analyse(&Discovered::Document(input), Extent::Validate)];
    let (report, exit) = analysis::report(&analyses);
    terminal::problems(common, &report);
    if exit != Exit::Unreadable {
        let [analysis] = &analyses;
        let model = view::Model::new(&analysis.contract, analysis);
        let text = serde_json::to_string_pretty(&model)?;
        terminal::write_result(common, &(text + "\n"))?;
    }
    Ok(exit)
}
