//! The search for a value that is valid under some schemas and not under others.
//!
//! For each kind of value the claims are taken apart (`expand`) into demands of that kind and choices between them; each
//! way through the choices (`branch`) ends with demands that a solver of the kind decides: `number`, `string`, `array`,
//! `object`. Arrays and objects ask for their parts again. What was found for a goal is remembered (`goals`), which also
//! settles schemas that refer to themselves.

mod atom;
mod branch;
mod combinations;
mod contradictions;
mod different;
mod evaluated;
mod expand;
mod goal;
mod goals;
mod hopeless;
mod parts;
mod unevaluated;
mod ways;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

pub(crate) use atom::{ArrayAtom, ObjectAtom, Region};
pub(crate) use goal::{Claim, Goal, Ways, Witness};
use goals::Goals;
use tidings_diag::Location;
use tidings_schema::{Literal, SchemaId};

use crate::budget::Budget;
use crate::evaluate::Guesses;
use crate::found::{Cause, Found, Node};
use crate::intern::Arena;
use crate::string::{Automata, StringDemand};
use crate::{Options, Side, Subject};

/// A search over the schemas of one question, which can be asked several times.
#[derive(Debug)]
pub(crate) struct Search<'g> {
    pub(crate) arena: Arena,
    pub(crate) budget: Budget,
    /// How many schemas are being applied inside each other by direct judgement.
    pub(crate) evaluating: u32,
    pub(crate) automata: Automata,
    strings: HashMap<StringDemand, Found<String>>,
    goals: Goals,
    pub(crate) guesses: Guesses,
    /// By schema what its `unevaluatedProperties` says without that keyword, where it can be said so.
    plain: HashMap<Node, Option<Node>>,
    /// The schemas that say so of a single name.
    left_over: HashSet<Node>,
    /// These names.
    left_over_names: BTreeSet<Rc<str>>,
    first: Subject<'g>,
    second: Option<Subject<'g>>,
    roots: Vec<Node>,
    doubt: Option<Cause>,
}

impl<'g> Search<'g> {
    /// A search over the schemas of `first` and of `others`, of which the first one is the second side.
    pub(crate) fn new(first: Subject<'g>, others: &[Subject<'g>], options: &Options) -> Self {
        let mut subjects = vec![(Side::First, first)];
        subjects.extend(others.iter().map(|other| (Side::Second, *other)));
        let (arena, roots) = Arena::new(&subjects, options.formats);
        Self {
            arena,
            budget: Budget::new(options.budget),
            evaluating: 0,
            automata: Automata::default(),
            strings: HashMap::new(),
            goals: Goals::default(),
            guesses: Guesses::default(),
            plain: HashMap::new(),
            left_over: HashSet::new(),
            left_over_names: BTreeSet::new(),
            first,
            second: others.first().copied(),
            roots,
            doubt: None,
        }
    }

    /// The schema that the question is about on `side`; without a second subject both sides are the first one.
    pub(crate) fn root(&self, side: Side) -> Node {
        match (side, &self.roots[..]) {
            (Side::Second, [_, second, ..]) => *second,
            (_, roots) => roots[0],
        }
    }

    /// The schemas behind those of both sides.
    pub(crate) fn further_roots(&self) -> &[Node] {
        self.roots.get(2..).unwrap_or_default()
    }

    /// A value that meets every claim.
    ///
    /// It is no more than the search believes: whoever shows it to somebody asks the validator first. `Nothing` is a
    /// proof.
    pub(crate) fn find(&mut self, claims: &[Claim]) -> Found<Rc<Literal>> {
        if let Err(cause) = self.say_plainly() {
            return cause.into();
        }
        let found = self.solve(&Goal::new(claims.to_vec()));
        found.map(|witness| {
            self.doubt = witness.doubt;
            witness.value
        })
    }

    /// Why the value that was found last may fail, where the search could not follow everything.
    pub(crate) fn doubt(&self) -> Option<&Cause> {
        self.doubt.as_ref()
    }

    /// Where `node` stands; the root of the first side for a schema that stands nowhere.
    pub(crate) fn place(&self, node: Option<Node>) -> (Side, SchemaId) {
        let place = node.and_then(|node| self.arena.origin(node));
        place.unwrap_or((Side::First, self.first.schema))
    }

    /// Where the pattern `pattern` is stated.
    pub(crate) fn place_of_pattern(&self, pattern: &str) -> Option<(Side, Location)> {
        self.arena.origins().find_map(|(side, schema)| {
            let rules = self.subject(side).graph.rules(schema)?;
            let mut of_names = rules.object.pattern_properties.iter();
            let keyword = match rules.string.pattern.as_deref() {
                Some(stated) if stated == pattern => rules.keyword("pattern"),
                _ if of_names.any(|(stated, _)| stated == pattern) => {
                    rules.keyword("patternProperties")
                }
                _ => None,
            };
            Some((side, keyword?.location()))
        })
    }

    /// The subject on `side`.
    pub(crate) fn subject(&self, side: Side) -> Subject<'g> {
        match (side, self.second) {
            (Side::Second, Some(second)) => second,
            _ => self.first,
        }
    }

    /// A string that meets `demand`.
    fn string(&mut self, demand: StringDemand) -> Found<String> {
        if let Some(known) = self.strings.get(&demand) {
            return known.clone();
        }
        let taken = self.budget.taken();
        let found = crate::string::find(&demand, &mut self.automata, &mut self.budget);
        if !self.budget.is_exhausted() {
            self.strings.insert(demand, found.clone());
        } else if taken < self.budget.taken() / 2 {
            self.budget.blame(self.automata.largest(&demand));
        }
        found
    }

    /// What the value of the property `name` must meet, by `tables` and by the claims on regions.
    ///
    /// # Errors
    ///
    /// When a pattern cannot be run on the name, or no step is left.
    pub(crate) fn property_goal<'r>(
        &mut self,
        name: &str,
        tables: &[Node],
        every: impl Iterator<Item = &'r (Region, Claim)>,
    ) -> Result<Goal, Cause> {
        let mut claims = Vec::new();
        for table in tables {
            self.budget.spend(1)?;
            if let Some(object) = &self.arena.shape(*table).object {
                let nodes = self.schemas_of(object, name)?;
                claims.extend(nodes.into_iter().map(Claim::valid));
            }
        }
        for (region, claim) in every {
            if self.is_in(region, name)? {
                claims.push(*claim);
            }
        }
        Ok(Goal::new(claims))
    }

    /// Whether the property `name` is in `region`.
    ///
    /// # Errors
    ///
    /// When a pattern cannot be run on the name.
    pub(crate) fn is_in(&mut self, region: &Region, name: &str) -> Result<bool, Cause> {
        match region {
            Region::Key(key) => Ok(**key == *name),
            Region::Pattern(pattern) => self.automata.patterns.is_match(pattern, name),
            Region::Others(declared) => {
                let names = &declared.names;
                if names.binary_search_by(|known| (**known).cmp(name)).is_ok() {
                    return Ok(false);
                }
                for pattern in &declared.patterns {
                    if self.automata.patterns.is_match(pattern, name)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }
}
