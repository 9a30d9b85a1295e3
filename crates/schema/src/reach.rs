//! Where a path leads in the values that a schema describes.
//!
//! A runtime expression names a place in a message, and only the message's schema can tell whether there will be one.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::patterns::Patterns;
use crate::{Additional, ObjectRules, Rules, SchemaGraph, SchemaId, SchemaKind, Type};

/// How many schemas may lead to each other: what lies behind more of them is not spoken of.
const DEPTH_LIMIT: usize = 256;

/// What a schema says about a place in its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The schema describes the place.
    Declared {
        /// Whether every valid value has it.
        required: bool,
    },
    /// The schema allows the place without describing it: it says nothing of what stands there, or allows everything.
    Open,
    /// The schema describes what stands beside the place, but not the place.
    Undeclared {
        /// What it does describe there.
        known: Vec<String>,
    },
    /// No valid value has the place.
    Impossible {
        /// What could stand there instead.
        known: Vec<String>,
    },
}

/// What the schema `schema` says about the place in its values that `path` leads to, by property names and indices.
///
/// References and `allOf` are followed; a place that only some alternatives of `oneOf`, `anyOf` or `if` describe counts
/// as described, and as not required.
pub fn reach(graph: &SchemaGraph, schema: SchemaId, path: &[String]) -> Reach {
    let mut walk = Walk {
        graph,
        path,
        patterns: Patterns::default(),
        seen: HashMap::new(),
        guaranteed: HashMap::new(),
        depth: 0,
    };
    match walk.at(schema, 0) {
        Found::Declared => Reach::Declared {
            required: walk.is_guaranteed(&[schema], 0),
        },
        Found::Open | Found::Silent => Reach::Open,
        Found::Undeclared(known) => Reach::Undeclared {
            known: known.into_iter().collect(),
        },
        Found::Impossible(known) => Reach::Impossible {
            known: known.into_iter().collect(),
        },
    }
}

/// What one schema, or several together, say about the rest of the path.
#[derive(Clone, Debug)]
enum Found {
    Declared,
    /// Allowed on purpose.
    Open,
    /// Not spoken of.
    Silent,
    Undeclared(BTreeSet<String>),
    Impossible(BTreeSet<String>),
}

impl Found {
    /// What holds when both hold.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Impossible(mut known), Self::Impossible(more) | Self::Undeclared(more))
            | (Self::Undeclared(more), Self::Impossible(mut known)) => {
                known.extend(more);
                Self::Impossible(known)
            }
            (Self::Impossible(known), _) | (_, Self::Impossible(known)) => Self::Impossible(known),
            (Self::Declared, _) | (_, Self::Declared) => Self::Declared,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Undeclared(mut known), Self::Undeclared(more)) => {
                known.extend(more);
                Self::Undeclared(known)
            }
            (Self::Undeclared(known), Self::Silent) | (Self::Silent, Self::Undeclared(known)) => {
                Self::Undeclared(known)
            }
            (Self::Silent, Self::Silent) => Self::Silent,
        }
    }

    /// What holds when one of the two holds.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Declared, _) | (_, Self::Declared) => Self::Declared,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Silent, _) | (_, Self::Silent) => Self::Silent,
            (Self::Undeclared(mut known), Self::Undeclared(more) | Self::Impossible(more))
            | (Self::Impossible(more), Self::Undeclared(mut known)) => {
                known.extend(more);
                Self::Undeclared(known)
            }
            (Self::Impossible(mut known), Self::Impossible(more)) => {
                known.extend(more);
                Self::Impossible(known)
            }
        }
    }
}

struct Walk<'g, 'p> {
    graph: &'g SchemaGraph,
    path: &'p [String],
    patterns: Patterns<'g>,
    /// What is known already, by schema and how much of the path lies behind; a schema inside itself is silent.
    seen: HashMap<(SchemaId, usize), Found>,
    /// Whether an alternative guarantees the rest of the path; one inside itself does not.
    guaranteed: HashMap<(SchemaId, usize), bool>,
    /// How many schemas are being looked at, each because of the one before.
    depth: usize,
}

impl<'g> Walk<'g, '_> {
    /// What `id` says about the path from `index` on.
    fn at(&mut self, id: SchemaId, index: usize) -> Found {
        let id = self.graph.resolve(id);
        if let Some(found) = self.seen.get(&(id, index)) {
            return found.clone();
        }
        self.seen.insert((id, index), Found::Silent);
        if self.depth >= DEPTH_LIMIT {
            return Found::Silent;
        }
        self.depth += 1;
        let found = match &self.graph.get(id).kind {
            SchemaKind::Boolean(false) => Found::Impossible(BTreeSet::new()),
            _ if index == self.path.len() => Found::Declared,
            SchemaKind::Boolean(true) | SchemaKind::Reference(_) => Found::Silent,
            SchemaKind::Rules(rules) => self.rules(rules, index),
        };
        self.depth -= 1;
        self.seen.insert((id, index), found.clone());
        found
    }

    fn rules(&mut self, rules: &'g Rules, index: usize) -> Found {
        let mut found = self.own(rules, index);
        for &part in &rules.all_of {
            found = found.and(self.at(part, index));
        }
        for alternatives in [&rules.any_of, &rules.one_of] {
            if let Some(said) = self.one_of(alternatives, index) {
                found = found.and(said);
            }
        }
        if rules.condition.is_some() {
            let mut branch = |schema: Option<SchemaId>| match schema {
                Some(schema) => self.at(schema, index),
                None => Found::Silent,
            };
            let said = branch(rules.consequence).or(branch(rules.alternative));
            found = found.and(said);
        }
        found
    }

    fn one_of(&mut self, alternatives: &[SchemaId], index: usize) -> Option<Found> {
        let said = alternatives
            .iter()
            .map(|&alternative| self.at(alternative, index));
        said.reduce(Found::or)
    }

    /// What the keywords for objects and arrays say, without the schemas that `rules` combines.
    fn own(&mut self, rules: &'g Rules, index: usize) -> Found {
        let segment = &self.path[index];
        let types = rules.stated_types();
        let allows = |wanted| types.is_none_or(|types| types.contains(wanted));
        let position = segment.parse::<usize>().ok();
        let as_item = position.filter(|_| allows(Type::Array));
        match (allows(Type::Object), as_item) {
            (false, None) => Found::Impossible(BTreeSet::new()),
            (true, None) => self.property(&rules.object, index),
            (false, Some(position)) => self.item(rules, position, index),
            (true, Some(position)) => {
                let as_property = self.property(&rules.object, index);
                as_property.or(self.item(rules, position, index))
            }
        }
    }

    fn property(&mut self, object: &'g ObjectRules, index: usize) -> Found {
        let children = self.children(object, &self.path[index]);
        let described = children
            .into_iter()
            .map(|child| self.at(child, index + 1))
            .reduce(Found::and);
        if let Some(described) = described {
            return described;
        }
        let known = || {
            let properties = object.properties.iter();
            properties.map(|property| property.name.clone()).collect()
        };
        match object.additional {
            Additional::Schema(schema) => self.at(schema, index + 1),
            Additional::Allowed => Found::Open,
            Additional::Denied => Found::Impossible(known()),
            Additional::Unstated if object.properties.is_empty() => Found::Silent,
            Additional::Unstated => Found::Undeclared(known()),
        }
    }

    /// The schemas that `properties` and `patternProperties` give the property `name`.
    fn children(&mut self, object: &'g ObjectRules, name: &str) -> Vec<SchemaId> {
        let named = object.property(name).map(|property| property.schema);
        let mut children: Vec<SchemaId> = named.into_iter().collect();
        for (pattern, schema) in &object.pattern_properties {
            let pattern = self.patterns.get(pattern);
            if pattern.is_some_and(|pattern| pattern.is_match(name)) {
                children.push(*schema);
            }
        }
        children
    }

    fn item(&mut self, rules: &'g Rules, position: usize, index: usize) -> Found {
        let array = &rules.array;
        match array.prefix.get(position).copied().or(array.items) {
            Some(item) => self.at(item, index + 1),
            None => Found::Silent,
        }
    }

    /// Whether every value that all of `schemas` hold for has the place that the path from `index` on leads to.
    fn is_guaranteed(&mut self, schemas: &[SchemaId], index: usize) -> bool {
        let Some(segment) = self.path.get(index) else {
            return true;
        };
        let together = self.together(schemas);
        let mut children = Vec::new();
        let mut required = false;
        for rules in together {
            let position = segment.parse::<usize>().ok();
            let item =
                position.filter(|_| !rules.array.prefix.is_empty() || rules.array.items.is_some());
            match item {
                Some(position) => {
                    let at_least = rules.array.min_items.unwrap_or_default();
                    required |= at_least > position as u64;
                    let prefix = rules.array.prefix.get(position).copied();
                    children.extend(prefix.or(rules.array.items));
                }
                None => {
                    required |= rules.object.is_required(segment);
                    children.extend(self.children(&rules.object, segment));
                }
            }
            for alternatives in [&rules.any_of, &rules.one_of] {
                let mut each = alternatives.iter();
                if !alternatives.is_empty()
                    && each.all(|&alternative| self.alternative_guarantees(alternative, index))
                {
                    return true;
                }
            }
        }
        required && self.is_guaranteed(&children, index + 1)
    }

    fn alternative_guarantees(&mut self, alternative: SchemaId, index: usize) -> bool {
        let place = (alternative, index);
        if let Some(&known) = self.guaranteed.get(&place) {
            return known;
        }
        self.guaranteed.insert(place, false);
        if self.depth >= DEPTH_LIMIT {
            return false;
        }
        self.depth += 1;
        let guaranteed = self.is_guaranteed(&[alternative], index);
        self.depth -= 1;
        self.guaranteed.insert(place, guaranteed);
        guaranteed
    }

    /// The rules of `schemas` and of everything that they join with `allOf`.
    fn together(&self, schemas: &[SchemaId]) -> Vec<&'g Rules> {
        let graph = self.graph;
        let mut waiting: Vec<SchemaId> = schemas.to_vec();
        let mut seen = HashSet::new();
        let mut together = Vec::new();
        while let Some(id) = waiting.pop() {
            if seen.insert(graph.resolve(id))
                && let Some(rules) = graph.rules(id)
            {
                waiting.extend(&rules.all_of);
                together.push(rules);
            }
        }
        together
    }
}
