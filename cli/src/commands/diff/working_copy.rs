//! Where findings about two versions stand in the files that somebody has before them.
//!
//! Whoever shows findings beside lines knows files of the working copy and no others: what stood in a revision of the
//! repository is shown at what is left of it, or at its file as a whole, by the name that the file has now.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::iter;
use std::path::Path;

use tidings_diag::{FileId, Finding, Location, RuleMeta};
use tidings_diff::Version;
use tidings_report::{Place, Text, Texts};
use tidings_syntax::{Entry, Format, Tree, Value, parse, unescape_pointer};

use super::joined;
use super::versions::Versions;
use crate::input::Input;

/// Both versions, as files of the working copy.
pub(super) struct WorkingCopy<'v> {
    versions: &'v Versions,
    /// What the contract is called there, or was called last.
    contract: &'v str,
    /// The files of the revision, by their paths; read where something is gone from one.
    files: OnceCell<HashMap<&'v str, Tree>>,
}

impl<'v> WorkingCopy<'v> {
    /// Of these versions of `contract`.
    pub(super) fn of(contract: &'v Input, versions: &'v Versions) -> Self {
        let prefix = contract.prefix().unwrap_or_default();
        Self {
            versions,
            contract: bare(&contract.name, &prefix),
            files: OnceCell::new(),
        }
    }

    /// A finding about something that stands at these places.
    pub(super) fn finding(
        &self,
        rule: &'static RuleMeta,
        [base, revision]: [Option<&Location>; 2],
        message: String,
    ) -> Finding {
        let is_gone = self.versions.name(Version::Revision).is_none();
        let finding = match (revision, base) {
            (Some(revision), _) => self.at(rule, Version::Revision, revision, message),
            (None, Some(base)) if is_gone => return self.at(rule, Version::Base, base, message),
            (None, Some(base)) => self.gone(rule, base, message),
            (None, None) => self.of_contract(rule, message),
        };
        let is_shown = finding.location.is_some() && self.versions.prefix(Version::Base).is_none();
        match base.filter(|_| is_shown) {
            Some(base) => finding.with_related(in_both(Version::Base, base), "it was here"),
            None => finding,
        }
    }

    /// A finding about the contract as a whole.
    pub(super) fn of_contract(&self, rule: &'static RuleMeta, message: String) -> Finding {
        let version = match self.versions.name(Version::Revision) {
            Some(_) => Version::Revision,
            None => Version::Base,
        };
        let name = self.versions.contract();
        match self.versions.prefix(version) {
            Some(_) => Finding::of_file(rule, self.contract, told_of(message, name)),
            None => Finding::of_file(rule, name, message),
        }
    }

    /// What is wrong with both documents.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = Finding> {
        let findings = self.versions.findings();
        findings.map(|(version, finding)| self.of_one(version, finding.clone()))
    }

    /// A finding about the revision.
    pub(super) fn of_revision(&self, finding: Finding) -> Finding {
        self.of_one(Version::Revision, finding)
    }

    /// A finding about `version`.
    fn of_one(&self, version: Version, mut finding: Finding) -> Finding {
        let Some(prefix) = self.versions.prefix(version) else {
            return joined::finding(document_of(version), &finding);
        };
        let message = std::mem::take(&mut finding.message);
        let (path, message) = match &finding.location {
            Some(location) => self.in_past(version, location, message),
            None => {
                let name = finding.path.as_deref().unwrap_or_default();
                (self.now(name, prefix).to_owned(), told_of(message, name))
            }
        };
        Finding {
            message,
            path: Some(path),
            location: None,
            related: Vec::new(),
            fix: None,
            ..finding
        }
    }

    /// A finding about something at `location` in `version`.
    fn at(
        &self,
        rule: &'static RuleMeta,
        version: Version,
        location: &Location,
        message: String,
    ) -> Finding {
        match self.versions.prefix(version) {
            None => Finding::new(rule, in_both(version, location), message),
            Some(_) => {
                let (path, message) = self.in_past(version, location, message);
                Finding::of_file(rule, path, message)
            }
        }
    }

    /// A finding about something at `base` that the revision has no more.
    fn gone(&self, rule: &'static RuleMeta, base: &Location, message: String) -> Finding {
        let is_past = self.versions.prefix(Version::Revision).is_some();
        match self.left_of(base).filter(|_| !is_past) {
            Some(left) => Finding::new(rule, in_both(Version::Revision, &left), message),
            None => self.of_contract(rule, message),
        }
    }

    /// The path in the working copy of the file of something that stands in a version that is not there, and the
    /// `message`, which says where that is.
    fn in_past(&self, version: Version, location: &Location, message: String) -> (String, String) {
        let prefix = self.versions.prefix(version).unwrap_or_default();
        match Place::of(self.versions.of(version), location.span) {
            Some(Place { text, start, .. }) => {
                let place = format!("{}:{}:{}", text.path, start.line, start.column);
                (
                    self.now(text.path, prefix).to_owned(),
                    told_of(message, &place),
                )
            }
            None => (self.contract.to_owned(), message),
        }
    }

    /// The path in the working copy of what a version, whose names begin with `prefix`, calls `name`: the contract stands
    /// for itself under whatever name, and for files that are not there any more.
    fn now<'n>(&'n self, name: &'n str, prefix: &str) -> &'n str {
        let path = bare(name, prefix);
        let is_contract = [Version::Base, Version::Revision]
            .iter()
            .any(|version| self.versions.name(*version) == Some(name));
        match is_contract || !Path::new(path).exists() {
            true => self.contract,
            false => path,
        }
    }

    /// What the revision has of the objects around something at `base`: the innermost one.
    fn left_of(&self, base: &Location) -> Option<Location> {
        let pointer = base.pointer.as_deref()?;
        let tree = self.counterpart(base.span.file)?;
        let mut left = tree.root()?;
        let mut segments = pointer.split('/').skip(1).peekable();
        while let Some(segment) = segments.next() {
            // What has the number of an item that is gone is another item.
            let is_item = left.items().len() > 0 && segments.peek().is_none();
            match left.child(&unescape_pointer(segment)) {
                Some(child) if !is_item => left = child,
                _ => break,
            }
        }
        let mut around = iter::successors(Some(left), |value| value.parent());
        around.find_map(Value::own_entry).map(Entry::key_location)
    }

    /// The file of the revision that is what `file` is of the base.
    fn counterpart(&self, file: FileId) -> Option<&Tree> {
        let [base, revision] = [Version::Base, Version::Revision].map(|it| self.versions.of(it));
        let files = self.files.get_or_init(|| {
            let files = (0..)
                .map(FileId)
                .map_while(|file| Some((file, revision.text(file)?)));
            let read = files.map(|(file, text)| {
                let (tree, _) = parse(file, text.text.as_bytes(), Format::of_path(text.path));
                (text.path, tree)
            });
            read.collect()
        });
        let path = match file {
            // Whatever both versions are called.
            FileId(0) => revision.text(file)?.path,
            _ => {
                let path = base.text(file)?.path;
                self.versions
                    .prefix(Version::Base)
                    .map_or(path, |prefix| bare(path, prefix))
            }
        };
        files.get(path)
    }
}

impl Texts for WorkingCopy<'_> {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        let analyses = self.versions.analyses().into_iter().rev();
        let text = joined::text(analyses, file)?;
        let version = [Version::Revision, Version::Base][joined::document_of(file)];
        let prefix = self.versions.prefix(version);
        Some(Text {
            path: prefix.map_or(text.path, |prefix| self.now(text.path, prefix)),
            ..text
        })
    }
}

/// A place in one version, as a place in both.
fn in_both(version: Version, location: &Location) -> Location {
    joined::location(document_of(version), location)
}

/// Which document a version is where both stand in one report.
fn document_of(version: Version) -> usize {
    match version {
        Version::Revision => 0,
        Version::Base => 1,
    }
}

/// The path in the working copy of a file of a revision, whose name begins with `prefix`.
fn bare<'n>(name: &'n str, prefix: &str) -> &'n str {
    name.strip_prefix(prefix).unwrap_or(name)
}

/// `message`, which is about `place` in a revision.
fn told_of(message: String, place: &str) -> String {
    message + " (in " + place + ")"
}
