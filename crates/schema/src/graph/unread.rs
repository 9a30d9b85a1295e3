//! What a schema demands and nobody can read.

use tidings_diag::Location;
use tidings_source::UnreadAddress;

use super::Group;

/// A demand of a schema that is broken in the document: a reference that leads nowhere, a keyword of the wrong type.
///
/// A validator takes no notice of it. Who compares schemas knows no more of it than its name: where two schemas have a
/// demand of the same name, that is the same demand.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What stands there: the target of the reference, or the keyword with its value.
    pub name: String,
    /// The keyword that is broken; empty where the whole schema is no schema.
    pub keyword: String,
    /// The property that must be there, if it demands anything: `required: true` of that property says so in draft-03.
    pub flags: Option<String>,
    /// Whether what stands beside it in the schema depends on it, as `additionalProperties` does on `properties`, so that
    /// nothing of the schema is known.
    pub is_whole: bool,
    /// The address that it names, where it is a reference to one of which no copy was read.
    pub address: Option<UnreadAddress>,
    /// Where it stands.
    pub location: Location,
}

/// The keywords that say nothing of names of properties.
const NAMELESS: [&str; 17] = [
    "contentEncoding",
    "contentMediaType",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "type",
    "uniqueItems",
];

impl Unread {
    /// Whether properties may be declared by it that nothing else declares.
    pub fn may_declare(&self) -> bool {
        self.flags.is_none() && !NAMELESS.contains(&self.keyword.as_str())
    }
}

impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Unread {}

impl Group for Vec<Unread> {
    const NONE: &'static Self = &Self::new();
}
