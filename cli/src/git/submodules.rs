//! Submodules that are not checked out.

use std::path::PathBuf;

use super::{Repository, command};

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
        let text = String::from_utf8_lossy(&output.stdout);
        let mut absent = Vec::new();
        for line in text.split('\0') {
            // The mode, the commit and the side of a conflict stand before the path.
            let Some((described, path)) = line.split_once('\t') else {
                continue;
            };
            let Some(described) = described.strip_prefix(MODE) else {
                continue;
            };
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
