//! Which errors of a document stop code, and what code goes without because of others.
//!
//! A case is a file in `errors/`; beside it stands what becomes of it: what validation finds, as every door to code
//! weighs it, and what the generator tells. `TIDINGS_BLESS=1` writes that anew.

use std::path::{Path, PathBuf};

use tidings_codegen::{Form, Generated, Options, generate, weigh_errors};
use tidings_diag::{Finding, Severity};
use tidings_source::{DiskFiles, Sources};

/// What becomes of a document where code is to be made of it.
struct Outcome {
    /// What validation finds, weighed.
    weighed: Vec<Finding>,
    generated: Generated,
}

impl Outcome {
    fn of(document: &Path) -> Self {
        let folder = document.parent().expect("a folder");
        let name = document.file_name().expect("a name").to_string_lossy();
        let (sources, mut weighed) = Sources::link(&DiskFiles::new(folder), &name);
        let validated = tidings_lint::validate(&sources);
        weighed.extend(validated.findings);
        assert!(weighed.iter().any(is_error), "{name} has no error");
        weigh_errors(&validated.contract, &mut weighed);
        weighed.retain(|finding| finding.severity > Severity::Info);
        Self {
            weighed,
            generated: generate(&validated.contract, &Options::new(Form::SingleFile)),
        }
    }

    fn stops(&self) -> bool {
        self.weighed.iter().any(is_error)
    }

    /// As it stands beside the case.
    fn in_words(&self) -> String {
        let verdict = match self.stops() {
            true => "no code",
            false => "code",
        };
        let said = |findings: &[Finding]| findings.iter().map(in_words).collect::<String>();
        let told = match self.stops() {
            true => String::new(),
            false => format!("\nthe generator\n{}", said(&self.generated.findings)),
        };
        format!("{verdict}\n\nvalidation\n{}{told}", said(&self.weighed))
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn in_words(finding: &Finding) -> String {
    let location = finding.location.as_ref();
    let pointer = location.and_then(|location| location.pointer.as_deref());
    let help = finding.help.as_deref().unwrap_or("none");
    format!(
        "  {} [{}] {}: {}\n    help: {help}\n",
        finding.severity.name(),
        finding.rule.id,
        pointer.unwrap_or("?"),
        finding.message
    )
}

/// The documents of the folder `name` and of the folders in it, in order.
fn documents(name: &str) -> Vec<PathBuf> {
    let mut documents = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(name)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "yaml" => documents.push(path),
                _ => {}
            }
        }
    }
    documents.sort();
    documents
}

#[test]
fn only_errors_in_what_code_is_made_of_stop_it() {
    for document in documents("errors") {
        let beside = document.with_extension("txt");
        let found = Outcome::of(&document).in_words();
        if std::env::var_os("TIDINGS_BLESS").is_some() {
            std::fs::write(&beside, &found).expect("the outcome is written");
        }
        let committed = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(committed, found, "{}", document.display());
    }
}

/// Whether code is refused is known before the generator is asked: what it cannot do without has an error.
#[test]
fn what_code_cannot_do_without_has_an_error_of_validation() {
    let mut missing = 0;
    for document in documents("errors") {
        let outcome = Outcome::of(&document);
        let mut told = outcome.generated.findings.iter();
        if told.any(|finding| is_error(finding) && finding.rule.id == "unreadable-part") {
            missing += 1;
            assert!(outcome.stops(), "{}", document.display());
        }
    }
    assert!(missing > 0, "a case lacks a part that code needs");
}
