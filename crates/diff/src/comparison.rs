//! The comparison of two versions.

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_diag::RuleMeta;
use tidings_model::Contract;
use tidings_model::contract::ElementId;

use crate::checks::{
    ALL, Check, Found, Versions, parameter_changes, payload_changes, with_broken_parts_once,
};
use crate::presence::joined;
use crate::schema::Equality;
use crate::terms::Agreed;
use crate::{Change, Impact, Matching, Options, Outcome, RequiredBump, Rollout, Terms, Verdict};

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
    /// Whether a version could not be read, so that nothing is known of what changed.
    is_unread: bool,
}

/// A change with its parts.
#[derive(Clone, Debug)]
pub struct Whole<'c> {
    /// The change.
    pub change: &'c Change,
    /// What is told with it: the operations of a channel that came or went.
    pub parts: Vec<&'c Change>,
}

/// Compares `revision` with `base`, the contract as it was, under `terms`.
pub fn compare(base: &Contract, revision: &Contract, terms: &dyn Terms) -> Comparison {
    let equality = Equality::between(base, revision);
    let matching = Matching::of(base, revision, &equality);
    let agreed = Agreed::between(base, revision, terms);
    let mut changes = Vec::new();
    let mut off = 0;
    for options in agreed.ways() {
        let versions = Versions::new(
            base,
            revision,
            &matching,
            (&options, &agreed),
            equality.hashes(),
        );
        let mut found: Vec<(&Check, Found)> = all_found(&versions, &equality).collect();
        found.retain(|(_, found)| agreed.apply(&options, &found.element));
        for (_, found) in &mut found {
            found.tell_way(&versions);
            found.tell_partners(&versions);
        }
        let found = with_broken_parts_once(found, revision).into_iter();
        let judged = found.map(|(check, mut found)| {
            let whole = found.part_of.take();
            (found.judged(check, &options), whole)
        });
        for (change, whole) in joined(judged) {
            match change.weighed(terms) {
                Some(change) => changes.push((change, whole)),
                None => off += 1,
            }
        }
    }
    let mut changes = with_wholes(changes);
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
        changes: told_once(changes, &agreed),
        channels: agreed.channels,
        matching,
        off,
        required_bump: RequiredBump::None,
        rollout: Rollout::AnyOrder,
        stated: base.info.version.clone(),
        is_unread: false,
    };
    comparison.conclude();
    comparison
}

/// A change, and the coming or going of an element that it is a part of: the check that finds that, and the element.
type Part = (Change, Option<(&'static str, ElementId)>);

/// `changes`, each with the fingerprint of the one that it is a part of.
fn with_wholes(changes: Vec<Part>) -> Vec<Change> {
    let wholes = changes.iter().filter_map(|(_, whole)| whole.as_ref());
    let wholes: HashSet<(&str, ElementId)> = wholes.cloned().collect();
    let named = changes.iter().filter_map(|(change, _)| {
        let name = (change.check.id, change.element.clone());
        wholes.contains(&name).then(|| (name, change.fingerprint()))
    });
    let fingerprints: HashMap<(&str, ElementId), String> = named.collect();
    let changes = changes.into_iter().map(|(change, whole)| Change {
        part_of: whole.and_then(|whole| fingerprints.get(&whole).cloned()),
        ..change
    });
    changes.collect()
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

/// Whether who reads of `whole` need not read of `part`.
fn means_the_same(whole: &Change, part: &Change) -> bool {
    (whole.impact, &whole.accepted) == (part.impact, &part.accepted)
}

/// `changes` without those that another way of comparing has found already, at least as bad.
///
/// What is told of several messages with one key names the channel, by which they are told apart.
fn told_once(changes: Vec<Change>, agreed: &Agreed) -> Vec<Change> {
    let mut told: HashMap<(&RuleMeta, ElementId, String, Option<String>), Options> = HashMap::new();
    let mut once = Vec::new();
    for change in changes {
        let named = agreed.is_shared(&change.element);
        let named = named.then(|| change.message.clone());
        let same = (
            change.check,
            change.element.clone(),
            change.detail.clone(),
            named,
        );
        if *told.entry(same).or_insert(change.options) == change.options {
            once.push(change);
        }
    }
    once
}

/// `changes`, or some of those of a comparison, as they are told: each with its parts, which are not told again where they
/// mean the same.
pub fn wholes(changes: &[Change]) -> Vec<Whole<'_>> {
    let named = changes.iter();
    let named = named.filter_map(|change| change.part_of.as_deref());
    let named: HashSet<&str> = named.collect();
    let numbered = || changes.iter().enumerate();
    let places = numbered().filter(|_| !named.is_empty());
    let places = places.map(|(place, change)| (change.fingerprint(), place));
    let places: HashMap<String, usize> = places
        .filter(|(name, _)| named.contains(name.as_str()))
        .collect();
    let mut parts: HashMap<usize, Vec<&Change>> = HashMap::new();
    let mut wholes: Vec<(usize, &Change)> = Vec::new();
    for (place, change) in numbered() {
        let whole = change.part_of.as_ref().and_then(|whole| places.get(whole));
        match whole.filter(|whole| means_the_same(&changes[**whole], change)) {
            Some(whole) => parts.entry(*whole).or_default().push(change),
            None => wholes.push((place, change)),
        }
    }
    let wholes = wholes.into_iter().map(|(place, change)| Whole {
        change,
        parts: parts.remove(&place).unwrap_or_default(),
    });
    wholes.collect()
}

impl Comparison {
    /// Takes back what was found, because a version could not be read: what it lacks is not gone, and what both mean for
    /// each other is unknown.
    pub fn withdraw(&mut self) {
        self.changes.clear();
        self.off = 0;
        self.is_unread = true;
        self.conclude();
    }

    /// What all changes together mean for programs.
    pub fn verdict(&self) -> Verdict {
        self.outcome().verdict()
    }

    /// What all changes come to, besides those that were accepted.
    ///
    /// Those still break somebody, so the version has to grow and the order of the rollout matters as before.
    pub fn outcome(&self) -> Outcome {
        if self.is_unread {
            return Outcome::Unknown;
        }
        let outcomes = self.changes.iter().map(|change| match change.accepted {
            Some(_) if change.impact > Impact::Annotation => Outcome::Accepted,
            _ => Outcome::of(change.impact),
        });
        outcomes.max().unwrap_or(Outcome::Unchanged)
    }

    /// The changes as they are told: each with its parts, which are not told again where they mean the same.
    pub fn wholes(&self) -> Vec<Whole<'_>> {
        wholes(&self.changes)
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
        let unread = self.is_unread.then_some(Impact::Unknown);
        let impacts = self.changes.iter().map(|change| change.impact);
        self.required_bump = RequiredBump::of(impacts.chain(unread).max(), &self.stated);
        self.rollout = match self.is_unread {
            true => Rollout::Unknown,
            false => Rollout::of(&self.changes),
        };
    }
}
