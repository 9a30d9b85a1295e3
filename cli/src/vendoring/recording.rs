//! Remembers what was behind addresses.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tidings_source::{Files, ReadError};

/// Files that remember the bytes of every address that was read.
pub(crate) struct Recording<'r, F> {
    /// The files themselves.
    pub(crate) files: F,
    /// The bytes by address.
    pub(crate) record: &'r Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<F: Files> Files for Recording<'_, F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let read = self.files.read_address(address)?;
        if let Ok(bytes) = &read {
            let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
            record.insert(address.to_owned(), bytes.clone());
        }
        Some(read)
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.files.list(path)
    }

    fn ignores_case(&self) -> bool {
        self.files.ignores_case()
    }
}
