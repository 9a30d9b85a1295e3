//! From the paths on the command line to documents.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;
use ignore::WalkBuilder;
use rayon::prelude::*;
use tidings_diag::Finding;
use tidings_project::rules::NO_DOCUMENTS;
use tidings_source::{Lock, UNREADABLE};

use crate::input::{Input, STDIN};
use crate::names::with_slashes;
use crate::policy::Policy;
use crate::session::Session;

mod recognise;

/// What a path leads to.
#[derive(Debug)]
pub(crate) enum Discovered {
    /// A document.
    Document(Input),
    /// Nothing that can be read.
    Nothing(Box<Finding>, Policy),
}

impl Discovered {
    /// The document, if there is one.
    pub(crate) fn document(&self) -> Option<&Input> {
        match self {
            Self::Document(input) => Some(input),
            Self::Nothing(..) => None,
        }
    }
}

/// Whether the file at `path` is an AsyncAPI document as far as can be seen without reading it as one.
pub(crate) fn is_document(path: &Path, bytes: &[u8]) -> bool {
    recognise::by_name(path) && is_contract(bytes)
}

/// The same of the bytes of a file, whatever it is called.
pub(crate) fn is_contract(bytes: &[u8]) -> bool {
    recognise::by_content(bytes)
}

/// Every document that `paths` name, each once, in their order; inside folders by name.
pub(crate) fn discover(
    paths: &[PathBuf],
    session: &Session<'_>,
) -> anyhow::Result<Vec<Discovered>> {
    if paths
        .iter()
        .filter(|path| *path == Path::new(STDIN))
        .count()
        > 1
    {
        bail!("standard input can be read only once");
    }
    let mut discovered = Vec::new();
    for path in paths {
        if path == Path::new(STDIN) {
            discovered.push(Discovered::Document(Input::stdin(session)?));
        } else if path.is_dir() {
            discovered.extend(in_folder(path, session)?);
        } else {
            discovered.push(Discovered::Document(Input::file(path, session)?));
        }
    }
    let mut seen = HashSet::new();
    discovered.retain(|one| match one {
        Discovered::Document(input) => seen.insert(input.identity()),
        Discovered::Nothing(..) => true,
    });
    Ok(discovered)
}

/// The documents in `folder`, and what in it could not be read.
fn in_folder(folder: &Path, session: &Session<'_>) -> anyhow::Result<Vec<Discovered>> {
    let policy = session.policy(&session.current.join(folder))?;
    let nothing = |finding| Discovered::Nothing(Box::new(finding), policy.clone());
    let mut candidates = Vec::new();
    let mut copies = HashSet::new();
    let mut discovered = Vec::new();
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_name(Ord::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| !kind.is_dir());
                if is_file && recognise::by_name(entry.path()) {
                    candidates.push(entry.into_path());
                } else if entry.file_name() == Lock::FILE_NAME {
                    copies.extend(copies_of(entry.path()));
                }
            }
            Err(error) => {
                let message = format!("the folder cannot be read: {error}");
                let finding = Finding::of_file(&UNREADABLE, with_slashes(folder), message);
                discovered.push(nothing(finding));
            }
        }
    }
    // What cannot be read is kept: the attempt to read it as a document says why.
    candidates = candidates
        .into_par_iter()
        .filter(|path| std::fs::read(path).map_or(true, |bytes| recognise::by_content(&bytes)))
        .collect();
    // A copy of a remote document refers to what is beside its address, not beside the copy.
    candidates.retain(|path| !copies.contains(path));
    for path in candidates {
        let path = path.strip_prefix(".").unwrap_or(&path);
        discovered.push(Discovered::Document(Input::file(path, session)?));
    }
    if discovered.is_empty() {
        let message = "the folder holds no AsyncAPI document";
        let finding = Finding::of_file(&NO_DOCUMENTS, with_slashes(folder), message)
            .with_help("a document is a .yaml, .yml or .json file with the key `asyncapi`, and not excluded by .gitignore");
        discovered.push(nothing(finding));
    }
    Ok(discovered)
}

/// The copies that the lock at `path` lists; a lock that makes no sense is told to whoever needs it.
fn copies_of(path: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lock = Lock::parse(&text).unwrap_or_default();
    let files = lock
        .entries()
        .map(|(_, entry)| path.with_file_name(&entry.file));
    files.collect()
}
