//! Where a contract lies: the folder its references may not leave, and its path in there.

use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::top::root_of;

/// A contract on disk.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The path as the package gives it.
    given: PathBuf,
    /// The package that generates code from it.
    package: PathBuf,
    root: PathBuf,
    /// The path below the root, with `/`.
    path: String,
}

impl Place {
    /// The place of the contract that `package` calls `given`, below `root` if that is stated.
    ///
    /// # Errors
    ///
    /// There is no such file, or it does not lie below `root`.
    pub(crate) fn of(package: &Path, given: &Path, root: Option<&Path>) -> Result<Self, Error> {
        let package = package.canonicalize()?;
        let full = package.join(given).canonicalize()?;
        if full.is_dir() {
            let message = "it is a folder; name the document in it";
            return Err(Error::new(ErrorKind::IsADirectory, message));
        }
        let folder = full.parent().unwrap_or(&full);
        let root = match root {
            Some(root) => package.join(root).canonicalize()?,
            None => root_of(folder, &package),
        };
        let below = full.strip_prefix(&root).map_err(|_| {
            let message = format!("it lies outside the root {}", root.display());
            Error::new(ErrorKind::InvalidInput, message)
        })?;
        Ok(Self {
            given: given.to_owned(),
            path: with_slashes(below),
            package,
            root,
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the contract.
    pub(crate) fn folder(&self) -> PathBuf {
        let file = self.on_disk(&self.path);
        file.parent()
            .map_or_else(|| self.root.clone(), Path::to_owned)
    }

    /// The contract's path below the root.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Where the file `path`, counted from the root, lies.
    pub(crate) fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// What to call the file `path`, counted from the root: the contract as it was given, others from the package if they
    /// lie in it.
    pub(crate) fn shown(&self, path: &str) -> PathBuf {
        if path == self.path {
            return self.given.clone();
        }
        self.named(&self.on_disk(path))
    }

    /// What to call `file`, whose path is absolute.
    pub(crate) fn named(&self, file: &Path) -> PathBuf {
        file.strip_prefix(&self.package).unwrap_or(file).to_owned()
    }

    /// What the contract is called: by its file, or by its folder where the file's name says nothing.
    pub(crate) fn name(&self) -> String {
        let stem = |path: &Path| Some(path.file_stem()?.to_string_lossy().into_owned());
        let own = stem(Path::new(&self.path)).unwrap_or_default();
        let folder = || {
            let folder = self.folder();
            Some(folder.file_name()?.to_string_lossy().into_owned())
        };
        match own.as_str() {
            "asyncapi" => folder().unwrap_or(own),
            _ => own,
        }
    }
}

fn with_slashes(path: &Path) -> String {
    let names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}
