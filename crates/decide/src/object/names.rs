//! The names that a property can have: those that schemas mention, and fresh ones.
//!
//! A name that no schema mentions is treated by the patterns alone, and by what some name must be, so fresh names fall
//! into sorts by which of these they meet. Of each sort as many names are made up as could be needed, or all there are.
//! Sorts may be many, so before they are told apart two names are tried that are likely to do.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidings_schema::Literal;

use super::demand::{ObjectDemand, Obligation};
use super::{Chosen, FILL_LIMIT};
use crate::found::{Cause, Found, Node};
use crate::intern::{Kind, Kinds, Shape};
use crate::search::{Claim, Goal, Region, Search};

/// How many sorts of names are told apart.
const SORT_LIMIT: usize = 64;

/// The names for one object.
#[derive(Debug)]
pub(super) struct Names {
    /// The names that schemas mention.
    mentioned: Vec<Rc<str>>,
    /// The patterns that schemas match names with.
    patterns: Vec<Rc<str>>,
    /// Whether the names and patterns of the tables are among these.
    has_tables: bool,
    /// Names that are likely to do for a demand on a region.
    likely: Vec<(Region, [Option<Rc<str>>; 2])>,
    /// The sorts of fresh names, once they are asked for.
    sorts: Option<Vec<Sort>>,
    /// How many names of one sort could be needed.
    need: usize,
    /// The schema whose place a made-up one takes.
    owner: Option<Node>,
}

/// Fresh names that the same patterns match.
#[derive(Debug)]
struct Sort {
    goal: Goal,
    names: Vec<Rc<str>>,
    /// There are no more names than these.
    is_complete: bool,
}

impl Names {
    pub(super) fn of(demand: &ObjectDemand) -> Self {
        let obliged = demand
            .obligations
            .iter()
            .filter_map(|obligation| match obligation {
                Obligation::Value(region, _) => Some(region),
                Obligation::Name(_) => None,
            });
        let mut mentioned: BTreeSet<Rc<str>> =
            demand.required.union(&demand.absent).cloned().collect();
        let mut patterns = BTreeSet::new();
        for region in demand.every.iter().map(|(region, _)| region).chain(obliged) {
            match region {
                Region::Key(name) => drop(mentioned.insert(Rc::clone(name))),
                Region::Pattern(pattern) => drop(patterns.insert(Rc::clone(pattern))),
                Region::Others(declared) => {
                    mentioned.extend(declared.names.iter().cloned());
                    patterns.extend(declared.patterns.iter().cloned());
                }
            }
        }
        Self {
            mentioned: mentioned.into_iter().collect(),
            patterns: patterns.into_iter().collect(),
            has_tables: false,
            likely: Vec::new(),
            sorts: None,
            need: demand.obligations.len() + demand.min as usize,
            owner: demand.tables.first().copied(),
        }
    }

    /// Adds the names and patterns of the tables, which are many and often not needed.
    fn add_tables(&mut self, search: &mut Search<'_>, demand: &ObjectDemand) -> Result<(), Cause> {
        let mut mentioned: BTreeSet<Rc<str>> = self.mentioned.drain(..).collect();
        let mut patterns: BTreeSet<Rc<str>> = self.patterns.drain(..).collect();
        for table in &demand.tables {
            if let Some(object) = &search.arena.shape(*table).object {
                search.budget.spend(object.properties.len() as u64 / 4)?;
                mentioned.extend(object.properties.iter().map(|(name, _)| Rc::clone(name)));
                patterns.extend(
                    object
                        .patterns
                        .iter()
                        .map(|(pattern, _)| Rc::clone(pattern)),
                );
            }
        }
        self.mentioned = mentioned.into_iter().collect();
        self.patterns = patterns.into_iter().collect();
        Ok(())
    }

    /// The candidate number `position` for `obligation`; `Some(None)` for a number that turned out to be none, `None` after
    /// the last one.
    pub(super) fn candidate(
        &mut self,
        search: &mut Search<'_>,
        demand: &ObjectDemand,
        obligation: &Obligation,
        chosen: &Chosen,
        position: usize,
    ) -> Result<Option<Option<Rc<str>>>, Cause> {
        search.budget.spend(1)?;
        if let Obligation::Value(Region::Key(name), _) = obligation {
            let is_allowed = position == 0 && search.allows(demand, name)?;
            return Ok((position == 0).then(|| is_allowed.then(|| Rc::clone(name))));
        }
        if !self.has_tables {
            self.add_tables(search, demand)?;
            self.has_tables = true;
        }
        if let Some(name) = self.mentioned.get(position).cloned() {
            let fits = fits(search, obligation, &name)? && search.allows(demand, &name)?;
            return Ok(Some(fits.then_some(name)));
        }
        let mut position = position - self.mentioned.len();
        if let Obligation::Value(region, _) = obligation {
            let likely = self.likely(search, demand, region)?;
            let [_, Some(_)] = &likely else {
                // No other name is in the region at all.
                return Ok(None);
            };
            if let Some(name) = likely.get(position) {
                return Ok(Some(name.clone()));
            }
            position -= likely.len();
        }
        if self.sorts.is_none() {
            let sorts = self.sorts(search, demand)?;
            self.sorts = Some(sorts);
        }
        self.fresh(search, obligation, chosen, position)
    }

    /// A fresh name in `region` that no pattern says more about, and one in it that perhaps others do, too.
    fn likely(
        &mut self,
        search: &mut Search<'_>,
        demand: &ObjectDemand,
        region: &Region,
    ) -> Result<[Option<Rc<str>>; 2], Cause> {
        let mut known = self.likely.iter();
        if let Some((_, likely)) = known.find(|(known, _)| known == region) {
            return Ok(likely.clone());
        }
        let fresh = self.fresh_names(search, demand);
        let mut within = fresh.clone();
        let mut alone = fresh;
        for pattern in &self.patterns {
            let node = search.arena.pattern(Rc::clone(pattern), self.owner);
            let inside = matches!(region, Region::Pattern(own) if own == pattern);
            let outside = match region {
                Region::Others(declared) => declared.patterns.contains(pattern),
                Region::Key(_) | Region::Pattern(_) => false,
            };
            let claim = match inside {
                true => Claim::valid(node),
                false => Claim::invalid(node),
            };
            alone = alone.with(claim);
            if inside || outside {
                within = within.with(claim);
            }
        }
        let within = another(search, &within, &[])?;
        let alone = match within {
            Some(_) => another(search, &alone, &[])?,
            None => None,
        };
        let likely = [alone, within];
        self.likely.push((region.clone(), likely.clone()));
        Ok(likely)
    }

    /// What names must be that no schema mentions.
    fn fresh_names(&self, search: &mut Search<'_>, demand: &ObjectDemand) -> Goal {
        let known: Vec<_> = self
            .mentioned
            .iter()
            .map(|name| Literal::String(name.to_string()))
            .collect();
        let known = search.arena.one_of_values(&known);
        let strings = Shape {
            kinds: Kinds::only(Kind::String),
            ..Shape::default()
        };
        let strings = search.arena.made_for(self.owner, strings);
        let mut claims = demand.names.clone();
        claims.extend([Claim::invalid(known), Claim::valid(strings)]);
        Goal::new(claims)
    }

    /// The fresh candidate number `position`: of each sort the names that are chosen already, and one more.
    fn fresh(
        &mut self,
        search: &mut Search<'_>,
        obligation: &Obligation,
        chosen: &Chosen,
        mut position: usize,
    ) -> Result<Option<Option<Rc<str>>>, Cause> {
        let need = self.need + chosen.len() + 1;
        for at in 0..self.sorts.as_ref().map_or(0, Vec::len) {
            let limit = match obligation {
                Obligation::Name(claims) if claims.is_empty() => need,
                Obligation::Name(_) | Obligation::Value(..) => self.used(at, chosen) + 1,
            };
            self.grow(search, at, limit.min(position + 1))?;
            let Some(sort) = self.sorts.as_ref().and_then(|sorts| sorts.get(at)) else {
                break;
            };
            let count = sort.names.len().min(limit);
            if let Some(name) = sort.names.get(position).filter(|_| position < count) {
                let name = Rc::clone(name);
                let fits = fits(search, obligation, &name)?;
                return Ok(Some(fits.then_some(name)));
            }
            position -= count;
        }
        Ok(None)
    }

    /// How many names of a sort are chosen; they are its first ones, since each time the next one is taken.
    fn used(&self, at: usize, chosen: &Chosen) -> usize {
        let sort = self.sorts.as_ref().and_then(|sorts| sorts.get(at));
        let names = sort.map_or(&[][..], |sort| &sort.names);
        let is_used = |name: &&Rc<str>| chosen.contains_key(*name);
        names
            .iter()
            .rposition(|name| is_used(&name))
            .map_or(0, |last| last + 1)
    }

    /// Makes up names of a sort until there are `count`.
    fn grow(&mut self, search: &mut Search<'_>, at: usize, count: usize) -> Result<(), Cause> {
        let Some(sort) = self.sorts.as_mut().and_then(|sorts| sorts.get_mut(at)) else {
            return Ok(());
        };
        while sort.names.len() < count && !sort.is_complete {
            if sort.names.len() > FILL_LIMIT {
                return Err(Cause::new("too many properties would be needed"));
            }
            match another(search, &sort.goal, &sort.names)? {
                Some(name) => sort.names.push(name),
                None => sort.is_complete = true,
            }
        }
        Ok(())
    }

    /// The sorts that have a name, found by deciding one pattern and one demand on a name after the other.
    fn sorts(&self, search: &mut Search<'_>, demand: &ObjectDemand) -> Result<Vec<Sort>, Cause> {
        let mut goals = vec![self.fresh_names(search, demand)];
        let patterns = self.patterns.iter();
        let owner = self.owner;
        let mut parting: Vec<Claim> = patterns
            .map(|pattern| Claim::valid(search.arena.pattern(Rc::clone(pattern), owner)))
            .collect();
        for obligation in &demand.obligations {
            if let Obligation::Name(claims) = obligation {
                parting.extend(claims);
            }
        }
        for claim in parting {
            let mut parted = Vec::new();
            for goal in goals {
                for claim in [claim.negated(), claim] {
                    let goal = goal.with(claim);
                    if another(search, &goal, &[])?.is_some() {
                        parted.push(goal);
                    }
                }
            }
            if parted.len() > SORT_LIMIT {
                return Err(Cause::new("the patterns part names into too many sorts"));
            }
            goals = parted;
        }
        let sorts = goals.into_iter().map(|goal| Sort {
            goal,
            names: Vec::new(),
            is_complete: false,
        });
        Ok(sorts.collect())
    }
}

/// Whether a property called `name` can meet `obligation`, as far as the name goes.
fn fits(search: &mut Search<'_>, obligation: &Obligation, name: &str) -> Result<bool, Cause> {
    match obligation {
        Obligation::Value(region, _) => search.is_in(region, name),
        Obligation::Name(claims) => search.meets(claims, &Literal::String(name.to_owned())),
    }
}

/// A string that meets `goal` and is none of `names`.
fn another(
    search: &mut Search<'_>,
    goal: &Goal,
    names: &[Rc<str>],
) -> Result<Option<Rc<str>>, Cause> {
    let mut goal = goal.clone();
    if !names.is_empty() {
        let names: Vec<_> = names
            .iter()
            .map(|name| Literal::String(name.to_string()))
            .collect();
        let known = search.arena.one_of_values(&names);
        goal = goal.with(Claim::invalid(known));
    }
    match search.solve(&goal) {
        Found::One(witness) => match (&witness.doubt, witness.value.as_str()) {
            (Some(cause), _) => Err(cause.clone()),
            (None, text) => Ok(text.map(Rc::from)),
        },
        Found::Nothing => Ok(None),
        Found::GaveUp(cause) => Err(cause),
    }
}
