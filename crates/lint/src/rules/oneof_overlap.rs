use std::collections::HashMap;

use tidings_decide::{Reading, Writers};
use tidings_diag::{Finding, Witness};
use tidings_model::Contract;
use tidings_schema::{Literal, Rules, Schema, SchemaGraph, SchemaId, SchemaKind, Sparse};
use tidings_source::Sources;

use crate::emission::{meant, shared_tags, shared_value};
use crate::rule::{Section, rule};
use crate::witness::shown;

rule! {
    /// A value that is made for one branch of `oneOf` is valid under another one too.
    ///
    /// The finding shows such a value.
    /// It holds only names that its own branch declares, or the schema around it; the other branch accepts it as it stands.
    /// The first two branches that overlap are told; there may be more.
    /// Branches that a `discriminator` tells apart are left alone.
    ///
    /// ## Why it matters
    ///
    /// A value under `oneOf` has to be valid under exactly one branch (AsyncAPI 3.0, Schema Object), so the value is refused,
    /// although it keeps everything that its own branch demands.
    /// A branch that allows unknown names accepts whatever has more than it asks for.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       state:
    ///         payload:
    ///           oneOf:
    ///             - { type: object, required: [lit], properties: { lit: { type: boolean } } }
    ///             - { type: object, required: [lit], properties: { lit: { type: boolean }, colour: { type: string } } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       state:
    ///         payload:
    ///           oneOf:
    ///             - { type: object, required: [lit], properties: { lit: { type: boolean } }, additionalProperties: false }
    ///             - { type: object, required: [lit, colour], properties: { lit: { type: boolean }, colour: { type: string } } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "oneof-overlap", "S013", Warning in Suspicious,
    "a value of one branch of `oneOf` is valid under another branch too",
    Section::of("Schema Object"),
    check
}

/// How many pairs of branches of one `oneOf` are compared.
const COMPARED: usize = 200;

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let choices: Vec<(SchemaId, &Rules)> = contract.schemas.iter().filter_map(choice).collect();
    if choices.is_empty() {
        return Vec::new();
    }
    // Each branch with what stands around the `oneOf`, which holds for every branch.
    let mut schemas = contract.schemas.clone();
    let choices: Vec<Choice<'_>> = choices
        .into_iter()
        .map(|(id, rules)| Choice::new(&mut schemas, id, rules))
        .collect();
    let mut overlaps = Overlaps {
        schemas: &schemas,
        writers: Reading::Events.writers(&schemas),
        known: HashMap::new(),
    };
    let found = choices
        .iter()
        .filter_map(|choice| choice.finding(&mut overlaps));
    found.collect()
}

/// A schema that has branches which nothing else tells apart.
fn choice((id, schema): (SchemaId, &Schema)) -> Option<(SchemaId, &Rules)> {
    match &schema.kind {
        SchemaKind::Rules(rules) if rules.one_of.len() > 1 && rules.discriminator.is_none() => {
            Some((id, &**rules))
        }
        _ => None,
    }
}

/// One `oneOf`.
struct Choice<'g> {
    rules: &'g Rules,
    /// Each branch together with the other keywords.
    branches: Vec<SchemaId>,
}

impl<'g> Choice<'g> {
    fn new(schemas: &mut SchemaGraph, id: SchemaId, rules: &'g Rules) -> Self {
        let around = Rules {
            one_of: Sparse::default(),
            ..rules.clone()
        };
        let is_alone = around.is_unconstrained();
        let around = schemas.derive(id, SchemaKind::Rules(Box::new(around)));
        let branch = |&branch: &SchemaId| {
            if is_alone {
                return schemas.resolve(branch);
            }
            let both = Rules {
                all_of: vec![branch, around].into(),
                ..Rules::default()
            };
            schemas.derive(branch, SchemaKind::Rules(Box::new(both)))
        };
        Self {
            rules,
            branches: rules.one_of.iter().map(branch).collect(),
        }
    }

    /// The finding of the first two branches that overlap.
    fn finding(&self, overlaps: &mut Overlaps<'_>) -> Option<Finding> {
        let pairs = self
            .branches
            .iter()
            .enumerate()
            .flat_map(|(index, &branch)| {
                let earlier = self.branches[..index].iter().enumerate();
                earlier.map(move |(other, &schema)| (other, schema, index, branch))
            });
        let mut pairs = pairs.take(COMPARED);
        let (one, other, value) = pairs.find_map(|(one, first, other, second)| {
            let value = overlaps.of(first, second)?;
            Some((one, other, value))
        })?;
        let schemas = overlaps.schemas;
        let keyword = self.rules.keyword("oneOf")?;
        let name = |index: usize| match &schemas.get(schemas.resolve(self.rules.one_of[index])).key
        {
            Some(key) => format!("`{key}`"),
            None => format!("branch {}", index + 1),
        };
        let both = format!("valid under {} and {}", name(one), name(other));
        let message = format!("{} is {both}, and `oneOf` allows one only", shown(&value));
        let witness = Witness {
            instance: value.to_json_text(),
            headers: None,
            reason: format!("it is {both}"),
        };
        let place = |index: usize| schemas.get(self.rules.one_of[index]).location.clone();
        Some(
            Finding::new(&RULE.meta, keyword.location(), message)
                .with_help(
                    "give each branch a required property with a `const` of its own, or use `anyOf` where several may fit",
                )
                .with_related(place(one), "one of the two branches")
                .with_related(place(other), "the other one")
                .with_witness(witness)
                .with_detail(format!("{one} and {other}")),
        )
    }
}

/// What pairs of branches have in common: documents repeat their alternatives.
struct Overlaps<'g> {
    schemas: &'g SchemaGraph,
    writers: Writers<'g>,
    known: HashMap<(SchemaId, SchemaId), Option<Literal>>,
}

impl Overlaps<'_> {
    /// A value that is made for one of the two branches and that the other one accepts as well.
    fn of(&mut self, first: SchemaId, second: SchemaId) -> Option<Literal> {
        let (schemas, writers) = (self.schemas, &mut self.writers);
        let found = self.known.entry((first, second)).or_insert_with(|| {
            accepted_too(schemas, writers, second, first)
                .or_else(|| accepted_too(schemas, writers, first, second))
        });
        found.clone()
    }
}

/// A value that a writer of `branch` emits and that `other` accepts.
fn accepted_too(
    schemas: &SchemaGraph,
    writers: &mut Writers<'_>,
    branch: SchemaId,
    other: SchemaId,
) -> Option<Literal> {
    let tags = shared_tags(schemas, branch, other);
    let emitted = meant(schemas, writers, branch, tags);
    shared_value(writers, emitted, other)
}
