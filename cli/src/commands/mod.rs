//! The commands, one file each.

mod explain;
mod generate;
mod rules;
mod validate;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;

/// Does what the command line asks for.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Validate(options) => validate::run(options, common),
        Command::Generate(options) => generate::run(options, common),
        Command::Rules => rules::run(common),
        Command::Explain(options) => explain::run(options, common),
    }
}
