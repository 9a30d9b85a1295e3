//! Both versions of a contract, with the texts that places count in.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_diag::{Finding, Location, Severity};
use tidings_diff::{Change, Version};
use tidings_model::Contract;
use tidings_project::lint::must_fail;
use tidings_report::{Place, Report};
use tidings_source::REMOTE_REF;

use super::asked::Asked;
use crate::analysis::{self, Analysis, Extent, analyse_versions, counted};
use crate::input::Input;
use crate::policy::Policy;

/// Both versions of a contract.
pub(super) struct Versions {
    analyses: [Rc<Analysis>; 2],
    /// What the user calls them; `None` for a version that has not got the contract.
    names: [Option<String>; 2],
    /// What stands before the names of their files; `None` for a version that is on disk.
    prefixes: [Option<String>; 2],
}

/// What is said instead of counting the changes between documents of which one could not be read.
pub(super) const UNREADABLE: &str = "not everything could be read";

/// How many reasons why something could not be read are told.
const UNREAD: usize = 3;

/// Reads versions, each once: that of the middle belongs to two steps of a history.
#[derive(Default)]
pub(super) struct Reader {
    read: HashMap<String, Rc<Analysis>>,
}

impl Reader {
    /// Reads the versions of a comparison that were not read yet.
    pub(super) fn both(&mut self, asked: &Asked) -> Versions {
        let versions = [&asked.base, &asked.revision].map(Option::as_ref);
        let unread = |input: &&Input| !self.read.contains_key(&input.name);
        let mut unread: Vec<&Input> = versions.into_iter().flatten().filter(unread).collect();
        unread.dedup_by_key(|input| &input.name);
        let analyses = analyse_versions(&unread, Extent::Validate).into_iter();
        let names = unread.iter().map(|input| input.name.clone());
        self.read.extend(names.zip(analyses.map(Rc::new)));
        Versions {
            analyses: versions.map(|version| self.known(version)),
            names: versions.map(|version| version.map(|input| input.name.clone())),
            prefixes: versions.map(|version| version.and_then(Input::prefix)),
        }
    }

    fn known(&self, version: Option<&Input>) -> Rc<Analysis> {
        let known = version.and_then(|input| self.read.get(&input.name));
        let absent = || Rc::new(Analysis::absent(Policy::default()));
        known.map_or_else(absent, Rc::clone)
    }
}

impl Versions {
    /// The contract as it was.
    pub(super) fn base(&self) -> &Contract {
        &self.of(Version::Base).contract
    }

    /// The contract as it is now.
    pub(super) fn revision(&self) -> &Contract {
        &self.of(Version::Revision).contract
    }

    /// A version, with its texts; `None` where it has not got the contract.
    pub(super) fn there(&self, version: Version) -> Option<&Analysis> {
        self.name(version).map(|_| self.of(version))
    }

    /// What the user calls a version; `None` where it has not got the contract.
    pub(super) fn name(&self, version: Version) -> Option<&str> {
        self.names[index(version)].as_deref()
    }

    /// What the user calls the contract: as it is now, or as it was where it is gone.
    pub(super) fn contract(&self) -> &str {
        let [base, revision] = [Version::Base, Version::Revision].map(|version| self.name(version));
        revision.or(base).unwrap_or_default()
    }

    /// Both, the base first.
    pub(super) fn analyses(&self) -> [&Analysis; 2] {
        self.analyses.each_ref().map(|analysis| &**analysis)
    }

    pub(super) fn of(&self, version: Version) -> &Analysis {
        &self.analyses[index(version)]
    }

    /// What stands before the names of the files of a version that is not on disk.
    pub(super) fn prefix(&self, version: Version) -> Option<&str> {
        self.prefixes[index(version)].as_deref()
    }

    /// Whether one of them could not be read, or follows a version of the specification that is not supported.
    pub(super) fn is_unreadable(&self) -> bool {
        let versions = self.analyses().into_iter().zip(&self.names);
        let mut there = versions.filter(|(_, name)| name.is_some());
        there.any(|(analysis, _)| analysis.is_unread())
    }

    /// What is wrong with both documents, or why one of them cannot be read.
    pub(super) fn report(&self) -> Report<'_> {
        let analyses = self.analyses().into_iter();
        let is_meant = |one: &&Analysis| !self.is_unreadable() || one.is_unread();
        analysis::report(analyses.filter(is_meant)).0
    }

    /// How many mistakes the documents have, in sentences: who asks what changed need not read them all, but has to know
    /// how to get what could not be read.
    pub(super) fn mistakes_in_words(&self) -> Vec<String> {
        let mut counts = Vec::new();
        let mut unread: Vec<(Version, &Finding)> = Vec::new();
        for version in [Version::Base, Version::Revision] {
            let errors = self.findings().filter(|(of, _)| *of == version);
            let errors: Vec<&Finding> = errors.map(|(_, finding)| finding).collect();
            if let (Some(name), 1..) = (self.name(version), errors.len()) {
                counts.push(format!("{} in {name}", counted(errors.len(), "mistake")));
            }
            let is_unread =
                |error: &&Finding| must_fail(error.rule) || error.rule.id == REMOTE_REF.id;
            for error in errors.into_iter().filter(is_unread) {
                if unread.iter().all(|(_, known)| known.help != error.help) {
                    unread.push((version, error));
                }
            }
        }
        if counts.is_empty() {
            return Vec::new();
        }
        let counts = counts.join(" and ");
        let counts = format!("{counts}: `tidings validate` says what is wrong");
        let unread = unread.into_iter().take(UNREAD).map(|(version, error)| {
            let location = error.location.as_ref();
            let place = location.and_then(|location| self.place(version, location));
            let path = place.map(|place| place.text.path).or(error.path.as_deref());
            let path = path.or(self.name(version)).unwrap_or_default();
            let help = error.help.as_ref();
            let help = help.map_or_else(String::new, |help| format!("; {help}"));
            format!("not everything in {path} was read: {}{help}", error.message)
        });
        std::iter::once(counts).chain(unread).collect()
    }

    /// The mistakes in one document.
    pub(super) fn mistakes(&self, version: Version) -> Vec<Finding> {
        let of_version = self.findings().filter(|(of, _)| *of == version);
        of_version.map(|(_, finding)| finding.clone()).collect()
    }

    /// The mistakes in both documents, the base first.
    pub(super) fn findings(&self) -> impl Iterator<Item = (Version, &Finding)> {
        let base = self.analyses[0].findings.iter();
        let revision = self.analyses[1].findings.iter();
        let base = base.map(|finding| (Version::Base, finding));
        let both = base.chain(revision.map(|finding| (Version::Revision, finding)));
        // What else a linter has to say is no matter of what changed.
        both.filter(|(_, finding)| finding.severity == Severity::Error)
    }

    /// A place in one version, as it is shown.
    pub(super) fn place(&self, version: Version, location: &Location) -> Option<Place<'_>> {
        Place::of(self.of(version), location.span)
    }

    /// The line on which a change stands, with its file where that is another one than the contract's.
    pub(super) fn line(&self, change: &Change) -> Option<String> {
        let place = |version, location: &Option<Location>| self.place(version, location.as_ref()?);
        let revision = place(Version::Revision, &change.revision);
        let place = revision.or_else(|| place(Version::Base, &change.base))?;
        let path = place.text.path;
        let line = place.start.line;
        match [Version::Base, Version::Revision]
            .iter()
            .any(|it| self.name(*it) == Some(path))
        {
            true => Some(format!("line {line}")),
            false => Some(format!("{path}:{line}")),
        }
    }
}

/// Where a version stands, of the two.
fn index(version: Version) -> usize {
    match version {
        Version::Base => 0,
        Version::Revision => 1,
    }
}
