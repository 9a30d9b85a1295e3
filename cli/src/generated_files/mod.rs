//! Generated files on their way to disk: compared first, written whole or not at all.

mod difference;
mod generated_file;
mod leftovers;
mod present;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};
use tidings_codegen::Output;
use tidings_diag::Finding;
use tidings_project::rules::STALE_OUTPUT;

use crate::names::with_slashes;
use generated_file::GeneratedFile;
pub(crate) use present::MARK;
use present::{Present, is_ours, read};

/// Files to be written, beside what is there now.
pub(crate) struct GeneratedFiles {
    place: Place,
    purpose: Purpose,
    files: Vec<GeneratedFile>,
}

/// Where files go.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// All of them into a folder.
    Folder(PathBuf),
    /// The only one here.
    File(PathBuf),
}

/// What files are generated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be written; until all of them are there each waits beside its place.
    Write,
    /// To be compared, so that nothing is written and what differs can be shown.
    Check,
}

impl Purpose {
    /// What `--check` asks for where it stands.
    pub(crate) fn of(check: bool) -> Self {
        match check {
            true => Self::Check,
            false => Self::Write,
        }
    }
}

/// What was done to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Files that were written.
    pub(crate) written: usize,
    /// Files of an earlier run that were removed.
    pub(crate) removed: usize,
    /// Files that there are now.
    pub(crate) all: usize,
}

impl GeneratedFiles {
    /// No files yet.
    pub(crate) fn new(place: Place, purpose: Purpose) -> Self {
        Self {
            place,
            purpose,
            files: Vec::new(),
        }
    }

    /// The only file, of which `text` is everything.
    ///
    /// # Errors
    ///
    /// When what is there cannot be read, or nothing can be written beside it.
    pub(crate) fn of_one(path: &Path, text: &str, purpose: Purpose) -> io::Result<Self> {
        let mut files = Self::new(Place::File(path.to_owned()), purpose);
        files.begin("")?;
        files.add(text)?;
        Ok(files)
    }

    /// What an earlier run wrote and this one does not.
    fn leftovers(&self) -> anyhow::Result<Vec<PathBuf>> {
        let current: HashSet<&Path> = self.files.iter().map(GeneratedFile::path).collect();
        match &self.place {
            Place::Folder(folder) => leftovers::in_folder(folder, &current)
                .with_context(|| format!("{} cannot be read", folder.display())),
            Place::File(_) => Ok(Vec::new()),
        }
    }

    /// A finding for every file that is not as it would be now, with what differs.
    pub(crate) fn stale(&self) -> anyhow::Result<Vec<Finding>> {
        let files = self.files.iter().filter_map(GeneratedFile::stale);
        let leftovers = self.leftovers()?;
        let leftovers = leftovers.iter().map(|path| {
            let message = "an earlier run wrote the file, and nothing generates it now";
            stale(path, message)
        });
        Ok(files.chain(leftovers).collect())
    }

    /// Writes what differs, and removes what an earlier run has left.
    ///
    /// # Errors
    ///
    /// When a file is in the way that this program did not write; then nothing is written.
    pub(crate) fn write(self) -> anyhow::Result<Written> {
        let foreign = |file: &&GeneratedFile| file.present() == Present::Foreign;
        if let Some(file) = self.files.iter().find(foreign) {
            bail!(
                "{} was not written by tidings, so it is not overwritten; move it away or choose another place",
                file.path().display()
            );
        }
        let leftovers = self.leftovers()?;
        for path in &leftovers {
            fs::remove_file(path)
                .with_context(|| format!("{} cannot be removed", path.display()))?;
        }
        let mut written = Written {
            written: 0,
            removed: leftovers.len(),
            all: self.files.len(),
        };
        for file in self.files {
            if file.present() != Present::Same {
                file.put_in_place()?;
                written.written += 1;
            }
        }
        Ok(written)
    }
}

impl Output for GeneratedFiles {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        let path = match &self.place {
            Place::Folder(folder) => folder.join(path),
            Place::File(file) => file.clone(),
        };
        self.files.push(GeneratedFile::begin(path, self.purpose)?);
        Ok(())
    }

    fn add(&mut self, lines: &str) -> io::Result<()> {
        match self.files.last_mut() {
            Some(file) => file.add(lines),
            None => Ok(()),
        }
    }
}

/// The finding about a file that is not as it would be now.
fn stale(path: &Path, message: &str) -> Finding {
    Finding::of_file(&STALE_OUTPUT, with_slashes(path), message)
        .with_help("run the same command without --check")
}

/// `error`, which came up when the file at `path` was to be read or written.
fn about(path: &Path, done: &str, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("{} cannot be {done}: {error}", path.display()),
    )
}

#[cfg(test)]
mod tests {
    use tidings_test_folder::Folder;

    use super::*;

    const TEXT: &str = "// @generated by tidings 0.1.0\n\nstruct Some;\n";

    /// What is done with the file `present` where `TEXT` is to be written: the file afterwards, or an error.
    #[track_caller]
    fn check(name: &str, present: Option<&str>, is_stale: bool, afterwards: Result<&str, ()>) {
        let folder = Folder::new(name);
        let path = folder.path().join("inner/file.rs");
        if let Some(present) = present {
            folder.write("inner/file.rs", present);
        }
        let generated = |purpose| GeneratedFiles::of_one(&path, TEXT, purpose).expect("a place");
        let stale = generated(Purpose::Check).stale().expect("readable");
        assert_eq!(stale.len() == 1, is_stale, "{name}");
        drop(generated(Purpose::Write));
        let written = generated(Purpose::Write).write().map_err(drop);
        let text = fs::read_to_string(&path).expect("a file");
        let names = fs::read_dir(folder.path().join("inner")).expect("a folder");
        assert_eq!(written.map(|_| text.as_str()), afterwards, "{name}");
        assert_eq!(names.count(), 1, "{name}: nothing else stays behind");
    }

    #[test]
    fn a_missing_file_is_written() {
        check("missing", None, true, Ok(TEXT));
    }

    #[test]
    fn an_older_file_is_replaced() {
        let older = "// @generated by tidings 0.0.9\nfn old() {}\n";
        check("older", Some(older), true, Ok(TEXT));
    }

    #[test]
    fn the_same_file_is_left_alone() {
        check("same", Some(TEXT), false, Ok(TEXT));
        let with_other_breaks = TEXT.replace('\n', "\r\n");
        check(
            "breaks",
            Some(&with_other_breaks),
            false,
            Ok(&with_other_breaks),
        );
    }

    #[test]
    fn a_file_that_goes_on_or_ends_early_is_replaced() {
        check(
            "longer",
            Some(&format!("{TEXT}fn more() {{}}\n")),
            true,
            Ok(TEXT),
        );
        let first = "// @generated by tidings 0.1.0\n";
        check("shorter", Some(first), true, Ok(TEXT));
    }

    #[test]
    fn a_file_of_somebody_else_is_not_overwritten() {
        check("foreign", Some("fn mine() {}\n"), true, Err(()));
        check("empty", Some(""), true, Err(()));
    }
}
