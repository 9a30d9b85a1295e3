//! `tidings schema`: one schema by itself, or inside an AsyncAPI document.
//!
//! `subject` finds and reads the schema, `instance` a value that is judged by it; the other files are one command each.

mod example;
mod instance;
mod subject;
mod validate;

use crate::arguments::Schema;
use crate::exit::Exit;
use crate::session::Session;

/// Does what the command line asks for.
pub(super) fn run(options: &Schema, session: &Session<'_>) -> anyhow::Result<Exit> {
    match options {
        Schema::Validate(options) => validate::run(options, session),
        Schema::Example(options) => example::run(options, session),
    }
}
