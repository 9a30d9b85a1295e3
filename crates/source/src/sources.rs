//! A document with every file it refers to.

use std::collections::HashMap;

use tidings_diag::{FileId, Finding, LineIndex};
use tidings_syntax::{Tree, Value};

use crate::Files;
use crate::link::{Linker, Missing};
use crate::reference::{Place, Target};
use crate::walk::{DETOURS, walk};

/// One file that was read.
#[derive(Debug)]
pub struct Source {
    /// The path as the user gave it, or as it follows from the reference, with `/`.
    pub path: String,
    /// The tree.
    pub tree: Tree,
    /// Its lines.
    pub lines: LineIndex,
}

/// A document and, transitively, every file that a `$ref` in it names; file 0 is the document itself.
#[derive(Debug)]
pub struct Sources {
    files: Vec<Source>,
    by_path: HashMap<String, Result<FileId, Missing>>,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug)]
pub struct Resolved<'s> {
    /// The value at the end of the chain of references.
    pub value: Value<'s>,
    /// How many further references the chain went through; 0 when the first one led to a value.
    pub hops: usize,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// What is wrong, as the message of a finding.
    pub message: String,
    /// The nearest things that do exist, or what else mends it.
    pub help: Option<String>,
}

impl Unresolved {
    pub(crate) fn new(message: String) -> Self {
        Self {
            message,
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Sources {
    /// Reads `path` and every file its references lead to.
    ///
    /// Findings are about the text of files that were read, and `unreadable` if `path` itself is not to be had.
    /// A referenced file that cannot be read is no finding here:
    /// whoever needs it gets [`Unresolved`] from [`Sources::resolve`], because not every `$ref` is a reference.
    pub fn link(files: &dyn Files, path: &str) -> (Self, Vec<Finding>) {
        let mut linker = Linker::new(files);
        linker.run(path);
        let sources = Self {
            files: linker.sources,
            by_path: linker.by_path,
        };
        (sources, linker.findings)
    }

    /// The files in the order of loading.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The file `file`.
    ///
    /// # Panics
    ///
    /// When `file` comes from other sources that have more files.
    pub fn file(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The document that was asked for; `None` if nothing of it could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        self.files.first()?.tree.root()
    }

    /// The first step of the reference `reference`, written in file `from`: exactly the value it names, which may
    /// itself be an object with a `$ref`.
    ///
    /// A pointer that leads *through* an object with a `$ref` goes on behind that reference, as the reference
    /// implementation's resolver does.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] when the file or the pointer in it does not exist, or lies outside the root.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn step(&self, from: FileId, reference: &str) -> Result<Value<'_>, Unresolved> {
        walk(self, from, reference)
    }

    /// The value at the end of the chain of references that starts with `reference` in file `from`.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] as for [`Sources::step`], and when the chain runs in a circle or through more than 64 references.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Resolved<'_>, Unresolved> {
        let mut value = self.step(from, reference)?;
        let mut seen = vec![(reference, value)];
        while let Some(next) = value.get("$ref").and_then(Value::as_str) {
            value = self.step(value.span().file, next)?;
            let same = |(_, earlier): &(&str, Value<'_>)| {
                (earlier.span(), earlier.node()) == (value.span(), value.node())
            };
            if let Some(start) = seen.iter().position(same) {
                let circle: Vec<&str> = seen[start..].iter().map(|(text, _)| *text).collect();
                let circle = circle.join("` → `");
                let message = format!(
                    "the references `{circle}` → `{next}` run in a circle and never reach a value"
                );
                return Err(Unresolved::new(message));
            }
            if seen.len() > DETOURS {
                let message = format!(
                    "more than {DETOURS} references lead to each other from `{reference}` on"
                );
                return Err(Unresolved::new(message));
            }
            seen.push((next, value));
        }
        Ok(Resolved {
            value,
            hops: seen.len() - 1,
        })
    }

    /// The file that `reference`, written in file `from`, names, whatever language it is written in.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] when there is no such file, or it lies outside the root.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn named_file(&self, from: FileId, reference: &str) -> Result<&Source, Unresolved> {
        self.place(from, &Target::of(reference, &self.file(from).path))
    }

    /// The file that a reference written in `from` leads to.
    pub(crate) fn place(&self, from: FileId, target: &Target<'_>) -> Result<&Source, Unresolved> {
        let path = match &target.place {
            Place::Here => return Ok(self.file(from)),
            Place::File(path) => path.as_str(),
            Place::Remote(address) if self.by_path.contains_key(address.as_ref()) => {
                address.as_ref()
            }
            Place::Remote(address) => {
                let message = format!("`{address}` is not a file, and the network is not used");
                let help = "keep a copy beside this document and refer to it by a relative path";
                return Err(Unresolved::new(message).help(help));
            }
        };
        match self.by_path.get(path) {
            Some(Ok(file)) => Ok(self.file(*file)),
            Some(Err(missing)) => {
                let message = format!("the file `{path}` cannot be read: {}", missing.reason);
                let unresolved = Unresolved::new(message);
                Err(match &missing.similar {
                    Some(similar) => unresolved.help(format!("did you mean `{similar}`?")),
                    None => unresolved,
                })
            }
            None => Err(Unresolved::new(format!(
                "the file `{path}` was not read, because no `$ref` of the document names it"
            ))),
        }
    }
}
