//! What a revision has that is elsewhere now, or gone.

use std::collections::HashMap;

use super::{Revision, command};

impl Revision {
    /// Whether it has a file at `path`, seen from the top.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn has(&self, path: &str) -> anyhow::Result<bool> {
        let object = format!("{}:{path}", self.commit);
        let answer = command::ask(&self.repository.top, &["cat-file", "-e", &object], "")?;
        Ok(answer.status.success())
    }

    /// The paths of its files in `folder`, seen from the top, that hold `text`, submodules included as far as they are
    /// there.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn files_with(&self, text: &str, folder: &str) -> anyhow::Result<Vec<String>> {
        let mut arguments = vec![
            "grep",
            "--recurse-submodules",
            "-l",
            "-z",
            "-I",
            "-F",
            "-e",
            text,
            &self.commit,
            "--",
        ];
        if !folder.is_empty() {
            arguments.push(folder);
        }
        let output = command::ask(&self.repository.top, &arguments, "")?;
        let found = String::from_utf8_lossy(&output.stdout).into_owned();
        let start = format!("{}:", self.commit);
        let paths = found
            .split('\0')
            .filter_map(|path| path.strip_prefix(&start));
        Ok(paths.map(str::to_owned).collect())
    }

    /// The paths that its files had, by the paths that they have now where these are others.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn renamed(&self) -> anyhow::Result<HashMap<String, String>> {
        let arguments = [
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--find-renames",
            "--diff-filter=R",
            "--name-status",
            "-z",
            &self.commit,
            "--",
        ];
        let output = command::ask(&self.repository.top, &arguments, "")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut fields = text.split('\0');
        let mut renamed = HashMap::new();
        // Each is how much of the text stayed, the path it had, and the path it has.
        while let (Some(_), Some(old), Some(new)) = (fields.next(), fields.next(), fields.next()) {
            renamed.insert(new.to_owned(), old.to_owned());
        }
        Ok(renamed)
    }
}
