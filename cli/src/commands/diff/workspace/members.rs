//! The contracts of a workspace, as they are and as they were.

use anyhow::bail;
use tidings_diag::{FileId, Finding};
use tidings_model::Contract;
use tidings_report::{Report, Text, Texts};

use super::super::asked::documents;
use super::super::former::Formers;
use super::super::{joined, mistakes};
use super::gone::gone;
use crate::analysis::{self, Analysis, Extent, analyse};
use crate::arguments::Diff;
use crate::discover::Discovered;
use crate::exit::Exit;
use crate::history;
use crate::input::Input;
use crate::session::{Baseline, Session};

/// The contracts of a workspace, those that are gone last.
pub(super) struct Members {
    /// Each document; of one that is gone what it was.
    inputs: Vec<Input>,
    /// The version of each that it is compared with, where there is one.
    bases: Vec<Option<Input>>,
    /// Each as it is; of one that is gone there is nothing.
    now: Vec<Analysis>,
    /// Each as it was, where there is something to compare with.
    before: Vec<Before>,
    /// What one that is gone says.
    nothing: Contract,
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

impl Before {
    /// What `base` says.
    fn of(base: &Input) -> Self {
        let base = read(base);
        match base.exit() {
            Exit::Unreadable => Self::Unread,
            _ => Self::This(Box::new(base)),
        }
    }
}

fn read(input: &Input) -> Analysis {
    analyse(&Discovered::Document(input.clone()), Extent::Validate)
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
            nothing: Contract::default(),
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
                let before = match (baseline, &base) {
                    (None, _) => Before::Unasked,
                    (Some(_), None) => Before::Nothing,
                    (_, Some(base)) => Before::of(base),
                };
                members.before.push(before);
                members.bases.push(base);
                members.now.push(read(&input));
                members.inputs.push(input);
            }
        }
        if let Some(Baseline::Revision(name)) = &against {
            for input in gone(name, &mut formers, session)? {
                members.before.push(Before::of(&input));
                members.bases.push(Some(input.clone()));
                members.inputs.push(input);
            }
        }
        if members.inputs.len() < 2 {
            bail!("a workspace is two contracts or more; list them in tidings.toml under [[spec]]");
        }
        Ok(members)
    }

    /// Every pair of a contract, also one that is gone, and another one that is there.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Member, Member)> {
        let (all, there) = (self.inputs.len(), self.count());
        let pairs = (0..all).flat_map(move |one| (0..there).map(move |other| (one, other)));
        pairs.filter(|(one, other)| one != other)
    }

    /// Whether a contract is gone.
    pub(super) fn is_gone(&self, member: Member) -> bool {
        member >= self.count()
    }

    /// How many are there.
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
        let now = self.now.get(member);
        now.map_or(&self.nothing, |now| &now.contract)
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
            Before::This(before) => match self.now.get(member) {
                Some(now) => !before.reads_as(now),
                None => true,
            },
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
