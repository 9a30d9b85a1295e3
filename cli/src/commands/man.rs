//! `tidings man`: manual pages.

use anyhow::bail;
use clap_mangen::Man as Page;

use crate::arguments::{self, Common, Man};
use crate::exit::Exit;
use crate::terminal;

/// Writes the page in the language of `man`.
pub(super) fn run(options: &Man, common: &Common) -> anyhow::Result<Exit> {
    let mut command = arguments::command();
    // Commands below know the options and the name of those above only then.
    command.build();
    let mut wanted = &command;
    for name in &options.command {
        let Some(below) = wanted.find_subcommand(name) else {
            bail!("no command is called `{}`", options.command.join(" "));
        };
        wanted = below;
    }
    // Commands below the program have no version of their own.
    let program = format!(
        "{} {}",
        command.get_name(),
        command.get_version().unwrap_or_default()
    );
    let mut page = Vec::new();
    Page::new(wanted.clone())
        .source(program)
        .render(&mut page)?;
    terminal::write_result(common, &String::from_utf8(page)?)?;
    Ok(Exit::Clean)
}
