//! The schemas of a contract as JSON Schema 2020-12, whatever dialect they are written in.

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_model::Contract;
use tidings_schema::{Literal, Schema, SchemaGraph, SchemaId, SchemaKind};

use super::json::Json;
use super::keywords::{is_bare, keywords, reference};

/// Gives names to schemas and writes them.
///
/// A schema has a name when something outside refers to it or more than one schema does, so that recursion ends there;
/// every other one stands inside the schema that it belongs to.
pub(super) struct Schemas<'c> {
    graph: &'c SchemaGraph,
    names: HashMap<SchemaId, String>,
    /// The named ones in the order in which they were named.
    named: Vec<SchemaId>,
    /// Further names of components that are the same schema as an earlier one.
    aliases: Vec<(String, SchemaId)>,
}

impl<'c> Schemas<'c> {
    /// Names every schema of `contract` that needs a name: components by their keys, others as their authors call them.
    pub(super) fn of(contract: &'c Contract) -> Self {
        let mut schemas = Self {
            graph: &contract.schemas,
            names: HashMap::new(),
            named: Vec::new(),
            aliases: Vec::new(),
        };
        let mut taken: HashSet<String> = HashSet::new();
        for (key, id) in &contract.component_schemas {
            taken.insert(key.clone());
            if schemas.names.contains_key(id) {
                schemas.aliases.push((key.clone(), *id));
            } else {
                schemas.names.insert(*id, key.clone());
                schemas.named.push(*id);
            }
        }
        for id in schemas.in_need_of_names(contract) {
            if !schemas.names.contains_key(&id) {
                let name = free_name(schemas.graph.get(id), &mut taken);
                schemas.names.insert(id, name);
                schemas.named.push(id);
            }
        }
        schemas
    }

    /// The name of the schema that `id` leads to.
    pub(super) fn name(&self, id: SchemaId) -> Option<String> {
        self.names.get(&self.graph.resolve(id)).cloned()
    }

    /// Every named schema.
    pub(super) fn written(&self, origin: impl Fn(&Schema) -> Literal) -> BTreeMap<String, Json> {
        let written = self.named.iter().map(|id| {
            let schema = self.graph.get(*id);
            let mut json = self.inline(*id);
            if let Literal::Object(entries) = &mut json {
                entries.push(("x-tidings-origin".to_owned(), origin(schema)));
            }
            (self.names[id].clone(), Json(json))
        });
        let aliases = self.aliases.iter();
        let aliases = aliases.map(|(key, id)| (key.clone(), Json(reference(&self.names[id]))));
        written.chain(aliases).collect()
    }

    /// The schemas that elements use, and those that several schemas use or one refers to, in the order in which they
    /// are met.
    fn in_need_of_names(&self, contract: &Contract) -> Vec<SchemaId> {
        let used = used(contract).map(|id| self.graph.resolve(id));
        let mut needed: Vec<SchemaId> = used.collect();
        let mut open: Vec<SchemaId> = needed.iter().chain(&self.named).copied().collect();
        open.reverse();
        let mut seen: HashSet<SchemaId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            let mut children = Vec::new();
            // What comes of it does not matter here, only what it is made of.
            keywords(self.graph.get(id), &mut |child| {
                children.push(child);
                Literal::Null
            });
            for child in children.into_iter().rev() {
                let target = self.graph.resolve(child);
                let is_new = seen.insert(target);
                let is_referred_to = target != child || self.is_reference(id);
                if is_referred_to || !is_new {
                    needed.push(target);
                }
                if is_new {
                    open.push(target);
                }
            }
        }
        needed
    }

    fn is_reference(&self, id: SchemaId) -> bool {
        matches!(self.graph.get(id).kind, SchemaKind::Reference(_))
    }

    /// The schema `id` with what belongs to it.
    fn inline(&self, id: SchemaId) -> Literal {
        let schema = self.graph.get(id);
        match schema.kind {
            SchemaKind::Boolean(value) if is_bare(schema) => Literal::Bool(value),
            _ => Literal::Object(keywords(schema, &mut |child| self.part(child))),
        }
    }

    /// A schema inside another one: a reference if it has a name.
    fn part(&self, id: SchemaId) -> Literal {
        let id = self.graph.resolve(id);
        match self.names.get(&id) {
            Some(name) => reference(name),
            None => self.inline(id),
        }
    }
}

/// The name that its author gave to `schema`, with a number where another one has it already or there is none.
fn free_name(schema: &Schema, taken: &mut HashSet<String>) -> String {
    let stem = schema.key.as_deref().unwrap_or("schema");
    let numbered = (1..).map(|number| format!("{stem}-{number}"));
    let bare = schema.key.as_deref().map(str::to_owned).into_iter();
    bare.chain(numbered)
        .find(|name| taken.insert(name.clone()))
        .unwrap_or_else(|| stem.to_owned())
}

/// The schemas that other elements use.
fn used(contract: &Contract) -> impl Iterator<Item = SchemaId> {
    let parameters = contract
        .channels
        .iter()
        .flat_map(|channel| &channel.parameters);
    let parameters = parameters.filter_map(|parameter| parameter.schema);
    let messages = contract.messages.iter();
    let payloads = messages.flat_map(|message| message.headers.iter().chain(&message.payload));
    parameters.chain(payloads.filter_map(|payload| payload.json_schema()))
}
