//! Submodules that are not checked out.

use std::collections::HashSet;
use std::path::PathBuf;

use super::{Repository, Revision, command};

/// What git calls the mode of a submodule.
const MODE: &str = "160000 ";

/// A submodule whose files are not there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Absent {
    /// Its topmost folder, in which nothing is.
    pub(crate) folder: PathBuf,
    /// The commit that would be checked out.
    pub(super) commit: String,
    /// Whether it stands in another submodule.
    pub(crate) is_nested: bool,
}

impl Repository {
    /// The submodules in `folder`, seen from the top, that are not checked out, those of other submodules included.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn absent_submodules(&self, folder: &str) -> anyhow::Result<Vec<Absent>> {
        let mut arguments = vec!["ls-files", "--stage", "-z"];
        if !folder.is_empty() {
            arguments.extend(["--", folder]);
        }
        let output = command::ask(&self.top, &arguments, "")?;
        let mut absent = Vec::new();
        for (described, path) in submodules(&String::from_utf8_lossy(&output.stdout)) {
            let top = self.top.join(path);
            match top.join(".git").exists() {
                true => {
                    let inner = Self { top }.absent_submodules("")?.into_iter();
                    absent.extend(inner.map(|one| Absent {
                        is_nested: true,
                        ..one
                    }));
                }
                false => absent.push(Absent {
                    folder: top,
                    commit: described.split(' ').next().unwrap_or_default().to_owned(),
                    is_nested: false,
                }),
            }
        }
        Ok(absent)
    }
}

impl Revision {
    /// The submodules that it has in `folder`, seen from the top, and that the repository has not got there any more.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn removed_submodules(&self, folder: &str) -> anyhow::Result<Vec<PathBuf>> {
        let listed = |arguments: &[&str]| {
            let mut arguments = arguments.to_vec();
            if !folder.is_empty() {
                arguments.extend(["--", folder]);
            }
            command::ask(&self.repository.top, &arguments, "")
        };
        let then = listed(&["ls-tree", "-r", "-z", "--full-tree", &self.commit])?;
        let then = String::from_utf8_lossy(&then.stdout);
        let now = listed(&["ls-files", "--stage", "-z"])?;
        let now = String::from_utf8_lossy(&now.stdout);
        let now: HashSet<&str> = submodules(&now).map(|(_, path)| path).collect();
        let removed = submodules(&then).filter(|(_, path)| !now.contains(path));
        Ok(removed
            .map(|(_, path)| self.repository.top.join(path))
            .collect())
    }
}

/// The submodules among what git lists: what stands behind the mode, and the path.
fn submodules(listed: &str) -> impl Iterator<Item = (&str, &str)> {
    listed.split('\0').filter_map(|line| {
        let (described, path) = line.split_once('\t')?;
        Some((described.strip_prefix(MODE)?, path))
    })
}
