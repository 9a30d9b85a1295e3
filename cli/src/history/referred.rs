//! The revisions that change a contract by changing only a file that it refers to.

use std::collections::{BTreeSet, HashMap, HashSet};

use tidings_source::{Sources, is_address};

use super::at;
use crate::git::{Past, Repository, Revision};
use crate::names::with_slashes;
use crate::session::Session;

/// How many times it is looked which files the versions that were found refer to.
const ROUNDS: usize = 8;

/// The last `count` of the revisions in `own`, in which a contract itself changed, and of those up to `end` in which a
/// file changed that it refers to; the oldest first.
///
/// # Errors
///
/// When git cannot be started.
pub(super) fn with_referred(
    own: Vec<Past>,
    repository: &Repository,
    count: Option<usize>,
    end: Option<&Revision>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Past>> {
    let own_paths: BTreeSet<String> = own.iter().map(|past| past.path.clone()).collect();
    let mut paths = own_paths.clone();
    let mut all = own.clone();
    let mut read = HashSet::new();
    for _ in 0..ROUNDS {
        let known = paths.len();
        for past in &all {
            if read.insert(past.revision.name.clone()) {
                paths.extend(files_of(past, repository, session)?);
            }
        }
        if paths.len() == known {
            break;
        }
        all = together(&own, repository, &paths, end)?;
    }
    let left_out = count.map_or(0, |count| all.len().saturating_sub(count));
    Ok(all.split_off(left_out))
}

/// The files that a version consists of, seen from the top; none of those that are elsewhere.
fn files_of(
    past: &Past,
    repository: &Repository,
    session: &Session<'_>,
) -> anyhow::Result<Vec<String>> {
    let input = at(&past.path, &past.revision, session)?;
    // What cannot be read refers to nothing.
    let Ok(files) = input.own_files() else {
        return Ok(Vec::new());
    };
    let (sources, _) = Sources::link(&*files, &input.path);
    let files = sources.files().iter();
    let files = files.filter(|source| !is_address(&source.path));
    let seen = files.filter_map(|source| {
        let file = input.root().join(&source.path);
        let below = file.strip_prefix(&repository.top).ok()?;
        Some(with_slashes(below))
    });
    Ok(seen.collect())
}

/// The revisions in which one of `paths` changed since the contract is there, each with the path that it had then.
fn together(
    own: &[Past],
    repository: &Repository,
    paths: &BTreeSet<String>,
    end: Option<&Revision>,
) -> anyhow::Result<Vec<Past>> {
    let named: HashMap<&str, &Past> = own
        .iter()
        .map(|past| (past.revision.name.as_str(), past))
        .collect();
    let mut all: Vec<Past> = Vec::new();
    for (revision, date) in repository.changes(paths, end)? {
        if let Some(past) = named.get(revision.name.as_str()) {
            all.push((*past).clone());
            continue;
        }
        let Some(before) = all.last() else {
            continue;
        };
        // Between its removal and its return a contract has no versions.
        let path = before.path.clone();
        if revision.has(&path)? {
            all.push(Past {
                revision,
                path,
                date,
            });
        }
    }
    Ok(all)
}
