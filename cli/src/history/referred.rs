//! The revisions in which a contract is another one than before, by itself or by a file that it refers to.

use std::collections::{BTreeSet, HashMap};

use tidings_source::{Sources, is_address, sha256};

use super::at;
use crate::git::{Past, Repository, Revision};
use crate::input::Input;
use crate::names::with_slashes;
use crate::session::Session;

/// How many times it is looked which files the versions that were found refer to.
const ROUNDS: usize = 8;

/// What a version is made of.
struct Made {
    /// Its files, seen from the top of the repository; none of those that are elsewhere.
    paths: Vec<String>,
    /// The digest of each text in the order of the references, whatever the files are called; none where it cannot be read.
    texts: Vec<String>,
}

/// The revisions in `own`, in which the file of a contract changed, and those up to `end` in which a file changed that it
/// refers to, as far as a text is another one than before; the oldest first.
///
/// Whether the first one differs from what was before is not asked.
///
/// # Errors
///
/// When git cannot be started.
pub(super) fn with_referred(
    own: &[Past],
    repository: &Repository,
    end: Option<&Revision>,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Past>> {
    let own_paths = own.iter().map(|past| past.path.clone());
    let mut paths: BTreeSet<String> = own_paths.collect();
    let mut all = own.to_vec();
    let mut read: HashMap<String, Made> = HashMap::new();
    for _ in 0..ROUNDS {
        let known = paths.len();
        for past in &all {
            let name = &past.revision.name;
            if !read.contains_key(name) {
                let input = at(&past.path, &past.revision, session)?;
                let made = made_of(&input, repository);
                paths.extend(made.paths.iter().cloned());
                read.insert(name.clone(), made);
            }
        }
        if paths.len() == known {
            break;
        }
        all = together(own, repository, &paths, end)?;
    }
    all.dedup_by(|next, before| {
        let [next, before] = [next, before].map(|past| read.get(&past.revision.name));
        let both = next.zip(before);
        both.is_some_and(|(next, before)| !next.texts.is_empty() && next.texts == before.texts)
    });
    Ok(all)
}

/// Whether two versions of a contract are of the same texts, whatever the files are called.
pub(super) fn are_the_same(one: &Input, other: &Input, repository: &Repository) -> bool {
    let [one, other] = [one, other].map(|input| made_of(input, repository).texts);
    !one.is_empty() && one == other
}

/// What a version is made of.
fn made_of(input: &Input, repository: &Repository) -> Made {
    // What cannot be read refers to nothing.
    let Ok(files) = input.own_files() else {
        return Made {
            paths: Vec::new(),
            texts: Vec::new(),
        };
    };
    let (sources, _) = Sources::link(&*files, &input.path);
    let files = sources.files().iter();
    let files = files.filter(|source| !is_address(&source.path));
    let texts = files.clone();
    let texts = texts.map(|source| sha256(source.tree.text().as_bytes()));
    let texts: Vec<String> = texts.collect();
    let seen = files.filter_map(|source| {
        let file = input.root().join(&source.path);
        let below = file.strip_prefix(&repository.top).ok()?;
        Some(with_slashes(below))
    });
    Made {
        paths: seen.collect(),
        texts,
    }
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
        // Between its removal and its return a contract has no versions, and none where a submodule stood in its place.
        let path = before.path.clone();
        if matches!(revision.has(&path), Ok(true)) {
            all.push(Past {
                revision,
                path,
                date,
            });
        }
    }
    Ok(all)
}
