//! Contracts as they are, beside what they were at a revision: those that are gone since, new since, or have another
//! name.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;
use tidings_project::rules::NO_DOCUMENTS;
use tidings_source::Files;

use super::asked::{Asked, Counting};
use super::former::{Formers, Then};
use crate::arguments::How;
use crate::discover::{Discovered, discover, is_document};
use crate::git::{GitFiles, Revision};
use crate::history::{at, check_folder, left_out, past, seen_from_top};
use crate::input::Input;
use crate::session::Session;

/// The past that contracts are compared with.
#[derive(Clone, Copy)]
pub(super) struct Past<'p> {
    /// The revision, as the user calls it.
    pub(super) name: &'p str,
    /// How many versions up to that count under a transitive policy; all of them, where nobody says.
    pub(super) count: Option<usize>,
}

/// Every contract at `paths` with what it was; what was there and is gone comes last.
///
/// # Errors
///
/// When there is no such revision, nothing to compare, or git cannot be started.
pub(super) fn all(
    paths: &[PathBuf],
    asked: Past<'_>,
    how: How,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Vec<Asked>>> {
    let mut formers = Formers::default();
    let mut all = Vec::new();
    let mut nothing = None;
    for discovered in discover(paths, session)? {
        match discovered {
            Discovered::Document(input) => {
                let path = PathBuf::from(&input.name);
                let base = formers.base(&input, asked.name, session)?;
                match (base, input.is_there()) {
                    (Some(base), true) => {
                        let counting = match asked.count {
                            Some(_) => Counting::Unproved,
                            None => Counting::Transitive,
                        };
                        let mut series = vec![Asked::step(Some(base), input.clone())];
                        if counting.matters(&input, how, session) {
                            let then = formers.then(&path, asked.name, session)?;
                            let earlier = earlier(then, &path, asked.count, session)?;
                            series.extend(Asked::across(&earlier, &input, counting));
                        }
                        all.push(series);
                    }
                    (Some(base), false) => all.push(vec![Asked::gone(base)]),
                    (None, _) => all.push(vec![Asked::step(None, input)]),
                }
            }
            Discovered::Nothing(finding, _) if *finding.rule == NO_DOCUMENTS => {
                nothing = Some(finding.message);
            }
            Discovered::Nothing(finding, _) => bail!("{}", finding.message),
        }
    }
    for folder in paths.iter().filter(|path| path.is_dir()) {
        let then = formers.then(&folder.join("any"), asked.name, session)?;
        let revision = then.revision.clone();
        check_folder(folder, &revision, session)?;
        let followed = formers.followed();
        for base in gone(folder, &revision, &followed, session)? {
            all.push(vec![Asked::gone(base)]);
        }
    }
    match nothing {
        Some(nothing) if all.is_empty() => {
            let folders = paths.iter().filter(|path| path.is_dir());
            for folder in folders {
                if let Some(left_out) = left_out(folder, session)? {
                    bail!("{left_out}");
                }
            }
            bail!("{nothing}, and held none at {}", asked.name)
        }
        _ => Ok(all),
    }
}

/// The versions of a contract before the one that it is compared with, the oldest first.
fn earlier(
    then: &Then,
    path: &Path,
    count: Option<usize>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Input>> {
    let Revision { repository, .. } = &then.revision;
    let seen = seen_from_top(path, repository, session)?;
    let former = then.called(&seen);
    let mut versions = past(repository, former, count, Some(&then.revision), session)?;
    // The last of them is what the revision has.
    versions.pop();
    Ok(versions.into_iter().map(|one| one.input).collect())
}

/// The contracts that `revision` had in `folder` and that are nowhere now: neither there nor `followed`.
fn gone(
    folder: &Path,
    revision: &Revision,
    followed: &HashSet<&PathBuf>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Input>> {
    let repository = &revision.repository;
    let below = seen_from_top(folder, repository, session)?;
    let files = GitFiles::below(&repository.top, revision);
    let mut gone = Vec::new();
    for path in revision.files_with("asyncapi", &below)? {
        let place = repository.top.join(&path);
        if followed.contains(&place) || place.exists() {
            continue;
        }
        // What cannot be read is no contract that anybody could name.
        let is_contract = |bytes: Vec<u8>| is_document(Path::new(&path), &bytes);
        if files.read(&path).is_ok_and(is_contract) {
            gone.push(at(&path, revision, session)?);
        }
    }
    Ok(gone)
}
