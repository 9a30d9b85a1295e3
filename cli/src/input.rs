//! A document that was asked for: what the user calls it, where its root is, and how to get its bytes.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use tidings_diag::Finding;
use tidings_project::root_of;
use tidings_source::{DiskFiles, Files, Lock, LockedFiles, UNREADABLE};
use tidings_syntax::Limits;

use crate::addresses::Addresses;
use crate::git::{GitFiles, Revision};
use crate::names::{self, with_slashes};
use crate::policy::Policy;
use crate::preloaded::Preloaded;
use crate::remembered::{Memory, Remembered};
use crate::session::Session;

/// The path argument that means standard input.
pub(crate) const STDIN: &str = "-";

/// What a document from standard input is called without `--stdin-filename`.
const UNNAMED: &str = "<stdin>";

/// One document that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The path as the user gave it, with `/`.
    pub(crate) name: String,
    /// The folder that references may not leave.
    root: PathBuf,
    /// The path below `root`, with `/`.
    pub(crate) path: String,
    /// How much its findings matter.
    pub(crate) policy: Policy,
    /// What stands behind addresses in its references.
    pub(crate) addresses: Arc<Addresses>,
    memory: Arc<Memory>,
    from_stdin: bool,
    /// The revision of a repository that it is read from, instead of the disk.
    revision: Option<Revision>,
}

impl Input {
    /// The file `path`, whether it exists or not.
    pub(crate) fn file(path: &Path, session: &Session<'_>) -> anyhow::Result<Self> {
        Self::new(path, session, false)
    }

    /// The file `path` as `revision` has it.
    pub(crate) fn at(
        path: &Path,
        revision: &Revision,
        session: &Session<'_>,
    ) -> anyhow::Result<Self> {
        let input = Self::new(path, session, false)?;
        Ok(Self {
            name: format!("{}:{}", revision.name, input.name),
            revision: Some(revision.clone()),
            ..input
        })
    }

    /// The one document that `path` names: standard input or a file.
    pub(crate) fn named(path: &Path, session: &Session<'_>) -> anyhow::Result<Self> {
        if path == Path::new(STDIN) {
            Self::stdin(session)
        } else {
            Self::file(path, session)
        }
    }

    /// Standard input.
    pub(crate) fn stdin(session: &Session<'_>) -> anyhow::Result<Self> {
        let path = session.common.stdin_filename.as_deref();
        Self::new(path.unwrap_or(Path::new(UNNAMED)), session, true)
    }

    fn new(path: &Path, session: &Session<'_>, from_stdin: bool) -> anyhow::Result<Self> {
        let current = &session.current;
        let parent = path.parent().unwrap_or(Path::new(""));
        let folder = current.join(parent);
        // A folder that does not exist has no better name than the one it was given.
        let folder = folder.canonicalize().unwrap_or(folder);
        let root = match &session.common.root {
            Some(root) => root
                .canonicalize()
                .with_context(|| format!("--root {} is no folder", root.display()))?,
            None => root_of(&folder, current),
        };
        let file = folder.join(path.file_name().unwrap_or_default());
        let below_root = file.strip_prefix(&root).map_err(|_| {
            let root = root.display();
            anyhow::anyhow!("{} is not below --root {root}", path.display())
        })?;
        Ok(Self {
            name: with_slashes(path),
            path: with_slashes(below_root),
            root,
            policy: session.policy(&folder)?,
            addresses: session.addresses(&folder)?,
            memory: Arc::clone(&session.memory),
            from_stdin,
            revision: None,
        })
    }

    /// The folder that references may not leave.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Makes sure that the lock in `folder` is the one that counts for this document.
    pub(crate) fn check_finds(&self, folder: &Path) -> anyhow::Result<()> {
        let document = self.identity();
        let name = &self.name;
        if !folder.starts_with(&self.root) || !document.starts_with(folder) {
            let (folder, root) = (folder.display(), self.root.display());
            bail!(
                "{name} would not find a lock in {folder}: it stands in the folder of the document or above it, up to the root {root}"
            );
        }
        let folders = document.ancestors().skip(1);
        let mut nearer = folders.take_while(|nearer| *nearer != folder);
        if let Some(nearer) = nearer.find(|nearer| nearer.join(Lock::FILE_NAME).exists()) {
            let nearer = nearer.display();
            bail!(
                "{name} uses the lock in {nearer}, which is nearer; vendor it by itself, or remove that lock"
            );
        }
        Ok(())
    }

    /// Whether there is something to read.
    pub(crate) fn is_there(&self) -> bool {
        self.from_stdin || self.revision.is_some() || self.identity().exists()
    }

    /// What stands before the names of its files where they are read from a revision, and not from the disk.
    pub(crate) fn prefix(&self) -> Option<String> {
        let revision = self.revision.as_ref()?;
        Some(format!("{}:", revision.name))
    }

    /// The revision that it is read from; `None` for what is on disk.
    pub(crate) fn revision(&self) -> Option<&Revision> {
        self.revision.as_ref()
    }

    /// What makes two inputs the same document.
    pub(crate) fn identity(&self) -> PathBuf {
        self.root.join(&self.path)
    }

    /// The document and the files it may refer to: those below its root, and what stands behind addresses.
    ///
    /// An address is looked for in the map first, then among the copies of a lock, then in the network.
    pub(crate) fn files(&self) -> Result<impl Files, Box<Finding>> {
        let files = self.addresses.fetched_behind(self.own_files()?);
        Ok(self.addresses.mapped_before(self.locked(files)?))
    }

    /// `files`, with the copies that the lock nearest to the document has.
    pub(crate) fn locked<F: Files>(&self, files: F) -> Result<LockedFiles<F>, Box<Finding>> {
        LockedFiles::nearest(files, &self.path).map_err(|(path, error)| {
            let message = format!("the lock makes no sense: {error}");
            Box::new(Finding::of_file(&UNREADABLE, self.name_of(&path), message))
        })
    }

    /// The document and the files below its root.
    pub(crate) fn own_files(&self) -> Result<Box<dyn Files>, Box<Finding>> {
        if let Some(revision) = &self.revision {
            return Ok(Box::new(GitFiles::below(&self.root, revision)));
        }
        let disk = Remembered {
            behind: DiskFiles::new(&self.root),
            root: self.root.clone(),
            memory: Arc::clone(&self.memory),
        };
        if !self.from_stdin {
            return Ok(Box::new(disk));
        }
        let bytes = read_stdin().map_err(|error| {
            let message = format!("the document cannot be read: {error}");
            Box::new(Finding::of_file(&UNREADABLE, &self.name, message))
        })?;
        Ok(Box::new(Preloaded {
            path: self.path.clone(),
            bytes,
            behind: disk,
        }))
    }

    /// What to call the file `path`, which a reference in this document leads to: a path from where the user stands, or
    /// the address it has.
    pub(crate) fn name_of(&self, path: &str) -> String {
        if path == self.path {
            return self.name.clone();
        }
        if path.contains("://") {
            return path.to_owned();
        }
        let prefix = self.prefix().unwrap_or_default();
        let name = self.name.strip_prefix(&prefix).unwrap_or(&self.name);
        let below = names::relative(names::folder(&self.path), path);
        let mut folder = Path::new(names::folder(name));
        if name.starts_with('/') && folder.as_os_str().is_empty() {
            folder = Path::new("/");
        }
        format!("{prefix}{}", with_slashes(&names::joined(folder, &below)))
    }
}

/// All of standard input, as far as a document may be long; the reader of documents complains about more.
fn read_stdin() -> std::io::Result<Vec<u8>> {
    let longest = Limits::default().bytes as u64 + 1;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(longest)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, path: &str, other: &str, expected: &str) {
        let input = Input {
            name: name.to_owned(),
            root: PathBuf::new(),
            path: path.to_owned(),
            policy: Policy::default(),
            addresses: Arc::default(),
            memory: Arc::default(),
            from_stdin: false,
            revision: None,
        };
        assert_eq!(input.name_of(other), expected);
    }

    #[test]
    fn files_are_named_from_where_the_user_stands() {
        check("a.yaml", "api/a.yaml", "api/a.yaml", "a.yaml");
        check("a.yaml", "api/a.yaml", "api/b.yaml", "b.yaml");
        check("a.yaml", "api/a.yaml", "shared/b.yaml", "../shared/b.yaml");
        check("api/a.yaml", "api/a.yaml", "shared/b.yaml", "shared/b.yaml");
        check("../x/a.yaml", "x/a.yaml", "y/z/b.yaml", "../y/z/b.yaml");
        check("./a.yaml", "a.yaml", "b/c.yaml", "./b/c.yaml");
        check("/r/api/a.yaml", "api/a.yaml", "b.yaml", "/r/b.yaml");
        check("/a.yaml", "a.yaml", "b.yaml", "/b.yaml");
        check("<stdin>", "<stdin>", "b.yaml", "b.yaml");
        check(
            "api/a.yaml",
            "api/a.yaml",
            "https://h/b.yaml",
            "https://h/b.yaml",
        );
    }
}
