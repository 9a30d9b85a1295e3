//! Readers that ignore names they do not know, and readers that fill in defaults.
//!
//! A reader is a copy of its schema. Where a refused name only makes the schema demand more (at the root, under
//! `properties`, `items`, `allOf`, `anyOf`) the refusal is dropped. Where it also tells schemas apart (under `oneOf`,
//! `not` and `if`) the names that one of those schemas knows stay refused, and only the others are ignored.

use std::collections::HashMap;

use tidings_schema::{
    Additional, ArrayRules, ObjectRules, Property, Rules, SchemaGraph, SchemaId, SchemaKind,
};

use super::opening::{Opened, opened};
use super::position::{Position, Together};
use crate::patterns::Patterns;

/// How much work the copies of one graph may be.
const STEP_LIMIT: u64 = 4_000_000;

/// What a reader forgives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forgiving {
    /// It ignores names that it does not know.
    pub(super) unknown_names: bool,
    /// It does not miss what has a default.
    pub(super) absent_defaults: bool,
}

/// Where a schema stands, as far as refusals are concerned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Standing {
    /// A refusal only demands more.
    Plain,
    /// In a branch of `oneOf`: a refusal tells it from the others; these schemas are applied to the same value.
    Branch(Together),
    /// In `not` or `if`, where a value that is refused counts for something else; as above.
    Test(Together),
}

impl Standing {
    fn together(&self) -> Option<&Together> {
        match self {
            Self::Plain => None,
            Self::Branch(together) | Self::Test(together) => Some(together),
        }
    }

    /// The standing of a schema for a part of the value, which `together` are applied to.
    fn of_part(&self, together: Together) -> Self {
        match self {
            Self::Plain => Self::Plain,
            Self::Branch(_) => Self::Branch(together),
            Self::Test(_) => Self::Test(together),
        }
    }
}

/// Makes the readers of the schemas of one graph.
pub(super) struct Copies<'g> {
    original: &'g SchemaGraph,
    forgiving: Forgiving,
    known: HashMap<(SchemaId, Standing), SchemaId>,
    waiting: Vec<(SchemaId, SchemaId, Standing)>,
    patterns: Patterns,
    steps: u64,
    /// A schema that refuses more than the reader does, and why.
    left_out: Option<(SchemaId, &'static str)>,
}

impl<'g> Copies<'g> {
    pub(super) fn new(original: &'g SchemaGraph, forgiving: Forgiving) -> Self {
        Self {
            original,
            forgiving,
            known: HashMap::new(),
            waiting: Vec::new(),
            patterns: Patterns::default(),
            steps: STEP_LIMIT,
            left_out: None,
        }
    }

    /// Adds to `graph`, a copy of the original, the schema whose values such a reader takes for those of `schema`.
    pub(super) fn accepted(&mut self, graph: &mut SchemaGraph, schema: SchemaId) -> SchemaId {
        let copy = self.copy(graph, schema, Standing::Plain);
        // A list and not the stack, because schemas may nest without end.
        while let Some((id, original, standing)) = self.waiting.pop() {
            let kind = match &self.original.get(original).kind {
                SchemaKind::Boolean(value) => SchemaKind::Boolean(*value),
                SchemaKind::Reference(target) => {
                    SchemaKind::Reference(self.copy(graph, *target, standing))
                }
                SchemaKind::Rules(rules) => {
                    let rules = self.rules(graph, original, rules, &standing);
                    SchemaKind::Rules(Box::new(rules))
                }
            };
            graph.replace(id, kind);
        }
        copy
    }

    /// A schema that refuses more than the reader does, and why.
    pub(super) fn left_out(&self) -> Option<(SchemaId, &'static str)> {
        self.left_out
    }

    /// The number of the copy of `schema`.
    fn copy(&mut self, graph: &mut SchemaGraph, schema: SchemaId, standing: Standing) -> SchemaId {
        let key = (schema, standing);
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let id = graph.derive(schema, SchemaKind::Boolean(true));
        self.waiting.push((id, schema, key.1.clone()));
        self.known.insert(key, id);
        id
    }

    fn rules(
        &mut self,
        graph: &mut SchemaGraph,
        schema: SchemaId,
        rules: &'g Rules,
        standing: &Standing,
    ) -> Rules {
        let mut copy = rules.clone();
        if rules.dynamic_reference.is_some() {
            self.leave_out(
                schema,
                "what a dynamic reference means depends on the way to it",
            );
            return copy;
        }
        let together = standing.together();
        let position = together.map(|together| Position::of(self.original, together));
        if position
            .as_ref()
            .is_some_and(|position| !self.spend(position.len()))
        {
            self.leave_out(schema, "the schemas that are told apart here are too many");
            return copy;
        }
        if !rules.object.is_unconstrained() {
            self.copy_object(
                graph,
                schema,
                rules,
                &mut copy.object,
                standing,
                position.as_ref(),
            );
        }
        if !rules.array.is_unconstrained() {
            self.copy_items(graph, &mut copy.array, standing, position.as_ref());
        }
        self.copy_in_place(graph, schema, rules, &mut copy, standing);
        copy
    }

    fn copy_object(
        &mut self,
        graph: &mut SchemaGraph,
        schema: SchemaId,
        rules: &'g Rules,
        copy: &mut ObjectRules,
        standing: &Standing,
        position: Option<&Position<'g>>,
    ) {
        if self.forgiving.absent_defaults && !matches!(standing, Standing::Test(_)) {
            forget_defaults(self.original, copy);
        }
        if self.forgiving.unknown_names {
            self.open(graph, schema, copy, position);
        }
        self.copy_properties(graph, &rules.object, copy, standing, position);
        for (_, part) in &mut copy.dependent_schemas {
            *part = self.copy(graph, *part, standing.clone());
        }
    }

    /// Drops what refuses names, as far as it does not tell the schemas of `position` apart.
    fn open(
        &mut self,
        graph: &mut SchemaGraph,
        schema: SchemaId,
        object: &mut ObjectRules,
        position: Option<&Position<'g>>,
    ) {
        match opened(self.original, object, position, &mut self.patterns) {
            Opened::Wholly => {}
            Opened::But(names, patterns) => {
                let refused = graph.derive(schema, SchemaKind::Boolean(false));
                let location = graph.get(schema).location.clone();
                let names = names.into_iter().map(|name| Property {
                    name: name.to_owned(),
                    location: location.clone(),
                    schema: refused,
                });
                object.properties.extend(names);
                let patterns = patterns
                    .into_iter()
                    .map(|source| (source.to_owned(), refused));
                object.pattern_properties.extend(patterns);
            }
            Opened::NotAtAll(reason) => self.leave_out(schema, reason),
        }
    }

    fn copy_properties(
        &mut self,
        graph: &mut SchemaGraph,
        object: &'g ObjectRules,
        copy: &mut ObjectRules,
        standing: &Standing,
        position: Option<&Position<'g>>,
    ) {
        let names = position.map(|position| position.names(&mut self.patterns));
        let names = names.unwrap_or_default();
        let patterns = position.map(|position| position.patterns(&names, &mut self.patterns));
        let patterns = patterns.unwrap_or_default();
        let rest = position.map(Position::rest).unwrap_or_default();
        let part =
            |together: Option<&Together>| standing.of_part(together.cloned().unwrap_or_default());
        for (property, copied) in object.properties.iter().zip(&mut copy.properties) {
            let standing = part(names.get(property.name.as_str()));
            copied.schema = self.copy(graph, property.schema, standing);
        }
        let sources = object.pattern_properties.iter();
        for ((source, schema), copied) in sources.zip(&mut copy.pattern_properties) {
            let standing = part(patterns.get(source.as_str()));
            copied.1 = self.copy(graph, *schema, standing);
        }
        if let Additional::Schema(schema) = &mut copy.additional {
            *schema = self.copy(graph, *schema, part(Some(&rest)));
        }
        if let Some(schema) = &mut copy.unevaluated {
            *schema = self.copy(graph, *schema, part(Some(&rest)));
        }
    }

    fn copy_items(
        &mut self,
        graph: &mut SchemaGraph,
        copy: &mut ArrayRules,
        standing: &Standing,
        position: Option<&Position<'g>>,
    ) {
        let (prefix, rest) = position.map(Position::items).unwrap_or_default();
        let rest = standing.of_part(rest);
        for (index, schema) in copy.prefix.iter_mut().enumerate() {
            let here = prefix.get(index).cloned().unwrap_or_default();
            *schema = self.copy(graph, *schema, standing.of_part(here));
        }
        for schema in [&mut copy.items, &mut copy.unevaluated]
            .into_iter()
            .flatten()
        {
            *schema = self.copy(graph, *schema, rest.clone());
        }
        if let Some(schema) = &mut copy.contains {
            // An item too many of that kind is refused, so what is no such item counts.
            let counts = copy.max_contains.is_some() && *standing == Standing::Plain;
            let standing = match counts {
                true => Standing::Test([*schema].into()),
                false => rest,
            };
            *schema = self.copy(graph, *schema, standing);
        }
    }

    /// Copies what is applied to the same value.
    fn copy_in_place(
        &mut self,
        graph: &mut SchemaGraph,
        schema: SchemaId,
        rules: &Rules,
        copy: &mut Rules,
        standing: &Standing,
    ) {
        let here = || {
            standing
                .together()
                .cloned()
                .unwrap_or_else(|| [schema].into())
        };
        let branch = match standing {
            Standing::Plain => Standing::Branch(here()),
            within => within.clone(),
        };
        let test = Standing::Test(here());
        let plain = copy.all_of.iter_mut().chain(&mut copy.any_of);
        let plain = plain.chain(
            [&mut copy.consequence, &mut copy.alternative]
                .into_iter()
                .flatten(),
        );
        for part in plain {
            *part = self.copy(graph, *part, standing.clone());
        }
        // A single branch has no other to be told from.
        let branch = if rules.one_of.len() > 1 {
            branch
        } else {
            standing.clone()
        };
        for part in &mut copy.one_of {
            *part = self.copy(graph, *part, branch.clone());
        }
        for part in [&mut copy.not, &mut copy.condition].into_iter().flatten() {
            *part = self.copy(graph, *part, test.clone());
        }
        if !copy.mapping.is_empty() {
            for (_, part) in copy.mapping.iter_mut() {
                *part = self.copy(graph, *part, standing.clone());
            }
        }
    }

    fn leave_out(&mut self, schema: SchemaId, reason: &'static str) {
        self.left_out.get_or_insert((schema, reason));
    }

    /// Takes `steps` steps, if they are left.
    fn spend(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_sub(steps as u64);
        self.steps > 0
    }
}

/// Has `object` not miss properties that have a default.
fn forget_defaults(graph: &SchemaGraph, object: &mut ObjectRules) {
    let properties = &object.properties;
    object.required.retain(|name| {
        let property = properties.iter().find(|property| property.name == *name);
        property.is_none_or(|property| {
            let written = graph.get(property.schema);
            let meant = graph.get(graph.resolve(property.schema));
            written.default.is_none() && meant.default.is_none()
        })
    });
}
