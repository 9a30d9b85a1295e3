//! A repository, and a revision of it.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::command;

/// A repository that a folder is part of.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    /// Its topmost folder.
    pub(crate) top: PathBuf,
}

/// A commit of a repository.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) repository: Repository,
    /// The name by which the user asked for it.
    pub(crate) name: String,
    /// The commit, all digits.
    pub(super) commit: String,
}

impl Repository {
    /// The repository that `folder` is part of.
    ///
    /// # Errors
    ///
    /// When it is part of none, or git cannot be started.
    pub(crate) fn of(folder: &Path) -> anyhow::Result<Self> {
        match command::line(folder, &["rev-parse", "--show-toplevel"])? {
            Some(top) if !top.is_empty() => {
                let top = PathBuf::from(top);
                Ok(Self {
                    top: top.canonicalize().unwrap_or(top),
                })
            }
            _ => bail!(
                "{} is in no git repository, so it has no revisions",
                folder.display()
            ),
        }
    }

    /// Whether the clone has only the end of the history.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn is_shallow(&self) -> anyhow::Result<bool> {
        let answer = command::line(&self.top, &["rev-parse", "--is-shallow-repository"])?;
        Ok(answer.as_deref() == Some("true"))
    }

    /// The revision that the user calls `name`.
    ///
    /// # Errors
    ///
    /// When there is none, with what to do where a clone has left it out.
    pub(crate) fn revision(&self, name: &str) -> anyhow::Result<Revision> {
        if name.starts_with('-') {
            bail!("there is no revision `{name}`: none has a name that begins with `-`");
        }
        let wanted = format!("{name}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ];
        if let Some(commit) = command::line(&self.top, &arguments)? {
            return Ok(Revision {
                repository: self.clone(),
                name: name.to_owned(),
                commit,
            });
        }
        if self.is_shallow()? {
            bail!(
                "this clone is shallow and has no revision `{name}`; `git fetch --unshallow` gets the rest, \
                 in GitHub Actions `fetch-depth: 0` does"
            );
        }
        // A branch that only the remote has is the usual mistake in pipelines.
        let remote = format!("origin/{name}");
        let of_remote = format!("{remote}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &of_remote,
        ];
        match command::line(&self.top, &arguments)? {
            Some(_) => bail!("there is no revision `{name}`; did you mean `{remote}`?"),
            None => bail!("there is no revision `{name}`; `git fetch origin {name}` may get it"),
        }
    }
}
