//! Schemas that refer to each other by name, each written once.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{Bundler, Resources, Selection, bundle, is_readable};
use crate::{Literal, SchemaGraph, SchemaId, SchemaKind};

/// Writes each of `roots` under its name, and under a number whatever else more than one of them leads to.
///
/// A reference to another one is `#/$defs/NAME`: together they are the `$defs` of a JSON Schema of 2020-12.
/// Where a reference means different schemas depending on the way to it, each root stands by itself as [`bundle`]
/// writes it; what other readers of JSON would not take accepts everything.
pub fn definitions(
    graph: &SchemaGraph,
    roots: &[(String, SchemaId)],
    formats: bool,
) -> Vec<(String, String)> {
    let resolved: Vec<SchemaId> = roots.iter().map(|(_, id)| graph.resolve(*id)).collect();
    let resources = Resources::of(graph, &resolved);
    if resources.dynamic {
        let bundled = roots.iter().map(|(name, id)| {
            let text = bundle(graph, *id, Selection::Whole, formats);
            (name.clone(), text.unwrap_or_else(|_| "true".to_owned()))
        });
        return bundled.collect();
    }
    let mut names = HashMap::new();
    for ((name, _), id) in roots.iter().zip(&resolved) {
        names.entry(*id).or_insert_with(|| name.clone());
    }
    let mut bundler = Bundler {
        graph,
        formats,
        resources,
        written: HashSet::new(),
        names,
        taken: roots.iter().map(|(name, _)| name.clone()).collect(),
        waiting: VecDeque::new(),
    };
    let mut written = Vec::new();
    for ((name, _), id) in roots.iter().zip(&resolved) {
        let is_first = bundler.names.get(id) == Some(name);
        written.push((name.clone(), bundler.definition(*id, is_first)));
    }
    while let Some(id) = bundler.waiting.pop_front() {
        let name = bundler.names[&id].clone();
        written.push((name, bundler.definition(id, true)));
    }
    written
}

impl Bundler<'_> {
    /// The schema `id` as JSON; a reference to it where it is written already.
    fn definition(&mut self, id: SchemaId, is_first: bool) -> String {
        let written = match &self.graph.get(id).kind {
            _ if !is_first => Literal::Object(vec![("$ref".to_owned(), self.reference(id))]),
            SchemaKind::Rules(rules) => {
                Literal::Object(self.members(id, rules, Selection::Whole, 1))
            }
            SchemaKind::Boolean(value) => Literal::Bool(*value),
            SchemaKind::Reference(_) => Literal::Bool(true),
        };
        match is_readable(&written, 0) {
            Ok(()) => written.to_json_text(),
            Err(_) => "true".to_owned(),
        }
    }
}
