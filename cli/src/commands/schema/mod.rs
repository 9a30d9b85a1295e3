//! `tidings schema`: one schema by itself, or inside an AsyncAPI document.
//!
//! `subject` reads the schema that is named;
//! `instance` is a value that is judged by it. The other files are one command each.

mod compare;
mod example;
mod instance;
mod subject;
mod validate;

pub(crate) use compare::FORMATS as COMPARE_FORMATS;
pub(super) use subject::Subject;

use crate::arguments::Schema;
use crate::exit::Exit;
use crate::session::Session;

/// Does what the command line asks for.
pub(super) fn run(options: &Schema, session: &Session<'_>) -> anyhow::Result<Exit> {
    match options {
        Schema::Validate(options) => validate::run(options, session),
        Schema::Example(options) => example::run(options, session),
        Schema::Compare(options) => compare::run(options, session),
    }
}
