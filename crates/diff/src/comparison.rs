//! The comparison of two versions.

use tidings_model::Contract;

use crate::checks::{ALL, Versions, payload_changes};
use crate::schema::Equality;
use crate::{Change, Matching, Options, RequiredBump, Rollout, Verdict};

/// What changed between two versions.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How they were compared.
    pub options: Options,
    /// Which element of the base is which of the revision.
    pub matching: Matching,
    /// The changes, the worst first.
    pub changes: Vec<Change>,
    /// What the part of the version number is that has to grow.
    pub required_bump: RequiredBump,
    /// Who may start to use the revision first.
    pub rollout: Rollout,
}

/// Compares `revision` with `base`, the contract as it was.
pub fn compare(base: &Contract, revision: &Contract, options: &Options) -> Comparison {
    let equality = Equality::between(base, revision);
    let matching = Matching::of(base, revision, &equality);
    let versions = Versions::new(base, revision, &matching, options);
    let of_contracts = ALL.iter().flat_map(|check| {
        let found = check.find(&versions);
        found.into_iter().map(|found| (*check, found))
    });
    let mut found: Vec<_> = of_contracts.collect();
    found.extend(payload_changes(&versions, &equality));
    let judged = found
        .into_iter()
        .map(|(check, found)| found.judged(check, options));
    let mut changes: Vec<Change> = judged.collect();
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
    let worst = changes.iter().map(|change| change.impact).max();
    Comparison {
        options: *options,
        required_bump: RequiredBump::of(worst, &base.info.version),
        rollout: Rollout::of(&changes),
        matching,
        changes,
    }
}

impl Comparison {
    /// What all changes together mean.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.changes.iter().map(|change| change.impact))
    }
}
