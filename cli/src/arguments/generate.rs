//! The arguments of `generate`.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use tidings_codegen::settings::{Perspective, RustName};
use tidings_schema::standalone::Language;

use super::{help, language_parser};

/// `generate`.
#[derive(Debug, Subcommand)]
pub(crate) enum Generate {
    /// Write a typed Rust client and server, or the types of one schema
    Rust(GenerateRust),
}

/// `generate rust`.
#[derive(Args, Debug)]
#[command(after_help = help::GENERATE_RUST)]
pub(crate) struct GenerateRust {
    /// The contract, or - for standard input
    #[arg(
        value_name = "SPEC",
        required_unless_present = "schema",
        conflicts_with = "schema"
    )]
    pub(crate) spec: Option<PathBuf>,
    /// Write only the types of one schema: a file, file#/pointer for a place in one, also in a contract, or -
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    /// What the schema is written in, where it does not say so itself
    #[arg(long, value_name = "DIALECT", value_parser = language_parser())]
    pub(crate) dialect: Option<Language>,
    /// Where to write: a folder for a module tree, or a file that ends in .rs for one module
    #[arg(short = 'o', long = "out", value_name = "OUT", value_parser = PathBufValueParser::new().try_map(place))]
    pub(crate) out: PathBuf,
    /// Write a whole package of this name, with its manifest
    #[arg(long = "crate", value_name = "NAME", value_parser = package_name)]
    pub(crate) package: Option<String>,
    /// Let the manifest find the package `tidings` in this folder instead of the registry
    #[arg(long, value_name = "DIR", requires = "package")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Which side of the contract the client is on: the described application, or its counterpart
    #[arg(long, value_enum, value_name = "SIDE")]
    pub(crate) perspective: Option<Side>,
    /// Write nothing; fail if anything would change
    #[arg(long)]
    pub(crate) check: bool,
}

/// The side of a contract that a client is on.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Side {
    /// It sends what the contract sends
    App,
    /// It sends what the contract receives
    Peer,
}

impl From<Side> for Perspective {
    fn from(side: Side) -> Self {
        match side {
            Side::App => Self::App,
            Side::Peer => Self::Peer,
        }
    }
}

/// Takes a folder or a file.
fn place(path: PathBuf) -> Result<PathBuf, &'static str> {
    match path.to_str() {
        Some("-") => {
            Err("code is not written to standard output; name a folder, or a file that ends in .rs")
        }
        _ => Ok(path),
    }
}

/// What every crate finds under its name already, and what the code of a package depends on (The Rust Reference,
/// "Preludes"; Cargo refuses `test`).
const TAKEN: [&str; 6] = ["alloc", "core", "proc_macro", "std", "test", "tidings"];

/// Takes names that Cargo takes, and that code can use.
fn package_name(name: &str) -> Result<String, String> {
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let holds = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if !starts || !name.chars().all(holds) {
        return Err("a package's name is a letter, then letters, digits, `-` and `_`".to_owned());
    }
    let in_code = name.replace('-', "_");
    if TAKEN.contains(&in_code.as_str()) {
        return Err(format!(
            "code knows another crate as `{in_code}`; choose another name, such as `{name}-client`"
        ));
    }
    match RustName::try_from(in_code) {
        Ok(_) => Ok(name.to_owned()),
        Err(_) => Err(format!(
            "`{name}` is a word of Rust, which no crate can be called; choose another name, such as `{name}-client`"
        )),
    }
}
