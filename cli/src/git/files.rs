//! The files of a revision.

use std::path::{Path, PathBuf};

use tidings_source::{Files, ReadError};

use super::Revision;
use super::command;
use crate::names::with_slashes;

/// Bytes of a file that are read at most.
const LIMIT: u64 = 32 << 20;

/// How many symbolic links are followed.
const LINKS: usize = 8;

/// The files of a revision below one folder.
#[derive(Debug)]
pub(crate) struct GitFiles {
    revision: Revision,
    /// The folder below the top of the repository, with `/`; empty for the top.
    folder: String,
}

/// What a revision has at a path.
enum Entry {
    File,
    Link,
    Folder,
    Submodule,
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

    /// What stands at `path`, seen from the top; `None` for nothing.
    fn entry(&self, path: &str) -> Result<Option<Entry>, ReadError> {
        let arguments = ["ls-tree", "-z", &self.revision.commit, "--", path];
        let output = command::ask(&self.revision.repository.top, &arguments, "")
            .map_err(|error| ReadError::Other(error.to_string()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(match text.split(' ').next() {
            Some("120000") => Some(Entry::Link),
            Some("160000") => Some(Entry::Submodule),
            Some("040000") => Some(Entry::Folder),
            Some(mode) if mode.starts_with("100") => Some(Entry::File),
            _ => None,
        })
    }

    /// The bytes of the file at `path`, seen from the top.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let other = |error: anyhow::Error| ReadError::Other(error.to_string());
        let top = &self.revision.repository.top;
        let object = format!("{}:{path}", self.revision.commit);
        let size = command::line(top, &["cat-file", "-s", &object]).map_err(other)?;
        let size: u64 = size.and_then(|size| size.parse().ok()).unwrap_or(0);
        if size > LIMIT {
            return Err(ReadError::TooLarge { size, limit: LIMIT });
        }
        let output = command::ask(top, &["cat-file", "blob", &object], "").map_err(other)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(ReadError::Other(
                "git has not got the file; a partial clone gets it with `git fetch --refetch --filter=blob:none`, \
                 or clone without a filter"
                    .to_owned(),
            )),
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
        let mut place = self.seen_from_top(path);
        for _ in 0..LINKS {
            match self.entry(&place)? {
                None => return Err(ReadError::NotFound),
                Some(Entry::File) => return self.bytes(&place),
                Some(Entry::Folder) => {
                    return Err(ReadError::Other("it is a folder, not a file".to_owned()));
                }
                Some(Entry::Submodule) => {
                    return Err(ReadError::Other(
                        "it is in a submodule, whose files this repository has not got".to_owned(),
                    ));
                }
                Some(Entry::Link) => {
                    let target = self.bytes(&place)?;
                    let target = String::from_utf8_lossy(&target).into_owned();
                    let folder = Path::new(&place).parent().unwrap_or(Path::new(""));
                    place = resolved(&folder.join(target)).ok_or_else(root)?;
                    if !Path::new(&place).starts_with(&self.folder) {
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
