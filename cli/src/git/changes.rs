//! What a revision has that is elsewhere now, or gone.

use std::collections::{HashMap, HashSet};

use anyhow::bail;

use super::{Revision, command};

impl Revision {
    /// Whether it has a file at `path`, seen from the top.
    ///
    /// # Errors
    ///
    /// When it had a submodule there that is gone or not checked out, or git cannot be started.
    pub(crate) fn has(&self, path: &str) -> anyhow::Result<bool> {
        if let Some(submodule) = self.submodule_around(path)? {
            let name = &self.name;
            bail!(
                "{path} of `{name}` is in the submodule `{submodule}`, which is gone, so what became of it is not known"
            );
        }
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
    /// A file of which too little is left between the two is followed from commit to commit.
    ///
    /// # Errors
    ///
    /// When git cannot be started.
    pub(crate) fn renamed(&self) -> anyhow::Result<HashMap<String, String>> {
        let whole = self.changed(&self.commit)?;
        let mut renamed: HashMap<String, String> = swapped(whole.renamed).collect();
        if whole.added.is_empty() || whole.gone.is_empty() {
            return Ok(renamed);
        }
        let mut steps = self.steps()?;
        steps.push(self.changed("HEAD")?.renamed);
        for former in whole.gone {
            let mut path = &former;
            for step in &steps {
                path = step.get(path).unwrap_or(path);
            }
            if whole.added.contains(path) {
                renamed.insert(path.clone(), former);
            }
        }
        Ok(renamed)
    }

    /// What has become of the files of `commit` since.
    fn changed(&self, commit: &str) -> anyhow::Result<Changed> {
        let mut arguments = vec!["diff", "--no-ext-diff", "--no-textconv", "--no-relative"];
        arguments.extend(NAMES);
        arguments.extend(["--diff-filter=ADR", commit, "--"]);
        let output = command::ask(&self.repository.top, &arguments, "")?;
        Ok(Changed::read(&String::from_utf8_lossy(&output.stdout)))
    }

    /// The paths that files got in each commit since, by those that they had; the oldest commit first.
    fn steps(&self) -> anyhow::Result<Vec<HashMap<String, String>>> {
        let since = format!("{}..HEAD", self.commit);
        let mut arguments = vec!["log", "--reverse", "--topo-order", "--format=%x01"];
        arguments.extend(NAMES);
        arguments.extend(["--diff-filter=R", &since, "--"]);
        let output = command::ask(&self.repository.top, &arguments, "")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let commits = text.split('\u{1}').skip(1);
        Ok(commits
            .map(|commit| Changed::read(commit).renamed)
            .collect())
    }
}

/// How the names of changed files are asked for.
const NAMES: [&str; 3] = ["--find-renames", "--name-status", "-z"];

/// Files that are elsewhere, new or gone.
#[derive(Default)]
struct Changed {
    /// The paths that files got, by those that they had.
    renamed: HashMap<String, String>,
    added: HashSet<String>,
    gone: Vec<String>,
}

impl Changed {
    /// What git writes of names and how they changed.
    fn read(text: &str) -> Self {
        let mut changed = Self::default();
        let fields = text.split('\0').map(|field| field.trim_matches('\n'));
        let mut fields = fields.filter(|field| !field.is_empty()).map(str::to_owned);
        while let (Some(how), Some(path)) = (fields.next(), fields.next()) {
            match how.as_bytes().first() {
                // Behind it stands how much of the text stayed.
                Some(b'R') => changed.renamed.extend(fields.next().map(|new| (path, new))),
                Some(b'A') => _ = changed.added.insert(path),
                _ => changed.gone.push(path),
            }
        }
        changed
    }
}

/// The same the other way round.
fn swapped(renamed: HashMap<String, String>) -> impl Iterator<Item = (String, String)> {
    renamed.into_iter().map(|(old, new)| (new, old))
}
