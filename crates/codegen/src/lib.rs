//! A contract made into Rust: types, messages, addresses, handlers and a client.
//!
//! [`generate`] is a pure function with three steps: schemas become types without names (`ir`), everything gets its
//! name in a fixed order (`names`), and types and names become tokens and text (`emit`).
//! [`generate_schema`] does the same for a schema by itself, which becomes types without messages.
//! What cannot be typed without loss is a finding with its place, and then nothing is written.
//! [`api::api`] says what callers see of the code, as plain data.
//! [`weigh_errors`] says which errors of a document stop code, and which it can do without.
//!
//! This crate refuses to know how documents are read, where files are written and how a message is carried.
//! Start reading at [`generate`].

pub mod api;
mod bare;
mod body;
mod code;
mod coverage;
mod emit;
mod filling;
mod ir;
mod left_out;
mod names;
mod perspective;
mod plan;
mod provenance;
mod renames;
pub mod rules;
pub mod settings;
mod telling;
mod toml_string;

use tidings_diag::Finding;
use tidings_model::Contract;

pub use bare::{BareSchema, generate_schema};
pub use code::{Code, Output, WriteError};
pub use coverage::Coverage;
pub use left_out::weigh_errors;
pub use rules::RULES;
pub use settings::Settings;

/// How the output is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file, `mod.rs`, with a module inline for each part; what a build script includes.
    SingleFile,
    /// A folder with `mod.rs` and a file for each part.
    Modules,
    /// A crate of its own, in which structs may grow without breaking callers.
    Crate {
        /// The name of the package.
        name: String,
        /// Where the manifest finds the runtime.
        runtime: Runtime,
    },
}

impl Form {
    pub(crate) fn is_crate(&self) -> bool {
        matches!(self, Self::Crate { .. })
    }
}

/// Where a generated manifest finds `tidings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the registry, in this generator's version.
    Version,
    /// In a folder.
    Path(String),
}

/// What to generate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// How the output is laid out.
    pub form: Form,
    /// What the project has decided.
    pub settings: Settings,
}

impl Options {
    /// Output in `form`, with nothing decided.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            settings: Settings::default(),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files by their path below the output's folder; none when a finding is an error.
    pub files: Vec<(String, String)>,
    /// What could not be generated, and what was named unlike it is called.
    pub findings: Vec<Finding>,
    /// The name of the type of the schema itself, when [`generate_schema`] was asked and the schema says anything.
    pub root: Option<String>,
    /// How much of what the schemas say the types say.
    pub coverage: Coverage,
}

/// Generates Rust from a contract: the same text for the same contract and options, whatever the order of maps.
///
/// Everything is in memory then; [`Code`] writes it piece by piece.
pub fn generate(contract: &Contract, options: &Options) -> Generated {
    Code::of_contract(contract, options).generated()
}
