//! The versions of a contract in the history of its repository.
//!
//! A version is a revision in which the text of the contract changed, or of a file that it refers to (`referred`); a file that
//! only has another name is no other version.

mod referred;
mod submodules;

use std::path::Path;

use anyhow::Context;

use crate::git::{Past, Repository, Revision};
use crate::input::Input;
use crate::names::{joined, relative, with_slashes};
use crate::session::Session;
use referred::{are_the_same, with_referred};
pub(crate) use submodules::{absent_around, check_file, check_folder, left_out, tell_left_out};

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

/// The revision `name` for the file at `path`: one of the repository that the user stands in, and of a submodule in it what
/// that revision has.
///
/// Of a submodule that the revision has not got, the revision itself is given, in which the file is not there either.
///
/// # Errors
///
/// When there is no such revision, a submodule has not got its commit, or git cannot be started.
pub(crate) fn revision(path: &Path, name: &str, session: &Session<'_>) -> anyhow::Result<Revision> {
    let repository = repository(path, session)?;
    let around = Repository::of(&session.current).ok();
    let around = around
        .filter(|around| around.top != repository.top && repository.top.starts_with(&around.top));
    match around {
        Some(around) if repository.is_submodule()? => {
            let revision = around.revision(name)?;
            let recorded = revision.of_submodule(&repository.top)?;
            Ok(recorded.unwrap_or(revision))
        }
        _ => repository.revision(name),
    }
}

/// The last `count` versions of the contract before what is on disk, or all of them, and that, the oldest first.
///
/// Where nothing has changed since the last commit, what is on disk is the version of that commit, which comes before it.
///
/// # Errors
///
/// When it is in no repository, or git cannot be started.
pub(crate) fn versions(
    count: Option<usize>,
    input: Input,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Dated>> {
    match count {
        Some(count) => Ok(last(count, input, session)?.0),
        None => {
            let (repository, path) = home(&input, session)?;
            let mut versions = past(&repository, &path, None, None, session)?;
            versions.push(Dated::undated(input));
            Ok(versions)
        }
    }
}

/// The last `count` versions of the contract before what is on disk, and that, the oldest first; what is on disk as it was
/// committed last is no version beside that.
///
/// # Errors
///
/// When it is in no repository, or git cannot be started.
pub(crate) fn up_to_disk(
    count: usize,
    input: Input,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Input>> {
    let (mut versions, is_committed) = last(count, input, session)?;
    if is_committed {
        let newest = versions.pop();
        versions.pop();
        versions.extend(newest);
    }
    Ok(versions.into_iter().map(|version| version.input).collect())
}

/// What [`versions`] says of a number of versions, and whether what is on disk was committed last.
fn last(count: usize, input: Input, session: &Session<'_>) -> anyhow::Result<(Vec<Dated>, bool)> {
    let (repository, path) = home(&input, session)?;
    let is_committed = match newest(&repository, &path, Some(1), None, session)?.as_slice() {
        [last] => are_the_same(
            &at(&last.path, &last.revision, session)?,
            &input,
            &repository,
        ),
        _ => false,
    };
    let count = count.saturating_add(usize::from(is_committed));
    let mut versions = past(&repository, &path, Some(count), None, session)?;
    versions.push(Dated::undated(input));
    Ok((versions, is_committed))
}

/// The repository of a contract, and the path of its file seen from the top.
fn home(input: &Input, session: &Session<'_>) -> anyhow::Result<(Repository, String)> {
    let path = Path::new(&input.name);
    if !input.is_there() {
        check_file(path, session)?;
    }
    let repository = repository(path, session)?;
    let path = seen_from_top(path, &repository, session)?;
    Ok((repository, path))
}

/// The path of a file, seen from the top of its repository.
///
/// # Errors
///
/// When it is not in the repository.
pub(crate) fn seen_from_top(
    path: &Path,
    repository: &Repository,
    session: &Session<'_>,
) -> anyhow::Result<String> {
    let file = session.current.join(path);
    let folder = file.parent().unwrap_or(Path::new(""));
    // The folder of a file that is gone may be gone too.
    let file = match (file.canonicalize(), folder.canonicalize(), file.file_name()) {
        (Ok(file), _, _) => file,
        (Err(_), Ok(folder), Some(name)) => folder.join(name),
        _ => joined(Path::new(""), &with_slashes(&file)),
    };
    let below = file.strip_prefix(&repository.top).with_context(|| {
        format!(
            "{} is not in the repository {}",
            path.display(),
            repository.top.display()
        )
    })?;
    Ok(with_slashes(below))
}

/// The file at `path`, seen from the top of its repository, as `revision` has it.
///
/// # Errors
///
/// When its configuration makes no sense.
pub(crate) fn at(path: &str, revision: &Revision, session: &Session<'_>) -> anyhow::Result<Input> {
    let place = revision.repository.top.join(path);
    let place = relative(&with_slashes(&session.current), &with_slashes(&place));
    Input::at(Path::new(&place), revision, session)
}

/// The last `count` versions, or all of them, of the contract at `path`, seen from the top, the oldest first and none
/// after `end`.
///
/// # Errors
///
/// When git cannot be started.
pub(crate) fn past(
    repository: &Repository,
    path: &str,
    count: Option<usize>,
    end: Option<&Revision>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Dated>> {
    let past = newest(repository, path, count, end, session)?;
    if repository.is_shallow()? && count.is_none_or(|count| past.len() < count) {
        session.warn_once(
            "this clone is shallow, so there is more history than it has; `git fetch --unshallow` gets the rest, \
             in GitHub Actions `fetch-depth: 0` does",
        );
    }
    let versions = past.into_iter().map(|version| {
        Ok(Dated {
            input: at(&version.path, &version.revision, session)?,
            revision: Some(version.revision.name),
            date: Some(version.date),
        })
    });
    versions.collect()
}

/// The last `count` revisions, or all of them, in which the contract at `path` is another one than before.
///
/// # Errors
///
/// When git cannot be started.
fn newest(
    repository: &Repository,
    path: &str,
    count: Option<usize>,
    end: Option<&Revision>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Past>> {
    let Some(count) = count else {
        let own = repository.history(path, None, end)?;
        return with_referred(&own, repository, end, session);
    };
    // Whether the oldest is a version, the one before it says; revisions that are none make room for older ones.
    let mut asked = count.saturating_add(1);
    loop {
        let own = repository.history(path, Some(asked), end)?;
        let mut past = with_referred(&own, repository, end, session)?;
        if past.len() > count || own.len() < asked {
            return Ok(past.split_off(past.len().saturating_sub(count)));
        }
        asked = asked.saturating_mul(2);
    }
}
