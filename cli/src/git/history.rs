//! The revisions in which a file changed.

use super::command;
use super::{Repository, Revision};

/// A file as a revision has it.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    /// The revision.
    pub(crate) revision: Revision,
    /// The path that the file had then, below the top of the repository.
    pub(crate) path: String,
    /// The day on which the revision was made, as `2026-03-05`.
    pub(crate) date: String,
}

impl Repository {
    /// The last `count` revisions, or all of them, in which the file at `path`, seen from the top, changed; the oldest
    /// first. A file that had another name before is followed. The history ends with `end`, or with what is checked out.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn history(
        &self,
        path: &str,
        count: Option<usize>,
        end: Option<&Revision>,
    ) -> anyhow::Result<Vec<Past>> {
        let limit = count.map(|count| format!("--max-count={count}"));
        let mut arguments = vec!["log", "--follow", "--name-only", "-z"];
        arguments.push("--format=%x01%H %cs");
        arguments.extend(limit.as_deref());
        arguments.extend(end.map(|end| end.commit.as_str()));
        arguments.extend(["--", path]);
        let output = command::ask(&self.top, &arguments, "")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut past = Vec::new();
        for entry in text.split('\u{1}').skip(1) {
            let mut fields = entry.split('\0').map(|field| field.trim_matches('\n'));
            let Some((commit, date)) = fields.next().and_then(|field| field.split_once(' ')) else {
                continue;
            };
            let Some(path) = fields.find(|field| !field.is_empty()) else {
                continue;
            };
            past.push(Past {
                revision: Revision {
                    repository: self.clone(),
                    name: commit.chars().take(10).collect(),
                    commit: commit.to_owned(),
                },
                path: path.to_owned(),
                date: date.to_owned(),
            });
        }
        past.reverse();
        Ok(past)
    }
}
