//! What contracts were at the revisions that they are compared with, whatever they were called there.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::git::Revision;
use crate::history::{at, check_file, repository, revision, seen_from_top};
use crate::input::Input;
use crate::session::Session;

/// The repositories of a run, each at the revisions that somebody asks about.
#[derive(Default)]
pub(super) struct Formers {
    known: HashMap<(PathBuf, String), Then>,
}

/// A repository at a revision.
pub(super) struct Then {
    pub(super) revision: Revision,
    /// The former path of each file that was renamed since, by its path now.
    renamed: HashMap<String, String>,
    /// The files that the contracts of now were then.
    followed: HashSet<PathBuf>,
}

impl Formers {
    /// The repository of the file at `path`, at the revision that the user calls `name`.
    ///
    /// # Errors
    ///
    /// When the file is in none, there is no such revision, or git cannot be started.
    pub(super) fn then(
        &mut self,
        path: &Path,
        name: &str,
        session: &Session<'_>,
    ) -> anyhow::Result<&mut Then> {
        let repository = repository(path, session)?;
        match self.known.entry((repository.top, name.to_owned())) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => {
                let revision = revision(path, name, session)?;
                Ok(unknown.insert(Then {
                    renamed: revision.renamed()?,
                    revision,
                    followed: HashSet::new(),
                }))
            }
        }
    }

    /// `input`, a file, as the revision `name` has it; `None` where it was not there.
    ///
    /// # Errors
    ///
    /// When it is in no repository, or in a submodule that is not checked out, there is no such revision, or git cannot be
    /// started.
    pub(super) fn base(
        &mut self,
        input: &Input,
        name: &str,
        session: &Session<'_>,
    ) -> anyhow::Result<Option<Input>> {
        let path = Path::new(&input.name);
        if !input.is_there() {
            check_file(path, session)?;
        }
        let then = self.then(path, name, session)?;
        let top = then.revision.repository.top.clone();
        let seen = seen_from_top(path, &then.revision.repository, session)?;
        let former = then.called(&seen).to_owned();
        if former == seen && !then.revision.has(&seen)? {
            return Ok(None);
        }
        then.followed.insert(top.join(&former));
        Ok(Some(at(&former, &then.revision, session)?))
    }

    /// The files that the contracts of now were then.
    pub(super) fn followed(&self) -> HashSet<&PathBuf> {
        self.known
            .values()
            .flat_map(|then| &then.followed)
            .collect()
    }
}

impl Then {
    /// What the file at `path`, seen from the top, was called then if it was there.
    pub(super) fn called<'p>(&'p self, path: &'p str) -> &'p str {
        self.renamed.get(path).map_or(path, String::as_str)
    }
}
