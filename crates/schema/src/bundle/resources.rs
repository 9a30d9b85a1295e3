//! Schema resources, which matter where a reference depends on the resources that led to it (2020-12 core §8.2.3.2).
//!
//! Nearly every schema does without: then all definitions stand in one resource, and what follows adds nothing.

use std::collections::{BTreeMap, HashSet};

use tidings_syntax::escape_pointer;

use crate::graph::{ResourceId, inside};
use crate::in_place::in_place;
use crate::{DynamicReference, Literal, SchemaGraph, SchemaId};

/// What is known about the resources of a bundle before it is written.
pub(super) struct Resources {
    /// Whether something refers to different schemas depending on the way that led there.
    pub(super) dynamic: bool,
    /// Whether some schema asks which items have been evaluated.
    pub(super) evaluates: bool,
    /// The resources that are reached.
    reached: HashSet<u32>,
}

impl Resources {
    /// Looks at everything that `roots` lead to.
    pub(super) fn of(graph: &SchemaGraph, roots: &[SchemaId]) -> Self {
        let mut resources = Self {
            dynamic: false,
            evaluates: false,
            reached: HashSet::new(),
        };
        let mut seen: HashSet<SchemaId> = roots.iter().copied().collect();
        let mut waiting = roots.to_vec();
        while let Some(schema) = waiting.pop() {
            resources.reached.insert(graph.get(schema).resource.0);
            let Some(rules) = graph.rules(schema) else {
                continue;
            };
            resources.evaluates |= rules.array.unevaluated.is_some();
            if let Some(dynamic) = &rules.dynamic_reference {
                let meant = meant(graph, dynamic);
                resources.dynamic |= meant.len() > 1;
                waiting.extend(meant.into_iter().filter(|one| seen.insert(*one)));
            }
            let inside = inside(rules).map(|one| graph.resolve(one));
            let inner = in_place(graph, rules).chain(inside);
            waiting.extend(inner.filter(|one| seen.insert(*one)));
        }
        resources
    }

    /// Whether `schema` has to stand in another resource than `from`.
    pub(super) fn parts(&self, graph: &SchemaGraph, from: SchemaId, schema: SchemaId) -> bool {
        let resource = |id| graph.get(id).resource;
        let is_anchored = || {
            graph
                .dynamic_anchors
                .iter()
                .any(|anchor| anchor.schema == schema)
        };
        self.dynamic && (resource(from) != resource(schema) || is_anchored())
    }

    /// The address of the root, where one is needed.
    pub(super) fn root_address(
        &self,
        graph: &SchemaGraph,
        root: SchemaId,
    ) -> Option<(String, Literal)> {
        let address = Literal::String(name(graph.get(root).resource));
        self.dynamic.then(|| ("$id".to_owned(), address))
    }

    /// The address of the schema that is written as the definition `definition`.
    pub(super) fn address(
        &self,
        graph: &SchemaGraph,
        schema: SchemaId,
        definition: &str,
    ) -> String {
        let pointer = format!("#/$defs/{}", escape_pointer(definition));
        match self.dynamic {
            true => name(graph.get(schema).resource) + &pointer,
            false => pointer,
        }
    }

    /// What `$dynamicRef` says; `None` where only one schema can be meant.
    pub(super) fn dynamic_address(
        &self,
        graph: &SchemaGraph,
        dynamic: &DynamicReference,
    ) -> Option<String> {
        if meant(graph, dynamic).len() < 2 {
            return None;
        }
        let resource = graph.get(graph.resolve(dynamic.target)).resource;
        Some(format!("{}#{}", name(resource), anchor(&dynamic.name)))
    }

    /// The schemas that a dynamic reference may mean although nothing else leads to them.
    pub(super) fn anchored(&self, graph: &SchemaGraph) -> Vec<SchemaId> {
        let anchors = graph.dynamic_anchors.iter();
        let reached =
            anchors.filter(|anchor| self.dynamic && self.reached.contains(&anchor.resource.0));
        reached.map(|anchor| graph.resolve(anchor.schema)).collect()
    }

    /// The names of `schema` for dynamic references.
    pub(super) fn anchors(&self, graph: &SchemaGraph, schema: SchemaId) -> Vec<(String, Literal)> {
        let anchors = graph.dynamic_anchors.iter();
        let own = anchors.filter(|one| self.dynamic && graph.resolve(one.schema) == schema);
        own.take(1)
            .map(|one| {
                let name = Literal::String(anchor(&one.name).to_owned());
                ("$dynamicAnchor".to_owned(), name)
            })
            .collect()
    }

    /// The definitions, those of other resources than the root's in objects with the addresses of those.
    pub(super) fn grouped(
        &self,
        graph: &SchemaGraph,
        root: SchemaId,
        written: Vec<(SchemaId, String, Literal)>,
    ) -> Vec<(String, Literal)> {
        let mut own = Vec::new();
        let mut others: BTreeMap<u32, Vec<(String, Literal)>> = BTreeMap::new();
        for (schema, number, members) in written {
            let resource = graph.get(schema).resource;
            if self.dynamic && resource != graph.get(root).resource {
                others
                    .entry(resource.0)
                    .or_default()
                    .push((number, members));
            } else {
                own.push((number, members));
            }
        }
        for (resource, definitions) in others {
            let address = name(ResourceId(resource));
            let members = vec![
                ("$id".to_owned(), Literal::String(address)),
                ("$defs".to_owned(), Literal::Object(definitions)),
            ];
            own.push((format!("resource {resource}"), Literal::Object(members)));
        }
        own
    }
}

/// The schemas that `dynamic` may mean.
fn meant(graph: &SchemaGraph, dynamic: &DynamicReference) -> HashSet<SchemaId> {
    let anchored = graph.dynamic_anchors(&dynamic.name);
    anchored
        .chain([dynamic.target])
        .map(|schema| graph.resolve(schema))
        .collect()
}

/// The name of an anchor; that of `$recursiveAnchor` has none.
fn anchor(name: &str) -> &str {
    if name.is_empty() { "_" } else { name }
}

fn name(resource: ResourceId) -> String {
    format!("urn:resource:{}", resource.0)
}
