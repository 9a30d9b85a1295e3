//! The commands, a file or a folder each.

mod changelog;
mod completions;
mod diff;
mod explain;
mod export;
mod generate;
mod man;
mod model;
mod rules;
mod schema;
mod validate;
mod vendor;

pub(crate) use changelog::FORMATS as CHANGELOG_FORMATS;
pub(crate) use diff::FORMATS as DIFF_FORMATS;
pub(crate) use explain::FORMATS as EXPLAIN_FORMATS;
pub(crate) use rules::FORMATS as RULES_FORMATS;
pub(crate) use schema::COMPARE_FORMATS;

use crate::analysis::Extent;
use crate::arguments::{Arguments, Command};
use crate::exit::Exit;
use crate::session::Session;

/// Does what the command line asks for.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let session = Session::new(&arguments.common)?;
    let common = session.common;
    match &arguments.command {
        Command::Validate(options) => validate::run(options, Extent::Validate, &session),
        Command::Lint(options) => validate::run(options, Extent::Lint, &session),
        Command::Diff(options) => diff::run(options, &session),
        Command::Changelog(options) => changelog::run(options, &session),
        Command::Generate(options) => generate::run(options, &session),
        Command::Model(options) => model::run(options, &session),
        Command::Export(options) => export::run(options, &session),
        Command::Schema(options) => schema::run(options, &session),
        Command::Vendor(options) => vendor::run(options, &session),
        Command::Rules => rules::run(common),
        Command::Explain(options) => explain::run(options, common),
        Command::Completions(options) => completions::run(options, common),
        Command::Man(options) => man::run(options, common),
    }
}
