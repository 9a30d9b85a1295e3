//! A folder for a test, with the files it is about.
//!
//! Every package may test with it, so it knows none of them.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// An empty folder outside of any repository, removed at the end.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _removed_at_the_end: TempDir,
}

impl Folder {
    /// `name` stands in the path, for whoever reads what a test says.
    ///
    /// # Panics
    ///
    /// When there is no place for temporary files, as everything here does where the file system does not work.
    pub fn new(name: &str) -> Self {
        let mut folder = tempfile::Builder::new();
        let folder = folder.prefix(&format!("tidings-{name}-")).tempdir();
        let folder = folder.expect("a folder");
        Self {
            // Programs name it without the links on the way, which some systems have.
            path: folder.path().canonicalize().expect("the folder"),
            _removed_at_the_end: folder,
        }
    }

    /// One with `files`, each with its path and its text.
    pub fn of(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Self::new(name);
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, and the folders it is in.
    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }
}
