//! The one way in which bytes are read.

mod disk;
mod locked;
mod memory;

pub use disk::DiskFiles;
pub use locked::LockedFiles;
pub use memory::MemoryFiles;

/// Reads files by path; the only door between an analysis and the world.
///
/// Paths are relative to the root of the run, use `/`, and are normalised (no `.`, `..` only at the front).
pub trait Files: Send + Sync {
    /// The bytes of the file `path`.
    ///
    /// # Errors
    ///
    /// [`ReadError`] says why the file is not to be had.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The bytes behind `address`, a URL; `None` where addresses are not read, and they are not unless somebody who
    /// implements this decides so.
    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let _ = address;
        None
    }

    /// The names in the folder `path`, sorted, for "did you mean"; empty where that is unknown.
    fn list(&self, path: &str) -> Vec<String> {
        let _ = path;
        Vec::new()
    }

    /// Whether [`Files::read`] finds a file whose name differs from `path` in case.
    fn ignores_case(&self) -> bool {
        false
    }
}

impl<F: Files + ?Sized> Files for Box<F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        (**self).read_address(address)
    }

    fn list(&self, path: &str) -> Vec<String> {
        (**self).list(path)
    }

    fn ignores_case(&self) -> bool {
        (**self).ignores_case()
    }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// The path leaves the folder that a run may read.
    #[error("it lies outside the root {root}")]
    OutsideRoot {
        /// The root as the user knows it.
        root: String,
    },
    /// The file is larger than a document may be.
    #[error("it has {size} bytes, more than the {limit} that are read")]
    TooLarge {
        /// Bytes of the file.
        size: u64,
        /// Bytes that are read at most.
        limit: u64,
    },
    /// The copy of a remote file is not the one that was locked.
    #[error("its copy `{file}` {difference}")]
    NotAsLocked {
        /// The copy.
        file: String,
        /// What is different about it.
        difference: String,
    },
    /// An address that could be asked, without success.
    #[error("{0}")]
    Unreachable(String),
    /// Anything else the system says.
    #[error("{0}")]
    Other(String),
}
