//! The files of a revision.

use std::path::{Path, PathBuf};

use tidings_source::{Files, ReadError};

use super::command;
use super::{Absent, Repository, Revision};
use crate::names::with_slashes;

/// Bytes of a file that are read at most.
const LIMIT: u64 = 32 << 20;

/// How many symbolic links and submodules are followed.
const LINKS: usize = 8;

impl Revision {
    /// What it has of the submodule whose topmost folder is `top`; `None` where it has none there.
    ///
    /// # Errors
    ///
    /// When the submodule has not got that commit, or git cannot be started.
    pub(crate) fn of_submodule(&self, top: &Path) -> anyhow::Result<Option<Self>> {
        let Ok(below) = top.strip_prefix(&self.repository.top) else {
            return Ok(None);
        };
        let mut spot = self.spot(below);
        let (path, name) = (spot.path.clone(), &self.name);
        let failed = |error| anyhow::anyhow!("{path} as `{name}` has it cannot be read: {error}");
        // A submodule may stand in another one.
        while let Some(Entry::Submodule { folder, commit }) = spot.entry().map_err(failed)? {
            spot = spot.in_submodule(&folder, commit).map_err(failed)?;
            if spot.path.is_empty() {
                return Ok(Some(Self {
                    repository: Repository { top: spot.top },
                    name: name.clone(),
                    commit: spot.commit,
                }));
            }
        }
        Ok(None)
    }

    /// The folder of the submodule that it has around `path`, seen from the top; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(super) fn submodule_around(&self, path: &str) -> anyhow::Result<Option<String>> {
        match self.spot(Path::new(path)).entry()? {
            Some(Entry::Submodule { folder, .. }) => Ok(Some(folder)),
            _ => Ok(None),
        }
    }

    /// What it has at a path, seen from the top.
    fn spot(&self, path: &Path) -> Spot {
        Spot {
            top: self.repository.top.clone(),
            commit: self.commit.clone(),
            path: with_slashes(path),
        }
    }

    /// Whether it has of a submodule that is not checked out the commit that would be.
    ///
    /// # Errors
    ///
    /// When the submodule around it has not got its commit, or git cannot be started.
    pub(crate) fn has_the_same(&self, absent: &Absent) -> anyhow::Result<bool> {
        let Ok(below) = absent.folder.strip_prefix(&self.repository.top) else {
            return Ok(false);
        };
        let mut spot = self.spot(below);
        let (path, name) = (spot.path.clone(), &self.name);
        let failed = |error| anyhow::anyhow!("{path} as `{name}` has it cannot be read: {error}");
        while let Some(Entry::Submodule { folder, commit }) = spot.entry().map_err(failed)? {
            if spot.path == folder {
                return Ok(commit == absent.commit);
            }
            spot = spot.in_submodule(&folder, commit).map_err(failed)?;
        }
        Ok(false)
    }
}

/// The files of a revision below one folder.
#[derive(Debug)]
pub(crate) struct GitFiles {
    revision: Revision,
    /// The folder below the top of the repository, with `/`; empty for the top.
    folder: String,
}

/// What a commit has at a path.
enum Entry {
    File,
    Link,
    Folder,
    /// The path leads into a submodule: its folder, and the commit that it has.
    Submodule {
        folder: String,
        commit: String,
    },
}

/// A path in a commit of a repository.
struct Spot {
    top: PathBuf,
    commit: String,
    /// Seen from the top.
    path: String,
}

impl GitFiles {
    /// The files of `revision` below `root`, a folder of its repository.
    pub(crate) fn below(root: &Path, revision: &Revision) -> Self {
        let below = root.strip_prefix(&revision.repository.top);
        Self {
            revision: revision.clone(),
            folder: with_slashes(below.unwrap_or(Path::new(""))),
        }
    }

    /// `path` seen from the top.
    fn seen_from_top(&self, path: &str) -> String {
        match self.folder.as_str() {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }
}

impl Files for GitFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let root = || ReadError::OutsideRoot {
            root: self
                .revision
                .repository
                .top
                .join(&self.folder)
                .display()
                .to_string(),
        };
        if path == ".." || path.starts_with("../") || path.starts_with('/') {
            return Err(root());
        }
        let mut spot = Spot {
            top: self.revision.repository.top.clone(),
            commit: self.revision.commit.clone(),
            path: self.seen_from_top(path),
        };
        for _ in 0..LINKS {
            match spot.entry()? {
                None => return Err(ReadError::NotFound),
                Some(Entry::File) => return spot.bytes(),
                Some(Entry::Folder) => {
                    return Err(ReadError::Other("it is a folder, not a file".to_owned()));
                }
                Some(Entry::Submodule { folder, commit }) => {
                    spot = spot.in_submodule(&folder, commit)?;
                }
                Some(Entry::Link) => {
                    let target = spot.bytes()?;
                    let target = String::from_utf8_lossy(&target).into_owned();
                    let folder = Path::new(&spot.path).parent().unwrap_or(Path::new(""));
                    spot.path = resolved(&folder.join(target)).ok_or_else(root)?;
                    let is_outermost = spot.top == self.revision.repository.top;
                    if is_outermost && !Path::new(&spot.path).starts_with(&self.folder) {
                        return Err(root());
                    }
                }
            }
        }
        Err(ReadError::Other(
            "symbolic links lead in a circle".to_owned(),
        ))
    }

    fn list(&self, path: &str) -> Vec<String> {
        let place = self.seen_from_top(path);
        let folder = match place.trim_end_matches('/') {
            "" => String::new(),
            place => format!("{place}/"),
        };
        let mut arguments = vec!["ls-tree", "-z", "--name-only", &self.revision.commit];
        if !folder.is_empty() {
            arguments.extend(["--", &folder]);
        }
        let Ok(output) = command::ask(&self.revision.repository.top, &arguments, "") else {
            return Vec::new();
        };
        let text = String::from_utf8_lossy(&output.stdout);
        let names = text.split('\0').filter(|name| !name.is_empty());
        let names = names.map(|name| name.strip_prefix(&folder).unwrap_or(name).to_owned());
        names.collect()
    }
}

impl Spot {
    /// What stands there; `None` for nothing.
    fn entry(&self) -> Result<Option<Entry>, ReadError> {
        // Git does not look into submodules, so the folders above are asked for too.
        let ends = self.path.match_indices('/').map(|(end, _)| end);
        let folders = ends.map(|end| &self.path[..end]);
        let mut arguments = vec!["ls-tree", "-z", &self.commit, "--"];
        arguments.extend(folders);
        arguments.push(&self.path);
        let output = command::ask(&self.top, &arguments, "").map_err(failed)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut found = None;
        for line in text.split('\0') {
            // The mode, the type and the hash stand before the path.
            let Some((described, path)) = line.split_once('\t') else {
                continue;
            };
            let mode = described.split(' ').next().unwrap_or_default();
            let hash = described.rsplit(' ').next().unwrap_or_default();
            match mode {
                "160000" => {
                    return Ok(Some(Entry::Submodule {
                        folder: path.to_owned(),
                        commit: hash.to_owned(),
                    }));
                }
                _ if path != self.path => {}
                "120000" => found = Some(Entry::Link),
                "040000" => found = Some(Entry::Folder),
                mode if mode.starts_with("100") => found = Some(Entry::File),
                _ => {}
            }
        }
        Ok(found)
    }

    /// The bytes of the file that stands there.
    fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        let object = format!("{}:{}", self.commit, self.path);
        let size = command::line(&self.top, &["cat-file", "-s", &object]).map_err(failed)?;
        let size: u64 = size.and_then(|size| size.parse().ok()).unwrap_or(0);
        if size > LIMIT {
            return Err(ReadError::TooLarge { size, limit: LIMIT });
        }
        let blob = ["cat-file", "blob", &object];
        let output = command::ask(&self.top, &blob, "").map_err(failed)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(ReadError::Other(
                "git has not got the file; a partial clone gets it with `git fetch --refetch --filter=blob:none`, \
                 or clone without a filter"
                    .to_owned(),
            )),
        }
    }

    /// The same path in the submodule at `folder`, as its commit `commit` has it.
    fn in_submodule(&self, folder: &str, commit: String) -> Result<Self, ReadError> {
        let top = self.top.join(folder);
        let path = self.path.strip_prefix(folder).unwrap_or_default();
        let path = path.trim_start_matches('/');
        // The folder of a submodule that was never fetched is empty, and belongs to the repository around it.
        if !top.join(".git").exists() {
            return Err(ReadError::Other(format!(
                "it is in the submodule `{folder}`, which is not there; `git submodule update --init {folder}` gets it"
            )));
        }
        let wanted = format!("{commit}^{{commit}}");
        let known = command::line(&top, &["rev-parse", "--verify", "--quiet", &wanted]);
        if known.map_err(failed)?.is_none() {
            let short: String = commit.chars().take(10).collect();
            return Err(ReadError::Other(format!(
                "it is in the submodule `{folder}`, which has not got its revision {short}; `git -C {folder} fetch` may get it"
            )));
        }
        Ok(Self {
            top,
            commit,
            path: path.to_owned(),
        })
    }
}

/// Why git gave no answer.
fn failed(error: anyhow::Error) -> ReadError {
    ReadError::Other(error.to_string())
}

/// `path` without `.` and `..`; `None` where it leads out of the repository.
fn resolved(path: &Path) -> Option<String> {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::Normal(name) => resolved.push(name),
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                if !resolved.pop() {
                    return None;
                }
            }
            std::path::Component::RootDir | std::path::Component::Prefix(_) => return None,
        }
    }
    Some(with_slashes(&resolved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_do_not_lead_out_of_the_repository() {
        assert_eq!(
            resolved(Path::new("api/../shared/a.yaml")).as_deref(),
            Some("shared/a.yaml")
        );
        assert_eq!(resolved(Path::new("api/../../a.yaml")), None);
        assert_eq!(resolved(Path::new("/etc/passwd")), None);
    }
}
