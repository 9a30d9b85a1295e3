//! The corpus: which documents there are, what the reference parser says of them, and what we say.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use tidings_codegen::settings::Perspective;
use tidings_codegen::{Form, Options, weigh_errors};
use tidings_diag::{Finding, Severity};
use tidings_source::{DiskFiles, Files, ReadError, Sources};

/// One document of the corpus.
#[derive(Clone)]
pub(crate) struct Document {
    /// The folder that its references may not leave.
    pub(crate) root: PathBuf,
    /// The path below the corpus.
    pub(crate) path: PathBuf,
    /// The path below `root`.
    pub(crate) name: String,
    /// Copies of what its URLs name, by URL: the reference parser had them too.
    pub(crate) copies: Arc<HashMap<String, PathBuf>>,
    /// Whether the reference parser takes it.
    #[allow(dead_code, reason = "not every test compares the verdicts")]
    pub(crate) valid: bool,
    /// The codes of the errors that the reference parser finds.
    #[allow(dead_code, reason = "only the comparison of verdicts reads them")]
    pub(crate) complaints: Vec<String>,
}

/// What our crates say of a document.
#[allow(dead_code, reason = "one test wants only the contract")]
pub(crate) struct Examined {
    /// What `asyncapi` says.
    pub(crate) version: String,
    /// The processor time that reading and judging took.
    pub(crate) validated_in: Duration,
    /// The processor time that generating took.
    pub(crate) generated_in: Duration,
    /// What `tidings validate` finds.
    pub(crate) findings: Vec<Finding>,
    /// The same, where code is to be generated.
    pub(crate) weighed: Vec<Finding>,
    /// What stands in the way of generating code.
    pub(crate) refusals: Vec<Finding>,
    /// The generated files.
    #[allow(dead_code, reason = "only the test that compiles them reads them")]
    pub(crate) files: Vec<(String, String)>,
}

impl Examined {
    /// The errors for which there is no code: of validation, else of the generator.
    #[allow(dead_code, reason = "not every test generates")]
    pub(crate) fn stops(&self) -> impl Iterator<Item = &Finding> {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        // Where validation stops, nobody asks the generator.
        let asked = match self.weighed.iter().any(|finding| is_error(&finding)) {
            true => &self.weighed,
            false => &self.refusals,
        };
        asked.iter().filter(is_error)
    }
}

/// Every document that the reference parser has judged, or `None` and a word when there is no corpus.
pub(crate) fn documents() -> Option<Vec<Document>> {
    let Some(corpus) = std::env::var_os("TIDINGS_CORPUS").map(PathBuf::from) else {
        #[allow(clippy::print_stdout, reason = "whoever runs the tests wants to know")]
        {
            println!("TIDINGS_CORPUS is not set, so no real document is read");
        }
        return None;
    };
    let reference = std::fs::read_to_string(corpus.join("reference.jsonl"))
        .expect("the corpus has its verdicts");
    let map = std::fs::read(corpus.join("remote-map.json")).expect("the corpus has its map");
    let map: HashMap<String, String> = serde_json::from_slice(&map).expect("the map is JSON");
    let copies = map
        .into_iter()
        .map(|(address, file)| (address, corpus.join(file)));
    let copies: Arc<HashMap<String, PathBuf>> = Arc::new(copies.collect());
    let documents = reference.lines().map(|line| {
        let verdict: serde_json::Value = serde_json::from_str(line).expect("a verdict is JSON");
        let path = PathBuf::from(verdict["file"].as_str().expect("a verdict names its file"));
        // The first two folders are the set and the repository; a document's files never leave its repository.
        let repository: PathBuf = path.components().take(2).collect();
        let (root, name) = if corpus.join(&repository).is_dir() {
            (
                corpus.join(&repository),
                path.strip_prefix(&repository)
                    .expect("it begins so")
                    .to_owned(),
            )
        } else {
            let parent = path.parent().unwrap_or(Path::new(""));
            (
                corpus.join(parent),
                path.file_name()
                    .map(PathBuf::from)
                    .expect("a document has a name"),
            )
        };
        let name = name.to_string_lossy().replace('\\', "/");
        Document {
            root,
            path,
            name,
            copies: copies.clone(),
            valid: verdict["valid"] == true,
            complaints: complaints(&verdict),
        }
    });
    // Some verdicts are about files that are not part of the corpus.
    let there = documents.filter(|document| corpus.join(&document.path).exists());
    Some(there.collect())
}

/// The valid documents but for older versions of the same document, and how many those are.
#[allow(dead_code, reason = "not every test leaves older versions out")]
pub(crate) fn newest(documents: Vec<Document>) -> (Vec<Document>, usize) {
    let valid: Vec<Document> = documents
        .into_iter()
        .filter(|document| document.valid)
        .collect();
    let mut newest: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    let history = |path: &Path| {
        path.starts_with("history")
            .then(|| path.parent().map(Path::to_owned))
            .flatten()
    };
    for document in &valid {
        if let Some(of) = history(&document.path) {
            let known = newest.entry(of).or_default();
            // A version's file begins with its number.
            *known = document.path.clone().max(std::mem::take(known));
        }
    }
    let all = valid.len();
    let is_newest = |document: &Document| {
        let newest = history(&document.path).and_then(|of| newest.get(&of));
        newest.is_none_or(|newest| *newest == document.path)
    };
    let kept: Vec<Document> = valid.into_iter().filter(is_newest).collect();
    let older = all - kept.len();
    (kept, older)
}

/// The codes of the errors in a verdict, which counts what it found by severity and code.
fn complaints(verdict: &serde_json::Value) -> Vec<String> {
    let counts = verdict["counts"].as_object();
    let kinds = counts.into_iter().flat_map(|counts| counts.keys());
    kinds
        .filter_map(|kind| kind.strip_prefix("error:"))
        .map(str::to_owned)
        .collect()
}

/// The files of a document, and the copies of what its URLs name.
struct CorpusFiles<'d> {
    disk: DiskFiles,
    copies: &'d HashMap<String, PathBuf>,
}

impl Files for CorpusFiles<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.disk.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let copy = self.copies.get(address)?;
        Some(std::fs::read(copy).map_err(|error| ReadError::Other(error.to_string())))
    }
}

/// Reads a document with the files it refers to.
pub(crate) fn read(document: &Document) -> (Sources, Vec<Finding>) {
    let files = CorpusFiles {
        disk: DiskFiles::new(&document.root),
        copies: &document.copies,
    };
    Sources::link(&files, &document.name)
}

/// Validates a document and generates the client of the application that it describes.
#[allow(dead_code, reason = "one test wants only the contract")]
pub(crate) fn examine(document: &Document) -> Examined {
    examine_as(document, Perspective::App)
}

/// Validates a document and generates the client of one of its sides.
#[allow(dead_code, reason = "one test wants only the contract")]
pub(crate) fn examine_as(document: &Document, perspective: Perspective) -> Examined {
    let began = processor_time();
    let (sources, mut findings) = read(document);
    let version = sources
        .root()
        .and_then(|root| root.get("asyncapi"))
        .and_then(|value| value.as_str());
    let version = version.unwrap_or_default().to_owned();
    let validated = tidings_lint::validate(&sources);
    findings.extend(validated.findings);
    let validated_in = processor_time() - began;
    let mut weighed = findings.clone();
    weigh_errors(&validated.contract, &mut weighed);
    let began = processor_time();
    let mut options = Options::new(Form::SingleFile);
    options.settings.perspective = perspective;
    let generated = tidings_codegen::generate(&validated.contract, &options);
    Examined {
        validated_in,
        generated_in: processor_time() - began,
        version,
        findings,
        weighed,
        refusals: generated.findings,
        files: generated.files,
    }
}

/// The processor time of this process, which other processes do not add to as they do to the time that passes.
fn processor_time() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system counts processor time");
    let microseconds =
        usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Duration::from_micros(u64::try_from(microseconds).expect("time is not negative"))
}
