//! Fixtures: contracts in files.

use std::path::PathBuf;

use tidings_codegen::{Form, Options};
use tidings_diag::{Finding, Severity};
use tidings_model::Contract;
use tidings_source::{DiskFiles, Files, MemoryFiles, Sources};

/// The folder of the tests.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The fixtures that code is generated from, sorted: contracts, and contracts with further settings.
#[allow(dead_code, reason = "not every test has fixtures")]
pub(crate) fn fixtures() -> Vec<String> {
    let named = |place: &str, extension: &str| -> Vec<String> {
        let entries = std::fs::read_dir(folder().join(place)).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let paths = paths.filter(|path| path.extension().is_some_and(|of| of == extension));
        let names = paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
        names.collect()
    };
    let further = named("settings", "toml").into_iter();
    let further = further.filter(|name| name.contains("--"));
    let mut names = named("fixtures", "yaml");
    names.extend(further);
    names.sort();
    names
}

/// The contract of the fixture `name`, which has no mistake; what stands behind `--` names its settings.
#[track_caller]
#[allow(dead_code, reason = "not every test has fixtures")]
pub(crate) fn contract(name: &str) -> Contract {
    let files = DiskFiles::new(folder().join("fixtures"));
    let (contract, _) = name.split_once("--").unwrap_or((name, ""));
    lowered(&files, &format!("{contract}.yaml"))
}

/// The contract that `text` is, which has no mistake.
#[track_caller]
#[allow(dead_code, reason = "not every test has contracts of its own")]
pub(crate) fn read(text: String) -> Contract {
    lowered(&MemoryFiles::new([("a.yaml", text)]), "a.yaml")
}

#[track_caller]
fn lowered(files: &dyn Files, name: &str) -> Contract {
    let (sources, mut findings) = Sources::link(files, name);
    let lowered = tidings_model::lower(&sources);
    findings.extend(lowered.findings);
    findings.retain(|finding| finding.severity == Severity::Error);
    assert!(findings.is_empty(), "{name}: {}", in_words(&findings));
    lowered.contract
}

/// One file, as the settings beside the fixture `name` say where there are any.
#[allow(dead_code, reason = "not every test has settings")]
pub(crate) fn options(name: &str) -> Options {
    let mut options = Options::new(Form::SingleFile);
    if let Ok(text) = std::fs::read_to_string(folder().join(format!("settings/{name}.toml"))) {
        options.settings = toml::from_str(&text).expect("settings");
    }
    options
}

/// Findings as text, one a line.
pub(crate) fn in_words(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| {
        let pointer = finding
            .location
            .as_ref()
            .and_then(|location| location.pointer.as_deref());
        let help = finding.help.as_deref().unwrap_or("none");
        format!(
            "{} [{}] {}: {}\n  help: {help}\n",
            finding.severity.name(),
            finding.rule.id,
            pointer.unwrap_or("?"),
            finding.message
        )
    });
    lines.collect()
}

/// Asserts that the blocks of Rust on `pages` are parts of the test file `here`; `…` stands for what they leave out.
#[track_caller]
#[allow(dead_code, reason = "not every test is shown on a page")]
pub(crate) fn assert_shown(pages: &[&str], here: &str) {
    let here: Vec<&str> = here.lines().map(str::trim).collect();
    let blocks = pages
        .iter()
        .flat_map(|page| page.split("```rust\n").skip(1));
    let blocks: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 4 * pages.len());
    for block in blocks {
        for piece in block.split("…\n") {
            let lines: Vec<&str> = piece.lines().map(str::trim).collect();
            let is_here = here.windows(lines.len()).any(|window| window == lines);
            assert!(is_here, "nothing here is\n{piece}");
        }
    }
}
