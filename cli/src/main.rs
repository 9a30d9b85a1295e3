//! The `tidings` command: validates contracts, compares their versions, and generates typed clients from them.
//!
//! Everything that touches the world is here: arguments, files on disk, the terminal, the exit status.
//! What a document means is decided in the crates below, as pure functions of its text.
//! Start reading at `commands/`, a file or a folder for each; `analysis.rs` is the way from a document to findings.

mod accepted;
mod addresses;
mod agreement;
mod analysis;
mod arguments;
mod catalogue;
mod choice;
mod clock;
mod columns;
mod commands;
#[cfg(test)]
mod committed_schema;
mod configuration;
mod discover;
mod exit;
mod generated_files;
mod git;
mod history;
mod input;
mod names;
mod policy;
mod preloaded;
mod remembered;
mod session;
mod terminal;
mod vendoring;
mod view;

use std::process::ExitCode;

/// Trees, contracts and tokens are millions of small values.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    exit::report_panics();
    exit::guarded(|| commands::run(&arguments::Arguments::read())).into()
}
