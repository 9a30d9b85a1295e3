//! `tidings.lock`: which remote files have copies, and what is in them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use toml::value::Datetime;

use crate::reference::normalised;

/// The copies of remote files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<String, LockEntry>,
}

/// One copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEntry {
    /// The path of the copy, counted from the folder of the lock, with `/`.
    pub file: String,
    /// SHA-256 of its bytes, as 64 hexadecimal digits in lower case.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
    /// The day on which it was fetched, such as `2026-03-05`.
    pub date: String,
}

/// Why a lock makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// It is not written as a lock is.
    #[error("{0}")]
    Syntax(String),
    /// It is of another version of this program.
    #[error("it has version {0}, this program reads version {known}", known = VERSION)]
    Version(u32),
    /// A copy would lie outside the folder of the lock.
    #[error("the copy `{0}` does not lie below the lock")]
    Outside(String),
    /// An address has two copies.
    #[error("`{0}` is listed twice")]
    Twice(String),
}

/// The version of what is written.
const VERSION: u32 = 1;

/// What a lock starts with.
const HEAD: &str = "\
# Copies of remote files that contracts here refer to, written by `tidings vendor`.
# Commit this file and the copies; `tidings vendor --check` tells whether they belong together.
";

/// The file, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    file: Vec<WrittenEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    url: String,
    file: String,
    sha256: String,
    size: u64,
    date: Datetime,
}

impl Lock {
    /// The name of the file.
    pub const FILE_NAME: &'static str = "tidings.lock";

    /// Reads the text of a lock.
    ///
    /// # Errors
    ///
    /// [`LockError`] when it is no lock, or one that reaches outside its folder.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let written: Written = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text
                .bytes()
                .take(start)
                .filter(|byte| *byte == b'\n')
                .count()
                + 1;
            LockError::Syntax(format!("line {line}: {}", error.message()))
        })?;
        if written.version != VERSION {
            return Err(LockError::Version(written.version));
        }
        let mut lock = Self::default();
        for entry in written.file {
            let is_below = !entry.file.is_empty()
                && entry.file == normalised(&entry.file)
                && !entry.file.starts_with("..")
                && !entry.file.contains(['\\', ':']);
            if !is_below {
                return Err(LockError::Outside(entry.file));
            }
            let locked = LockEntry {
                file: entry.file,
                sha256: entry.sha256,
                size: entry.size,
                date: entry.date.to_string(),
            };
            if lock.insert(entry.url.clone(), locked).is_some() {
                return Err(LockError::Twice(entry.url));
            }
        }
        Ok(lock)
    }

    /// The text of the lock, sorted by address.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        for (url, entry) in &self.entries {
            let LockEntry {
                file,
                sha256,
                size,
                date,
            } = entry;
            let url = toml::Value::from(url.as_str());
            let file = toml::Value::from(file.as_str());
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n[[file]]\nurl = {url}\nfile = {file}\nsha256 = \"{sha256}\"\nsize = {size}\ndate = {date}\n"
            );
        }
        text
    }

    /// The copy of `address`.
    pub fn get(&self, address: &str) -> Option<&LockEntry> {
        self.entries.get(address)
    }

    /// Every address with its copy, by address.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&str, &LockEntry)> {
        self.entries
            .iter()
            .map(|(url, entry)| (url.as_str(), entry))
    }

    /// Takes the copy of `address` off the list, and gives it back if there was one.
    pub fn remove(&mut self, address: &str) -> Option<LockEntry> {
        self.entries.remove(address)
    }

    /// Lists the copy of `address`, and gives the one that was listed before.
    pub fn insert(&mut self, address: String, entry: LockEntry) -> Option<LockEntry> {
        self.entries.insert(address, entry)
    }
}

impl LockEntry {
    /// The entry of a file that holds `bytes`.
    pub fn of(file: String, bytes: &[u8], date: String) -> Self {
        Self {
            file,
            sha256: sha256(bytes),
            size: bytes.len() as u64,
            date,
        }
    }

    /// What is different about `bytes`; `None` when they are what was locked.
    pub fn difference(&self, bytes: &[u8]) -> Option<String> {
        let found = sha256(bytes);
        (found != self.sha256).then(|| {
            let (size, locked) = (bytes.len(), self.size);
            format!(
                "has {size} bytes with SHA-256 {found}, and {locked} bytes with SHA-256 {} were locked",
                self.sha256
            )
        })
    }
}

/// The SHA-256 of `bytes` as hexadecimal digits: the same for the same bytes, and for nothing else that anybody could make.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let mut lock = Lock::default();
        for (url, file) in [
            ("https://h/b", "copies/h/b.yaml"),
            ("https://h/a?\"x\"", "copies/h/a"),
        ] {
            let entry = LockEntry::of(file.to_owned(), b"abc", "2026-03-05".to_owned());
            assert_eq!(lock.insert(url.to_owned(), entry), None);
        }
        lock
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = lock().to_text();
        assert_eq!(Lock::parse(&text), Ok(lock()), "{text}");
        let (first, _) = lock()
            .entries()
            .next()
            .map(|(url, _)| (url.to_owned(), ()))
            .unwrap();
        assert_eq!(first, "https://h/a?\"x\"");
    }

    #[test]
    fn other_bytes_are_told() {
        let entry = LockEntry::of("a".to_owned(), b"abc", "2026-03-05".to_owned());
        // The digest of `abc` (FIPS 180-2, appendix B.1).
        assert_eq!(
            entry.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(entry.difference(b"abc"), None);
        let difference = entry.difference(b"abd").unwrap();
        assert!(
            difference.starts_with("has 3 bytes with SHA-256 a52d"),
            "{difference}"
        );
    }

    #[track_caller]
    fn check_refused(text: &str, message: &str) {
        let error = Lock::parse(text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }

    #[test]
    fn what_is_no_lock_is_refused() {
        let entry = |file: &str| {
            format!(
                "version = 1\n[[file]]\nurl = \"u\"\nfile = \"{file}\"\nsha256 = \"\"\nsize = 0\ndate = 2026-03-05\n"
            )
        };
        check_refused(
            "version = 2\n",
            "it has version 2, this program reads version 1",
        );
        check_refused("version: 1\n", "line 1");
        check_refused("version = 1\nfiles = []\n", "unknown field `files`");
        for file in ["", "../x", "/etc/passwd", "a/../../x", "c:/x", "a\\\\b"] {
            check_refused(&entry(file), "does not lie below the lock");
        }
        let second = entry("b").replace("version = 1", "");
        check_refused(&(entry("a") + &second), "`u` is listed twice");
    }
}
