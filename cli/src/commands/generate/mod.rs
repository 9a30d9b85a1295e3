//! `tidings generate`: code from a contract, or from a schema by itself.

mod contract;
mod schema;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_codegen::{Code, Form, Options, Runtime};
use tidings_diag::Finding;
use tidings_report::{Document, Infos, Report};
use tidings_schema::standalone::Breadth;

use super::schema::Subject;
use crate::analysis::counted;
use crate::arguments::{Common, Generate, GenerateRust};
use crate::exit::Exit;
use crate::generated_files::{GeneratedFiles, Place, Purpose, Written};
use crate::names::{joined, relative, with_slashes};
use crate::policy::Policy;
use crate::session::Session;
use crate::terminal;

/// What code is generated from.
trait Origin {
    /// The status that the findings deserve.
    fn exit(&self) -> Exit;

    /// Adds what else was found, as far as the project wants to hear of it.
    fn add(&mut self, findings: Vec<Finding>);

    /// The findings in their document, for a report.
    fn document(&self) -> Document<'_>;

    /// The code; none where what is written was not understood.
    fn code<'c>(&'c self, options: &'c Options) -> Option<Code<'c>>;
}

/// Generates code, or checks what was generated.
pub(super) fn run(options: &Generate, session: &Session<'_>) -> anyhow::Result<Exit> {
    let Generate::Rust(options) = options;
    let form = form(options)?;
    if options.dialect.is_some() && options.schema.is_none() {
        bail!("--dialect says what a schema is written in; name the schema with --schema");
    }
    let (mut origin, policy): (Box<dyn Origin>, Policy) = match (&options.schema, &options.spec) {
        (Some(schema), _) => {
            let subject = Subject::read(schema, options.dialect, Breadth::Types, session)?;
            let policy = subject.policy().clone();
            (Box::new(subject), policy)
        }
        (None, Some(spec)) => {
            let (analysis, policy) = contract::read(spec, session)?;
            (Box::new(analysis), policy)
        }
        (None, None) => bail!("name a contract, or a schema with --schema"),
    };
    let mut code_options = Options::new(form);
    code_options.settings = policy.generate().clone();
    if let Some(side) = options.perspective {
        code_options.settings.perspective = side.into();
    }
    let common = session.common;
    if let Some(files) = generate(&mut *origin, &policy, options, &code_options)? {
        if options.check {
            origin.add(files.stale()?);
        } else {
            let Written {
                written,
                removed,
                all,
            } = files.write()?;
            let out = options.out.display();
            let mut note = format!("{written} of {} written to {out}", counted(all, "file"));
            if removed > 0 {
                note += &format!(", {removed} of an earlier run removed");
            }
            terminal::note(common, &note);
        }
    }
    show(&*origin, common)
}

/// The files for `origin`; `None` where it or its generation has findings that fail.
fn generate(
    origin: &mut dyn Origin,
    policy: &Policy,
    options: &GenerateRust,
    code_options: &Options,
) -> anyhow::Result<Option<GeneratedFiles>> {
    if origin.exit() != Exit::Clean {
        return Ok(None);
    }
    let Some(code) = origin.code(code_options) else {
        return Ok(None);
    };
    let findings = code.findings().to_vec();
    let mut counting = findings.clone();
    policy.apply(&mut counting);
    let files = match Exit::of(&counting, policy.fail_on) {
        Exit::Clean => {
            let out = options.out.clone();
            let place = match code_options.form {
                Form::SingleFile => Place::File(out),
                Form::Modules | Form::Crate { .. } => Place::Folder(out),
            };
            let mut files = GeneratedFiles::new(place, Purpose::of(options.check));
            code.write(&mut files)?;
            Some(files)
        }
        _ => None,
    };
    drop(code);
    origin.add(findings);
    Ok(files)
}

/// The form of the output, as the options describe it.
fn form(options: &GenerateRust) -> anyhow::Result<Form> {
    let is_file = options
        .out
        .extension()
        .is_some_and(|extension| extension == "rs");
    match &options.package {
        Some(_) if is_file => bail!(
            "--crate writes a folder, and {} is a file",
            options.out.display()
        ),
        Some(name) => Ok(Form::Crate {
            name: name.clone(),
            runtime: match &options.runtime_path {
                Some(folder) => Runtime::Path(runtime_path(folder, &options.out)?),
                None => Runtime::Version,
            },
        }),
        None if is_file => Ok(Form::SingleFile),
        None => Ok(Form::Modules),
    }
}

/// The folder of the runtime as the manifest in `out` has to name it.
///
/// A relative path stays one, so that the output is the same in every working copy.
fn runtime_path(folder: &Path, out: &Path) -> anyhow::Result<String> {
    if !folder.join("Cargo.toml").is_file() {
        let folder = folder.display();
        bail!(
            "--runtime-path {folder} is not the folder of the package `tidings`: it has no Cargo.toml"
        );
    }
    if folder.is_absolute() {
        return Ok(with_slashes(folder));
    }
    let current = std::env::current_dir().context("the current folder is gone")?;
    let seen_from_top = |path: &Path| -> PathBuf { joined(&current, &with_slashes(path)) };
    let (out, folder) = (seen_from_top(out), seen_from_top(folder));
    Ok(relative(&with_slashes(&out), &with_slashes(&folder)))
}

/// Shows the findings; where there are none, a person needs no summary of them, and who wants code reads what is merely
/// worth knowing of the contract on request.
fn show(origin: &dyn Origin, common: &Common) -> anyhow::Result<Exit> {
    let document = origin.document();
    let mut presentation = terminal::presentation(common);
    presentation.summary &= !document.findings.is_empty();
    if !common.verbose {
        presentation.infos = Infos::Counted;
    }
    let exit = origin.exit();
    let report = Report::new(&[document], exit.status());
    terminal::write_result(common, &common.format.render(&report, presentation))?;
    Ok(exit)
}
