//! The arguments of `changelog`.

use std::path::PathBuf;

use clap::Args;

use super::diff::How;

/// `changelog`.
#[derive(Args, Debug)]
pub(crate) struct Changelog {
    /// The contract, whose history its git repository has; or its versions, the oldest first: files, or REVISION:FILE
    /// [default: the one that tidings.toml lists under [[spec]]]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Look no further back than N versions before what is on disk [default: all of them]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) history: Option<u32>,
    /// Write a section for each revision that changed something, instead of one for each `info.version`
    #[arg(long)]
    pub(crate) each_revision: bool,
    /// How they are compared.
    #[command(flatten)]
    pub(crate) how: How,
}
