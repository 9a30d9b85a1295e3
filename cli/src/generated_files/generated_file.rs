//! One generated file, until it stands in its place.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tidings_diag::Finding;

use super::present::{Comparison, Present, read};
use super::{Purpose, about, difference, stale};
use crate::names::with_slashes;

/// A file as it is generated now, and what there is of it.
pub(super) struct GeneratedFile {
    path: PathBuf,
    present: Comparison,
    text: Text,
}

/// Where the text is meanwhile.
enum Text {
    InMemory(String),
    /// Beside its place, so that it is put there in one step and nobody ever reads half of it.
    Beside(Beside),
}

/// A file that waits beside its place, and goes with this value.
struct Beside {
    path: PathBuf,
    file: BufWriter<File>,
}

impl GeneratedFile {
    /// Nothing yet of the file at `path`.
    pub(super) fn begin(path: PathBuf, purpose: Purpose) -> io::Result<Self> {
        let present = Comparison::with(&path).map_err(|error| about(&path, "read", &error))?;
        let text = match purpose {
            Purpose::Check => Text::InMemory(String::new()),
            Purpose::Write => {
                let beside = Beside::of(&path);
                Text::Beside(beside.map_err(|error| about(&path, "written", &error))?)
            }
        };
        Ok(Self {
            path,
            present,
            text,
        })
    }

    /// Goes on with `lines`, which are whole.
    pub(super) fn add(&mut self, lines: &str) -> io::Result<()> {
        let compared = self.present.add(lines);
        compared.map_err(|error| about(&self.path, "read", &error))?;
        match &mut self.text {
            Text::InMemory(text) => {
                text.push_str(lines);
                Ok(())
            }
            Text::Beside(beside) => beside.file.write_all(lines.as_bytes()),
        }
        .map_err(|error| about(&self.path, "written", &error))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in its place.
    pub(super) fn present(&self) -> Present {
        self.present.end()
    }

    /// What is to be said of the file if it is not what is generated now.
    pub(super) fn stale(&self) -> Option<Finding> {
        let message = match self.present() {
            Present::Same => return None,
            Present::Nothing => "the file is not there, and would be generated now",
            Present::Older | Present::Foreign => "the file is not what is generated now",
        };
        let finding = stale(&self.path, message);
        Some(match (read(&self.path), &self.text) {
            (Ok(Some(present)), Text::InMemory(text)) => {
                let path = with_slashes(&self.path);
                finding.with_difference(difference::unified(&path, &present, text))
            }
            // It was there a moment ago, or never was; the message says enough.
            _ => finding,
        })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(super) fn put_in_place(mut self) -> anyhow::Result<()> {
        let put = match &mut self.text {
            Text::InMemory(text) => fs::write(&self.path, text),
            Text::Beside(beside) => beside
                .file
                .flush()
                .and_then(|()| fs::rename(&beside.path, &self.path)),
        };
        put.with_context(|| format!("{} cannot be written", self.path.display()))
    }
}

impl Beside {
    /// An empty file beside `path`.
    fn of(path: &Path) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = folder.join(format!(".{name}.{}", std::process::id()));
        let file = BufWriter::new(File::create(&path)?);
        Ok(Self { path, file })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It is gone already where it was put in its place; otherwise the first error says more than another one could.
        let _ = fs::remove_file(&self.path);
    }
}
