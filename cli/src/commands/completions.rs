//! `tidings completions`: the command line for a shell.

use crate::arguments::{self, Common, Completions};
use crate::exit::Exit;
use crate::terminal;

/// Writes the script that the shell reads.
pub(super) fn run(options: &Completions, common: &Common) -> anyhow::Result<Exit> {
    let mut command = arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    terminal::write_result(common, &String::from_utf8(script)?)?;
    Ok(Exit::Clean)
}
