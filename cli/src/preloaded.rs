//! One file whose bytes are there already, before the files behind it.

use tidings_source::{Files, ReadError};

/// Answers for one path from memory and for every other path from `behind`.
///
/// So standard input can be a document with references to files.
pub(crate) struct Preloaded<F> {
    /// The path in question, relative to the root.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// All other files.
    pub(crate) behind: F,
}

impl<F: Files> Files for Preloaded<F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            Ok(self.bytes.clone())
        } else {
            self.behind.read(path)
        }
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
