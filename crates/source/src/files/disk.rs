//! Files on disk, none of them outside one folder.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{Files, ReadError};

/// Bytes of a file that are read at most, unless said otherwise.
const LIMIT: u64 = 32 << 20;

/// Names of a folder that are looked at for "did you mean".
const LISTED: usize = 10_000;

/// Files on disk below one root, symbolic links included in the check.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    root: PathBuf,
    limit: u64,
}

impl DiskFiles {
    /// Reads below `root` only, and no file above 32 MiB.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            limit: LIMIT,
        }
    }

    /// Reads no file of more than `limit` bytes.
    #[must_use]
    pub fn with_limit(mut self, limit: u64) -> Self {
        self.limit = limit;
        self
    }

    /// Where `path` really is, with every symbolic link followed; that must be below the root.
    fn locate(&self, path: &str) -> Result<PathBuf, ReadError> {
        let outside = || ReadError::OutsideRoot {
            root: self.root.display().to_string(),
        };
        // Told apart by its look first, so that nothing can be learnt about which files exist outside.
        if path == ".." || path.starts_with("../") {
            return Err(outside());
        }
        let folder = if self.root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.root
        };
        let root = folder.canonicalize().map_err(|error| in_words(&error))?;
        let full = root.join(path);
        if !full.starts_with(&root) {
            return Err(outside());
        }
        let real = full.canonicalize().map_err(|error| in_words(&error))?;
        if real.starts_with(&root) {
            Ok(real)
        } else {
            Err(outside())
        }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let real = self.locate(path)?;
        let metadata = real.metadata().map_err(|error| in_words(&error))?;
        // Reading a pipe or a device could wait or go on for ever.
        if metadata.is_dir() {
            return Err(ReadError::Other("it is a folder, not a file".to_owned()));
        }
        if !metadata.is_file() {
            return Err(ReadError::Other("it is no ordinary file".to_owned()));
        }
        let too_large = |size| ReadError::TooLarge {
            size,
            limit: self.limit,
        };
        if metadata.len() > self.limit {
            return Err(too_large(metadata.len()));
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        let file = File::open(&real).map_err(|error| in_words(&error))?;
        // The file may grow while it is read.
        let read = file.take(self.limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| in_words(&error))?;
        if bytes.len() as u64 > self.limit {
            return Err(too_large(bytes.len() as u64));
        }
        Ok(bytes)
    }

    fn list(&self, path: &str) -> Vec<String> {
        let Ok(folder) = self.locate(path) else {
            return Vec::new();
        };
        let Ok(entries) = folder.read_dir() else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .take(LISTED)
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort_unstable();
        names
    }

    fn ignores_case(&self) -> bool {
        // As a rule; a listing tells for each name.
        cfg!(any(windows, target_vendor = "apple"))
    }
}

/// What the system says, without its error numbers.
fn in_words(error: &std::io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::NotFound,
        ErrorKind::PermissionDenied => {
            ReadError::Other("permission to read it is denied".to_owned())
        }
        // A symbolic link that leads to itself has no kind of its own in stable Rust.
        kind => ReadError::Other(kind.to_string()),
    }
}
