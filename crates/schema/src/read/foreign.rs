//! Schemas that stand for types of another language: what their values look like in JSON.

use tidings_diag::Location;

use super::SchemaReader;
use crate::graph::ResourceId;
use crate::{Dialect, Schema, SchemaId, SchemaKind, Sparse};

impl SchemaReader<'_> {
    /// A schema for the type at `location`, which may be referred to before it is [filled](Self::fill).
    pub(crate) fn reserve(&mut self, location: Location, key: Option<String>) -> SchemaId {
        self.graph.add(Schema {
            location,
            key: key.map(String::into_boxed_str),
            dialect: Dialect::default(),
            resource: ResourceId::default(),
            kind: SchemaKind::Boolean(true),
            title: None,
            description: None,
            deprecated: false,
            default: None,
            examples: Sparse::default(),
            xml: None,
            extensions: Sparse::default(),
        })
    }

    /// Says what the reserved schema `id` demands.
    pub(crate) fn fill(&mut self, id: SchemaId, kind: SchemaKind, description: Option<String>) {
        let schema = self.graph.get_mut(id);
        schema.kind = kind;
        schema.description = description.map(String::into_boxed_str);
    }
}
