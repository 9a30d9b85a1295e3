//! What is listed of a comparison with an older version: what no step between the versions has been told to break.

use std::collections::HashSet;

use tidings_diff::{Change, Impact, Whole, wholes};

use super::Compared;
use super::asked::Counting;
use crate::analysis::counted;

/// What is listed of a comparison, which means what all of its changes mean.
pub(super) struct Listed {
    changes: Vec<Change>,
    /// How many changes are told of a step.
    told: usize,
    /// How many others take nothing away from anybody.
    harmless: usize,
}

/// Lists of what the newest version of a contract breaks of an older one only what no step between the two has been told
/// to break, and leaves out comparisons of which nothing is left.
pub(super) fn told_once(compared: &mut Vec<Compared>) {
    let steps = compared.iter().filter(|one| one.counting == Counting::All);
    // Another contract may say the same of elements of its own.
    let told = steps.flat_map(|one| {
        let changes = one.comparison.changes.iter();
        changes.map(|change| (one.place, change.fingerprint()))
    });
    let told: HashSet<(usize, String)> = told.collect();
    compared.retain_mut(|one| {
        if one.counting == Counting::All {
            return true;
        }
        let is_told = |change: &Change| told.contains(&(one.place, change.fingerprint()));
        let is_harmless = |change: &Change| change.impact < Impact::Risky;
        let wholes = one.comparison.wholes().into_iter();
        let (again, others): (Vec<_>, Vec<_>) = wholes.partition(|whole| is_told(whole.change));
        let harmless = others.iter().filter(|whole| is_harmless(whole.change));
        let (told, harmless) = (again.len(), harmless.count());
        let changes = one.comparison.changes.iter();
        let changes = changes.filter(|change| !is_harmless(change) && !is_told(change));
        let changes: Vec<Change> = changes.cloned().collect();
        let is_left = !changes.is_empty();
        one.listed = Some(Listed {
            changes,
            told,
            harmless,
        });
        is_left
    });
}

impl Compared {
    /// The changes that are listed, each with its parts.
    pub(super) fn wholes(&self) -> Vec<Whole<'_>> {
        match &self.listed {
            Some(listed) => wholes(&listed.changes),
            None => self.comparison.wholes(),
        }
    }

    /// How many changes are not listed, and why; `None` where all are.
    pub(super) fn left_out(&self) -> Option<String> {
        let Listed { told, harmless, .. } = self.listed.as_ref()?;
        let (is, breaks) = (
            if *told == 1 { "is" } else { "are" },
            if *harmless == 1 { "breaks" } else { "break" },
        );
        let told =
            (*told > 0).then(|| format!("{} that {is} told above", counted(*told, "change")));
        let harmless = (*harmless > 0)
            .then(|| format!("{} that {breaks} nobody", counted(*harmless, "change")));
        let parts: Vec<String> = told.into_iter().chain(harmless).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
