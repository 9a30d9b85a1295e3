//! A schema with everything it leads to, as one JSON Schema that refers to nothing outside itself.
//!
//! The text is written from the graph and not copied from the document: references to other files, aliases and the
//! dialects of several drafts are gone, and what is left is JSON Schema 2020-12, whatever it was written in.

mod definitions;
mod members;
mod resources;

pub use definitions::definitions;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::{Literal, SchemaGraph, SchemaId, SchemaKind};
use resources::Resources;

/// What of a schema is written.
#[derive(Clone, Copy, Debug)]
pub enum Selection<'k> {
    /// Every keyword.
    Whole,
    /// These keywords only, by their names in 2020-12; what they lead to is written whole.
    Keywords(&'k [&'k str]),
}

/// Why a schema cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// A number is beyond what readers of JSON keep.
    #[error("the number {0} is larger than programs keep numbers")]
    Number(String),
    /// Values or schemas lie in each other deeper than readers of JSON follow.
    #[error("its values are nested deeper than {DEEPEST} levels")]
    Depth,
}

/// Schemas are written into each other this deep; what lies deeper is referred to.
const INLINE: usize = 12;

/// Readers of JSON follow about this many levels.
const DEEPEST: usize = 100;

/// Writes `schema`, or some of its keywords, as one self-contained JSON Schema of 2020-12; `formats` says whether
/// `format` is kept.
///
/// # Errors
///
/// [`BundleError`] for numbers and depths that other readers of JSON would not take.
pub fn bundle(
    graph: &SchemaGraph,
    schema: SchemaId,
    selection: Selection<'_>,
    formats: bool,
) -> Result<String, BundleError> {
    let schema = graph.resolve(schema);
    let mut bundler = Bundler {
        graph,
        formats,
        resources: Resources::of(graph, &[schema]),
        written: HashSet::new(),
        names: HashMap::new(),
        taken: HashSet::new(),
        waiting: VecDeque::new(),
    };
    let mut root = vec![(
        "$schema".to_owned(),
        text("https://json-schema.org/draft/2020-12/schema"),
    )];
    root.extend(bundler.resources.root_address(graph, schema));
    match &graph.get(schema).kind {
        SchemaKind::Rules(rules) => root.extend(bundler.members(schema, rules, selection, 0)),
        SchemaKind::Boolean(true) | SchemaKind::Reference(_) => {}
        SchemaKind::Boolean(false) => root.push(("not".to_owned(), Literal::Object(Vec::new()))),
    }
    root.extend(bundler.definitions(schema));
    let bundled = Literal::Object(root);
    is_readable(&bundled, 0)?;
    Ok(bundled.to_json_text())
}

struct Bundler<'g> {
    graph: &'g SchemaGraph,
    formats: bool,
    resources: Resources,
    /// The schemas that are written within others, each once.
    written: HashSet<SchemaId>,
    /// The schemas that are referred to, with the name under which they are written.
    names: HashMap<SchemaId, String>,
    /// Names that no schema gets that has none of its own; such a name is a number.
    taken: HashSet<String>,
    waiting: VecDeque<SchemaId>,
}

impl Bundler<'_> {
    /// The schema `schema` where another one leads to it.
    fn inner(&mut self, from: SchemaId, schema: SchemaId, depth: usize) -> Literal {
        let is_reference = matches!(self.graph.get(schema).kind, SchemaKind::Reference(_));
        let schema = self.graph.resolve(schema);
        let rules = match &self.graph.get(schema).kind {
            SchemaKind::Boolean(value) => return Literal::Bool(*value),
            SchemaKind::Reference(_) => return Literal::Bool(true),
            SchemaKind::Rules(rules) => rules,
        };
        let stays = depth < INLINE
            && !is_reference
            && !self.resources.parts(self.graph, from, schema)
            && !self.names.contains_key(&schema);
        if stays && self.written.insert(schema) {
            let members = self.members(schema, rules, Selection::Whole, depth + 1);
            return Literal::Object(members);
        }
        Literal::Object(vec![("$ref".to_owned(), self.reference(schema))])
    }

    /// The address of `schema`, which is written among the definitions.
    fn reference(&mut self, schema: SchemaId) -> Literal {
        let next = self.names.len();
        let name = self.names.entry(schema).or_insert_with(|| {
            self.waiting.push_back(schema);
            let mut numbers = (next..).map(|number| number.to_string());
            let free = numbers.find(|number| !self.taken.contains(number));
            let free = free.unwrap_or_default();
            self.taken.insert(free.clone());
            free
        });
        Literal::String(self.resources.address(self.graph, schema, name))
    }

    /// `$defs` with every schema that is referred to.
    fn definitions(&mut self, root: SchemaId) -> Option<(String, Literal)> {
        for anchored in self.resources.anchored(self.graph) {
            self.reference(anchored);
        }
        let mut written = Vec::new();
        while let Some(schema) = self.waiting.pop_front() {
            let name = self.names[&schema].clone();
            if let SchemaKind::Rules(rules) = &self.graph.get(schema).kind {
                let mut members = self.resources.anchors(self.graph, schema);
                members.extend(self.members(schema, rules, Selection::Whole, 1));
                written.push((schema, name, Literal::Object(members)));
            }
        }
        let definitions = self.resources.grouped(self.graph, root, written);
        (!definitions.is_empty()).then(|| ("$defs".to_owned(), Literal::Object(definitions)))
    }
}

fn text(text: &str) -> Literal {
    Literal::String(text.to_owned())
}

/// Whether other readers take what was written.
fn is_readable(value: &Literal, depth: usize) -> Result<(), BundleError> {
    if depth > DEEPEST {
        return Err(BundleError::Depth);
    }
    match value {
        Literal::Number(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(()),
            _ => Err(BundleError::Number(text.clone())),
        },
        Literal::Array(items) => items
            .iter()
            .try_for_each(|item| is_readable(item, depth + 1)),
        Literal::Object(members) => members
            .iter()
            .try_for_each(|(_, member)| is_readable(member, depth + 1)),
        Literal::Null | Literal::Bool(_) | Literal::String(_) => Ok(()),
    }
}
