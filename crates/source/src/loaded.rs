//! The files that were read, by the names that references give them.

use std::collections::HashMap;

use tidings_diag::{FileId, LineIndex, RuleMeta};
use tidings_syntax::{NodeId, Tree, Value};

use crate::Unresolved;
use crate::imports::Imports;
use crate::reference::{Place, Target};
use crate::rules::REF_ESCAPES_ROOT;
use crate::unread::unread;

/// One file that was read.
#[derive(Debug)]
pub struct Source {
    /// The path as the user gave it, or as it follows from the reference, with `/`; or the address it has.
    pub path: String,
    /// The tree.
    pub tree: Tree,
    /// Its lines.
    pub lines: LineIndex,
}

impl Source {
    /// Whether its text has `word` somewhere in it, be it in a comment: asked before looking through all of its values.
    pub fn mentions(&self, word: &str) -> bool {
        memchr::memmem::find(self.tree.text().as_bytes(), word.as_bytes()).is_some()
    }
}

/// A node of one of the files.
pub(crate) type Node = (FileId, NodeId);

/// The node of a value.
pub(crate) fn node_of(value: Value<'_>) -> Node {
    (value.span().file, value.node())
}

/// A referenced file that was not read.
#[derive(Clone, Debug)]
pub(crate) struct Missing {
    pub(crate) rule: &'static RuleMeta,
    pub(crate) reason: String,
    /// The path with the most similar name beside it, if it does not exist.
    pub(crate) similar: Option<String>,
}

/// Every file, and every file that is not to be had.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) files: Vec<Source>,
    pub(crate) by_path: HashMap<String, Result<FileId, Missing>>,
    pub(crate) imports: Imports,
}

impl Loaded {
    pub(crate) fn file(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    pub(crate) fn value(&self, (file, node): Node) -> Value<'_> {
        self.file(file).tree.value(node)
    }

    /// The file that a reference written in `from` leads to.
    pub(crate) fn place(&self, from: FileId, target: &Target<'_>) -> Result<&Source, Unresolved> {
        let path = match &target.place {
            Place::Here => return Ok(self.file(from)),
            Place::File(path) | Place::Remote(path) => path,
        };
        match (self.by_path.get(path), &target.place) {
            (Some(Ok(file)), _) => Ok(self.file(*file)),
            (Some(Err(missing)), _) => {
                let message = format!("the file `{path}` cannot be read: {}", missing.reason);
                let unresolved = Unresolved::of(missing.rule, message);
                Err(match &missing.similar {
                    Some(similar) => unresolved.help(format!("did you mean `{similar}`?")),
                    None if *missing.rule == REF_ESCAPES_ROOT => unresolved.help(
                        "name a folder that holds both files with `--root`, if both may be read",
                    ),
                    None => unresolved.help(
                        "a path counts from the folder of the file that the reference stands in",
                    ),
                })
            }
            (None, Place::Remote(address)) => Err(unread(address)),
            (None, _) => Err(Unresolved::new(format!(
                "the file `{path}` was not read, because no `$ref` of the document names it"
            ))),
        }
    }
}
