//! `unevaluatedProperties` said with other keywords (2020-12 core §11.3).
//!
//! A branch that accepts an object has looked at the names which it declares. So each name that some branches declare is
//! looked at by one of those that hold, or its value is valid under what is left for the others:
//! `anyOf: [branch, …, { properties: { name: rest } }]`, one such choice for each name. That costs as much as there are
//! names, however many branches there are; only branches with patterns have no such spelling.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Search;
use super::atom::{Declared, Region};
use crate::found::{Cause, Node};
use crate::intern::{ANYTHING, Combination, ObjectShape, Shape};

/// How many schemas may be applied inside each other.
const DEPTH_LIMIT: usize = 64;

/// How many names that may be left over are kept apart from all others.
const NAMES_LIMIT: usize = 64;

/// What the schemas that are applied to an object look at.
#[derive(Debug, Default)]
struct Looked {
    /// Every property always is.
    all: bool,
    /// Every property is under one of these conditions.
    all_if: Vec<Node>,
    /// These always are.
    names: BTreeSet<Rc<str>>,
    patterns: BTreeSet<Rc<str>>,
    /// These are under one of some conditions.
    names_if: BTreeMap<Rc<str>, Vec<Node>>,
}

impl Search<'_> {
    /// The schema that says what `unevaluatedProperties` of `node` does; `None` where there is none without that keyword.
    pub(super) fn without_unevaluated(
        &mut self,
        node: Node,
        object: &ObjectShape,
    ) -> Result<Option<Node>, Cause> {
        if let Some(known) = self.plain.get(&node) {
            return Ok(*known);
        }
        let Some(rest) = object.unevaluated else {
            return Ok(Some(ANYTHING));
        };
        let mut looked = Looked::default();
        let plain = match self.look(node, None, 0, &mut looked)? {
            true => self.plain(node, rest, looked)?,
            false => None,
        };
        self.plain.insert(node, plain);
        Ok(plain)
    }

    /// Looks for what `unevaluatedProperties` says without that keyword, wherever it stands.
    pub(super) fn say_plainly(&mut self) -> Result<(), Cause> {
        for node in self.arena.nodes() {
            let shape = self.arena.shape(node);
            if let Some(object) = shape
                .object
                .as_ref()
                .filter(|object| object.unevaluated.is_some())
            {
                self.without_unevaluated(node, object)?;
            }
        }
        Ok(())
    }

    /// The names that a schema may leave over, as far as `declared` does not speak of them.
    pub(super) fn names_left_over(&mut self, declared: &Declared) -> Vec<Rc<str>> {
        let names: Vec<Rc<str>> = self.left_over_names.iter().cloned().collect();
        let others = Region::Others(Rc::new(declared.clone()));
        let is_other = |name: &Rc<str>| self.is_in(&others, name) == Ok(true);
        names.into_iter().filter(is_other).collect()
    }

    /// Whether `node` says of a single name who looks at it.
    pub(super) fn is_left_over(&self, node: Node) -> bool {
        self.left_over.contains(&node)
    }

    /// Adds what `node` looks at where `condition` holds; answers whether that could be told.
    fn look(
        &mut self,
        node: Node,
        condition: Option<Node>,
        depth: usize,
        looked: &mut Looked,
    ) -> Result<bool, Cause> {
        self.budget.spend(1)?;
        if depth > DEPTH_LIMIT || self.arena.is_ambiguous(node) {
            return Ok(false);
        }
        let shape = self.arena.shape(node);
        if let Some(object) = &shape.object {
            self.budget.spend(object.properties.len() as u64 / 4)?;
            if !looked.add(object, condition, depth == 0) {
                return Ok(false);
            }
            for (name, part) in &object.dependent {
                let condition = self.present(node, name, condition);
                if !self.look(*part, Some(condition), depth + 1, looked)? {
                    return Ok(false);
                }
            }
        }
        for combination in &shape.combined {
            let parts: Vec<(Node, Option<Node>)> = match combination {
                Combination::All(part) => vec![(*part, condition)],
                Combination::Any(parts) | Combination::One(parts) => {
                    let parts = parts.iter();
                    parts
                        .map(|part| (*part, Some(self.both(node, condition, *part))))
                        .collect()
                }
                Combination::If(test, consequence, alternative) => {
                    let holds = Some(self.both(node, condition, *test));
                    let contrary = vec![Combination::Not(*test)];
                    let contrary = self.combined(node, contrary);
                    let fails = Some(self.both(node, condition, contrary));
                    vec![(*test, holds), (*consequence, holds), (*alternative, fails)]
                }
                Combination::Not(_) => continue,
                Combination::Undecided(..) => return Ok(false),
            };
            for (part, condition) in parts {
                if !self.look(part, condition, depth + 1, looked)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// What is left of `node` for its `unevaluatedProperties`, the schema `rest`, as a schema of its own.
    fn plain(&mut self, node: Node, rest: Node, mut looked: Looked) -> Result<Option<Node>, Cause> {
        if looked.all {
            return Ok(Some(ANYTHING));
        }
        let mut combined = Vec::new();
        for (name, mut conditions) in std::mem::take(&mut looked.names_if) {
            self.budget.spend(1 + conditions.len() as u64)?;
            let mut is_looked_at = looked.names.contains(&name);
            for pattern in &looked.patterns {
                is_looked_at = is_looked_at || self.automata.patterns.is_match(pattern, &name)?;
            }
            if !is_looked_at {
                let left = ObjectShape {
                    properties: vec![(Rc::clone(&name), rest)],
                    ..ObjectShape::default()
                };
                conditions.push(self.of_object(node, left));
                let either = self.arena.any(conditions, Some(node));
                self.left_over.insert(either);
                if self.left_over_names.len() < NAMES_LIMIT {
                    self.left_over_names.insert(Rc::clone(&name));
                }
                combined.push(Combination::All(either));
            }
            looked.names.insert(name);
        }
        let names = looked.names.into_iter();
        let patterns = looked.patterns.into_iter();
        let others = ObjectShape {
            properties: names.map(|name| (name, ANYTHING)).collect(),
            patterns: patterns.map(|pattern| (pattern, ANYTHING)).collect(),
            rest: Some(rest),
            ..ObjectShape::default()
        };
        combined.push(Combination::All(self.of_object(node, others)));
        let plain = self.combined(node, combined);
        if looked.all_if.is_empty() {
            return Ok(Some(plain));
        }
        let mut ways = looked.all_if;
        ways.push(plain);
        Ok(Some(self.arena.any(ways, Some(node))))
    }

    fn of_object(&mut self, owner: Node, object: ObjectShape) -> Node {
        let shape = Shape {
            object: Some(Rc::new(object)),
            ..Shape::default()
        };
        self.arena.made_for(Some(owner), shape)
    }

    fn combined(&mut self, owner: Node, combined: Vec<Combination>) -> Node {
        let shape = Shape {
            combined,
            ..Shape::default()
        };
        self.arena.made_for(Some(owner), shape)
    }

    /// That `condition` holds, and `part` accepts the value.
    fn both(&mut self, owner: Node, condition: Option<Node>, part: Node) -> Node {
        match condition {
            None => part,
            Some(condition) => {
                let parts = vec![Combination::All(condition), Combination::All(part)];
                self.combined(owner, parts)
            }
        }
    }

    /// That `condition` holds, and the property `name` is there.
    fn present(&mut self, owner: Node, name: &Rc<str>, condition: Option<Node>) -> Node {
        let required = ObjectShape {
            required: vec![Rc::clone(name)],
            ..ObjectShape::default()
        };
        let required = self.of_object(owner, required);
        self.both(owner, condition, required)
    }
}

impl Looked {
    /// Adds what the keywords of `object` itself look at; answers whether that could be told.
    fn add(&mut self, object: &ObjectShape, condition: Option<Node>, is_outermost: bool) -> bool {
        let looks_at_all = object.rest.is_some() || !is_outermost && object.unevaluated.is_some();
        let names = object.properties.iter().map(|(name, _)| Rc::clone(name));
        let patterns = object.patterns.iter().map(|(source, _)| Rc::clone(source));
        let Some(condition) = condition else {
            self.all |= looks_at_all;
            self.names.extend(names);
            self.patterns.extend(patterns);
            return true;
        };
        if looks_at_all {
            self.all_if.push(condition);
            return true;
        }
        for name in names {
            self.names_if.entry(name).or_default().push(condition);
        }
        object.patterns.is_empty()
    }
}
