//! The folder of the copies, and the lock beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_diag::Finding;
use tidings_source::{DiskFiles, Files, LOCK_MISMATCH, Lock, LockEntry};

use super::names::path_of;
use crate::clock::today;
use crate::input::Input;
use crate::names::with_slashes;
use crate::session::Session;

/// The folder of the copies unless said otherwise.
const FOLDER: &str = "vendored";

/// Keeps version control from changing the ends of lines, and with them the digests.
const ATTRIBUTES: (&str, &str) = (".gitattributes", "* -text\n");

/// Copies and their lock on disk.
pub(crate) struct Copies {
    /// The folder of the lock.
    folder: PathBuf,
    /// The name of the folder of the copies in it.
    name: String,
    lock: Lock,
    /// The folder in which the user stands.
    current: PathBuf,
}

/// What became of the files.
pub(crate) struct Written {
    /// Copies that are new or other than before.
    pub(crate) changed: usize,
    /// Copies that stayed as they were.
    pub(crate) same: usize,
    /// Copies that are there no more.
    pub(crate) removed: usize,
}

impl Copies {
    /// The copies in the folder `out`, or in the root of the first of `inputs`; all of `inputs` must find the lock.
    pub(crate) fn of(
        out: Option<&Path>,
        inputs: &[&Input],
        session: &Session<'_>,
    ) -> anyhow::Result<Self> {
        let (folder, name) = match (out, inputs.first()) {
            (Some(out), _) => {
                let name = out
                    .file_name()
                    .with_context(|| format!("{} has no name", out.display()))?;
                let folder = session.current.join(out.parent().unwrap_or(Path::new("")));
                (folder, name.to_string_lossy().into_owned())
            }
            (None, Some(input)) => (input.root().to_owned(), FOLDER.to_owned()),
            (None, None) => bail!("there is no document"),
        };
        let folder = folder
            .canonicalize()
            .with_context(|| format!("{} is no folder", folder.display()))?;
        for input in inputs {
            input.check_finds(&folder)?;
        }
        let path = folder.join(Lock::FILE_NAME);
        let lock = match fs::read_to_string(&path) {
            Ok(text) => {
                Lock::parse(&text).with_context(|| format!("{} makes no sense", path.display()))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Lock::default(),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", path.display()));
            }
        };
        let current = session.current.clone();
        Ok(Self {
            folder,
            name,
            lock,
            current,
        })
    }

    /// The folder of the lock.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A finding for each copy that is not what was locked.
    pub(crate) fn check(&self) -> Vec<Finding> {
        let files = DiskFiles::new(&self.folder);
        let different = self.lock.entries().filter_map(|(address, entry)| {
            let difference = match files.read(&entry.file) {
                Ok(bytes) => entry.difference(&bytes)?,
                Err(error) => format!("cannot be read: {error}"),
            };
            let path = with_slashes(&self.shown(&entry.file));
            let message = format!("the copy of `{address}` {difference}");
            Some(Finding::of_file(&LOCK_MISMATCH, path, message))
        });
        different.collect()
    }

    /// Writes what was read from addresses, and the lock; files that are there already stay as they are.
    ///
    /// With `prune` what was not read is removed from both.
    pub(crate) fn write(
        mut self,
        read: BTreeMap<String, Vec<u8>>,
        prune: bool,
    ) -> anyhow::Result<Written> {
        let mut written = Written {
            changed: 0,
            same: 0,
            removed: 0,
        };
        let had_entries = self.lock.entries().len() > 0;
        if prune {
            let unread = self.lock.entries().map(|(address, _)| address.to_owned());
            let unread: Vec<String> = unread.filter(|one| !read.contains_key(one)).collect();
            for address in unread {
                written.removed += usize::from(self.remove(&address)?);
            }
        }
        let today = today();
        for (address, bytes) in read {
            let known = self.lock.get(&address);
            let entry = match known {
                Some(entry) if entry.difference(&bytes).is_none() => entry.clone(),
                Some(entry) => LockEntry::of(entry.file.clone(), &bytes, today.clone()),
                None => LockEntry::of(self.new_file(&address), &bytes, today.clone()),
            };
            let is_new = self.put(&entry.file, &bytes)? || known != Some(&entry);
            *(if is_new {
                &mut written.changed
            } else {
                &mut written.same
            }) += 1;
            self.lock.insert(address, entry);
        }
        if had_entries || self.lock.entries().len() > 0 {
            self.put(
                &format!("{}/{}", self.name, ATTRIBUTES.0),
                ATTRIBUTES.1.as_bytes(),
            )?;
            self.put(Lock::FILE_NAME, self.lock.to_text().as_bytes())?;
        }
        Ok(written)
    }

    /// The lock as the user knows it.
    pub(crate) fn lock_path(&self) -> PathBuf {
        self.shown(Lock::FILE_NAME)
    }

    /// A path for the copy of an address that has none yet.
    fn new_file(&self, address: &str) -> String {
        let inside = format!("{}/", self.name);
        let entries = self.lock.entries();
        let taken: BTreeSet<String> = entries
            .filter_map(|(_, entry)| Some(entry.file.strip_prefix(&inside)?.to_owned()))
            .collect();
        inside + &path_of(address, &taken)
    }

    /// Writes a file unless it holds the same already; says whether it did not.
    fn put(&self, file: &str, bytes: &[u8]) -> anyhow::Result<bool> {
        let path = self.folder.join(file);
        if fs::read(&path).is_ok_and(|present| present == bytes) {
            return Ok(false);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(true)
    }

    /// Removes an address from the lock, and its copy; says whether there was one.
    fn remove(&mut self, address: &str) -> anyhow::Result<bool> {
        let Some(entry) = self.lock.remove(address) else {
            return Ok(false);
        };
        // What stands elsewhere was put there by somebody else.
        if !entry.file.starts_with(&format!("{}/", self.name)) {
            return Ok(true);
        }
        let path = self.folder.join(&entry.file);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} cannot be removed", path.display()))
            }
            _ => Ok(true),
        }
    }

    /// `file` as it is seen from where the user stands.
    fn shown(&self, file: &str) -> PathBuf {
        let path = self.folder.join(file);
        match path.strip_prefix(&self.current) {
            Ok(below) => below.to_owned(),
            Err(_) => path,
        }
    }
}
