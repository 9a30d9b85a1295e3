//! What schemas of the JSON Schema Test Suite find at the addresses that they refer to.

use std::path::Path;

use tidings_source::{Files, ReadError};

/// The name of the file that a schema of the suite is in.
pub(crate) const SCHEMA: &str = "schema.json";

/// A schema of the suite, and the files of its folder `remotes`.
pub(crate) struct Served<'s> {
    pub(crate) schema: &'s str,
    pub(crate) remotes: Option<&'s Path>,
}

impl Files for Served<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match path {
            SCHEMA => Ok(self.schema.as_bytes().to_vec()),
            _ => Err(ReadError::NotFound),
        }
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let path = address.strip_prefix("http://localhost:1234/")?;
        let remotes = self.remotes?;
        // Editions of the suite keep what all drafts share once or once for each.
        let shared = path.split_once('/').map_or(path, |(_, shared)| shared);
        let bytes = std::fs::read(remotes.join(path));
        let bytes = bytes.or_else(|_| std::fs::read(remotes.join(shared)));
        Some(bytes.map_err(|error| ReadError::Other(error.to_string())))
    }
}
