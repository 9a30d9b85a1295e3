//! Patterns of `[[diff.path]]` that no contract and no channel has: what they decide would be broken without a word.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::path::PathBuf;

use tidings_diag::nearest;
use tidings_diff::Version;

use super::Compared;
use crate::agreement::{called, seen_from_project};
use crate::arguments::Diff;
use crate::configuration::{DiffPath, Pattern, Project};
use crate::discover::{Discovered, discover};
use crate::input::Input;
use crate::session::Session;
use crate::terminal;

/// What a run compared of the contracts to which a configuration applies.
struct Run<'c> {
    project: &'c Project,
    session: &'c Session<'c>,
    /// Each, with its path from the folder of the configuration.
    compared: Vec<(&'c Compared, String)>,
    /// The same of all contracts that are there, once somebody asks; `None` where that cannot be found out.
    there: OnceCell<Option<Vec<(PathBuf, String)>>>,
}

/// Warns of patterns that no contract and no channel has.
///
/// Whoever names single files is told nothing: the patterns are about other ones.
pub(super) fn warn(compared: &[Compared], options: &Diff, session: &Session<'_>) {
    if !options.paths.iter().all(|path| path.is_dir()) {
        return;
    }
    let mut known = HashSet::new();
    for project in compared.iter().map(|one| one.contract.policy.project()) {
        if known.insert(project.folder.clone()) {
            let is_meant = |one: &&Compared| is_of(&one.contract, &project);
            let compared = compared.iter().filter(is_meant);
            let compared = compared.map(|one| (one, seen_from_project(&one.contract, session)));
            let run = Run {
                project: &project,
                session,
                compared: compared.collect(),
                there: OnceCell::new(),
            };
            for entry in &project.configuration.diff.paths {
                run.warn_of(entry);
            }
        }
    }
}

/// Whether the configuration of `project` applies to `contract`.
fn is_of(contract: &Input, project: &Project) -> bool {
    contract.policy.project().folder == project.folder
}

impl<'c> Run<'c> {
    fn warn_of(&self, entry: &DiffPath) {
        for pattern in &entry.files {
            let mut compared = self.compared.iter();
            if !compared.any(|(_, file)| pattern.matches(file)) {
                self.warn_of_files(pattern);
            }
        }
        for pattern in &entry.channels {
            let channels = || self.channels(entry);
            if !channels().any(|channel| pattern.matches(channel)) && self.is_all_of(entry) {
                let what = "no channel of the contracts that it is about has such an address";
                self.warn_that("channels", pattern, what, channels());
            }
        }
    }

    /// Warns of a pattern that no file has which was compared, unless another one has it.
    fn warn_of_files(&self, pattern: &Pattern) {
        let Some(there) = self.there() else {
            return;
        };
        let files = || there.iter().map(|(_, file)| file.as_str());
        // What nobody finds in a folder may be named.
        let may_be_named = || self.project.folder.join(&pattern.text).exists();
        if !files().any(|file| pattern.matches(file)) && !may_be_named() {
            let what = "no contract below its folder has such a path";
            self.warn_that("files", pattern, what, files());
        }
    }

    /// The contracts that are there.
    fn there(&self) -> Option<&[(PathBuf, String)]> {
        let find = || {
            let folder = self.session.folder_of(self.project);
            let documents = discover(&[folder], self.session).ok()?;
            let documents = documents.iter().filter_map(Discovered::document);
            let documents = documents.filter(|input| is_of(input, self.project));
            let there = documents.map(|input| {
                let seen = seen_from_project(input, self.session);
                (input.identity(), seen)
            });
            Some(there.collect())
        };
        self.there.get_or_init(find).as_deref()
    }

    /// Whether everything was compared that `entry` is about, and could be read.
    fn is_all_of(&self, entry: &DiffPath) -> bool {
        let mut about = self.compared_by(entry).peekable();
        if about.peek().is_none() || about.any(|one| one.versions.is_unreadable()) {
            return false;
        }
        let compared = self.compared.iter();
        let compared: HashSet<&PathBuf> = compared.flat_map(|(one, _)| &one.files).collect();
        self.there().is_some_and(|there| {
            let mut about = there.iter().filter(|(_, file)| entry.is_about(file));
            about.all(|(place, _)| compared.contains(place))
        })
    }

    /// What was compared of what `entry` is about.
    fn compared_by(&self, entry: &DiffPath) -> impl Iterator<Item = &'c Compared> {
        let compared = self.compared.iter();
        let about = compared.filter(|(_, file)| entry.is_about(file));
        about.map(|(one, _)| *one)
    }

    /// The channels of both versions of what `entry` is about.
    fn channels(&self, entry: &DiffPath) -> impl Iterator<Item = &'c str> {
        let versions = self.compared_by(entry).flat_map(|one| {
            [Version::Base, Version::Revision].map(|version| &one.versions.of(version).contract)
        });
        versions.flat_map(|contract| contract.channels.iter().map(called))
    }

    /// Warns that nothing has a pattern under `key`.
    fn warn_that<'n>(
        &self,
        key: &str,
        pattern: &Pattern,
        what: &str,
        names: impl Iterator<Item = &'n str>,
    ) {
        let (name, text) = (&self.project.name, &pattern.text);
        let near = nearest(text, names);
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        terminal::warning(&format!(
            "{name}: [[diff.path]] has `{text}` among its {key}, and {what}{near}"
        ));
    }
}
