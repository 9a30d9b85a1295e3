//! Which versions are compared: two that are named, or each contract with its past.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::arguments::Diff;
use crate::discover::{Discovered, discover};
use crate::history::{self, repository};
use crate::input::{Input, STDIN};
use crate::names::with_slashes;
use crate::session::{Baseline, Session};

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
        let baseline = Baseline::Revision(name.clone());
        return each(options, session, |input| {
            let base = before(&input, &baseline, session)?;
            Ok(vec![Asked {
                base,
                revision: input,
            }])
        });
    }
    if let Some(count) = options.history {
        return each(options, session, |input| {
            history(count as usize, input, session)
        });
    }
    if options.paths.is_empty() {
        return listed(session);
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

/// Each contract that the project lists with its baseline.
fn listed(session: &Session<'_>) -> anyhow::Result<Vec<Asked>> {
    let mut all = Vec::new();
    for listed in session.listed()? {
        let Some(baseline) = &listed.baseline else {
            bail!(
                "{} has no baseline under [[spec]] in tidings.toml; give it one, or say --against REVISION",
                listed.path.display()
            );
        };
        for input in documents(&[listed.path], session)? {
            let base = before(&input, baseline, session)?;
            all.push(Asked {
                base,
                revision: input,
            });
        }
    }
    match all.is_empty() {
        true => bail!(
            "name both versions, or list contracts with their baselines in tidings.toml under [[spec]]"
        ),
        false => Ok(all),
    }
}

/// The documents at `paths`.
pub(super) fn documents(paths: &[PathBuf], session: &Session<'_>) -> anyhow::Result<Vec<Input>> {
    let found = discover(paths, session)?.into_iter();
    let documents = found.map(|discovered| match discovered {
        Discovered::Document(input) => Ok(input),
        Discovered::Nothing(finding, _) => bail!("{}", finding.message),
    });
    documents.collect()
}

/// A contract as its baseline has it.
pub(super) fn before(
    input: &Input,
    baseline: &Baseline,
    session: &Session<'_>,
) -> anyhow::Result<Input> {
    match baseline {
        Baseline::File(path) => Input::file(path, session),
        Baseline::Revision(name) => {
            let path = Path::new(&input.name);
            let revision = repository(path, session)?.revision(name)?;
            Input::at(path, &revision, session)
        }
    }
}

/// What `find` says of each contract that the command line or the project names.
fn each(
    options: &Diff,
    session: &Session<'_>,
    find: impl Fn(Input) -> anyhow::Result<Vec<Asked>>,
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
    for input in documents(paths, session)? {
        all.extend(find(input)?);
    }
    Ok(all)
}

/// The last versions of the contract, each with the one before; what is on disk is the newest.
fn history(count: usize, input: Input, session: &Session<'_>) -> anyhow::Result<Vec<Asked>> {
    let versions = history::versions(Some(count), input, session)?;
    let pairs = versions.windows(2).map(|pair| Asked {
        base: pair[0].input.clone(),
        revision: pair[1].input.clone(),
    });
    Ok(pairs.collect())
}

/// The one version that `path` names: `-`, a file, or a file at a revision.
pub(crate) fn named(path: &Path, session: &Session<'_>) -> anyhow::Result<Input> {
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
