//! Both versions of a contract, with the texts that places count in.

use tidings_diag::{FileId, Finding, Location, Severity};
use tidings_diff::Version;
use tidings_model::Contract;
use tidings_report::{Document, Overridden, Place, Report, Text, Texts};

use super::asked::Asked;
use crate::analysis::{self, Analysis, Extent, analyse};
use crate::discover::Discovered;
use crate::exit::Exit;

/// Both versions of a contract.
pub(super) struct Versions {
    analyses: [Analysis; 2],
    names: [String; 2],
}

/// Added to the numbers of the base's files where both versions stand in one report.
const BASE_FILES: u32 = 1 << 20;

impl Versions {
    /// Reads both.
    pub(super) fn read(asked: Asked) -> Self {
        let names = [asked.base.name.clone(), asked.revision.name.clone()];
        let read = |input| analyse(&Discovered::Document(input), Extent::Validate);
        Self {
            analyses: [read(asked.base), read(asked.revision)],
            names,
        }
    }

    /// The contract as it was.
    pub(super) fn base(&self) -> &Contract {
        &self.of(Version::Base).contract
    }

    /// The contract as it is now.
    pub(super) fn revision(&self) -> &Contract {
        &self.of(Version::Revision).contract
    }

    /// What the user calls a version.
    pub(super) fn name(&self, version: Version) -> &str {
        match version {
            Version::Base => &self.names[0],
            Version::Revision => &self.names[1],
        }
    }

    /// Both, the base first.
    pub(super) fn analyses(&self) -> [&Analysis; 2] {
        self.analyses.each_ref()
    }

    fn of(&self, version: Version) -> &Analysis {
        match version {
            Version::Base => &self.analyses[0],
            Version::Revision => &self.analyses[1],
        }
    }

    /// Whether one of them could not be read.
    pub(super) fn is_unreadable(&self) -> bool {
        let mut exits = self.analyses.iter().map(Analysis::exit);
        exits.any(|exit| exit == Exit::Unreadable)
    }

    /// What is wrong with both documents.
    pub(super) fn report(&self) -> Report<'_> {
        analysis::report(&self.analyses).0
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
        let mut location = location.clone();
        if version == Version::Base {
            location.span.file.0 += BASE_FILES;
        }
        location
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
        match file.0.checked_sub(BASE_FILES) {
            Some(index) => self.analyses[0].text(FileId(index)),
            None => self.analyses[1].text(file),
        }
    }
}
