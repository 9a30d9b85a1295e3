//! Copies of remote files that a lock vouches for.

use super::{Files, ReadError};
use crate::lock::{Lock, LockError};

/// Reads addresses that `tidings.lock` lists from their copies, and everything else from `behind`.
#[derive(Debug)]
pub struct LockedFiles<F> {
    behind: F,
    /// The folder of the lock, and what it says.
    lock: Option<(String, Lock)>,
}

impl<F: Files> LockedFiles<F> {
    /// Finds the lock nearest to the file `document`: in its folder, or in one above it, up to the root.
    ///
    /// # Errors
    ///
    /// The path of a lock that is there and makes no sense, and why.
    pub fn nearest(behind: F, document: &str) -> Result<Self, (String, LockError)> {
        let mut folder = document;
        let lock = loop {
            folder = match folder.rsplit_once('/') {
                Some((above, _)) => above,
                None if folder.is_empty() => break None,
                None => "",
            };
            let path = inside(folder, Lock::FILE_NAME);
            if let Ok(bytes) = behind.read(&path) {
                let lock = Lock::parse(&String::from_utf8_lossy(&bytes));
                break Some((folder.to_owned(), lock.map_err(|error| (path, error))?));
            }
        };
        Ok(Self { behind, lock })
    }

    /// The folder of the lock, counted from the root, and what it says.
    pub fn lock(&self) -> Option<(&str, &Lock)> {
        let (folder, lock) = self.lock.as_ref()?;
        Some((folder, lock))
    }

    /// The path of the lock, counted from the root.
    pub fn lock_path(&self) -> Option<String> {
        let (folder, _) = self.lock.as_ref()?;
        Some(inside(folder, Lock::FILE_NAME))
    }

    /// The path of the copy of `address`, counted from the root.
    pub fn copy_of(&self, address: &str) -> Option<String> {
        let (folder, lock) = self.lock.as_ref()?;
        Some(inside(folder, &lock.get(address)?.file))
    }
}

impl<F: Files> Files for LockedFiles<F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.behind.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let locked = self.lock.as_ref().and_then(|(folder, lock)| {
            let entry = lock.get(address)?;
            Some((inside(folder, &entry.file), entry))
        });
        let Some((file, entry)) = locked else {
            return self.behind.read_address(address);
        };
        let different = |difference: String| ReadError::NotAsLocked {
            file: file.clone(),
            difference,
        };
        Some(match self.behind.read(&file) {
            Ok(bytes) => match entry.difference(&bytes) {
                None => Ok(bytes),
                Some(difference) => Err(different(difference)),
            },
            Err(error) => Err(different(format!("cannot be read: {error}"))),
        })
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.behind.list(path)
    }

    fn ignores_case(&self) -> bool {
        self.behind.ignores_case()
    }
}

/// The path of `name` in `folder`.
fn inside(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
