//! Both versions of a contract, with the texts that places count in.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_diag::{Finding, Location};
use tidings_diff::{Change, Version};
use tidings_model::Contract;
use tidings_report::{Place, Report};

use super::asked::Asked;
use super::mistakes;
use crate::analysis::{self, Analysis, Extent, analyse_versions};
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
        self.named().any(|(_, analysis)| analysis.is_unread())
    }

    /// What is wrong with both documents.
    pub(super) fn report(&self) -> Report<'_> {
        analysis::report(self.analyses()).0
    }

    /// The versions that are there, each as the user calls it.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &Analysis)> + Clone {
        let versions = self.names.iter().zip(self.analyses());
        versions.filter_map(|(name, analysis)| Some((name.as_deref()?, analysis)))
    }

    /// The mistakes in both documents, the base first.
    pub(super) fn findings(&self) -> impl Iterator<Item = (Version, &Finding)> {
        [Version::Base, Version::Revision]
            .into_iter()
            .flat_map(|version| mistakes::of(self.of(version)).map(move |it| (version, it)))
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
