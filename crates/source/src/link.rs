//! Reads a document and everything that its references name.

use std::collections::{HashMap, HashSet};

use tidings_diag::{FileId, Finding, LineIndex, RuleMeta, nearest};
use tidings_syntax::{Format, Tree, parse, parse_beside};

use crate::address::{is_address, normalised_address};
use crate::graph::references;
use crate::imports::{candidates, imported_paths};
use crate::loaded::{Loaded, Missing};
use crate::reference::{Place, Target, normalised};
use crate::rules::{LOCK_MISMATCH, REF_ESCAPES_ROOT, REMOTE_REF, UNREADABLE, UNRESOLVED_REF};
use crate::spelling::{Spelling, misspelt};
use crate::{Files, ReadError, Source};

/// Files that one document may draw in.
const FILES: usize = 1_000;

/// Bytes that one document may draw in.
const BYTES: usize = 256 << 20;

/// Names of files whose text is no YAML or JSON; it is kept as it is.
const OPAQUE: [&str; 8] = [
    ".graphql", ".html", ".md", ".proto", ".raml", ".txt", ".xml", ".xsd",
];

/// Reads files one after the other, each once.
pub(crate) struct Linker<'f> {
    files: &'f dyn Files,
    /// Another version of the document and its files.
    known: Option<&'f Loaded>,
    loaded: Loaded,
    findings: Vec<Finding>,
    bytes: usize,
    spelling: Spelling,
    /// Paths whose case differs from the disk, and how that spells them.
    misspelt: HashMap<String, String>,
    /// Addresses that schemas of the files have by their own word, so that nobody has to fetch them.
    identified: HashSet<String>,
}

impl<'f> Linker<'f> {
    /// Reads the document `path`, then what it refers to, in the order of the text, and so on.
    ///
    /// What the files have in common with those of `known`, another version of them, is parsed only there.
    pub(crate) fn run(
        files: &'f dyn Files,
        path: &str,
        known: Option<&'f Loaded>,
    ) -> (Loaded, Vec<Finding>) {
        let mut linker = Self {
            files,
            known,
            loaded: Loaded::default(),
            findings: Vec::new(),
            bytes: 0,
            spelling: Spelling::default(),
            misspelt: HashMap::new(),
            identified: HashSet::new(),
        };
        linker.document(path);
        let mut next = 0;
        while let Some(source) = linker.loaded.files.get(next) {
            linker.identified.extend(identifiers(source));
            let imports = imported_paths(source);
            for place in referenced(source) {
                linker.load(place);
            }
            for import in imports {
                linker.load_import(next, &import);
            }
            next += 1;
        }
        linker.check_spelling();
        (linker.loaded, linker.findings)
    }

    fn document(&mut self, path: &str) {
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
    }

    fn load(&mut self, place: Place) {
        let (Place::File(path) | Place::Remote(path)) = &place else {
            return;
        };
        if self.loaded.by_path.contains_key(path) {
            return;
        }
        if self.loaded.files.len() >= FILES || self.bytes >= BYTES {
            let missing = Missing {
                rule: &UNRESOLVED_REF,
                reason: format!("a document may draw in {FILES} files and {BYTES} bytes, not more"),
                similar: None,
            };
            self.loaded.by_path.insert(path.clone(), Err(missing));
            return;
        }
        match place {
            Place::Here => {}
            Place::File(path) => self.load_file(path),
            Place::Remote(address) => self.load_address(address),
        }
    }

    fn load_file(&mut self, path: String) {
        let read = self.files.read(&path);
        let may_be_misspelt = match &read {
            Ok(_) => self.files.ignores_case(),
            Err(error) => *error == ReadError::NotFound,
        };
        let real = may_be_misspelt
            .then(|| self.spelling.of(self.files, &path))
            .flatten();
        let Some(real) = real else {
            return self.keep(path, read);
        };
        if !self.loaded.by_path.contains_key(&real) {
            let read = self.files.read(&real);
            self.keep(real.clone(), read);
        }
        if let Some(known) = self.loaded.by_path.get(&real).cloned() {
            self.loaded.by_path.insert(path.clone(), known);
        }
        self.misspelt.insert(path, real);
    }

    /// Reads what the file `importing` imports as `import`, from the first place that has it.
    fn load_import(&mut self, importing: usize, import: &str) {
        let key = (FileId(importing as u32), import.to_owned());
        let Some(source) = self.loaded.files.get(importing) else {
            return;
        };
        let places = candidates(&source.path, import);
        for place in &places {
            self.load(Place::File(place.clone()));
            if let Some(Ok(file)) = self.loaded.by_path.get(place) {
                self.loaded.imports.insert(key, Ok(*file));
                return;
            }
        }
        let missing = places.iter().find_map(|place| {
            let missing = self.loaded.by_path.get(place)?.as_ref().err()?;
            missing.similar.is_some().then(|| missing.clone())
        });
        let first = || {
            self.loaded
                .by_path
                .get(places.first()?)?
                .as_ref()
                .err()
                .cloned()
        };
        if let Some(missing) = missing.or_else(first) {
            self.loaded.imports.insert(key, Err(missing));
        }
    }

    fn load_address(&mut self, address: String) {
        if self.identified.contains(&address) {
            return;
        }
        // Where addresses are not read, whoever asks for one is told so.
        if let Some(read) = self.files.read_address(&address) {
            self.keep(address, read);
        }
    }

    fn keep(&mut self, path: String, read: Result<Vec<u8>, ReadError>) {
        match read {
            Ok(bytes) => self.add(&path, path.clone(), &bytes),
            Err(error) => {
                let missing = self.missing(&path, &error);
                self.loaded.by_path.insert(path, Err(missing));
            }
        }
    }

    fn add(&mut self, shown: &str, path: String, bytes: &[u8]) {
        let file = FileId(self.loaded.files.len() as u32);
        let name = name_of(&path);
        let extension = name.rfind('.').map_or("", |dot| &name[dot..]);
        let extension = extension.to_ascii_lowercase();
        // The document itself is read whatever it is called: it was asked for as a document.
        // A text in Protocol Buffers is never one, but a schema by itself.
        let is_opaque =
            OPAQUE.contains(&extension.as_str()) && (file != FileId(0) || extension == ".proto");
        let tree = if is_opaque {
            Tree::opaque(file, String::from_utf8_lossy(bytes))
        } else {
            let format = Format::of_path(name);
            let (tree, findings) = match self.known_version(file, &path) {
                Some(known) => parse_beside(file, bytes, format, known),
                None => parse(file, bytes, format),
            };
            self.findings.extend(findings);
            tree
        };
        self.bytes += bytes.len();
        self.loaded.files.push(Source {
            path: shown.to_owned(),
            lines: LineIndex::new(tree.text()),
            tree,
        });
        self.loaded.by_path.insert(path, Ok(file));
    }

    /// The same file in the version that is known: documents may be called otherwise there.
    fn known_version(&self, file: FileId, path: &str) -> Option<&'f Tree> {
        let known = self.known?;
        let source = match (file, known.by_path.get(path)) {
            (FileId(0), _) => known.files.first()?,
            (_, Some(Ok(file))) => known.file(*file),
            _ => return None,
        };
        Some(&source.tree)
    }

    fn missing(&self, path: &str, error: &ReadError) -> Missing {
        let similar = || {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let names = self.files.list(folder);
            let similar = nearest(name, names.iter().map(String::as_str))?;
            let separator = if folder.is_empty() { "" } else { "/" };
            Some(format!("{folder}{separator}{similar}"))
        };
        let is_file = *error == ReadError::NotFound && !is_address(path);
        Missing {
            rule: rule_of(error),
            reason: error.to_string(),
            similar: is_file.then(similar).flatten(),
        }
    }

    /// Reports references that spell a name in another case than the disk.
    fn check_spelling(&mut self) {
        if self.misspelt.is_empty() {
            return;
        }
        for source in &self.loaded.files {
            for reference in references(&source.tree) {
                let Place::File(path) = Target::of(reference.text, &source.path).place else {
                    continue;
                };
                if let Some(real) = self.misspelt.get(&path) {
                    self.findings.push(misspelt(&reference, real));
                }
            }
        }
    }
}

/// The rule that a reference breaks whose file cannot be read.
fn rule_of(error: &ReadError) -> &'static RuleMeta {
    match error {
        ReadError::OutsideRoot { .. } => &REF_ESCAPES_ROOT,
        ReadError::NotAsLocked { .. } => &LOCK_MISMATCH,
        ReadError::Unreachable(_) => &REMOTE_REF,
        ReadError::NotFound | ReadError::TooLarge { .. } | ReadError::Other(_) => &UNRESOLVED_REF,
    }
}

/// The last segment of a path or an address, which tells the language of the file.
fn name_of(path: &str) -> &str {
    let path = match is_address(path) {
        true => path.split('?').next().unwrap_or_default(),
        false => path,
    };
    path.rsplit('/').next().unwrap_or_default()
}

/// The other files that the references of one file name.
fn referenced(source: &Source) -> Vec<Place> {
    let places = references(&source.tree)
        .map(|reference| Target::of(reference.text, &source.path).place)
        .filter(|place| *place != Place::Here);
    let mut seen = HashSet::new();
    places.filter(|place| seen.insert(place.clone())).collect()
}

/// The addresses that schemas of one file give themselves with `$id` (JSON Schema draft-07 core §8.2).
fn identifiers(source: &Source) -> impl Iterator<Item = String> {
    let values = source.mentions("$id").then(|| source.tree.values());
    let values = values.into_iter().flatten();
    let ids = values.filter_map(|value| value.get("$id")?.as_str());
    ids.filter(|id| is_address(id))
        .map(|id| normalised_address(id.split('#').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_language() {
        assert_eq!(name_of("api/a.proto"), "a.proto");
        assert_eq!(name_of("https://h/a.json?token=b.yaml/c"), "a.json");
        assert_eq!(name_of("what?.yaml"), "what?.yaml");
    }
}
