//! Code that is ready to be written: everything is decided, and only its text has to be made.

use std::borrow::Cow;
use std::io;

use tidings_diag::{Finding, Severity};
use tidings_model::Contract;
use tidings_naming::Collision;

use crate::filling::Filled;
use crate::ir::{Builder, TypeId, Types};
use crate::names::{Names, Renamed};
use crate::plan::{self, Plan};
use crate::provenance::Provenance;
use crate::renames::Renames;
use crate::{
    BareSchema, Coverage, Generated, Options, bare, emit, left_out, perspective, rules, telling,
};

/// Takes the text of files, one after the other, in pieces: all of them at once need more memory than what they are
/// made from.
pub trait Output {
    /// Begins the file at `path`, which is relative to the folder of the output.
    ///
    /// # Errors
    ///
    /// What keeps the file from being written.
    fn begin(&mut self, path: &str) -> io::Result<()>;

    /// Adds `lines`, which are whole, to the file that was begun last.
    ///
    /// # Errors
    ///
    /// What keeps the file from being written.
    fn add(&mut self, lines: &str) -> io::Result<()>;
}

/// Files in memory, by their paths.
impl Output for Vec<(String, String)> {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.push((path.to_owned(), String::new()));
        Ok(())
    }

    fn add(&mut self, lines: &str) -> io::Result<()> {
        if let Some((_, text)) = self.last_mut() {
            text.push_str(lines);
        }
        Ok(())
    }
}

/// Why code was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It does not parse, which is a mistake of this crate and none of the contract's.
    #[error("the generated code is no Rust: {0}")]
    NoRust(#[from] syn::Error),
    /// The output does not take it.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Code from a contract or from a schema by itself.
pub struct Code<'c> {
    contract: Cow<'c, Contract>,
    options: &'c Options,
    types: Types,
    plan: Plan,
    provenance: Provenance,
    /// None where a finding stands against the code.
    names: Option<Names>,
    findings: Vec<Finding>,
    root: Option<TypeId>,
}

/// What code is made from, before anything has a name.
pub(crate) struct Parts<'c> {
    pub(crate) contract: Cow<'c, Contract>,
    pub(crate) builder: Builder<'c>,
    pub(crate) plan: Plan,
    pub(crate) provenance: Provenance,
    pub(crate) root: Option<TypeId>,
}

impl<'c> Code<'c> {
    /// The client of a contract.
    pub fn of_contract(contract: &'c Contract, options: &'c Options) -> Self {
        let mut builder = Builder::new(&contract.schemas, &options.settings);
        let perspective = options.settings.perspective;
        let described = perspective::operations(contract, perspective);
        let messages = plan::message_plans(contract, &described, &mut builder);
        for (key, schema) in &contract.component_schemas {
            builder.read_unused(key, *schema);
        }
        let mut plan = Plan {
            messages,
            described,
            ..Plan::default()
        };
        plan.operations = plan::operations(&plan);
        let parts = Parts {
            contract: Cow::Borrowed(contract),
            builder,
            plan,
            provenance: Provenance::of_contract(contract, perspective),
            root: None,
        };
        Self::of(parts, options)
    }

    /// The types of a schema by itself, as [`crate::generate_schema`] describes them; none of a schema that was not
    /// understood.
    pub fn of_schema(schema: &BareSchema<'c>, options: &'c Options) -> Option<Self> {
        Some(Self::of(bare::parts(schema, options)?, options))
    }

    fn of(parts: Parts<'c>, options: &'c Options) -> Self {
        let Parts {
            contract,
            builder,
            mut plan,
            provenance,
            root,
        } = parts;
        let (types, mut findings) = builder.finish();
        findings.extend(left_out::left_out(&contract));
        findings.extend(plan::untyped_places(&contract, &types, &plan));
        let formats = options.settings.formats;
        let (orders, ambiguous) = telling::settle(&contract, &types, &plan, formats);
        plan.orders = orders;
        plan.filled = Filled::of(&contract, &types, &plan);
        findings.extend(ambiguous);
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        let is_sound = !findings.iter().any(is_error);
        let names = is_sound.then(|| {
            let (renames, unmatched) = Renames::new(&contract, &plan, &options.settings);
            findings.extend(unmatched);
            Names::new(&contract, &plan, &types, &renames)
        });
        let renamed = names.iter().flat_map(|names| &names.renamed);
        findings.extend(renamed.map(told));
        Self {
            contract,
            options,
            types,
            plan,
            provenance,
            names,
            findings,
            root,
        }
    }

    /// What could not be generated, and what was named unlike it is called.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Writes every file; none where a finding is an error.
    ///
    /// # Errors
    ///
    /// What keeps the files from being written.
    pub fn write(&self, output: &mut dyn Output) -> Result<(), WriteError> {
        let Some(names) = &self.names else {
            return Ok(());
        };
        let context = emit::Context {
            contract: &self.contract,
            types: &self.types,
            names,
            plan: &self.plan,
            provenance: &self.provenance,
            options: self.options,
            module: emit::ModuleName::Client,
        };
        emit::files(&context, output)
    }

    /// Everything at once, in memory.
    pub(crate) fn generated(self) -> Generated {
        let mut files = Vec::new();
        let written = self.write(&mut files);
        let coverage: Coverage = self.types.coverage;
        let names = self.names.as_ref();
        let root = self.root.zip(names);
        let root = root.map(|(id, names)| names.type_name(id).to_owned());
        let mut findings = self.findings;
        if let Err(error) = written {
            files.clear();
            let message = error.to_string();
            findings.push(Finding::of_file(&rules::UNTYPEABLE, "", message));
        }
        Generated {
            files,
            findings,
            root,
            coverage,
        }
    }
}

/// The finding about something that is not called as it was wanted.
fn told(renamed: &Renamed) -> Finding {
    let Collision {
        wanted,
        first,
        second,
        chosen,
    } = &renamed.collision;
    let message = format!(
        "`{first}` and `{second}` would both be `{wanted}` in Rust; the second is called `{chosen}`"
    );
    let location = renamed.location.clone();
    let mut finding = Finding::new(&rules::NAME_COLLISION, location, message);
    finding.help.clone_from(&renamed.help);
    finding
}
