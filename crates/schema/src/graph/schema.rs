//! One schema: where it stands, what it is called, what it demands.

use tidings_diag::Location;

use super::{ResourceId, Rules, SchemaId, Sparse};
use crate::{Dialect, Literal};

/// One schema object (or boolean) where it stands.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The schema object, its position and pointer.
    pub location: Location,
    /// The last segment of the pointer when the schema stands directly under `components/schemas`, `definitions`,
    /// `$defs` or the top of a file, or the file's name when it is the root of a file: the name its author gave it.
    pub key: Option<Box<str>>,
    /// The dialect it is written in.
    pub dialect: Dialect,
    pub(crate) resource: ResourceId,
    /// What it demands.
    pub kind: SchemaKind,
    /// `title`.
    pub title: Option<Box<str>>,
    /// `description`.
    pub description: Option<Box<str>>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `default`.
    pub default: Option<Box<Literal>>,
    /// `examples`, and OpenAPI's `example`.
    pub examples: Sparse<Vec<Literal>>,
    /// OpenAPI's `xml`, or `x-xml` elsewhere: how values are written in XML.
    pub xml: Option<Box<Literal>>,
    /// Keys that start with `x-`, in document order.
    pub extensions: Sparse<Vec<(String, Literal)>>,
}

impl Schema {
    /// The same schema, except that it demands `kind`.
    pub(super) fn with_kind(&self, kind: SchemaKind) -> Self {
        // Field by field, because copying what is demanded now costs more than all the rest.
        Self {
            location: self.location.clone(),
            key: self.key.clone(),
            dialect: self.dialect,
            resource: self.resource,
            kind,
            title: self.title.clone(),
            description: self.description.clone(),
            deprecated: self.deprecated,
            default: self.default.clone(),
            examples: self.examples.clone(),
            xml: self.xml.clone(),
            extensions: self.extensions.clone(),
        }
    }

    /// The value of the extension `name`, for instance `x-sensitive`.
    pub fn extension(&self, name: &str) -> Option<&Literal> {
        let (_, value) = self.extensions.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// Whether values must not be shown, in messages or logs: `format: password`, or `x-sensitive: true`.
    pub fn is_sensitive(&self) -> bool {
        let format = match &self.kind {
            SchemaKind::Rules(rules) => rules.string.format.as_deref(),
            SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
        };
        format == Some("password")
            || self.extension("x-sensitive").and_then(Literal::as_bool) == Some(true)
    }
}

/// What a schema demands.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// `true` (everything) or `false` (nothing).
    Boolean(bool),
    /// `$ref` alone: the other schema, whose demands these are.
    ///
    /// Up to draft-07 and in AsyncAPI the siblings of a `$ref` are ignored. Later they count: then the schema has
    /// [`Rules`], and the other schema is the first of its `allOf`, which means the same.
    Reference(SchemaId),
    /// An object of keywords, all of which must hold.
    Rules(Box<Rules>),
}
