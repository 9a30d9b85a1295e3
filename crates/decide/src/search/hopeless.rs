//! Demands on some property that no name can meet, seen without looking at names.
//!
//! Patterns part names into many sorts, and most demands need none of them: what a pattern demands of the names in which
//! it is found is demanded of each of them, and of two versions of an object most patterns have the same schema.

use std::rc::Rc;

use super::atom::Region;
use super::{Claim, Goal, Search};
use crate::found::{Cause, Found, Node};
use crate::intern::ObjectShape;

impl Search<'_> {
    /// Whether no property in `region` can meet `claim` beside `tables` and the claims on regions, whatever it is called.
    ///
    /// # Errors
    ///
    /// When no step is left.
    pub(crate) fn is_hopeless(
        &mut self,
        region: &Region,
        claim: Claim,
        tables: &[Node],
        every: &[(Region, Claim)],
    ) -> Result<bool, Cause> {
        if let Region::Key(_) = region {
            // A name of its own is looked at soon enough.
            return Ok(false);
        }
        let mut common = vec![claim];
        let every = every.iter().filter(|(known, _)| known == region);
        common.extend(every.map(|(_, claim)| *claim));
        let mut choices = Vec::new();
        for table in tables {
            self.budget.spend(1)?;
            let shape = self.arena.shape(*table);
            let Some(object) = &shape.object else {
                continue;
            };
            match of_pattern(object, region) {
                Some(node) => common.push(Claim::valid(node)),
                None => choices.extend(one_of(object, region)),
            }
        }
        let common = Goal::new(common);
        if let Found::Nothing = self.solve(&common) {
            return Ok(true);
        }
        for nodes in choices {
            let mut is_hopeless = true;
            for node in nodes {
                self.budget.spend(1)?;
                is_hopeless =
                    matches!(self.solve(&common.with(Claim::valid(node))), Found::Nothing);
                if !is_hopeless {
                    break;
                }
            }
            if is_hopeless {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The schema that `object` has for the pattern which `region` is.
fn of_pattern(object: &ObjectShape, region: &Region) -> Option<Node> {
    let Region::Pattern(pattern) = region else {
        return None;
    };
    let mut patterns = object.patterns.iter();
    let (_, node) = patterns.find(|(known, _)| known == pattern)?;
    Some(*node)
}

/// Schemas of which `object` applies at least one to each property in `region`.
fn one_of(object: &ObjectShape, region: &Region) -> Option<Vec<Node>> {
    let rest = object.rest?;
    let is_open = |names: bool, name: &Rc<str>| match region {
        Region::Others(declared) if names => declared.names.binary_search(name).is_err(),
        Region::Others(declared) => !declared.patterns.contains(name),
        Region::Key(_) | Region::Pattern(_) => true,
    };
    let properties = object
        .properties
        .iter()
        .filter(|(name, _)| is_open(true, name));
    let patterns = object
        .patterns
        .iter()
        .filter(|(source, _)| is_open(false, source));
    let stated = properties.chain(patterns).map(|(_, node)| *node);
    // The rest comes first: it is what most often says something else.
    Some(std::iter::once(rest).chain(stated).collect())
}
