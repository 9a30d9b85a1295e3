//! `tidings export`: the contract of an application whose messages are Rust types.
//!
//! Only the application's own code knows it, so a program of the user's prints it, which Cargo builds and runs here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use tidings_diag::FileId;
use tidings_source::MemoryFiles;
use tidings_syntax::{Format, parse, print};

use crate::analysis::{self, Analysis, Extent};
use crate::arguments::Export;
use crate::exit::Exit;
use crate::generated_files::{GeneratedFiles, MARK, Purpose};
use crate::input::Input;
use crate::session::Session;
use crate::terminal;

/// What the document is called where no file is named.
const UNNAMED: &str = "asyncapi.yaml";

/// Runs the program, checks what it prints, and writes it or compares it with what is there.
pub(super) fn run(options: &Export, session: &Session<'_>) -> anyhow::Result<Exit> {
    let common = session.common;
    let Some(printed) = printed(options)? else {
        return Ok(Exit::Findings);
    };
    let place = options.out.as_deref().unwrap_or(Path::new(UNNAMED));
    let text = written(&printed, Format::of_path(&place.to_string_lossy()));
    let input = Input::file(place, session)?;
    let files = MemoryFiles::new([(input.path.clone(), text.clone())]);
    let mut analyses = [Analysis::of(&input, &files, Extent::Lint)];
    let [analysis] = &mut analyses;
    let Some(out) = &options.out else {
        let exit = analysis.exit();
        let (report, _) = analysis::report(&analyses);
        terminal::problems(common, &report);
        if exit == Exit::Clean {
            terminal::write_result(common, &text)?;
        }
        return Ok(exit);
    };
    if analysis.exit() == Exit::Clean {
        let files = GeneratedFiles::of_one(out, &text, Purpose::of(options.check))?;
        if options.check {
            analysis.add(files.stale()?);
        } else {
            let done = match files.write()?.written {
                0 => "is up to date",
                _ => "written",
            };
            terminal::note(common, &format!("{} {done}", out.display()));
        }
    }
    let mut presentation = terminal::presentation(common);
    let (report, exit) = analysis::report(&analyses);
    presentation.summary &= !report.reported().is_empty();
    terminal::write_result(common, &common.format.render(&report, presentation))?;
    Ok(exit)
}

/// What the program prints; `None` where it does not compile or fails, which it has said itself.
fn printed(options: &Export) -> anyhow::Result<Option<Vec<u8>>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(&cargo);
    command.args(["run", "--quiet"]);
    match &options.bin {
        Some(bin) => command.args(["--bin", bin]),
        None => command.args(["--example", &options.example]),
    };
    let named = [
        ("--package", options.package.clone().map(OsString::from)),
        ("--features", options.features.clone().map(OsString::from)),
        (
            "--manifest-path",
            options.manifest_path.clone().map(PathBuf::into_os_string),
        ),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    }
    // What Cargo and the program say to people goes straight to them.
    let run = command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = run
        .output()
        .with_context(|| format!("{} does not start", cargo.display()))?;
    Ok(output.status.success().then_some(output.stdout))
}

/// The document that was printed, as it stands in a file.
fn written(printed: &[u8], format: Format) -> String {
    let (tree, findings) = parse(FileId(0), printed, Format::Json);
    let Some(root) = tree.root().filter(|_| findings.is_empty()) else {
        // The analysis says what is wrong with it.
        return String::from_utf8_lossy(printed).into_owned();
    };
    let text = print(root, format);
    match (format, text.strip_prefix('{')) {
        (Format::Json, Some(rest)) => format!("{{\n  \"x-generated\": \"{MARK} export\",{rest}"),
        (Format::Json, None) => text,
        (Format::Yaml, _) => {
            format!("# {MARK} export: change the code, and export it again.\n{text}")
        }
    }
}
