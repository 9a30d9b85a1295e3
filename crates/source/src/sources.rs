//! A document with every file it refers to.

use tidings_diag::{FileId, Finding};
use tidings_syntax::Value;

use crate::dead_end::{dead_end, no_way};
use crate::imports::Imports;
use crate::link::Linker;
use crate::links::{End, Links, reference_of};
use crate::loaded::{Loaded, Node};
use crate::reference::Target;
use crate::rules::CIRCULAR_REF;
use crate::walk::{Step, Walk};
use crate::{Files, Source, Unresolved};

/// References of a circle that are named.
const NAMED: usize = 8;

/// A document and, transitively, every file that a `$ref` in it names; file 0 is the document itself.
#[derive(Debug)]
pub struct Sources {
    loaded: Loaded,
    links: Links,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug)]
pub struct Resolved<'s> {
    /// The value at the end of the chain of references.
    pub value: Value<'s>,
    /// How many further references the chain went through; 0 when the first one led to a value.
    pub hops: usize,
}

/// A part of a file in whatever language.
#[derive(Clone, Debug)]
pub struct Part<'s> {
    /// The file.
    pub source: &'s Source,
    /// What the reference says behind `#`, percent-decoded: `/Order` or `Order`; empty for the whole file.
    pub fragment: String,
}

impl Sources {
    /// Reads `path` and every file its references lead to.
    ///
    /// Findings are about the text of files that were read, about the spelling of their names, and `unreadable` if
    /// `path` itself is not to be had.
    /// A referenced file that cannot be read is no finding here:
    /// whoever needs it gets [`Unresolved`] from [`Sources::resolve`], because not every `$ref` is a reference.
    pub fn link(files: &dyn Files, path: &str) -> (Self, Vec<Finding>) {
        Self::read(files, path, None)
    }

    /// As [`Sources::link`], for another version of a document that was read: what both have in common is parsed only once.
    ///
    /// The answer is the same; the files of both versions belong to each other by their paths, and the documents do in any
    /// case.
    pub fn link_beside(files: &dyn Files, path: &str, known: &Self) -> (Self, Vec<Finding>) {
        Self::read(files, path, Some(&known.loaded))
    }

    fn read(files: &dyn Files, path: &str, known: Option<&Loaded>) -> (Self, Vec<Finding>) {
        let (loaded, findings) = Linker::run(files, path, known);
        let links = Links::of(&loaded);
        (Self { loaded, links }, findings)
    }

    /// The files in the order of loading.
    pub fn files(&self) -> &[Source] {
        &self.loaded.files
    }

    /// The files in the order of loading, when nothing more is asked of their references.
    pub fn into_files(self) -> Vec<Source> {
        self.loaded.files
    }

    /// The file `file`.
    ///
    /// # Panics
    ///
    /// When `file` comes from other sources that have more files.
    pub fn file(&self, file: FileId) -> &Source {
        self.loaded.file(file)
    }

    /// The document that was asked for; `None` if nothing of it could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        self.files().first()?.tree.root()
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
        let mut walk = Walk::start(&self.loaded, from, reference)?;
        let (root, _) = walk.rest();
        loop {
            match walk.advance() {
                Step::Arrived(value) => return Ok(value),
                Step::Nowhere => {
                    let (value, rest) = walk.rest();
                    return Err(dead_end(reference, root, value, rest));
                }
                Step::Behind(object) => {
                    let landing = self.links.get(object).and_then(|link| link.landing);
                    let goes_on =
                        landing.is_some_and(|landing| walk.passes(object, self.value(landing)));
                    if !goes_on {
                        let (_, rest) = walk.rest();
                        let segment = rest.first().map(String::as_str);
                        let unresolved = no_way(reference, object, segment.unwrap_or_default());
                        // That reference may lead through others, any of which may need what is lost.
                        let mut files = self.files().iter();
                        let is_partial = files.any(|source| source.tree.is_partial());
                        return Err(unresolved.lost_if(is_partial));
                    }
                }
            }
        }
    }

    /// The value at the end of the chain of references that starts with `reference` in file `from`.
    ///
    /// A chain may be as long as it likes; following it costs as much as one step.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] as for [`Sources::step`], and when the chain runs in a circle.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Resolved<'_>, Unresolved> {
        let value = self.step(from, reference)?;
        match self.links.get(value).map(|link| link.end) {
            None => Ok(Resolved { value, hops: 0 }),
            Some(End::Value(end, hops)) => Ok(Resolved {
                value: self.value(end),
                hops: hops as usize,
            }),
            Some(End::Circle) => Err(self.circle(reference, value)),
            Some(End::Broken(object)) => {
                let object = self.value(object);
                let text = reference_of(object).unwrap_or_default();
                let unresolved = self.step(object.span().file, text).err();
                Err(unresolved
                    .unwrap_or_else(|| Unresolved::new(format!("`{reference}` leads to no value"))))
            }
        }
    }

    /// Says how the chain of `reference` comes back to itself, which leads to `value` first.
    fn circle(&self, reference: &str, value: Value<'_>) -> Unresolved {
        let mut names = vec![reference];
        let mut seen = vec![value.span()];
        let mut current = value;
        let next = loop {
            let text = reference_of(current).unwrap_or_default();
            let Some(target) = self.target(current) else {
                break text;
            };
            if let Some(start) = seen.iter().position(|earlier| *earlier == target.span()) {
                names.drain(..start);
                break text;
            }
            if names.len() == NAMED {
                break "…";
            }
            names.push(text);
            seen.push(target.span());
            current = target;
        };
        let circle = names.join("` → `");
        let message =
            format!("the references `{circle}` → `{next}` run in a circle and never reach a value");
        Unresolved::of(&CIRCULAR_REF, message)
    }

    /// The part of a file that `reference`, written in file `from`, names, whatever language the file is written in.
    ///
    /// What the fragment means is known to whoever knows the language: `#Order` and `#/Order` are handed over as they
    /// stand.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] when there is no such file, or it lies outside the root.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn named_part(&self, from: FileId, reference: &str) -> Result<Part<'_>, Unresolved> {
        let target = Target::of(reference, &self.file(from).path);
        let source = self.loaded.place(from, &target)?;
        let fragment = target.fragment.into_owned();
        Ok(Part { source, fragment })
    }

    /// Exactly what the `$ref` of `object` names, which was found out for all of them; `None` when it has none, or it leads
    /// nowhere.
    pub fn target(&self, object: Value<'_>) -> Option<Value<'_>> {
        let link = self.links.get(object)?;
        Some(self.value(link.target?))
    }

    /// The object at the end of the chain of references that starts with `object`, whose `$ref` leads nowhere; `None` where
    /// the chain ends otherwise.
    pub fn dead_end(&self, object: Value<'_>) -> Option<Value<'_>> {
        match self.links.get(object)?.end {
            End::Broken(last) => Some(self.value(last)),
            End::Value(..) | End::Circle => None,
        }
    }

    pub(crate) fn value(&self, node: Node) -> Value<'_> {
        self.loaded.value(node)
    }

    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    pub(crate) fn imports(&self) -> &Imports {
        &self.loaded.imports
    }

    pub(crate) fn links(&self) -> &Links {
        &self.links
    }
}
