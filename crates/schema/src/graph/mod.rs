//! The graph: schemas by number, each with what it demands and where it says so.
//!
//! A document has thousands of schemas, each with a few keywords of the many there are: what most schemas lack takes
//! little room (`sparse`), and what can be made of the rest is made when it is asked for (`keyword`).

mod array;
mod keyword;
mod number;
mod object;
mod parts;
mod rules;
mod schema;
mod sparse;
mod stated;
mod string;
mod twins;
mod unread;

use std::num::NonZeroU32;
use std::sync::Arc;

pub use array::ArrayRules;
pub use keyword::Keyword;
pub use number::NumberRules;
pub use object::{Additional, ObjectRules, Property};
pub(crate) use parts::inside;
pub use rules::{DynamicReference, Rules};
pub use schema::{Schema, SchemaKind};
pub use sparse::{Group, Sparse};
pub use stated::StatedFormat;
use stated::StatedFormats;
pub use string::StringRules;
pub use twins::Twins;
pub use unread::Unread;

/// Index of a schema in its [`SchemaGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(NonZeroU32);

impl SchemaId {
    /// The id of the schema at `index` of the graph; counted from 1 so that an absent schema costs nothing.
    pub(crate) fn new(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Every schema of a contract, each once however often it is referred to.
///
/// A clone shares them until one of both changes, so what a contract says can be read in another way at little cost.
#[derive(Clone, Debug, Default)]
pub struct SchemaGraph {
    schemas: Vec<Arc<Schema>>,
    pub(crate) dynamic_anchors: Vec<DynamicAnchor>,
    /// Schemas that were made of two others, as traits are laid over a message.
    pub(crate) merged: Vec<Merged>,
    /// Whether some schema demands what could not be read.
    pub(crate) has_unread: bool,
    /// Where the chain of references ends that starts with each schema, as far as that has been noted; itself for a
    /// schema that is no reference.
    ends: Vec<SchemaId>,
    formats: StatedFormats,
}

/// A schema that was made of two others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub(crate) schema: SchemaId,
    pub(crate) strong: SchemaId,
    pub(crate) weak: SchemaId,
}

/// A schema that `$dynamicRef` may mean instead of another one of its name.
#[derive(Clone, Debug)]
pub(crate) struct DynamicAnchor {
    pub(crate) resource: ResourceId,
    pub(crate) name: String,
    pub(crate) schema: SchemaId,
}

/// A schema resource (2020-12 core §4.3.5): schemas with one `$id`, or a whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResourceId(pub(crate) u32);

impl SchemaGraph {
    /// The schema `id`.
    ///
    /// # Panics
    ///
    /// When `id` belongs to another, larger graph.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// The schema `id`, to change it in this graph and no clone of it.
    pub(crate) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        Arc::make_mut(&mut self.schemas[id.index()])
    }

    /// Takes up `schema`.
    pub(crate) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId::new(self.schemas.len());
        self.schemas.push(Arc::new(schema));
        id
    }

    /// Every schema with its number, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.schemas
            .iter()
            .enumerate()
            .map(|(index, schema)| (SchemaId::new(index), &**schema))
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Whether there is no schema.
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty()
    }

    /// The schema that `id` stands for: itself, or what its chain of references ends at.
    ///
    /// A graph has no circle of references; the reader cuts each with a finding.
    /// Of a chain that was read, however long, each end is known, so that asking costs one step.
    pub fn resolve(&self, mut id: SchemaId) -> SchemaId {
        while let SchemaKind::Reference(target) = self.get(id).kind {
            id = self.noted_end(id).unwrap_or(target);
        }
        id
    }

    /// Notes where the chains of references end that have been read since this was last done.
    ///
    /// No reference that has been noted may lead elsewhere afterwards.
    pub(crate) fn note_ends(&mut self) {
        let new = self.ends.len()..self.schemas.len();
        self.ends.extend(new.clone().map(SchemaId::new));
        for start in new {
            let mut chain = Vec::new();
            let mut current = SchemaId::new(start);
            while let SchemaKind::Reference(target) = self.get(current).kind {
                if let Some(end) = self.noted_end(current) {
                    current = end;
                    break;
                }
                chain.push(current);
                current = target;
            }
            for id in chain {
                self.ends[id.index()] = current;
            }
        }
    }

    fn noted_end(&self, id: SchemaId) -> Option<SchemaId> {
        let end = self.ends.get(id.index()).copied();
        end.filter(|end| *end != id)
    }

    /// What `id` demands, references followed; `None` for a boolean schema.
    pub fn rules(&self, id: SchemaId) -> Option<&Rules> {
        match &self.get(self.resolve(id)).kind {
            SchemaKind::Rules(rules) => Some(rules),
            SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
        }
    }

    /// The same schemas, as if what could not be read demanded nothing.
    #[must_use]
    pub fn without_unread(&self) -> Self {
        let mut without = self.clone();
        without.has_unread = false;
        for schema in &mut without.schemas {
            if let SchemaKind::Rules(rules) = &schema.kind
                && !rules.unread.is_empty()
                && let SchemaKind::Rules(rules) = &mut Arc::make_mut(schema).kind
            {
                rules.unread.clear();
            }
        }
        without
    }

    /// What `id` demands and could not be read, references followed.
    pub fn unread(&self, id: SchemaId) -> &[Unread] {
        self.rules(id).map_or(&[], |rules| &rules.unread)
    }

    /// Every schema that a `$dynamicRef` (or `$recursiveRef`) to `name` may mean, depending on where it is reached from.
    pub fn dynamic_anchors(&self, name: &str) -> impl Iterator<Item = SchemaId> {
        let named = self.dynamic_anchors.iter();
        named
            .filter(move |anchor| anchor.name == name)
            .map(|anchor| anchor.schema)
    }

    /// Adds a copy of `origin` that demands `kind` instead: it stands at the same place, in the same dialect.
    ///
    /// So a schema can be read in another way than it is written, and what is said of it still points at the text.
    pub fn derive(&mut self, origin: SchemaId, kind: SchemaKind) -> SchemaId {
        self.add(self.get(origin).with_kind(kind))
    }

    /// Has `id` demand `kind` from now on; for derived schemas that lead to each other.
    pub fn replace(&mut self, id: SchemaId, kind: SchemaKind) {
        self.get_mut(id).kind = kind;
    }

    /// The schema that the resource `resource` calls `name`.
    pub(crate) fn dynamic_anchor(&self, resource: ResourceId, name: &str) -> Option<SchemaId> {
        let mut anchors = self.dynamic_anchors.iter();
        let found = anchors.find(|anchor| anchor.resource == resource && anchor.name == name)?;
        Some(found.schema)
    }

    /// Whether every value is valid under `id`, as far as its own keywords say: `true`, `{}`, annotations only.
    pub fn is_unconstrained(&self, id: SchemaId) -> bool {
        match &self.get(self.resolve(id)).kind {
            SchemaKind::Boolean(value) => *value,
            SchemaKind::Rules(rules) => rules.is_unconstrained(),
            SchemaKind::Reference(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use tidings_source::{MemoryFiles, Sources};

    use super::*;
    use crate::SchemaReader;

    #[test]
    fn the_end_of_a_long_chain_is_one_step_away() {
        const LENGTH: usize = 5_000;
        let links = (0..LENGTH).map(|link| format!("S{link}: {{ $ref: '#/S{}' }}\n", link + 1));
        let chain = links.collect::<String>() + &format!("S{LENGTH}: {{ type: string }}\n");
        let (sources, findings) = Sources::link(&MemoryFiles::new([("a.yaml", chain)]), "a.yaml");
        assert_eq!(findings, []);
        let root = sources.root().expect("a document");
        let mut reader = SchemaReader::new(&sources);
        let ids: Vec<SchemaId> = root
            .entries()
            .map(|entry| reader.read(entry.value))
            .collect();
        let (graph, _) = reader.finish();
        let (end, links) = ids.split_last().expect("a chain");
        for link in links {
            assert_eq!(graph.noted_end(*link), Some(*end));
            assert_eq!(graph.resolve(*link), *end);
        }
    }
}
