//! A small shop on one file: commands with replies, events, a work queue, dead letters and a crash.
//!
//! Without arguments the program tells the whole story.
//! It starts its own executable again for the shop, the packers and those who listen, sends orders as a customer,
//! kills a packer in the middle of its work, and closes with what the store holds.
//! Every line of the log is printed by the process that saw what it says.
//!
//! Start reading at `story.rs`; the three applications are `shop.rs`, `packer.rs` and `listener.rs`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the log is this program's output"
)]

mod listener;
mod log;
mod options;
mod packer;
mod process;
mod shop;
mod story;

/// The typed client of `specs/orders`, made by `build.rs`.
#[allow(missing_docs, reason = "the contract documents what it wants to")]
pub(crate) mod orders {
    tidings::include_contract!("orders");
}

use std::process::ExitCode;

use options::{Options, Role};

/// What ends a program early: any error, shown as it is.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let options = match Options::from_arguments(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    let ended = match &options.role {
        Role::Story => story::tell(&options).await,
        Role::Shop => shop::run(&options).await,
        Role::Packer => packer::run(&options).await,
        Role::Listener => listener::run(&options).await,
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("pid {} failed: {failure}", std::process::id());
            ExitCode::FAILURE
        }
    }
}
