//! The versions of a contract in the history of its repository.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::git::Repository;
use crate::input::Input;
use crate::names::{relative, with_slashes};
use crate::session::Session;

/// A version of a contract with what its repository knows of it.
pub(crate) struct Dated {
    /// The contract as it was.
    pub(crate) input: Input,
    /// The revision that has it so; `None` for what is on disk.
    pub(crate) revision: Option<String>,
    /// The day on which that revision was made.
    pub(crate) date: Option<String>,
}

impl Dated {
    /// A version that no repository is asked about.
    pub(crate) fn undated(input: Input) -> Self {
        Self {
            input,
            revision: None,
            date: None,
        }
    }
}

/// The repository of the file at `path`.
///
/// # Errors
///
/// When it is in none, or git cannot be started.
pub(crate) fn repository(path: &Path, session: &Session<'_>) -> anyhow::Result<Repository> {
    let folder = session.current.join(path.parent().unwrap_or(Path::new("")));
    // A folder that is gone was somewhere below one that is there.
    let there = folder.ancestors().find(|folder| folder.is_dir());
    Repository::of(there.unwrap_or(&session.current))
}

/// The last `count` versions of the contract, or all of them, the oldest first; what is on disk is the newest.
///
/// # Errors
///
/// When it is in no repository, or git cannot be started.
pub(crate) fn versions(
    count: Option<usize>,
    input: Input,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Dated>> {
    let path = PathBuf::from(&input.name);
    let repository = repository(&path, session)?;
    let file = session.current.join(&path);
    let file = file.canonicalize().unwrap_or(file);
    let seen_from_top = file.strip_prefix(&repository.top).with_context(|| {
        format!(
            "{} is not in the repository {}",
            path.display(),
            repository.top.display()
        )
    })?;
    let past = repository.history(&with_slashes(seen_from_top), count)?;
    let mut versions = Vec::new();
    for version in past {
        let place = repository.top.join(&version.path);
        let place = relative(&with_slashes(&session.current), &with_slashes(&place));
        versions.push(Dated {
            input: Input::at(Path::new(&place), &version.revision, session)?,
            revision: Some(version.revision.name),
            date: Some(version.date),
        });
    }
    versions.push(Dated::undated(input));
    Ok(versions)
}
