//! `tidings generate`: code from a contract.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_codegen::{Form, Generated, Options, Runtime};
use tidings_diag::Finding;

use crate::analysis::{self, Analysis, Extent, analyse, counted};
use crate::arguments::{Common, Generate, GenerateRust};
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::generated_files::GeneratedFiles;
use crate::input::Input;
use crate::names::{joined, relative, with_slashes};
use crate::rules::STALE_OUTPUT;
use crate::session::Session;
use crate::terminal;

/// Generates code, or checks what was generated.
pub(super) fn run(options: &Generate, session: &Session<'_>) -> anyhow::Result<Exit> {
    let Generate::Rust(options) = options;
    let common = session.common;
    let form = form(options)?;
    let input = Input::named(&options.spec, session)?;
    let mut code_options = Options::new(form);
    code_options.formats = input.policy.checks_formats();
    let mut analysis = analyse(&Discovered::Document(input), Extent::Validate);
    let files = generate(&mut analysis, options, &code_options)?;
    if let Some(files) = files {
        if options.check {
            analysis.add(files.stale().map(stale).collect());
        } else {
            files.write()?;
            let (written, all) = (files.stale().count(), files.len());
            let out = options.out.display();
            terminal::note(
                common,
                &format!("{written} of {} written to {out}", counted(all, "file")),
            );
        }
    }
    show(analysis, common)
}

/// The files for the contract; `None` where it or its generation has findings that fail.
fn generate(
    analysis: &mut Analysis,
    options: &GenerateRust,
    code_options: &Options,
) -> anyhow::Result<Option<GeneratedFiles>> {
    if analysis.exit() != Exit::Clean {
        return Ok(None);
    }
    let is_single = code_options.form == Form::SingleFile;
    let Generated { files, findings } = tidings_codegen::generate(&analysis.contract, code_options);
    analysis.add(findings);
    if analysis.exit() != Exit::Clean {
        return Ok(None);
    }
    let placed = files.into_iter().map(|(path, text)| {
        let place = if is_single {
            options.out.clone()
        } else {
            options.out.join(path)
        };
        (place, text)
    });
    GeneratedFiles::compare(placed).map(Some)
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

/// The finding about a file that is not what the contract gives.
fn stale(path: &Path) -> Finding {
    let message = "the file is not what the contract gives";
    Finding::of_file(&STALE_OUTPUT, with_slashes(path), message)
        .with_help("run the same command without --check")
}

/// Shows the findings; where there are none, a person needs no summary of them.
fn show(analysis: Analysis, common: &Common) -> anyhow::Result<Exit> {
    let mut presentation = terminal::presentation(common);
    presentation.summary &= !analysis.findings.is_empty();
    let analyses = [analysis];
    let (report, exit) = analysis::report(&analyses);
    terminal::write_result(common, &common.format.render(&report, presentation))?;
    Ok(exit)
}
