//! Files that documents of one run share, read twice at most.
//!
//! What one document alone asks for is not kept: that is nearly every document itself, and its bytes would stay in
//! memory beside its text.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tidings_source::{Files, ReadError};

/// Bytes that are kept; beyond that files are read again.
const LIMIT: usize = 64 << 20;

type Outcome = Arc<OnceLock<Result<Vec<u8>, ReadError>>>;

/// What was read in a run, by absolute path.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// `None` for what was asked for once and is not kept.
    files: Mutex<HashMap<PathBuf, Option<Outcome>>>,
    bytes: AtomicUsize,
}

/// Files below `root` that remember what was read of them, whichever document asked.
pub(crate) struct Remembered<F> {
    /// Where they are read.
    pub(crate) behind: F,
    /// The folder that their paths start from.
    pub(crate) root: PathBuf,
    /// What was read before.
    pub(crate) memory: Arc<Memory>,
}

impl Memory {
    /// The outcome of reading `path`, which `read` does for the first who asks and for the second one; others wait for
    /// the second one meanwhile.
    fn remember(
        &self,
        path: &Path,
        read: impl FnOnce() -> Result<Vec<u8>, ReadError>,
    ) -> Result<Vec<u8>, ReadError> {
        if self.bytes.load(Ordering::Relaxed) > LIMIT {
            return read();
        }
        let outcome = {
            // A thread that panicked has left the map as it was: it only ever grows by whole entries.
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            match files.get_mut(path) {
                Some(kept) => Some(Arc::clone(kept.get_or_insert_default())),
                None => {
                    files.insert(path.to_owned(), None);
                    None
                }
            }
        };
        let Some(outcome) = outcome else {
            return read();
        };
        let outcome = outcome.get_or_init(|| {
            let outcome = read();
            let read = outcome.as_ref().map_or(0, Vec::len);
            self.bytes.fetch_add(read, Ordering::Relaxed);
            outcome
        });
        outcome.clone()
    }
}

impl<F: Files> Files for Remembered<F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = self.root.join(path);
        self.memory.remember(&full, || self.behind.read(path))
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        self.behind.read_address(address)
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.behind.list(path)
    }

    fn ignores_case(&self) -> bool {
        self.behind.ignores_case()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts how often it is read.
    #[derive(Default)]
    struct Counted(AtomicUsize);

    impl Files for &Counted {
        fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
            self.0.fetch_add(1, Ordering::Relaxed);
            match path {
                "missing.yaml" => Err(ReadError::NotFound),
                path => Ok(path.as_bytes().to_vec()),
            }
        }
    }

    #[test]
    fn each_file_is_read_twice_at_most_whoever_asks() {
        let counted = Counted::default();
        let memory = Arc::new(Memory::default());
        let files = |root: &str| Remembered {
            behind: &counted,
            root: PathBuf::from(root),
            memory: Arc::clone(&memory),
        };
        let (first, second) = (files("/a"), files("/a"));
        for _ in 0..3 {
            assert_eq!(first.read("b.yaml"), Ok(b"b.yaml".to_vec()));
            assert_eq!(second.read("b.yaml"), Ok(b"b.yaml".to_vec()));
            assert_eq!(first.read("missing.yaml"), Err(ReadError::NotFound));
        }
        assert_eq!(counted.0.load(Ordering::Relaxed), 4);
        assert_eq!(memory.bytes.load(Ordering::Relaxed), "b.yaml".len());
        // The same path below another root is another file.
        assert_eq!(files("/c").read("b.yaml"), Ok(b"b.yaml".to_vec()));
        assert_eq!(counted.0.load(Ordering::Relaxed), 5);
    }
}
