//! A repository, and a revision of it.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::command;

/// A repository that a folder is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repository {
    /// Its topmost folder.
    pub(crate) top: PathBuf,
}

/// A commit of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Whether it is a submodule of another repository.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn is_submodule(&self) -> anyhow::Result<bool> {
        let arguments = ["rev-parse", "--show-superproject-working-tree"];
        let around = command::line(&self.top, &arguments)?;
        Ok(around.is_some_and(|around| !around.is_empty()))
    }

    /// The revision that the user calls `name`.
    ///
    /// # Errors
    ///
    /// When there is none, with what to do where a clone has left it out.
    pub(crate) fn revision(&self, name: &str) -> anyhow::Result<Revision> {
        if let Some(objection) = objection(name) {
            bail!("{objection}");
        }
        if let Some(commit) = self.resolved(&format!("{name}^{{commit}}"))? {
            return Ok(Revision {
                repository: self.clone(),
                name: name.to_owned(),
                commit,
            });
        }
        if let Some(object) = self.resolved(name)? {
            let kind = command::line(&self.top, &["cat-file", "-t", &object])?;
            let kind = match kind.as_deref() {
                Some("tree") => "a folder",
                Some("blob") => "a file",
                _ => "no commit",
            };
            bail!(
                "`{name}` is {kind}; a revision is a commit, such as a branch, a tag or `HEAD~1`"
            );
        }
        // A branch that only the remote has is the usual mistake in pipelines.
        let remote = format!("origin/{name}");
        if self.resolved(&format!("{remote}^{{commit}}"))?.is_some() {
            bail!("there is no revision `{name}`; did you mean `{remote}`?");
        }
        let unfetched = self.unfetched(name)?;
        // What is counted from something else is not what a remote has.
        let is_counted = counted_from(name) != name;
        match (self.is_shallow()?, unfetched) {
            (true, Some(fetch)) => bail!(
                "this clone is shallow and has no revision `{name}`; `{fetch}` may get it, \
                 in GitHub Actions `fetch-depth: 0` does"
            ),
            (true, None) if is_counted => bail!(
                "this clone is shallow and has no revision `{name}`; `git fetch --unshallow` gets the rest, \
                 in GitHub Actions `fetch-depth: 0` does"
            ),
            (true, None) => bail!(
                "this clone is shallow and has no revision `{name}`; `git fetch --unshallow` gets the rest of its branch, \
                 `{}` a branch `{name}` as `{remote}`, in GitHub Actions `fetch-depth: 0` gets all",
                fetch("origin", name)
            ),
            (false, Some(fetch)) => bail!("there is no revision `{name}`; `{fetch}` may get it"),
            (false, None) if is_counted => {
                bail!("there is no revision `{name}`; `git log --oneline` lists what there is")
            }
            (false, None) => {
                bail!("there is no revision `{name}`; `git fetch origin {name}` may get it")
            }
        }
    }

    /// How to get the branch of a remote from which `name` is counted, where this clone has not got it.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    fn unfetched(&self, name: &str) -> anyhow::Result<Option<String>> {
        let branch = counted_from(name);
        let short = branch
            .trim_start_matches("refs/")
            .trim_start_matches("remotes/");
        let Some((remote, head)) = short.split_once('/') else {
            return Ok(None);
        };
        let remotes = command::line(&self.top, &["remote"])?.unwrap_or_default();
        let is_remote = remotes.lines().any(|known| known == remote);
        if !is_remote || head.is_empty() || self.resolved(branch)?.is_some() {
            return Ok(None);
        }
        Ok(Some(fetch(remote, head)))
    }

    /// The object that `name` stands for.
    ///
    /// # Errors
    ///
    /// When git cannot be started, or knows less of the past than is asked.
    fn resolved(&self, name: &str) -> anyhow::Result<Option<String>> {
        let arguments = ["rev-parse", "--verify", "--end-of-options", name];
        let output = command::ask(&self.top, &arguments, "")?;
        let remark = String::from_utf8_lossy(&output.stderr);
        // Git goes on with the oldest that it remembers.
        if let Some((_, since)) = remark.split_once("only goes back to ") {
            let (since, name) = (since.trim(), name.trim_end_matches("^{commit}"));
            bail!("what `{name}` was is not known: this clone remembers nothing before {since}");
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(output.status.success().then(|| text.trim_end().to_owned()))
    }
}

/// The command that gets a branch of a remote: a clone of one branch keeps no other one unless it is told where.
fn fetch(remote: &str, branch: &str) -> String {
    format!("git fetch {remote} {branch}:refs/remotes/{remote}/{branch}")
}

/// The name from which a revision such as `main~2` is counted.
fn counted_from(name: &str) -> &str {
    let end = name.find(['~', '^', '@', ':']);
    end.map_or(name, |end| &name[..end])
}

/// Why `name` cannot be the name of a revision.
fn objection(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("a revision has a name, and this one is empty".to_owned());
    }
    if name.starts_with('-') {
        let begins = "none has a name that begins with `-`";
        return Some(format!("there is no revision `{name}`: {begins}"));
    }
    let (start, end) = name.split_once("..")?;
    let end = end.trim_start_matches('.');
    let [start, end] = [start, end].map(|name| if name.is_empty() { "HEAD" } else { name });
    Some(format!(
        "`{name}` is a range, and contracts are compared with one revision: name `{start}` while `{end}` is checked out, \
         or both files as `{start}:FILE` and `{end}:FILE`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_of_a_revision_is_told() {
        let told = |name| objection(name).unwrap_or_default();
        assert!(told("").contains("empty"));
        assert!(told("-x").contains("begins with `-`"));
        assert!(told("HEAD~3..HEAD~1").contains("name `HEAD~3` while `HEAD~1`"));
        assert!(told("main...").contains("name `main` while `HEAD`"));
        assert_eq!(told("v1.2.0"), "");
    }
}
