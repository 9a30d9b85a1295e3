//! The comparison of two versions.

use std::collections::{BTreeMap, HashMap};

use tidings_diag::RuleMeta;
use tidings_model::Contract;
use tidings_model::contract::ElementId;

use crate::checks::{ALL, Check, Found, Versions, parameter_changes, payload_changes};
use crate::schema::Equality;
use crate::terms::Agreed;
use crate::{Change, Impact, Matching, Options, RequiredBump, Rollout, Terms, Verdict};

/// What changed between two versions.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How they were compared where nothing else was agreed.
    pub options: Options,
    /// The channels about which something else was agreed, each with how it was compared.
    pub channels: BTreeMap<String, Options>,
    /// Which element of the base is which of the revision.
    pub matching: Matching,
    /// The changes, the worst first.
    pub changes: Vec<Change>,
    /// How many changes were left out because of the weight of their checks.
    pub off: usize,
    /// What the part of the version number is that has to grow.
    pub required_bump: RequiredBump,
    /// Who may start to use the revision first.
    pub rollout: Rollout,
    /// The version that the base states.
    stated: String,
}

/// Compares `revision` with `base`, the contract as it was, under `terms`.
pub fn compare(base: &Contract, revision: &Contract, terms: &dyn Terms) -> Comparison {
    let equality = Equality::between(base, revision);
    let matching = Matching::of(base, revision, &equality);
    let agreed = Agreed::between(base, revision, terms);
    let mut changes = Vec::new();
    let mut off = 0;
    for options in agreed.ways() {
        let versions = Versions::new(base, revision, &matching, &options);
        for (check, found) in all_found(&versions, &equality) {
            if !agreed.apply(&options, &found.element) {
                continue;
            }
            match found.judged(check, &options, terms.weight(&check.meta)) {
                Some(change) => changes.push(change),
                None => off += 1,
            }
        }
    }
    changes.sort_by(|one, other| {
        let place = |change: &Change| {
            change
                .revision
                .as_ref()
                .or(change.base.as_ref())
                .map(|it| it.span)
        };
        (other.impact.cmp(&one.impact))
            .then_with(|| place(one).cmp(&place(other)))
            .then_with(|| one.message.cmp(&other.message))
    });
    let mut comparison = Comparison {
        options: terms.options(),
        channels: agreed.channels,
        matching,
        changes: told_once(changes),
        off,
        required_bump: RequiredBump::None,
        rollout: Rollout::AnyOrder,
        stated: base.info.version.clone(),
    };
    comparison.conclude();
    comparison
}

/// Whatever the checks find.
fn all_found(
    versions: &Versions<'_>,
    equality: &Equality<'_>,
) -> impl Iterator<Item = (&'static Check, Found)> {
    let of_contracts = ALL.iter().flat_map(|check| {
        let found = check.find(versions);
        found.into_iter().map(|found| (*check, found))
    });
    let of_parameters = parameter_changes(versions, equality);
    let of_payloads = payload_changes(versions, equality);
    of_contracts.chain(of_parameters).chain(of_payloads)
}

/// `changes` without those that another way of comparing has found already, at least as bad.
fn told_once(changes: Vec<Change>) -> Vec<Change> {
    let mut told: HashMap<(&RuleMeta, ElementId, String), Options> = HashMap::new();
    let mut once = Vec::new();
    for change in changes {
        let same = (change.check, change.element.clone(), change.detail.clone());
        if *told.entry(same).or_insert(change.options) == change.options {
            once.push(change);
        }
    }
    once
}

impl Comparison {
    /// What all changes together mean, besides those that were accepted.
    ///
    /// Those still break somebody, so the version has to grow and the order of the rollout matters as before.
    pub fn verdict(&self) -> Verdict {
        let changes = self.changes.iter();
        let counted = changes.filter(|change| change.accepted.is_none());
        Verdict::of(counted.map(|change| change.impact))
    }

    /// Leaves out the changes that are not to be kept.
    pub fn retain(&mut self, keep: impl FnMut(&Change) -> bool) {
        self.changes.retain(keep);
        self.conclude();
    }

    /// How many changes have another impact than the policy gives them, because of the weight of their checks.
    pub fn reweighed(&self) -> usize {
        let changes = self.changes.iter();
        changes
            .filter(|change| change.judged != change.impact)
            .count()
    }

    fn conclude(&mut self) {
        let worst: Option<Impact> = self.changes.iter().map(|change| change.impact).max();
        self.required_bump = RequiredBump::of(worst, &self.stated);
        self.rollout = Rollout::of(&self.changes);
    }
}
