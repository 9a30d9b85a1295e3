//! Instances made up for a schema: for tests, and for readers who want to see one.
//!
//! What is made up is judged by [`crate::validate_literal`] before anybody sees it, so making may guess.

mod arrays;
mod choice;
mod heights;
mod numbers;
mod objects;
mod pattern;
mod separate;
mod strings;

use tidings_diag::Location;

use crate::validate::{Effort, validate_within};
use crate::{Literal, Rules, SchemaGraph, SchemaId, SchemaKind, Type, ValidateOptions};
use choice::Choice;
pub(crate) use heights::Heights;

/// From this depth on what need not be there is left out, so that recursive schemas come to an end.
const OPTIONAL_DEPTH: usize = 3;

/// How deep an example may be.
const DEPTH_LIMIT: usize = 24;

/// How many ways to combine branches and conditions are tried for one value.
const ATTEMPTS: usize = 12;

/// How many values are tried on the way to one example.
const ATTEMPT_LIMIT: usize = 5_000;

/// Types, those that say most about a value first; where a text may stand for a number, the number is the plain form.
const PLAINEST_FIRST: [Type; 7] = [
    Type::Object,
    Type::Array,
    Type::Number,
    Type::Integer,
    Type::String,
    Type::Boolean,
    Type::Null,
];

/// Why there is no example.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no example was found: {message}")]
pub struct ExampleError {
    /// The schema that none was found for.
    pub location: Location,
    /// What stands in the way, without a full stop.
    pub message: String,
}

/// An instance that is valid under the schema `schema`, formats asserted.
///
/// The same `variant` gives the same instance. Variant 0 is what a reader wants to see: the author's own examples and
/// defaults where they are valid, and every declared property. Others vary everything that the schema leaves open.
///
/// # Errors
///
/// [`ExampleError`] when none was found; that does not prove that there is none.
pub fn example(
    graph: &SchemaGraph,
    schema: SchemaId,
    variant: u64,
) -> Result<Literal, ExampleError> {
    Examples::of(graph).make(schema, variant)
}

/// Makes instances for many schemas of one graph, and works once on what they share.
pub struct Examples<'g>(Maker<'g>);

impl<'g> Examples<'g> {
    /// Instances for schemas of `graph`.
    pub fn of(graph: &'g SchemaGraph) -> Self {
        Self(Maker {
            graph,
            heights: Heights::of(graph),
            choice: Choice::new(0),
            steps: 0,
            effort: Effort::default(),
            obstacle: None,
        })
    }

    /// The instance that [`example`] gives.
    ///
    /// # Errors
    ///
    /// [`ExampleError`] as there.
    pub fn make(&mut self, schema: SchemaId, variant: u64) -> Result<Literal, ExampleError> {
        let maker = &mut self.0;
        maker.choice = Choice::new(variant);
        maker.steps = 0;
        maker.effort.renew();
        maker.obstacle = None;
        maker.make(&[schema], 0).map_err(|obstacle| ExampleError {
            location: maker
                .graph
                .get(obstacle.schema.unwrap_or(schema))
                .location
                .clone(),
            message: obstacle.message,
        })
    }
}

/// Why a value was not made.
#[derive(Clone)]
struct Obstacle {
    schema: Option<SchemaId>,
    message: String,
}

impl Obstacle {
    fn new(message: impl Into<String>) -> Self {
        Self {
            schema: None,
            message: message.into(),
        }
    }
}

/// Makes values for one example.
struct Maker<'g> {
    graph: &'g SchemaGraph,
    heights: Heights,
    choice: Choice,
    steps: usize,
    /// What judging what was made may cost.
    effort: Effort<'g>,
    /// The first thing that stood in the way, which is what to tell when the steps run out.
    obstacle: Option<Obstacle>,
}

impl<'g> Maker<'g> {
    /// A value that is valid under each of `schemas`.
    fn make(&mut self, schemas: &[SchemaId], depth: usize) -> Result<Literal, Obstacle> {
        let salt = self.choice.salt;
        let is_finite = self.heights.of_all(schemas.iter().copied()).is_some();
        let mut result = Err(Obstacle::new("it would be nested too deeply"));
        if !is_finite {
            result = Err(self.without_instances(schemas));
        }
        let attempts = if is_finite && depth <= DEPTH_LIMIT {
            ATTEMPTS
        } else {
            0
        };
        for attempt in 0..attempts {
            if self.steps >= ATTEMPT_LIMIT || self.effort.steps == 0 {
                let first = self.obstacle.clone();
                return Err(first.unwrap_or_else(|| Obstacle::new("it takes too many steps")));
            }
            self.choice.salt = salt + attempt as u64;
            result = self.attempt(schemas, depth, attempt);
            self.choice.salt = salt;
            if result.is_ok() {
                break;
            }
        }
        result.map_err(|mut obstacle| {
            obstacle.schema = obstacle.schema.or(schemas.first().copied());
            self.obstacle.get_or_insert_with(|| obstacle.clone());
            obstacle
        })
    }

    /// Why there is no finite value that is valid under all of `schemas`.
    fn without_instances(&self, schemas: &[SchemaId]) -> Obstacle {
        let endless = Heights::of_types(self.graph).of_all(schemas.iter().copied());
        Obstacle::new(match endless {
            None => "every instance of it is endless",
            Some(_) => "a schema that every instance needs is `false`",
        })
    }

    fn attempt(
        &mut self,
        schemas: &[SchemaId],
        depth: usize,
        attempt: usize,
    ) -> Result<Literal, Obstacle> {
        self.steps += 1;
        let mut rules = Vec::new();
        let mut waiting = schemas.to_vec();
        let mut seen = Vec::new();
        while let Some(id) = waiting.pop() {
            let id = self.graph.resolve(id);
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            match &self.graph.get(id).kind {
                SchemaKind::Boolean(true) | SchemaKind::Reference(_) => {}
                SchemaKind::Boolean(false) => return Err(Obstacle::new("a schema is `false`")),
                SchemaKind::Rules(found) => {
                    rules.push(&**found);
                    self.add_conjuncts(found, depth, attempt, &mut waiting);
                }
            }
        }
        for value in self.stated(&seen, &rules) {
            if self.is_valid(schemas, &value).is_ok() {
                return Ok(value);
            }
        }
        let value = self.of_some_type(&rules, depth)?;
        match self.is_valid(schemas, &value) {
            Ok(()) => Ok(value),
            // Taking branches in turn comes first: most of them can be told apart.
            Err(obstacle) if attempt + 1 < ATTEMPTS => Err(obstacle),
            Err(obstacle) => self.separated(schemas, &rules, &value).ok_or(obstacle),
        }
    }

    /// What must hold besides `rules` for a value that this attempt makes.
    fn add_conjuncts(
        &mut self,
        rules: &Rules,
        depth: usize,
        attempt: usize,
        conjuncts: &mut Vec<SchemaId>,
    ) {
        conjuncts.extend(&rules.all_of);
        let reference = rules.dynamic_reference.iter();
        conjuncts.extend(reference.map(|reference| reference.target));
        for branches in [&rules.any_of, &rules.one_of] {
            conjuncts.extend(self.branch(branches, depth));
        }
        match attempt % 3 {
            1 => conjuncts.extend(rules.condition.into_iter().chain(rules.consequence)),
            2 => conjuncts.extend(rules.condition.and(rules.alternative)),
            _ => {}
        }
    }

    /// One of `branches` that comes to an end; far down, one that does so soonest.
    fn branch(&mut self, branches: &[SchemaId], depth: usize) -> Option<SchemaId> {
        let heights = &self.heights;
        let mut finite: Vec<_> = branches
            .iter()
            .filter_map(|&branch| Some((heights.get(branch)?, branch)))
            .collect();
        if depth >= OPTIONAL_DEPTH {
            let least = finite.iter().map(|(height, _)| *height).min();
            finite.retain(|(height, _)| Some(*height) == least);
        }
        let chosen = self.choice.below(finite.len() as u64) as usize;
        finite.get(chosen).map(|(_, branch)| *branch)
    }

    /// Values that the author wrote down, the most binding first.
    fn stated(&mut self, schemas: &[SchemaId], rules: &[&Rules]) -> Vec<Literal> {
        let constants = rules
            .iter()
            .filter_map(|rules| rules.constant.as_deref().cloned());
        let mut values: Vec<_> = constants.collect();
        for enumeration in rules.iter().filter_map(|rules| rules.enumeration.as_ref()) {
            let mut enumeration = enumeration.clone();
            let first = self.choice.below(enumeration.len() as u64) as usize;
            enumeration.rotate_left(first);
            values.extend(enumeration);
        }
        if self.choice.is_plain() {
            for schema in schemas.iter().map(|&id| self.graph.get(id)) {
                values.extend(
                    schema
                        .examples
                        .iter()
                        .chain(schema.default.as_deref())
                        .cloned(),
                );
            }
        }
        values
    }

    fn is_valid(&mut self, schemas: &[SchemaId], value: &Literal) -> Result<(), Obstacle> {
        let options = ValidateOptions::default();
        let mut failures = schemas.iter().flat_map(|&schema| {
            validate_within(self.graph, schema, value, &options, &mut self.effort)
        });
        match failures.next() {
            None => Ok(()),
            Some(failure) => Err(Obstacle::new(format!(
                "what was made breaks `{}` at {}: {}",
                failure.keyword,
                failure.schema.pointer.unwrap_or_default(),
                failure.message
            ))),
        }
    }

    fn of_some_type(&mut self, rules: &[&'g Rules], depth: usize) -> Result<Literal, Obstacle> {
        let types = possible_types(rules);
        if types.is_empty() {
            return Err(Obstacle::new(
                "the schemas that must hold together share no type",
            ));
        }
        let chosen = self.choice.below(types.len() as u64) as usize;
        match types[chosen] {
            Type::Null => Ok(Literal::Null),
            Type::Boolean => Ok(Literal::Bool(self.choice.below(2) == 0)),
            Type::Integer => self.number(rules, true),
            Type::Number => self.number(rules, false),
            Type::String => self.string(rules),
            Type::Array => self.array(rules, depth),
            Type::Object => self.object(rules, depth),
        }
    }
}

/// The types that all rules allow, the plainest first.
fn possible_types(rules: &[&Rules]) -> Vec<Type> {
    let stated = rules
        .iter()
        .filter_map(|rules| rules.types)
        .reduce(|all, types| all.intersection(types));
    match stated {
        Some(types) => PLAINEST_FIRST
            .into_iter()
            .filter(|&kind| types.contains(kind))
            .collect(),
        // Without `type`, the keywords show which type their author had in mind.
        None => vec![intended_type(rules)],
    }
}

fn intended_type(rules: &[&Rules]) -> Type {
    if rules.iter().any(|rules| !rules.object.is_unconstrained()) {
        Type::Object
    } else if rules.iter().any(|rules| rules.array != Default::default()) {
        Type::Array
    } else if rules.iter().any(|rules| rules.number != Default::default()) {
        Type::Number
    } else {
        Type::String
    }
}
