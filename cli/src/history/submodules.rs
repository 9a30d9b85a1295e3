//! Submodules that are not checked out: what they hold can be compared with nothing.

use std::path::Path;

use anyhow::bail;
use tidings_diag::listed;

use super::{repository, revision, seen_from_top};
use crate::git::{Absent, Repository, Revision};
use crate::names::{relative, with_slashes};
use crate::session::Session;
use crate::terminal;

/// Refuses a file that would be in a submodule that is not checked out.
///
/// # Errors
///
/// When it would be, or git cannot be started.
pub(crate) fn check_file(path: &Path, session: &Session<'_>) -> anyhow::Result<()> {
    match absent_around(path, session)? {
        Some(absent) => bail!("{absent}"),
        None => Ok(()),
    }
}

/// That a file would be in a submodule that is not checked out, with what gets that; `None` where it would not.
///
/// # Errors
///
/// When it is in no repository, or git cannot be started.
pub(crate) fn absent_around(path: &Path, session: &Session<'_>) -> anyhow::Result<Option<String>> {
    let repository = repository(path, session)?;
    let place = repository
        .top
        .join(seen_from_top(path, &repository, session)?);
    let mut absent = repository.absent_submodules("")?;
    absent.retain(|one| place.starts_with(&one.folder));
    Ok((!absent.is_empty()).then(|| in_words(&absent, &repository, session)))
}

/// Refuses a folder in which a submodule is not checked out of which `revision` has something else, or is gone since.
///
/// # Errors
///
/// When there is one, or git cannot be started.
pub(crate) fn check_folder(
    folder: &Path,
    revision: &Revision,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    let mut changed = Vec::new();
    for absent in in_folder(folder, &revision.repository, session)? {
        if !revision.has_the_same(&absent)? {
            changed.push(absent);
        }
    }
    if !changed.is_empty() {
        bail!("{}", in_words(&changed, &revision.repository, session));
    }
    let below = seen_from_top(folder, &revision.repository, session)?;
    let removed = revision.removed_submodules(&below)?;
    let removed = removed.iter().map(|top| seen(&session.current, top));
    let removed: Vec<String> = removed.map(|name| format!("`{name}`")).collect();
    let (subject, verb, their) = match removed.len() {
        0 => return Ok(()),
        1 => ("submodule", "is", "its"),
        _ => ("submodules", "are", "their"),
    };
    bail!(
        "the {subject} {} of `{}` {verb} gone, so what became of {their} contracts is not known; name the paths beside \
         {their} folders to compare the others",
        listed(&removed, "and"),
        revision.name,
    )
}

/// Tells what cannot be known of the contracts in `folder` because of submodules that are not checked out, and refuses the
/// folder where they were something else at the revision that the user calls `name`.
///
/// # Errors
///
/// When they were, there is no such revision, or git cannot be started.
pub(crate) fn tell_left_out(
    folder: &Path,
    name: Option<&str>,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    if let Some(name) = name {
        let revision = revision(&folder.join("any"), name, session)?;
        check_folder(folder, &revision, session)?;
    }
    // Where nobody asks for a revision, there need be no repository.
    if let Ok(Some(left_out)) = left_out(folder, session) {
        terminal::warning(&left_out);
    }
    Ok(())
}

/// Of which submodules in `folder` nothing can be told, with what gets them; `None` where all are checked out.
///
/// # Errors
///
/// When the folder is in no repository, or git cannot be started.
pub(crate) fn left_out(folder: &Path, session: &Session<'_>) -> anyhow::Result<Option<String>> {
    let repository = repository(&folder.join("any"), session)?;
    let absent = in_folder(folder, &repository, session)?;
    Ok((!absent.is_empty()).then(|| in_words(&absent, &repository, session)))
}

/// The submodules in `folder` that are not checked out.
fn in_folder(
    folder: &Path,
    repository: &Repository,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Absent>> {
    repository.absent_submodules(&seen_from_top(folder, repository, session)?)
}

/// That they are not checked out, and what gets them.
fn in_words(absent: &[Absent], repository: &Repository, session: &Session<'_>) -> String {
    let is_around = session.current.starts_with(&repository.top);
    let from_here = |path: &Path| seen(&session.current, path);
    let git = match is_around {
        true => "git".to_owned(),
        false => format!("git -C {}", from_here(&repository.top)),
    };
    let names = absent
        .iter()
        .map(|one| format!("`{}`", from_here(&one.folder)));
    let names = listed(&names.collect::<Vec<_>>(), "and");
    let (subject, verb, their, them) = match absent {
        [_] => ("submodule", "is", "its", "it"),
        _ => ("submodules", "are", "their", "them"),
    };
    let which = match absent {
        [one] if !one.is_nested => {
            let from = if is_around {
                &session.current
            } else {
                &repository.top
            };
            seen(from, &one.folder)
        }
        _ => "--recursive".to_owned(),
    };
    let setting = match absent.iter().any(|one| one.is_nested) {
        true => "recursive",
        false => "true",
    };
    format!(
        "the {subject} {names} {verb} not checked out, so what became of {their} contracts is not known; \
         `{git} submodule update --init {which}` gets {them}, in GitHub Actions `submodules: {setting}` does"
    )
}

/// `path` as it is called in `folder`.
fn seen(folder: &Path, path: &Path) -> String {
    let seen = relative(&with_slashes(folder), &with_slashes(path));
    match seen.is_empty() {
        true => ".".to_owned(),
        false => seen,
    }
}
