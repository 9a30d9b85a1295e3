//! Reads a document and everything that its references name.

use std::collections::HashMap;

use tidings_diag::{FileId, Finding, LineIndex, nearest};
use tidings_syntax::{Format, Tree, parse};

use crate::graph::references;
use crate::reference::{Place, Target, normalised};
use crate::rules::UNREADABLE;
use crate::{Files, ReadError, Source};

/// Files that one document may draw in.
const FILES: usize = 1_000;

/// Bytes that one document may draw in.
const BYTES: usize = 256 << 20;

/// Names of files whose text is no YAML or JSON; it is kept as it is.
const OPAQUE: [&str; 8] = [
    ".graphql", ".html", ".md", ".proto", ".raml", ".txt", ".xml", ".xsd",
];

/// A referenced file that was not read.
#[derive(Clone, Debug)]
pub(crate) struct Missing {
    pub(crate) reason: String,
    /// The path with the most similar name beside it, if it does not exist.
    pub(crate) similar: Option<String>,
}

/// Reads files one after the other, each once.
pub(crate) struct Linker<'f> {
    files: &'f dyn Files,
    pub(crate) sources: Vec<Source>,
    pub(crate) by_path: HashMap<String, Result<FileId, Missing>>,
    pub(crate) findings: Vec<Finding>,
    bytes: usize,
}

impl<'f> Linker<'f> {
    pub(crate) fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            sources: Vec::new(),
            by_path: HashMap::new(),
            findings: Vec::new(),
            bytes: 0,
        }
    }

    /// Reads the document `path`, then what it refers to, in the order of the text, and so on.
    pub(crate) fn run(&mut self, path: &str) {
        match self.files.read(path) {
            Ok(bytes) => self.add(path, normalised(path), &bytes),
            Err(error) => {
                let missing = self.missing(path, &error);
                let message = format!("the document cannot be read: {}", missing.reason);
                let mut finding = Finding::of_file(&UNREADABLE, path, message);
                finding.help = missing.similar.map(|similar| {
                    let name = similar.rsplit('/').next().unwrap_or(&similar);
                    format!("there is `{name}` in the same folder")
                });
                self.findings.push(finding);
            }
        }
        let mut next = 0;
        while let Some(source) = self.sources.get(next) {
            for (path, is_address) in referenced(source) {
                self.load(path, is_address);
            }
            next += 1;
        }
    }

    fn load(&mut self, path: String, is_address: bool) {
        if self.by_path.contains_key(&path) {
            return;
        }
        if self.sources.len() >= FILES || self.bytes >= BYTES {
            let reason =
                format!("a document may draw in {FILES} files and {BYTES} bytes, not more");
            let missing = Missing {
                reason,
                similar: None,
            };
            self.by_path.insert(path, Err(missing));
            return;
        }
        let read = if is_address {
            // Where addresses are not read, whoever asks for one is told so.
            let Some(read) = self.files.read_address(&path) else {
                return;
            };
            read
        } else {
            self.files.read(&path)
        };
        match read {
            Ok(bytes) => self.add(&path, path.clone(), &bytes),
            Err(error) => {
                let missing = self.missing(&path, &error);
                self.by_path.insert(path, Err(missing));
            }
        }
    }

    fn add(&mut self, shown: &str, path: String, bytes: &[u8]) {
        let file = FileId(self.sources.len() as u32);
        let extension = path.rfind('.').map_or("", |dot| &path[dot..]);
        // The document itself is read whatever it is called: it was asked for as a document.
        let is_opaque =
            file != FileId(0) && OPAQUE.contains(&extension.to_ascii_lowercase().as_str());
        let tree = if is_opaque {
            Tree::opaque(file, String::from_utf8_lossy(bytes))
        } else {
            let (tree, findings) = parse(file, bytes, Format::of_path(&path));
            self.findings.extend(findings);
            tree
        };
        self.bytes += bytes.len();
        self.sources.push(Source {
            path: shown.to_owned(),
            lines: LineIndex::new(tree.text()),
            tree,
        });
        self.by_path.insert(path, Ok(file));
    }

    fn missing(&self, path: &str, error: &ReadError) -> Missing {
        let similar = || {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let names = self.files.list(folder);
            let similar = nearest(name, names.iter().map(String::as_str))?;
            let separator = if folder.is_empty() { "" } else { "/" };
            Some(format!("{folder}{separator}{similar}"))
        };
        Missing {
            reason: error.to_string(),
            similar: (*error == ReadError::NotFound).then(similar).flatten(),
        }
    }
}

/// The files that the references of one file name, and whether it is by an address.
fn referenced(source: &Source) -> Vec<(String, bool)> {
    references(&source.tree)
        .filter_map(
            |reference| match Target::of(reference.text, &source.path).place {
                Place::File(path) => Some((path, false)),
                Place::Remote(address) => Some((address.into_owned(), true)),
                Place::Here => None,
            },
        )
        .collect()
}
