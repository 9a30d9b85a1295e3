//! Which versions are compared: those that are named, or each contract with its past.

use std::path::{Path, PathBuf};

use anyhow::bail;
use tidings_diff::{Change, Options, Reading};

use super::against::{self, Past};
use crate::agreement::Agreement;
use crate::arguments::{Diff, How};
use crate::discover::{Discovered, discover};
use crate::history;
use crate::input::{Input, STDIN};
use crate::names::with_slashes;
use crate::session::{Baseline, Session};

/// The two versions of a comparison.
pub(super) struct Asked {
    /// The contract, by the name that it has now, or had last where it is gone.
    pub(super) contract: Input,
    /// The contract as it was; `None` where it was not there.
    pub(super) base: Option<Input>,
    /// The contract as it is now; `None` where it is gone.
    pub(super) revision: Option<Input>,
    /// Which changes count.
    pub(super) counting: Counting,
}

/// Which changes count between two versions of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// All: one version comes after the other.
    All,
    /// Others lie between the two, so those that are judged by a transitive policy.
    Transitive,
    /// The same, and those of a reading under which what every step keeps need not be kept over all of them: what the
    /// writers of one version do not emit, the next one may declare otherwise.
    Unproved,
}

impl Counting {
    /// Whether something counts that was compared under `options`.
    pub(super) fn is_about(self, options: &Options) -> bool {
        match self {
            Self::All => true,
            Self::Transitive => options.policy.is_transitive(),
            Self::Unproved => options.policy.is_transitive() || options.reading != Reading::Strict,
        }
    }

    /// Whether anything can count between versions of `contract`.
    pub(super) fn matters(self, contract: &Input, how: How, session: &Session<'_>) -> bool {
        let ways = Agreement::about(contract, how, session).ways();
        ways.iter().any(|way| self.is_about(way))
    }

    /// Whether `change` counts.
    pub(super) fn counts(self, change: &Change) -> bool {
        self.is_about(&change.options)
    }
}

impl Asked {
    /// Both versions, as far as they are there.
    pub(super) fn versions(&self) -> impl Iterator<Item = &Input> {
        self.base.iter().chain(&self.revision)
    }

    /// Two versions of which one comes after the other; a contract that is new has no `base`.
    pub(super) fn step(base: Option<Input>, revision: Input) -> Self {
        Self {
            contract: revision.clone(),
            base,
            revision: Some(revision),
            counting: Counting::All,
        }
    }

    /// A contract that is gone.
    pub(super) fn gone(base: Input) -> Self {
        Self {
            contract: base.clone(),
            base: Some(base),
            revision: None,
            counting: Counting::All,
        }
    }

    /// Each of `versions` with the one before, and the newest with the others as far as that matters under what was
    /// agreed.
    pub(super) fn series(
        versions: &[Input],
        counting: Counting,
        how: How,
        session: &Session<'_>,
    ) -> Vec<Self> {
        let steps = versions.windows(2);
        let steps = steps.map(|pair| Self::step(Some(pair[0].clone()), pair[1].clone()));
        let mut series: Vec<Self> = steps.collect();
        if let [earlier @ .., _, newest] = versions
            && counting.matters(newest, how, session)
        {
            series.extend(Self::across(earlier, newest, counting));
        }
        series
    }

    /// The newest version with each of those that are not the one before it.
    pub(super) fn across(earlier: &[Input], newest: &Input, counting: Counting) -> Vec<Self> {
        let pairs = earlier.iter().map(|base| Self {
            contract: newest.clone(),
            base: Some(base.clone()),
            revision: Some(newest.clone()),
            counting,
        });
        pairs.collect()
    }
}

/// Every comparison that the command line asks for, those of each contract in a list of their own: in the order of the
/// paths, the oldest first.
///
/// # Errors
///
/// When it makes no sense, there is no such revision, or git cannot be started.
pub(super) fn asked(options: &Diff, session: &Session<'_>) -> anyhow::Result<Vec<Vec<Asked>>> {
    let how = options.how;
    match (&options.against, options.history, options.paths.as_slice()) {
        (Some(name), count, _) => {
            let past = Past {
                name,
                count: count.map(|count| count as usize),
            };
            against::all(&paths(options, session)?, past, how, session)
        }
        (None, Some(count), _) => {
            let mut all = Vec::new();
            let paths = paths(options, session)?;
            for folder in paths.iter().filter(|path| path.is_dir()) {
                history::tell_left_out(folder, None, session)?;
            }
            for input in documents(&paths, session)? {
                let versions = history::up_to_disk(count as usize, input.clone(), session)?;
                let series = Asked::series(&versions, Counting::Unproved, how, session);
                // Whatever the versions were called, they are versions of this contract.
                let series = series.into_iter().map(|asked| Asked {
                    contract: input.clone(),
                    ..asked
                });
                all.push(series.collect());
            }
            Ok(all)
        }
        (None, None, []) => listed(how, session),
        (None, None, [_]) => bail!(
            "two versions are compared: name both, or one or more contracts with --against REVISION"
        ),
        (None, None, paths) => {
            let is_stdin = |path: &&PathBuf| path.as_os_str() == STDIN;
            if paths.iter().filter(is_stdin).count() > 1 {
                bail!("standard input can be read only once");
            }
            let versions = paths.iter().map(|path| named(path, session));
            let versions: Vec<Input> = versions.collect::<anyhow::Result<_>>()?;
            let series = Asked::series(&versions, Counting::Unproved, how, session);
            Ok(vec![series])
        }
    }
}

/// Each contract that the project lists with its baseline.
fn listed(how: How, session: &Session<'_>) -> anyhow::Result<Vec<Vec<Asked>>> {
    let mut all = Vec::new();
    for listed in session.listed()? {
        let Some(baseline) = &listed.baseline else {
            bail!(
                "{} has no baseline under [[spec]] in tidings.toml; give it one, or say --against REVISION",
                listed.path.display()
            );
        };
        match baseline {
            Baseline::Revision(name) => {
                let past = Past { name, count: None };
                all.extend(against::all(&[listed.path], past, how, session)?);
            }
            Baseline::File(base) => {
                for input in documents(&[listed.path], session)? {
                    let base = Input::file(base, session)?;
                    all.push(vec![Asked::step(Some(base), input)]);
                }
            }
        }
    }
    match all.is_empty() {
        true => bail!(
            "name both versions, or list contracts with their baselines in tidings.toml under [[spec]]"
        ),
        false => Ok(all),
    }
}

/// The paths that the command line names, else those that the project lists.
fn paths(options: &Diff, session: &Session<'_>) -> anyhow::Result<Vec<PathBuf>> {
    if !options.paths.is_empty() {
        return Ok(options.paths.clone());
    }
    let listed = session.listed_specs()?;
    if listed.is_empty() {
        bail!("name a contract or a folder of them, or list them in tidings.toml under [[spec]]");
    }
    Ok(listed)
}

/// The documents at `paths`.
pub(super) fn documents(paths: &[PathBuf], session: &Session<'_>) -> anyhow::Result<Vec<Input>> {
    let found = discover(paths, session)?.into_iter();
    let documents = found.map(|discovered| match discovered {
        Discovered::Document(input) => Ok(input),
        Discovered::Nothing(finding, _) => match finding.path {
            Some(path) => bail!("{path}: {}", finding.message),
            None => bail!("{}", finding.message),
        },
    });
    documents.collect()
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
            let revision = history::revision(file, name, session)?;
            Input::at(file, &revision, session)
        }
        None => Input::named(path, session),
    }
}
