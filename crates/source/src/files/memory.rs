//! Files that are text in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, ReadError};

/// Files in memory, for tests and for text that comes from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// Files by path.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, bytes)| (path.into(), bytes.into()))
                .collect(),
        }
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path.starts_with("../") || path.starts_with('/') {
            let root = "of the files in memory".to_owned();
            return Err(ReadError::OutsideRoot { root });
        }
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }

    fn list(&self, path: &str) -> Vec<String> {
        let names = self.files.keys().filter_map(|file| {
            let below = if path.is_empty() {
                file
            } else {
                file.strip_prefix(path)?.strip_prefix('/')?
            };
            below.split('/').next().map(str::to_owned)
        });
        names.collect::<BTreeSet<String>>().into_iter().collect()
    }
}
