//! The contracts of a workspace, as they are and as they were.

use anyhow::bail;
use tidings_diag::{FileId, Finding};
use tidings_model::Contract;
use tidings_report::{Report, Text, Texts};

use super::super::asked::documents;
use super::super::former::Formers;
use super::super::{joined, mistakes};
use crate::analysis::{self, Analysis, Extent, analyse};
use crate::arguments::Diff;
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::history;
use crate::input::Input;
use crate::session::{Baseline, Session};

/// The contracts of a workspace.
pub(super) struct Members {
    /// Each document.
    inputs: Vec<Input>,
    /// The version of each that it is compared with, where there is one.
    bases: Vec<Option<Input>>,
    /// Each as it is.
    now: Vec<Analysis>,
    /// Each as it was, where there is something to compare with.
    before: Vec<Before>,
}

/// A contract as it was.
enum Before {
    /// Nobody asks.
    Unasked,
    /// It was not there.
    Nothing,
    /// It could not be read.
    Unread,
    /// It was this.
    This(Box<Analysis>),
}

/// A contract of a workspace, by its place in the list.
pub(super) type Member = usize;

/// What is known of the past of two contracts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Past {
    /// Nothing: nobody asks, or one of them is new.
    None,
    /// Both were as they are.
    Same,
    /// One of them was something else.
    Other,
}

impl Members {
    /// Reads the contracts that the project lists.
    ///
    /// # Errors
    ///
    /// When there are fewer than two, or a baseline does not exist.
    pub(super) fn read(options: &Diff, session: &Session<'_>) -> anyhow::Result<Self> {
        let mut members = Self {
            inputs: Vec::new(),
            bases: Vec::new(),
            now: Vec::new(),
            before: Vec::new(),
        };
        let mut formers = Formers::default();
        let against = options.against.clone().map(Baseline::Revision);
        for listed in session.listed()? {
            let baseline = against.as_ref().or(listed.baseline.as_ref());
            if listed.path.is_dir() {
                let revision = baseline.and_then(Baseline::revision);
                history::tell_left_out(&listed.path, revision, session)?;
            }
            for input in documents(&[listed.path], session)? {
                let base = match baseline {
                    Some(Baseline::File(path)) => Some(Input::file(path, session)?),
                    Some(Baseline::Revision(name)) => formers.base(&input, name, session)?,
                    None => None,
                };
                let read = |input: &Input| {
                    let document = Discovered::Document(input.clone());
                    analyse(&document, Extent::Validate)
                };
                let before = match (baseline, base.as_ref().map(read)) {
                    (None, _) => Before::Unasked,
                    (Some(_), None) => Before::Nothing,
                    (_, Some(base)) if base.exit() == Exit::Unreadable => Before::Unread,
                    (_, Some(base)) => Before::This(Box::new(base)),
                };
                members.before.push(before);
                members.bases.push(base);
                members.now.push(read(&input));
                members.inputs.push(input);
            }
        }
        if members.now.len() < 2 {
            bail!("a workspace is two contracts or more; list them in tidings.toml under [[spec]]");
        }
        Ok(members)
    }

    /// Every pair of a contract and another one.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Member, Member)> {
        let count = self.now.len();
        let pairs = (0..count).flat_map(move |one| (0..count).map(move |other| (one, other)));
        pairs.filter(|(one, other)| one != other)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.now.len()
    }

    /// What the user calls a contract.
    pub(super) fn name(&self, member: Member) -> &str {
        &self.inputs[member].name
    }

    /// The document of a contract.
    pub(super) fn input(&self, member: Member) -> &Input {
        &self.inputs[member]
    }

    /// The version that a contract is compared with, if there is one.
    pub(super) fn base(&self, member: Member) -> Option<&Input> {
        self.bases[member].as_ref()
    }

    /// A contract as it is, with its texts.
    pub(super) fn analysis(&self, member: Member) -> &Analysis {
        &self.now[member]
    }

    /// A contract as it is.
    pub(super) fn contract(&self, member: Member) -> &Contract {
        &self.now[member].contract
    }

    /// A contract as it was; as it is, where nothing else is known.
    pub(super) fn former(&self, member: Member) -> &Contract {
        match &self.before[member] {
            Before::This(before) => &before.contract,
            Before::Unasked | Before::Nothing | Before::Unread => self.contract(member),
        }
    }

    /// What is known of the past of two contracts.
    pub(super) fn past(&self, one: Member, other: Member) -> Past {
        let has_changed = |member: Member| match &self.before[member] {
            Before::This(before) => !before.reads_as(&self.now[member]),
            Before::Unasked | Before::Nothing | Before::Unread => false,
        };
        match [&self.before[one], &self.before[other]] {
            [Before::Nothing | Before::Unread, _]
            | [_, Before::Nothing | Before::Unread]
            | [Before::Unasked, Before::Unasked] => Past::None,
            _ if has_changed(one) || has_changed(other) => Past::Other,
            _ => Past::Same,
        }
    }

    /// Whether one of them cannot be read.
    pub(super) fn are_unreadable(&self) -> bool {
        let mut exits = self.now.iter().map(Analysis::exit);
        exits.any(|exit| exit == Exit::Unreadable)
    }

    /// Whether one of them cannot be read, as it is or as it was, so that more may be wrong than is found.
    pub(super) fn hide_something(&self) -> bool {
        let was_unread = |before: &Before| matches!(before, Before::Unread);
        self.are_unreadable() || self.before.iter().any(was_unread)
    }

    /// Each contract as it is, as the user calls it.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &Analysis)> + Clone {
        let names = self.inputs.iter().map(|input| input.name.as_str());
        names.zip(&self.now)
    }

    /// The mistakes in the documents, as findings about all of them.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = Finding> {
        let members = self.now.iter().enumerate();
        members.flat_map(|(member, analysis)| {
            mistakes::of(analysis).map(move |finding| joined::finding(member, finding))
        })
    }

    /// What is wrong with the documents, and `besides`.
    pub(super) fn report<'r>(&'r self, besides: &'r [Analysis]) -> Report<'r> {
        analysis::report(self.now.iter().chain(besides)).0
    }
}

impl Texts for Members {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        joined::text(self.now.iter(), file)
    }
}
