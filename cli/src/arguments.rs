//! The command line, as data: parsed here, understood in `commands/`.

mod changelog;
mod diff;
mod form;
mod generate;
mod help;
mod schema;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use tidings_diag::Severity;
use tidings_report::FORMATS;
use tidings_schema::standalone::Language;

use crate::addresses::Host;

pub(crate) use changelog::Changelog;
pub(crate) use diff::{Diff, How, Level, Unknown};
use form::{Form, forms_of_findings};
pub(crate) use generate::{Generate, GenerateRust};
pub(crate) use schema::{FormatCheck, Schema, SchemaCompare, SchemaExample, SchemaValidate};

/// AsyncAPI contracts: a verdict on the document, and typed Rust clients that run.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, arg_required_else_help = true, disable_help_subcommand = true, after_help = help::EXAMPLES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub(crate) common: Common,
}

impl Arguments {
    /// What this program was called with; where that makes no sense or asks for help, the program ends here.
    pub(crate) fn read() -> Self {
        let matches = command().get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command()).exit())
    }
}

/// The command line, each command with the options that mean something to it.
pub(crate) fn command() -> clap::Command {
    help::narrowed(Arguments::command())
}

/// The commands; each has a file in `commands/`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check documents against the specification's own rules: structure, references, obligations
    #[command(after_help = help::VALIDATE)]
    Validate(Check),
    /// As validate, and tell what is allowed and hardly meant
    #[command(after_help = help::LINT)]
    Lint(Check),
    /// Tell what changed between two versions of a contract, whom it breaks, and by which message
    #[command(override_usage = help::DIFF_USAGE, after_help = help::DIFF)]
    Diff(Diff),
    /// Write what changed in the history of a contract, version by version, for those who use it
    #[command(after_help = help::CHANGELOG)]
    Changelog(Changelog),
    /// Write code from a contract or a schema
    #[command(subcommand)]
    Generate(Generate),
    /// Write the resolved contract as JSON, for templates and tools of your own
    Model(Model),
    /// Write the contract of an application whose messages are Rust types
    Export(Export),
    /// Judge values by one schema, or make values for it
    #[command(subcommand)]
    Schema(Schema),
    /// Copy the remote files that contracts refer to into the repository, beside a lock
    Vendor(Vendor),
    /// List every rule that a finding can name
    #[command(after_help = help::WRITES_ALWAYS)]
    Rules,
    /// Explain one rule
    Explain(Explain),
    /// Write what a shell needs to complete the command line
    Completions(Completions),
    /// Write the manual page of the program or of one command
    Man(Man),
}

/// Options that stand before or after everything else.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// How to write the results
    #[arg(long, global = true, default_value = FORMATS[0].name, value_name = "FORMAT", value_parser = forms_of_findings())]
    pub(crate) format: Form,
    /// Write the results to FILE instead of standard output
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,
    /// Say only what has to be said
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what was done besides the results
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub(crate) verbose: bool,
    /// Take decisions from FILE instead of the nearest tidings.toml of each document
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Take no decisions from any tidings.toml
    #[arg(long, global = true)]
    pub(crate) isolated: bool,
    /// The folder that references may not leave [default: the repository of the document]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// A TOML or JSON file that maps addresses in references to files, and starts of addresses (ending in /) to folders
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) ref_map: Option<PathBuf>,
    /// A host that references may be fetched from, with a port unless it is the usual one; can be repeated
    #[arg(long, global = true, value_name = "HOST")]
    pub(crate) allow_remote: Vec<Host>,
    /// The path that a document from standard input has in messages and for its references
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The least severity that makes the exit status 1 [default: what tidings.toml says, else error]
    #[arg(long, global = true, value_name = "SEVERITY", value_parser = severity_parser())]
    pub(crate) fail_on: Option<Severity>,
}

/// `validate` and `lint`.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Documents, folders (every AsyncAPI document in them that .gitignore does not exclude), or - for standard input
    /// [default: what tidings.toml lists under [[spec]]]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// `vendor`.
#[derive(Args, Debug)]
#[command(after_help = help::VENDOR)]
pub(crate) struct Vendor {
    /// Documents, folders of them, or - for standard input
    #[arg(required = true, value_name = "SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// The folder of the copies; the lock stands beside it [default: vendored, in the root of the first document]
    #[arg(short = 'o', long = "out", value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing and use no network; fail unless every remote reference is locked and every copy is what was locked
    #[arg(long, conflicts_with = "update")]
    pub(crate) check: bool,
    /// Fetch again what is locked already
    #[arg(long)]
    pub(crate) update: bool,
    /// Remove the copies that none of the documents needs; name all that use the lock
    #[arg(long, conflicts_with = "check")]
    pub(crate) prune: bool,
}

/// `model`.
#[derive(Args, Debug)]
#[command(after_help = help::MODEL)]
pub(crate) struct Model {
    /// The contract, or - for standard input
    #[arg(value_name = "SPEC")]
    pub(crate) spec: PathBuf,
}

/// `export`.
#[derive(Args, Debug)]
#[command(after_help = help::EXPORT)]
pub(crate) struct Export {
    /// The package whose program prints the contract [default: the one of the current folder]
    #[arg(short, long, value_name = "NAME")]
    pub(crate) package: Option<String>,
    /// The example that is the program
    #[arg(
        long,
        value_name = "NAME",
        default_value = "asyncapi",
        conflicts_with = "bin"
    )]
    pub(crate) example: String,
    /// The binary that is the program, instead of an example
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Option<String>,
    /// Features of the package that the program needs, separated by commas
    #[arg(long, value_name = "FEATURES")]
    pub(crate) features: Option<String>,
    /// The manifest of the package or its workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// The file to write, JSON if it ends in .json and YAML otherwise [default: YAML to standard output]
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing; fail if the file is not what the program prints
    #[arg(long, requires = "out")]
    pub(crate) check: bool,
}

/// `explain`.
#[derive(Args, Debug)]
#[command(after_help = help::EXPLAIN)]
pub(crate) struct Explain {
    /// The rule's id or code, as findings name it
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
}

/// `completions`.
#[derive(Args, Debug)]
#[command(after_help = help::WRITES_ALWAYS)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// `man`.
#[derive(Args, Debug)]
#[command(after_help = help::WRITES_ALWAYS)]
pub(crate) struct Man {
    /// The command, for instance `generate rust` [default: the program]
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that understands them, unless NO_COLOR is set
    Auto,
    /// In any case
    Always,
    /// In no case
    Never,
}

impl Color {
    /// Whether colours are used, where `shows` tells whether the place that is written to shows them.
    pub(crate) fn is_wanted(self, shows: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Auto => shows(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

fn language_parser() -> impl TypedValueParser<Value = Language> {
    let names = Language::all().map(|language| {
        let name = PossibleValue::new(language.name()).help(language.described());
        name.aliases(language.short_name())
    });
    PossibleValuesParser::new(names).map(|name| {
        Language::named(&name).expect("invariant: only names of languages are possible")
    })
}

/// The severities, each with the impact that `diff` shows with it.
const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "breaking"),
    (Severity::Warning, "risky"),
    (Severity::Info, "compatible"),
];

/// Takes the names of severities, and what `diff` calls them where it stands before the command.
fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    named_severity(
        SEVERITIES.map(|(severity, impact)| PossibleValue::new(severity.name()).alias(impact)),
    )
}

/// Takes the names of the impacts with which changes fail, and the severities that they are shown with.
fn impact_parser() -> impl TypedValueParser<Value = Severity> {
    named_severity(
        SEVERITIES.map(|(severity, impact)| PossibleValue::new(impact).alias(severity.name())),
    )
}

fn named_severity(names: [PossibleValue; 3]) -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(names).map(|name| {
        SEVERITIES
            .into_iter()
            .find(|(severity, impact)| severity.name() == name || *impact == name)
            .map(|(severity, _)| severity)
            .expect("invariant: only names of severities are possible")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }
}
