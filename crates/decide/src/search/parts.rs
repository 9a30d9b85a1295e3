//! What is known of a demand on a part of a value before the value is made.
//!
//! Asking for the part at once keeps most choices from being made: of two versions of an object with hundreds of
//! properties only those differ whose schemas do, and an alternative with another tag is none.

use std::rc::Rc;

use super::atom::{Alternative, Atom, ObjectAtom, Region};
use super::branch::{Branch, Prospect};
use super::contradictions::requires;
use super::{Claim, Search};
use crate::found::{Cause, Found};

impl Branch {
    /// What demanding `atom` would do, as far as one property alone tells.
    pub(super) fn prospect_of_part(
        &self,
        atom: &Atom,
        search: &mut Search<'_>,
    ) -> Result<Prospect, Cause> {
        let Atom::Object(atom) = atom else {
            return Ok(Prospect::Open);
        };
        match atom {
            ObjectAtom::Required(name) if self.has(name, search) => Ok(Prospect::Met),
            ObjectAtom::Some(Region::Key(name), claim) => {
                self.prospect_of_property(name, *claim, search)
            }
            ObjectAtom::Some(region, claim) => {
                let is_hopeless =
                    search.is_hopeless(region, *claim, &self.tables, &self.claims_on_regions())?;
                Ok(match is_hopeless {
                    true => Prospect::Contradiction,
                    false => Prospect::Open,
                })
            }
            _ => Ok(Prospect::Open),
        }
    }

    fn prospect_of_property(
        &self,
        name: &Rc<str>,
        claim: Claim,
        search: &mut Search<'_>,
    ) -> Result<Prospect, Cause> {
        let every = self.claims_on_regions();
        let base = search.property_goal(name, &self.tables, every.iter())?;
        if let Found::Nothing = search.solve(&base.with(claim)) {
            return Ok(Prospect::Contradiction);
        }
        // The contrary must be impossible for good, not only as long as a goal that is worked on is not met.
        let is_met = self.has(name, search) && {
            let contrary = base.with(claim.negated());
            search.solve(&contrary);
            search.is_refuted(&contrary)
        };
        Ok(match is_met {
            true => Prospect::Met,
            false => Prospect::Open,
        })
    }

    /// Whether a schema that `way` claims leaves no value to a property that is demanded.
    pub(super) fn clashes(
        &self,
        way: &Alternative,
        search: &mut Search<'_>,
    ) -> Result<bool, Cause> {
        for claim in way.claims.iter().filter(|claim| claim.holds) {
            let shape = search.arena.shape(claim.node);
            let Some(object) = &shape.object else {
                continue;
            };
            for atom in &self.atoms {
                let Atom::Object(ObjectAtom::Some(Region::Key(name), demanded)) = atom else {
                    continue;
                };
                let Some(node) = object.property(name) else {
                    continue;
                };
                let goal = search.property_goal(name, &self.tables, std::iter::empty())?;
                let goal = goal.with_all([*demanded, Claim::valid(node)]);
                if let Found::Nothing = search.solve(&goal) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The claims on every property of a region.
    fn claims_on_regions(&self) -> Vec<(Region, Claim)> {
        let every = self.atoms.iter().filter_map(|atom| match atom {
            Atom::Object(ObjectAtom::Every(region, claim)) => Some((region.clone(), *claim)),
            _ => None,
        });
        every.collect()
    }

    /// Whether the value surely has a property called `name`.
    fn has(&self, name: &Rc<str>, search: &Search<'_>) -> bool {
        let is_required = self
            .tables
            .iter()
            .any(|table| requires(*table, name, search));
        is_required
            || self.atoms.iter().any(|atom| match atom {
                Atom::Object(
                    ObjectAtom::Required(known) | ObjectAtom::Some(Region::Key(known), _),
                ) => known == name,
                _ => false,
            })
    }

    /// Whether the table added last lists other values for a required property than the ones before it do, as two schemas of
    /// one union do for the property that tells them apart.
    pub(super) fn tags_clash(&self, search: &mut Search<'_>) -> Result<bool, Cause> {
        let Some((last, before)) = self.tables.split_last() else {
            return Ok(false);
        };
        let shape = search.arena.shape(*last);
        let Some(object) = &shape.object else {
            return Ok(false);
        };
        for (name, node) in &object.properties {
            if before.is_empty() || search.arena.shape(*node).values.is_empty() {
                continue;
            }
            search.budget.spend(1)?;
            if !self.has(name, search) {
                continue;
            }
            let goal = search.property_goal(name, &self.tables, std::iter::empty())?;
            if let Found::Nothing = search.solve(&goal) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
