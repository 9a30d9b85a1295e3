//! Which file applies to which document.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use tidings_project::nearest_configuration;

use super::Configuration;
use crate::names::{relative, with_slashes};

/// A configuration and where it was found.
#[derive(Debug, Default)]
pub(crate) struct Project {
    /// What was decided.
    pub(crate) configuration: Configuration,
    /// The file's folder, which its paths are seen from; empty where there is no file.
    pub(crate) folder: PathBuf,
    /// What the user calls the file; empty where there is none.
    pub(crate) name: String,
}

/// Finds the configuration of each document, and reads each file once.
pub(crate) struct Configurations {
    /// The one that applies to everything, found or not looked for.
    only: Option<Arc<Project>>,
    by_folder: Mutex<HashMap<PathBuf, Arc<Project>>>,
}

impl Configurations {
    /// The nearest file upwards from each document, or `file` for all of them, or with `isolated` none.
    ///
    /// # Errors
    ///
    /// When `file` cannot be read or makes no sense.
    pub(crate) fn new(file: Option<&Path>, isolated: bool) -> anyhow::Result<Self> {
        let only = match file {
            _ if isolated => Some(Project::default()),
            Some(file) => Some(Project::read(file)?),
            None => None,
        };
        Ok(Self {
            only: only.map(Arc::new),
            by_folder: Mutex::default(),
        })
    }

    /// What applies to documents in `folder`, an absolute path.
    ///
    /// # Errors
    ///
    /// When the file that was found cannot be read or makes no sense.
    pub(crate) fn of_folder(&self, folder: &Path) -> anyhow::Result<Arc<Project>> {
        if let Some(only) = &self.only {
            return Ok(Arc::clone(only));
        }
        // A thread that panicked has left the map as it was: it only ever grows by whole entries.
        let mut by_folder = self
            .by_folder
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(project) = by_folder.get(folder) {
            return Ok(Arc::clone(project));
        }
        let project = match nearest_configuration(folder) {
            Some(file) => Project::read(&file)?,
            None => Project::default(),
        };
        let project = Arc::new(project);
        by_folder.insert(folder.to_owned(), Arc::clone(&project));
        Ok(project)
    }
}

impl Project {
    /// The map of addresses that the project names.
    pub(crate) fn ref_map(&self) -> Option<PathBuf> {
        let map = self.configuration.references.ref_map.as_deref()?;
        Some(self.folder.join(map))
    }

    fn read(file: &Path) -> anyhow::Result<Self> {
        let name = shown(file);
        let text = fs::read_to_string(file)
            .with_context(|| format!("the configuration {name} cannot be read"))?;
        Ok(Self {
            configuration: Configuration::read(&name, &text)?,
            folder: file.parent().unwrap_or(Path::new("")).to_owned(),
            name,
        })
    }
}

/// The file as the user sees it from where they stand.
fn shown(file: &Path) -> String {
    let current = std::env::current_dir().and_then(|current| current.canonicalize());
    match current {
        Ok(current) if file.is_absolute() => relative(&with_slashes(&current), &with_slashes(file)),
        _ => with_slashes(file),
    }
}
