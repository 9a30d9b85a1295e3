//! What is known while one schema is read.

use std::collections::{BTreeMap, HashMap};

use tidings_diag::{FileId, Location};
use tidings_syntax::{NodeId, Value};

use crate::avro::{AvroId, AvroVersion};

/// Names and loose ends of one schema.
pub(super) struct Scope<'s> {
    pub(super) version: AvroVersion,
    /// What stands at a node; `None` while it is being read and has no number yet.
    pub(super) known: HashMap<(FileId, NodeId), Option<AvroId>>,
    /// The named types so far, by full name.
    pub(super) types: BTreeMap<String, Definition>,
    /// Names that stood for nothing where they were used.
    pub(super) unknown: Vec<Use>,
    /// Unions, whose branches are looked at when every name is known.
    pub(super) unions: Vec<(AvroId, Value<'s>)>,
    /// Defaults with the type of their field, which are looked at when every name is known.
    pub(super) defaults: Vec<(Value<'s>, AvroId)>,
}

/// Where a name is defined.
pub(super) struct Definition {
    pub(super) id: AvroId,
    pub(super) location: Location,
}

/// A name where it is used.
pub(super) struct Use {
    /// As it is written.
    pub(super) text: String,
    /// The full name.
    pub(super) full: String,
    pub(super) location: Location,
}

impl Scope<'_> {
    pub(super) fn new(version: AvroVersion) -> Self {
        Self {
            version,
            known: HashMap::new(),
            types: BTreeMap::new(),
            unknown: Vec::new(),
            unions: Vec::new(),
            defaults: Vec::new(),
        }
    }
}
