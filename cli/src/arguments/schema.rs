//! The arguments of `schema` and its commands.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Deserialize;
use tidings_schema::Formats;
use tidings_schema::standalone::Language;

use super::{help, language_parser};

/// `schema`.
#[derive(Debug, Subcommand)]
pub(crate) enum Schema {
    /// Check a schema, and instances against it
    Validate(SchemaValidate),
    /// Make up instances that are valid under a schema
    Example(SchemaExample),
    /// Compare two schemas: does each accept whatever the other one does?
    Compare(SchemaCompare),
}

/// `schema validate`.
#[derive(Args, Debug)]
#[command(after_help = help::SCHEMA_VALIDATE)]
pub(crate) struct SchemaValidate {
    /// The schema: a file, or file#/pointer for a place in one, also in an AsyncAPI document
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Files in YAML or JSON, each with one value, or - for standard input; without any only the schema is checked
    #[arg(value_name = "INSTANCE")]
    pub(crate) instances: Vec<PathBuf>,
    /// What the schema is written in, where it does not say so itself
    #[arg(long, value_name = "DIALECT", value_parser = language_parser())]
    pub(crate) dialect: Option<Language>,
    /// Whether known formats are checked
    #[arg(long, value_name = "HOW", default_value = "assert")]
    pub(crate) formats: FormatCheck,
}

/// `schema example`.
#[derive(Args, Debug)]
#[command(after_help = help::SCHEMA_EXAMPLE)]
pub(crate) struct SchemaExample {
    /// The schema: a file, or file#/pointer for a place in one, also in an AsyncAPI document
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// How many instances to make; several are written one a line
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub(crate) count: u64,
    /// Which instances: the same number gives the same ones, 0 those that a reader wants to see
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub(crate) seed: u64,
    /// What the schema is written in, where it does not say so itself
    #[arg(long, value_name = "DIALECT", value_parser = language_parser())]
    pub(crate) dialect: Option<Language>,
}

/// `schema compare`.
#[derive(Args, Debug)]
#[command(after_help = help::SCHEMA_COMPARE)]
pub(crate) struct SchemaCompare {
    /// The schema as it was: a file, file#/pointer for a place in one, also in an AsyncAPI document, or -
    #[arg(value_name = "OLD", required_unless_present = "jsonl")]
    pub(crate) old: Option<String>,
    /// The schema as it is now
    #[arg(value_name = "NEW", required_unless_present = "jsonl")]
    pub(crate) new: Option<String>,
    /// Compare many pairs, one a line of FILE or of standard input for -, and answer each with a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["old", "new"])]
    pub(crate) jsonl: Option<PathBuf>,
    /// What the schemas are written in, where they do not say so themselves
    #[arg(long, visible_alias = "draft", value_name = "DIALECT", value_parser = language_parser())]
    pub(crate) dialect: Option<Language>,
    /// Whether known formats are compared as the languages they are
    #[arg(long, value_name = "HOW", default_value = "annotate")]
    pub(crate) formats: FormatCheck,
}

/// Whether known formats are checked.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FormatCheck {
    /// A text in a known format must be in its language
    Assert,
    /// Formats demand nothing
    Annotate,
}

impl From<FormatCheck> for Formats {
    fn from(check: FormatCheck) -> Self {
        match check {
            FormatCheck::Assert => Self::Assert,
            FormatCheck::Annotate => Self::Annotate,
        }
    }
}
