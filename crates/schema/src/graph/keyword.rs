//! The place of one keyword.

use std::borrow::Cow;
use std::sync::Arc;

use tidings_diag::{Location, Span};
use tidings_source::Sources;
use tidings_syntax::{NodeId, Value, escape_pointer};

/// A keyword and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The name as written.
    pub name: Cow<'static, str>,
    /// The key's bytes.
    pub span: Span,
    /// The pointer of the schema that the key stands in.
    pub(crate) schema: Arc<str>,
    /// The node of its value, in the same file.
    pub(crate) node: NodeId,
}

impl Keyword {
    /// The key's place.
    pub fn location(&self) -> Location {
        // Judging an instance asks for the places of very many keywords, so nothing is formatted.
        let pointer = [&*self.schema, "/", &escape_pointer(&self.name)].concat();
        Location {
            span: self.span,
            pointer: Some(pointer.into()),
        }
    }

    /// What the keyword holds, in the files that the schema was read from.
    pub fn value<'s>(&self, sources: &'s Sources) -> Value<'s> {
        sources.file(self.span.file).tree.value(self.node)
    }
}
