//! Which versions are compared: two that are named, or each contract with its past.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::arguments::Diff;
use crate::discover::{Discovered, discover};
use crate::git::Repository;
use crate::input::{Input, STDIN};
use crate::names::{relative, with_slashes};
use crate::session::Session;

/// The two versions of a comparison.
pub(super) struct Asked {
    pub(super) base: Input,
    pub(super) revision: Input,
}

/// Every comparison that the command line asks for, in the order of the paths, the oldest first.
///
/// # Errors
///
/// When it makes no sense, there is no such revision, or git cannot be started.
pub(super) fn asked(options: &Diff, session: &Session<'_>) -> anyhow::Result<Vec<Asked>> {
    if let Some(name) = &options.against {
        return each(options, session, |input, path| {
            against(name, input, path, session)
        });
    }
    if let Some(count) = options.history {
        return each(options, session, |input, path| {
            history(count as usize, input, path, session)
        });
    }
    let [base, revision] = options.paths.as_slice() else {
        bail!(
            "two versions are compared: name both, or one or more contracts with --against REVISION"
        );
    };
    if base.as_os_str() == STDIN && revision.as_os_str() == STDIN {
        bail!("standard input can be read only once");
    }
    Ok(vec![Asked {
        base: named(base, session)?,
        revision: named(revision, session)?,
    }])
}

/// What `find` says of each contract that the command line or the project names.
fn each(
    options: &Diff,
    session: &Session<'_>,
    find: impl Fn(Input, &Path) -> anyhow::Result<Vec<Asked>>,
) -> anyhow::Result<Vec<Asked>> {
    let listed = session.listed_specs()?;
    let paths = match (options.paths.as_slice(), listed.as_slice()) {
        ([], []) => bail!(
            "name a contract or a folder of them, or list them in tidings.toml under [[spec]]"
        ),
        ([], listed) => listed,
        (paths, _) => paths,
    };
    let mut all = Vec::new();
    for discovered in discover(paths, session)? {
        match discovered {
            Discovered::Document(input) => {
                let path = PathBuf::from(&input.name);
                all.extend(find(input, &path)?);
            }
            Discovered::Nothing(finding, _) => bail!("{}", finding.message),
        }
    }
    Ok(all)
}

/// The contract as it was at the revision `name`, and as it is; nothing, where it was not there.
fn against(
    name: &str,
    input: Input,
    path: &Path,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Asked>> {
    let repository = repository(path, session)?;
    let revision = repository.revision(name)?;
    let base = Input::at(path, &revision, session)?;
    Ok(vec![Asked {
        base,
        revision: input,
    }])
}

/// The last versions of the contract, each with the one before; what is on disk is the newest.
fn history(
    count: usize,
    input: Input,
    path: &Path,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Asked>> {
    let repository = repository(path, session)?;
    let file = session.current.join(path);
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
    for version in &past {
        let place = repository.top.join(&version.path);
        let place = relative(&with_slashes(&session.current), &with_slashes(&place));
        versions.push(Input::at(Path::new(&place), &version.revision, session)?);
    }
    versions.push(input);
    let pairs = versions.windows(2).map(|pair| Asked {
        base: pair[0].clone(),
        revision: pair[1].clone(),
    });
    Ok(pairs.collect())
}

/// The one version that `path` names: `-`, a file, or a file at a revision.
fn named(path: &Path, session: &Session<'_>) -> anyhow::Result<Input> {
    let text = with_slashes(path);
    // A file may have a colon in its name, and a drive of Windows is one letter.
    let revision = match text.split_once(':') {
        Some((name, file)) if name.len() > 1 && !path.exists() => Some((name, file)),
        _ => None,
    };
    match revision {
        Some((name, file)) => {
            let file = Path::new(file);
            let revision = repository(file, session)?.revision(name)?;
            Input::at(file, &revision, session)
        }
        None => Input::named(path, session),
    }
}

/// The repository of the file at `path`.
fn repository(path: &Path, session: &Session<'_>) -> anyhow::Result<Repository> {
    let folder = session.current.join(path.parent().unwrap_or(Path::new("")));
    // A folder that is gone was somewhere below one that is there.
    let there = folder.ancestors().find(|folder| folder.is_dir());
    Repository::of(there.unwrap_or(&session.current))
}
