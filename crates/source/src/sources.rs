//! A document with every file it refers to.

use tidings_diag::{FileId, Finding, LineIndex};
use tidings_syntax::{Tree, Value};

use crate::Files;

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

impl Sources {
    /// Reads `path` and every file its references lead to.
    ///
    /// Findings are about the text of files that were read. A referenced file that cannot be read is no finding here:
    /// whoever needs it gets [`Unresolved`] from [`Sources::resolve`], because not every `$ref` is a reference.
    pub fn link(files: &dyn Files, path: &str) -> (Self, Vec<Finding>) {
        let _ = (files, path);
        (Self { files: Vec::new() }, Vec::new())
    }

    /// The files in the order of loading.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The file `file`.
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
    /// # Errors
    ///
    /// [`Unresolved`] when the file or the pointer in it does not exist, or lies outside the root.
    pub fn step(&self, from: FileId, reference: &str) -> Result<Value<'_>, Unresolved> {
        let _ = (from, reference);
        Err(Unresolved {
            message: String::new(),
            help: None,
        })
    }

    /// The value at the end of the chain of references that starts with `reference` in file `from`.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] as for [`Sources::step`], and when the chain runs in a circle.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Resolved<'_>, Unresolved> {
        self.step(from, reference)
            .map(|value| Resolved { value, hops: 0 })
    }
}
