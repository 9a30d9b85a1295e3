//! The revisions in which a file changed.

use super::command;
use super::{Repository, Revision};

/// How a log is asked for: each commit behind a character that no path has, with its day.
const FORMAT: &str = "--format=%x01%H %cs";

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
        arguments.push(FORMAT);
        arguments.extend(limit.as_deref());
        arguments.extend(end.map(|end| end.commit.as_str()));
        arguments.extend(["--", path]);
        let entries = self.log(&arguments)?.into_iter();
        let past = entries.filter_map(|(revision, date, path)| {
            Some(Past {
                revision,
                path: path?,
                date,
            })
        });
        Ok(past.collect())
    }

    /// The revisions, each with its day, in which one of the files at `paths`, seen from the top, changed; the oldest first.
    /// The history ends with `end`, or with what is checked out.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn changes<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p String>,
        end: Option<&'p Revision>,
    ) -> anyhow::Result<Vec<(Revision, String)>> {
        let mut arguments = vec!["log", FORMAT];
        arguments.extend(end.map(|end| end.commit.as_str()));
        arguments.push("--");
        arguments.extend(paths.into_iter().map(String::as_str));
        let entries = self.log(&arguments)?.into_iter();
        let changes = entries.map(|(revision, date, _)| (revision, date));
        Ok(changes.collect())
    }

    /// What a log in `FORMAT` lists, each with its day and the first path behind it; the oldest first.
    fn log(&self, arguments: &[&str]) -> anyhow::Result<Vec<(Revision, String, Option<String>)>> {
        let output = command::ask(&self.top, arguments, "")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let entries = text.split('\u{1}').skip(1).filter_map(|entry| {
            let mut fields = entry.split('\0').map(|field| field.trim_matches('\n'));
            let (commit, date) = fields.next()?.split_once(' ')?;
            let revision = Revision {
                repository: self.clone(),
                name: commit.chars().take(10).collect(),
                commit: commit.to_owned(),
            };
            let path = fields.find(|field| !field.is_empty());
            Some((revision, date.to_owned(), path.map(str::to_owned)))
        });
        let mut entries: Vec<_> = entries.collect();
        entries.reverse();
        Ok(entries)
    }
}
