//! A walk over the versions, which compares each with the one before.

use std::rc::Rc;

use serde_json::value::{RawValue, to_raw_value};
use tidings_diff::{Comparison, compare};

use super::super::diff::Changed;
use super::versions::Asked;
use crate::agreement::Agreement;
use crate::analysis::{Analysis, Extent, analyse};
use crate::arguments::Changelog;
use crate::discover::Discovered;
use crate::history::Dated;
use crate::input::Input;

/// Marks what was accepted of the changes that led to a version.
pub(super) type Accept<'a> = dyn FnMut(&Input, &mut Comparison) -> anyhow::Result<()> + 'a;

/// What changed in the history of a contract.
pub(super) struct History {
    /// What the user calls the newest version.
    pub(super) name: String,
    /// `info.title` of the newest version.
    pub(super) title: String,
    /// What changed, the newest first.
    pub(super) steps: Vec<Step>,
    /// The version that the history begins with.
    pub(super) beginning: Option<Point>,
    /// How many versions changed nothing but the layout.
    pub(super) unchanged: usize,
    /// The versions that could not be read.
    pub(super) unreadable: Vec<Point>,
}

/// One step of the history.
pub(super) struct Step {
    pub(super) base: Point,
    pub(super) revision: Point,
    pub(super) comparison: Comparison,
    /// The changes for programs, with their places: the contracts of a long history would fill the memory.
    pub(super) changes: Box<RawValue>,
}

/// A version with what it says.
struct Version {
    input: Input,
    point: Point,
    analysis: Rc<Analysis>,
}

/// A version by its names.
#[derive(Clone)]
pub(super) struct Point {
    /// The file, as the user gave it.
    pub(super) file: String,
    /// `info.version`.
    pub(super) version: String,
    /// The revision of the repository; `None` for what is on disk.
    pub(super) revision: Option<String>,
    /// The day on which that revision was made.
    pub(super) date: Option<String>,
    /// Where it comes from, in words.
    pub(super) origin: String,
}

impl History {
    /// Reads all versions and compares them.
    ///
    /// In place of a history what is wrong with the version that cannot be read, where that is the newest or one that
    /// was named.
    ///
    /// # Errors
    ///
    /// When what was accepted makes no sense.
    pub(super) fn read(
        asked: Asked,
        options: &Changelog,
        how: &Agreement,
        accept: &mut Accept<'_>,
    ) -> anyhow::Result<Result<Self, Box<Analysis>>> {
        let mut walk = Walk {
            by_version: !options.each_revision,
            how,
            accept,
            steps: Vec::new(),
            unchanged: 0,
            base: None,
            newest: None,
        };
        let mut unreadable = Vec::new();
        let (mut beginning, mut newest) = (None, None);
        let last = asked.versions.len().saturating_sub(1);
        for (index, dated) in asked.versions.into_iter().enumerate() {
            let analysis = analyse(&Discovered::Document(dated.input.clone()), Extent::Validate);
            let input = dated.input.clone();
            let point = Point::of(dated, asked.are_named, &analysis);
            if analysis.is_unread() {
                if asked.are_named || index == last {
                    return Ok(Err(Box::new(analysis)));
                }
                unreadable.push(point);
                continue;
            }
            beginning.get_or_insert_with(|| point.clone());
            newest = Some((point.file.clone(), analysis.contract.info.title.clone()));
            walk.go_to(Version {
                input,
                point,
                analysis: analysis.into(),
            })?;
        }
        walk.step()?;
        walk.steps.reverse();
        let (name, title) = newest.unwrap_or_default();
        Ok(Ok(Self {
            name,
            title,
            steps: walk.steps,
            beginning,
            unchanged: walk.unchanged,
            unreadable,
        }))
    }
}

impl Point {
    fn of(dated: Dated, is_named: bool, analysis: &Analysis) -> Self {
        let origin = match (&dated.revision, &dated.date) {
            (Some(revision), Some(date)) => format!("{date}, revision {revision}"),
            _ if is_named => dated.input.name.clone(),
            _ => "not committed".to_owned(),
        };
        Self {
            origin,
            file: dated.input.name,
            version: analysis.contract.info.version.clone(),
            revision: dated.revision,
            date: dated.date,
        }
    }
}

/// The state of a walk: versions of one number are one step, from the last one of the number before.
struct Walk<'h> {
    by_version: bool,
    how: &'h Agreement,
    accept: &'h mut Accept<'h>,
    steps: Vec<Step>,
    unchanged: usize,
    /// What the next step begins with.
    base: Option<Version>,
    /// What it ends with as far as is known.
    newest: Option<Version>,
}

impl Walk<'_> {
    fn go_to(&mut self, next: Version) -> anyhow::Result<()> {
        let before = self.newest.as_ref().or(self.base.as_ref());
        match before {
            None => self.base = Some(next),
            Some(before) if before.analysis.reads_as(&next.analysis) => {
                // What is on disk is usually what was committed last.
                self.unchanged += usize::from(next.point.revision.is_some());
            }
            Some(before) => {
                let goes_on = self.by_version && before.point.version == next.point.version;
                if !goes_on {
                    self.step()?;
                }
                self.newest = Some(next);
            }
        }
        Ok(())
    }

    /// Ends the step that was begun, if one was.
    fn step(&mut self) -> anyhow::Result<()> {
        let Some(revision) = self.newest.take() else {
            return Ok(());
        };
        let end = Version {
            input: revision.input.clone(),
            point: revision.point.clone(),
            analysis: Rc::clone(&revision.analysis),
        };
        let Some(base) = self.base.replace(end) else {
            return Ok(());
        };
        let versions = [&*base.analysis, &*revision.analysis];
        let mut comparison = compare(&versions[0].contract, &versions[1].contract, self.how);
        (self.accept)(&revision.input, &mut comparison)?;
        if comparison.changes.is_empty() {
            self.unchanged += 1;
            return Ok(());
        }
        let changes = comparison.changes.iter();
        let changes: Vec<Changed<'_>> = changes
            .map(|change| Changed::of(change, versions))
            .collect();
        let changes = to_raw_value(&changes)?;
        self.steps.push(Step {
            base: base.point,
            revision: revision.point,
            comparison,
            changes,
        });
        Ok(())
    }
}
