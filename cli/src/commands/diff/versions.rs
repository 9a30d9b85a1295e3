//! Both versions of a contract, with the texts that places count in.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_diag::{FileId, Finding, Location, Severity};
use tidings_diff::Version;
use tidings_model::Contract;
use tidings_report::{Document, Overridden, Place, Report, Text, Texts};

use super::asked::Asked;
use super::joined;
use crate::analysis::{self, Analysis, Extent, analyse};
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;

/// Both versions of a contract.
pub(super) struct Versions {
    analyses: [Rc<Analysis>; 2],
    /// What the user calls them; `None` for a version that has not got the contract.
    names: [Option<String>; 2],
}

/// Reads versions, each once: that of the middle belongs to two steps of a history.
#[derive(Default)]
pub(super) struct Reader {
    read: HashMap<String, Rc<Analysis>>,
}

impl Reader {
    /// Reads both versions of a comparison.
    pub(super) fn both(&mut self, asked: &Asked) -> Versions {
        let versions = [&asked.base, &asked.revision];
        Versions {
            analyses: versions.map(|version| self.one(version.as_ref())),
            names: versions.map(|version| version.as_ref().map(|input| input.name.clone())),
        }
    }

    fn one(&mut self, version: Option<&Input>) -> Rc<Analysis> {
        let Some(input) = version else {
            return Rc::new(Analysis::absent(Policy::default()));
        };
        let read = || {
            let document = Discovered::Document(input.clone());
            Rc::new(analyse(&document, Extent::Validate))
        };
        Rc::clone(self.read.entry(input.name.clone()).or_insert_with(read))
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

    /// What the user calls a version; `None` where it has not got the contract.
    pub(super) fn name(&self, version: Version) -> Option<&str> {
        match version {
            Version::Base => self.names[0].as_deref(),
            Version::Revision => self.names[1].as_deref(),
        }
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

    fn of(&self, version: Version) -> &Analysis {
        match version {
            Version::Base => &self.analyses[0],
            Version::Revision => &self.analyses[1],
        }
    }

    /// Whether one of them could not be read.
    pub(super) fn is_unreadable(&self) -> bool {
        let mut exits = self.analyses.iter().map(|analysis| analysis.exit());
        exits.any(|exit| exit == Exit::Unreadable)
    }

    /// What is wrong with both documents.
    pub(super) fn report(&self) -> Report<'_> {
        analysis::report(self.analyses()).0
    }

    /// What is wrong with both documents, the base first.
    pub(super) fn findings(&self) -> impl Iterator<Item = (Version, &Finding)> {
        let base = self.analyses[0].findings.iter();
        let revision = self.analyses[1].findings.iter();
        let base = base.map(|finding| (Version::Base, finding));
        base.chain(revision.map(|finding| (Version::Revision, finding)))
    }

    /// A place in one version, as it is shown.
    pub(super) fn place(&self, version: Version, location: &Location) -> Option<Place<'_>> {
        Place::of(self.of(version), location.span)
    }

    /// A place in one version, as a place in both.
    pub(super) fn in_both(version: Version, location: &Location) -> Location {
        joined::location(Self::document_of(version), location)
    }

    /// Which document a version is where both stand in one report.
    fn document_of(version: Version) -> usize {
        match version {
            Version::Revision => 0,
            Version::Base => 1,
        }
    }

    /// What is wrong with both documents, as findings about both.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = Finding> {
        let findings = self.findings();
        findings.map(|(version, finding)| joined::finding(Self::document_of(version), finding))
    }

    /// Findings about places in both, as a document of a report.
    pub(super) fn document<'r>(&'r self, findings: &'r [Finding]) -> Document<'r> {
        Document {
            texts: self,
            findings,
            fails_from: Severity::Error,
            overridden: Overridden::default(),
        }
    }
}

impl Texts for Versions {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        joined::text(self.analyses().into_iter().rev(), file)
    }
}
