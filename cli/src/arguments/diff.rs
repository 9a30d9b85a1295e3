//! The arguments of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use tidings_diff::{Policy, Reading};

use super::FormatCheck;
use crate::choice;

/// `diff`.
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// The contract as it was and as it is now, or more versions of it, the oldest first: files, - for standard input, or
    /// REVISION:FILE for a file at a revision of its git repository; with --against or --history contracts, or folders of
    /// them, as they are now
    /// [default: what tidings.toml lists under [[spec]], with its baseline]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Compare each contract with what it was at REVISION of the git repository you stand in, by whatever name git has seen,
    /// and tell which ones are new or gone; under a transitive policy also with every version before that
    #[arg(long, value_name = "REVISION")]
    pub(crate) against: Option<String>,
    /// Compare each contract and its last N versions in its git repository before that, one after the other, and the newest
    /// with all of them unless the reading is strict; with --against the last N versions up to there
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) history: Option<u32>,
    /// Tell whether the contracts that tidings.toml lists under [[spec]] get along: is every message that one sends accepted
    /// where another one receives it? With --against, or a baseline under [[spec]], what was so before does not count
    #[arg(long, conflicts_with_all = ["paths", "history", "check_version", "next_version", "explain_matching"])]
    pub(crate) workspace: bool,
    /// Who is asked whether the revision breaks them
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "messages",
        conflicts_with = "workspace"
    )]
    pub(crate) level: Level,
    /// How they are compared.
    #[command(flatten)]
    pub(crate) how: How,
    /// Whether what could not be found out fails [default: what tidings.toml says, else deny]
    #[arg(long, value_name = "WHETHER")]
    pub(crate) unknown: Option<Unknown>,
    /// Fail unless `info.version` grew as far as the changes ask for: by the order of Semantic Versioning, in which 1.5.0-rc.1
    /// is less than 1.5.0, and what is no version of it is not enough
    #[arg(long)]
    pub(crate) check_version: bool,
    /// Write nothing but the version that the revision should have
    #[arg(long, conflicts_with_all = ["check_version", "explain_matching"])]
    pub(crate) next_version: bool,
    /// Accept what fails, from now on: write it to tidings-accepted.toml, after which it is shown and does not count; with
    /// --reason or --until also change those of what was accepted before. Also with --level and --workspace, each of which
    /// accepts what it asks about itself
    #[arg(long, conflicts_with = "next_version")]
    pub(crate) accept: bool,
    /// Why it is accepted
    #[arg(long, value_name = "WHY", requires = "accept")]
    pub(crate) reason: Option<String>,
    /// The last day on which it is accepted, as 2027-01-31 [default: for ever]
    #[arg(long, value_name = "DATE", requires = "accept")]
    pub(crate) until: Option<String>,
    /// Show which element of one version was taken for which of the other one, and why
    #[arg(long)]
    pub(crate) explain_matching: bool,
}

impl Diff {
    /// Why what is asked makes no sense; `None` where it does.
    pub(crate) fn objection(&self) -> Option<String> {
        let about_messages = [
            ("--policy", self.how.policy.is_some()),
            ("--reading", self.how.reading.is_some()),
            ("--formats", self.how.formats.is_some()),
            ("--check-version", self.check_version),
            ("--next-version", self.next_version),
            ("--explain-matching", self.explain_matching),
        ];
        let mut about_messages = about_messages.into_iter().filter(|(_, is_given)| *is_given);
        match (self.workspace, self.level) {
            (true, _) if self.how.policy.is_some() => Some(
                "--policy says nothing to --workspace: whatever one sends has to be accepted by who receives it, \
                 so there is no direction to choose"
                    .to_owned(),
            ),
            (true, _) | (false, Level::Messages) => None,
            (false, Level::Source | Level::SourceModule) => {
                let (option, _) = about_messages.next()?;
                Some(format!(
                    "{option} says nothing to --level source: it is about messages, and not about who calls the generated code"
                ))
            }
        }
    }
}

/// How versions are compared, whatever is made of the changes.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct How {
    /// Which direction a change must not break [default: what tidings.toml says, else roles]
    #[arg(long, value_name = "POLICY", value_parser = choice::parser::<Policy>())]
    pub(crate) policy: Option<Policy>,
    /// How literally schemas are read [default: what tidings.toml says, else events]
    #[arg(long, value_name = "READING", value_parser = choice::parser::<Reading>())]
    pub(crate) reading: Option<Reading>,
    /// Whether known formats are compared as the languages they are [default: what tidings.toml says, else assert]
    #[arg(long, value_name = "HOW")]
    pub(crate) formats: Option<FormatCheck>,
}

/// Who is asked whether a revision breaks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Who exchanges messages with the application
    Messages,
    /// Who calls the generated code of a package (`generate rust --crate`)
    Source,
    /// Who calls the generated code in a module of their own package
    SourceModule,
}

/// Whether what could not be found out fails.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Unknown {
    /// It fails
    Deny,
    /// It passes
    Allow,
}
