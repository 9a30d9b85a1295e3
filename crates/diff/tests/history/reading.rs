//! The versions of real documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tidings_model::Contract;
use tidings_source::{DiskFiles, Sources};

/// One version of a document.
pub(crate) struct Version {
    pub(crate) name: String,
    /// A hash of what the document holds, whatever it looks like; `None` where it is several files.
    pub(crate) content: Option<String>,
    pub(crate) contract: Contract,
    /// The files it was read from.
    pub(crate) sources: Sources,
}

/// The versions of each document, in the order of the index.
pub(crate) fn histories(corpus: &Path) -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let index = fs::read_to_string(corpus.join("history/index.jsonl")).expect("an index");
    let mut histories: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for line in index.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        if row["parse_error"].as_bool() != Some(true) {
            let document = format!("{} {}", text("repo"), text("path"));
            let versions = histories.entry(document).or_default();
            versions.push((text("canon"), corpus.join(text("file"))));
        }
    }
    histories
}

/// How many folders lead to the files of one version: the history, the repository and the document.
const ABOVE: usize = 3;

pub(crate) fn read(corpus: &Path, content: &str, path: &Path) -> Option<Version> {
    // A version of several files is a folder, which its references do not leave.
    let below = path.strip_prefix(corpus).ok()?;
    let is_folder = below.components().count() > ABOVE + 1;
    let depth = if is_folder { ABOVE + 1 } else { ABOVE };
    let root: PathBuf = below.components().take(depth).collect();
    let name = below.strip_prefix(&root).ok()?.to_str()?;
    let (sources, _) = Sources::link(&DiskFiles::new(corpus.join(root)), name);
    sources.root()?;
    Some(Version {
        name: path.strip_prefix(corpus).ok()?.display().to_string(),
        content: (!is_folder).then(|| content.to_owned()),
        contract: tidings_model::lower(&sources).contract,
        sources,
    })
}

/// Each version with the one before it.
pub(crate) fn pairs(corpus: &Path, mut look: impl FnMut(&Version, &Version)) {
    for versions in histories(corpus).values() {
        let mut before: Option<Version> = None;
        for (content, path) in versions {
            let Some(version) = read(corpus, content, path) else {
                continue;
            };
            if let Some(before) = &before {
                look(before, &version);
            }
            before = Some(version);
        }
    }
}

/// The folder with the documents; `None`, said aloud, where the environment does not name it.
#[allow(clippy::print_stdout, reason = "whoever runs the test wants to know")]
pub(crate) fn corpus() -> Option<PathBuf> {
    let corpus = std::env::var_os("TIDINGS_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        println!("TIDINGS_CORPUS is not set, so no history is read");
    }
    corpus
}
