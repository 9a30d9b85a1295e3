//! One run: what the command line says, and what the projects of its documents have decided.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail};
use tidings_project::CONFIGURATION;

use crate::addresses::Addresses;
use crate::arguments::Common;
use crate::configuration::{Configurations, Project};
use crate::history;
use crate::names::{joined, relative, with_slashes};
use crate::policy::Policy;
use crate::remembered::Memory;
use crate::terminal;

/// What every command is given.
pub(crate) struct Session<'a> {
    /// Options of every command.
    pub(crate) common: &'a Common,
    /// The configurations of the documents.
    pub(crate) configurations: Configurations,
    /// The folder in which the user stands.
    pub(crate) current: PathBuf,
    /// The files that were read.
    pub(crate) memory: Arc<Memory>,
    /// What stands behind addresses, by the map that a project names.
    addresses: Mutex<HashMap<Option<PathBuf>, Arc<Addresses>>>,
    /// What was warned of.
    warnings: Mutex<HashSet<&'static str>>,
}

impl<'a> Session<'a> {
    /// A run with the options `common`.
    ///
    /// # Errors
    ///
    /// When the current folder is gone, or the configuration that the options name makes no sense.
    pub(crate) fn new(common: &'a Common) -> anyhow::Result<Self> {
        let current = std::env::current_dir().context("the current folder is gone")?;
        Ok(Self {
            common,
            configurations: Configurations::new(common.config.as_deref(), common.isolated)?,
            current: current.canonicalize().unwrap_or(current),
            memory: Arc::default(),
            addresses: Mutex::default(),
            warnings: Mutex::default(),
        })
    }

    /// Warns of something that is the same for every document of the run.
    pub(crate) fn warn_once(&self, text: &'static str) {
        // A thread that panicked has left the set as it was: it only ever grows.
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        if warnings.insert(text) {
            terminal::warning(text);
        }
    }

    /// How much the findings of a document in `folder` matter.
    pub(crate) fn policy(&self, folder: &Path) -> anyhow::Result<Policy> {
        let project = self.configurations.of_folder(folder)?;
        Ok(Policy::new(self.common, project))
    }

    /// What stands behind addresses in the references of a document in `folder`.
    pub(crate) fn addresses(&self, folder: &Path) -> anyhow::Result<Arc<Addresses>> {
        let map = self.configurations.of_folder(folder)?.ref_map();
        // A thread that panicked has left the map as it was: it only ever grows by whole entries.
        let mut addresses = self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = addresses.get(&map) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(Addresses::of(self.common, map.as_deref())?);
        addresses.insert(map, Arc::clone(&read));
        Ok(read)
    }

    /// The folder of the configuration, as the file system calls it.
    pub(crate) fn folder_of(&self, project: &Project) -> PathBuf {
        let folder = self.current.join(&project.folder);
        folder.canonicalize().unwrap_or(folder)
    }

    /// The documents that the configuration of the current folder lists, as paths from there.
    ///
    /// # Errors
    ///
    /// When it lists something that does not exist.
    pub(crate) fn listed_specs(&self) -> anyhow::Result<Vec<PathBuf>> {
        let listed = self.listed()?.into_iter();
        Ok(listed.map(|listed| listed.path).collect())
    }

    /// The same, with what else it says of each.
    ///
    /// # Errors
    ///
    /// When it lists something that does not exist.
    pub(crate) fn listed(&self) -> anyhow::Result<Vec<Listed>> {
        let project = self.configurations.of_folder(&self.current)?;
        let folder = self.folder_of(&project);
        let seen = |path: &str| {
            let path = joined(&folder, path);
            let seen = relative(&with_slashes(&self.current), &with_slashes(&path));
            PathBuf::from(if seen.is_empty() { "." } else { &seen })
        };
        let specs = project.configuration.spec.iter();
        let listed = specs.map(|spec| {
            let place = joined(&folder, &spec.path);
            if !place.exists() {
                // Where there is no repository, there is no submodule.
                if let Ok(Some(absent)) = history::absent_around(&place, self) {
                    bail!("{absent}");
                }
                let file = joined(&folder, CONFIGURATION);
                let file = relative(&with_slashes(&self.current), &with_slashes(&file));
                bail!(
                    "{file} lists `{}` under [[spec]], and there is no such file or folder",
                    spec.path
                );
            }
            let baseline = spec.baseline.as_deref();
            Ok(Listed {
                path: seen(&spec.path),
                baseline: baseline.map(|baseline| match joined(&folder, baseline).is_file() {
                    true => Baseline::File(seen(baseline)),
                    false => Baseline::Revision(baseline.to_owned()),
                }),
            })
        });
        listed.collect()
    }
}

/// What a configuration says of documents.
pub(crate) struct Listed {
    /// A document or a folder of them, as a path from the current folder.
    pub(crate) path: PathBuf,
    /// What they are compared with.
    pub(crate) baseline: Option<Baseline>,
}

/// What a contract is compared with.
pub(crate) enum Baseline {
    /// A file, as a path from the current folder.
    File(PathBuf),
    /// The same file at a revision of its repository.
    Revision(String),
}

impl Baseline {
    /// The revision, if it is one.
    pub(crate) fn revision(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Revision(name) => Some(name),
        }
    }
}
