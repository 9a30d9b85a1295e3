//! What combinations of schemas mean, and their contraries.

use super::atom::Alternative;
use super::expand::Meaning;
use super::{Claim, Goal, Search};
use crate::found::{Cause, Found, Node};
use crate::intern::Combination;

impl Search<'_> {
    /// Adds what `combination` demands.
    pub(super) fn combine(&mut self, node: Node, combination: &Combination, meaning: &mut Meaning) {
        match combination {
            Combination::All(part) => meaning.all.claims.push(Claim::valid(*part)),
            Combination::Not(part) => meaning.all.claims.push(Claim::invalid(*part)),
            Combination::Any(parts) => {
                meaning.choose(
                    parts
                        .iter()
                        .map(|part| Claim::valid(*part).into())
                        .collect(),
                );
            }
            Combination::One(parts) => {
                let ways = (0..parts.len()).map(|chosen| self.exactly(parts, chosen));
                let ways = ways.collect();
                meaning.choose(ways);
            }
            Combination::If(condition, consequence, alternative) => meaning.choose(vec![
                both(Claim::invalid(*condition), Claim::valid(*alternative)),
                both(Claim::valid(*condition), Claim::valid(*consequence)),
            ]),
            Combination::Undecided(why, _) => {
                meaning.doubt = Some(Cause::new(why.reason()).about(Some(node)));
            }
        }
    }

    /// Adds the ways in which `combination` is not kept to.
    pub(super) fn oppose(
        &mut self,
        node: Node,
        combination: &Combination,
        ways: &mut Vec<Alternative>,
    ) {
        match combination {
            Combination::All(part) => ways.push(Claim::invalid(*part).into()),
            Combination::Not(part) => ways.push(Claim::valid(*part).into()),
            Combination::Any(parts) => ways.push(none(parts)),
            Combination::One(parts) => {
                ways.push(none(parts));
                if let Err(cause) = self.overlaps(parts, ways) {
                    ways.push(doubtful(cause));
                }
            }
            Combination::If(condition, consequence, alternative) => {
                ways.push(both(Claim::valid(*condition), Claim::invalid(*consequence)));
                ways.push(both(
                    Claim::invalid(*condition),
                    Claim::invalid(*alternative),
                ));
            }
            Combination::Undecided(why, _) => {
                ways.push(doubtful(Cause::new(why.reason()).about(Some(node))));
            }
        }
    }

    /// Adds the ways in which a value is valid under two of `parts`.
    fn overlaps(&mut self, parts: &[Node], ways: &mut Vec<Alternative>) -> Result<(), Cause> {
        for (at, second) in parts.iter().enumerate() {
            for first in &parts[..at] {
                self.budget.spend(1)?;
                let both = both(Claim::valid(*first), Claim::valid(*second));
                if !matches!(self.solve(&Goal::new(both.claims.clone())), Found::Nothing) {
                    ways.push(both);
                }
            }
        }
        Ok(())
    }

    /// The way in which a value is valid under the part number `chosen` and under no other.
    ///
    /// A part that has no value in common with the chosen one need not be refused again.
    pub(super) fn exactly(&mut self, parts: &[Node], chosen: usize) -> Alternative {
        let valid = Claim::valid(parts[chosen]);
        let mut claims = vec![valid];
        for (at, part) in parts.iter().enumerate() {
            if at == chosen {
                continue;
            }
            // Without a step left the search is over, whatever is refused here.
            if self.budget.spend(1).is_err() {
                break;
            }
            let overlap = Goal::new(vec![valid, Claim::valid(*part)]);
            self.solve(&overlap);
            if !self.is_refuted(&overlap) {
                claims.push(Claim::invalid(*part));
            }
        }
        Alternative {
            claims,
            ..Alternative::default()
        }
    }
}

/// A contrary that is not known: every value may be it.
pub(super) fn doubtful(cause: Cause) -> Alternative {
    Alternative {
        doubt: Some(cause),
        ..Alternative::default()
    }
}

fn none(parts: &[Node]) -> Alternative {
    Alternative {
        claims: parts.iter().map(|part| Claim::invalid(*part)).collect(),
        ..Alternative::default()
    }
}

fn both(first: Claim, second: Claim) -> Alternative {
    Alternative {
        claims: vec![first, second],
        ..Alternative::default()
    }
}
