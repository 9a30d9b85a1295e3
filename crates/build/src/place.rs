//! Where a contract lies: the folder its references may not leave, and its path in there.

use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Files that mark a folder as the top of a project.
const MARKERS: [&str; 2] = [".git", "tidings.toml"];

/// A contract on disk.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The path as the build script gives it.
    given: PathBuf,
    root: PathBuf,
    /// The path below the root, with `/`.
    path: String,
}

impl Place {
    /// The place of the contract at `given`, below `root` if that is stated.
    ///
    /// # Errors
    ///
    /// There is no such file, or it does not lie below `root`.
    pub(crate) fn of(given: &Path, root: Option<&Path>) -> Result<Self, Error> {
        let full = given.canonicalize()?;
        let folder = full.parent().unwrap_or(&full);
        let root = match root {
            Some(root) => root.canonicalize()?,
            None => root_of(folder, &std::env::current_dir()?.canonicalize()?),
        };
        let below = full.strip_prefix(&root).map_err(|_| {
            let message = format!("it lies outside the root {}", root.display());
            Error::new(ErrorKind::InvalidInput, message)
        })?;
        Ok(Self {
            given: given.to_owned(),
            path: with_slashes(below),
            root,
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the contract.
    pub(crate) fn folder(&self) -> PathBuf {
        let file = self.root.join(&self.path);
        file.parent()
            .map_or_else(|| self.root.clone(), Path::to_owned)
    }

    /// The contract's path below the root.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Where the file `path`, counted from the root, lies.
    pub(crate) fn on_disk(&self, path: &str) -> PathBuf {
        if path == self.path {
            self.given.clone()
        } else {
            self.root.join(path)
        }
    }

    /// What the contract is called: by its file, or by its folder where the file's name says nothing.
    pub(crate) fn name(&self) -> String {
        let path = Path::new(&self.path);
        let stem = |path: &Path| Some(path.file_stem()?.to_string_lossy().into_owned());
        let own = stem(path).unwrap_or_default();
        let full = self.root.join(path);
        let folder = || Some(full.parent()?.file_name()?.to_string_lossy().into_owned());
        match own.as_str() {
            "asyncapi" => folder().unwrap_or(own),
            _ => own,
        }
    }
}

/// The nearest folder upwards with a marker, else `current` if it holds the document, else `folder`.
fn root_of(folder: &Path, current: &Path) -> PathBuf {
    let has_marker = |folder: &&Path| MARKERS.iter().any(|marker| folder.join(marker).exists());
    match folder.ancestors().find(has_marker) {
        Some(project) => project.to_owned(),
        None if folder.starts_with(current) => current.to_owned(),
        None => folder.to_owned(),
    }
}

fn with_slashes(path: &Path) -> String {
    let names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}
