//! Contracts as they are, beside what they were at a revision: those that are gone since, new since, or have another
//! name.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::bail;
use tidings_project::rules::NO_DOCUMENTS;
use tidings_source::Files;

use super::asked::{Asked, Counting};
use crate::arguments::How;
use crate::discover::{Discovered, discover, is_document};
use crate::git::{GitFiles, Revision};
use crate::history::{
    at, check_file, check_folder, left_out, past, repository, revision, seen_from_top,
};
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

/// A repository at the revision.
struct Then {
    revision: Revision,
    /// The former path of each file that was renamed since, by its path now.
    renamed: HashMap<String, String>,
    /// The files that the contracts of now were then.
    followed: HashSet<PathBuf>,
}

impl Then {
    /// What the file at `path`, seen from the top, was called then; `None` where it was not there.
    fn former(&mut self, path: &str) -> anyhow::Result<Option<String>> {
        let former = match self.renamed.get(path) {
            Some(former) => Some(former.clone()),
            None => self.revision.has(path)?.then(|| path.to_owned()),
        };
        let top = &self.revision.repository.top;
        self.followed
            .extend(former.as_ref().map(|path| top.join(path)));
        Ok(former)
    }
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
    let mut repositories: HashMap<PathBuf, Then> = HashMap::new();
    let mut all = Vec::new();
    let mut nothing = None;
    for discovered in discover(paths, session)? {
        match discovered {
            Discovered::Document(input) => {
                let path = PathBuf::from(&input.name);
                if !input.is_there() {
                    check_file(&path, session)?;
                }
                let then = then(&mut repositories, &path, asked.name, session)?;
                let seen = seen_from_top(&path, &then.revision.repository, session)?;
                let base = match then.former(&seen)? {
                    Some(former) => Some(at(&former, &then.revision, session)?),
                    None => None,
                };
                match (base, input.is_there()) {
                    (Some(base), true) => {
                        let counting = match asked.count {
                            Some(_) => Counting::Unproved,
                            None => Counting::Transitive,
                        };
                        let mut series = vec![Asked::step(Some(base), input.clone())];
                        if counting.matters(&input, how, session) {
                            let earlier = earlier(then, &seen, asked.count, session)?;
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
        let known = &mut repositories;
        let revision = then(known, &folder.join("any"), asked.name, session)?
            .revision
            .clone();
        check_folder(folder, &revision, session)?;
        let followed = repositories.values().flat_map(|then| &then.followed);
        let followed: HashSet<&PathBuf> = followed.collect();
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

/// What is known of the repository of the file at `path` at the revision `name`.
fn then<'t>(
    known: &'t mut HashMap<PathBuf, Then>,
    path: &Path,
    name: &str,
    session: &Session<'_>,
) -> anyhow::Result<&'t mut Then> {
    let repository = repository(path, session)?;
    if !known.contains_key(&repository.top) {
        let revision = revision(path, name, session)?;
        let then = Then {
            renamed: revision.renamed()?,
            revision,
            followed: HashSet::new(),
        };
        known.insert(repository.top.clone(), then);
    }
    match known.get_mut(&repository.top) {
        Some(then) => Ok(then),
        None => bail!("there is no revision `{name}`"),
    }
}

/// The versions of a contract before the one that it is compared with, the oldest first.
fn earlier(
    then: &Then,
    seen: &str,
    count: Option<usize>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Input>> {
    let former = then.renamed.get(seen).map_or(seen, String::as_str);
    let Revision { repository, .. } = &then.revision;
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
