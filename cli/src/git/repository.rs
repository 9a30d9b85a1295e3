//! A repository, and a revision of it.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::command;

/// How many digits the name of a commit has.
const COMMIT: usize = 40;

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
            // The name of an object is resolved although nothing has it.
            let kind = match command::line(&self.top, &["cat-file", "-t", &object])?.as_deref() {
                Some("tree") => Some("a folder"),
                Some("blob") => Some("a file"),
                Some(_) => Some("no commit"),
                None => None,
            };
            if let Some(kind) = kind {
                bail!(
                    "`{name}` is {kind}; a revision is a commit, such as a branch, a tag or `HEAD~1`"
                );
            }
        }
        bail!("{}", self.how_to_get(name)?)
    }

    /// That there is no revision `name`, and what helps.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    fn how_to_get(&self, name: &str) -> anyhow::Result<String> {
        let none = match self.is_shallow()? {
            true => format!("this clone is shallow and has no revision `{name}`"),
            false => format!("there is no revision `{name}`"),
        };
        let whole = "in GitHub Actions `fetch-depth: 0`";
        let from = counted_from(name);
        let counted = &name[from.len()..];
        let from = from.trim_start_matches("refs/heads/");
        let from = from.trim_start_matches("refs/tags/");
        let from = if from.is_empty() { "HEAD" } else { from };
        if self.resolved(&format!("{from}^{{commit}}"))?.is_some() {
            return Ok(match self.is_shallow()? {
                true => {
                    format!("{none}; `git fetch --unshallow` gets the rest, {whole} does")
                }
                false => format!("{none}; `git log --oneline {from}` lists what there is"),
            });
        }
        let remotes = command::line(&self.top, &["remote"])?.unwrap_or_default();
        // A branch that only the remote has is the usual mistake in pipelines.
        for remote in remotes.lines() {
            let there = format!("{remote}/{from}");
            if self.resolved(&format!("{there}^{{commit}}"))?.is_some() {
                return Ok(format!("{none}; did you mean `{there}{counted}`?"));
            }
        }
        let short = from.trim_start_matches("refs/");
        let short = short.trim_start_matches("remotes/");
        let of_remote = short.split_once('/');
        let of_remote = of_remote
            .filter(|(of, head)| remotes.lines().any(|remote| remote == *of) && !head.is_empty());
        if let Some((remote, head)) = of_remote {
            let fetch = fetch(remote, head);
            return Ok(match self.is_shallow()? {
                true => format!("{none}; `{fetch}` may get it, {whole} does"),
                false => format!("{none}; `{fetch}` may get it"),
            });
        }
        let Some(remote) = nearest_remote(&remotes) else {
            return Ok(format!(
                "{none}; `git branch --all` and `git tag` list what there is"
            ));
        };
        if from.len() == COMMIT && from.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(format!("{none}; `git fetch {remote} {from}` may get it"));
        }
        let fetch = fetch(remote, from);
        let as_there = format!("`{fetch}` gets a branch `{from}` as `{remote}/{from}`");
        let tag = format!("`git fetch {remote} tag {from}` a tag");
        Ok(match self.is_shallow()? {
            true => format!(
                "{none}; {as_there}, {tag}, `git fetch --unshallow` the rest of what is checked out, {whole} all"
            ),
            false => format!("{none}; {as_there}, {tag}"),
        })
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

/// The remote that a clone mostly has, or else its first one.
fn nearest_remote(remotes: &str) -> Option<&str> {
    let mut known = remotes.lines();
    known
        .find(|remote| *remote == "origin")
        .or_else(|| remotes.lines().next())
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
