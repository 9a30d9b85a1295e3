//! What is said beside schemas of the language they are written in.

use rustc_hash::FxHashMap;
use tidings_diag::Location;

use super::{SchemaGraph, SchemaId};

/// `schemaFormat` beside a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedFormat {
    /// The language and its version, as written.
    pub name: String,
    /// Where that stands.
    pub location: Location,
}

/// The statements, by the schema that they are about.
pub(super) type StatedFormats = FxHashMap<SchemaId, Vec<StatedFormat>>;

impl SchemaGraph {
    /// What `schemaFormat` says of the schema `id`: beside it, and then beside those that its references lead to.
    ///
    /// A statement about one of them is found with the last one, so that no chain of references is too long.
    pub fn stated_formats(&self, id: SchemaId) -> Vec<&StatedFormat> {
        if self.formats.is_empty() {
            return Vec::new();
        }
        let of = |id: SchemaId| self.formats.get(&id).into_iter().flatten();
        let end = self.resolve(id);
        match end == id {
            true => of(id).collect(),
            false => of(id).chain(of(end)).collect(),
        }
    }

    /// Notes what `schemaFormat` says of the schema `id`; of several that say the same the first one counts.
    pub(crate) fn state_format(&mut self, id: SchemaId, stated: StatedFormat) {
        let known = self.formats.entry(id).or_default();
        if known.iter().all(|one| one.name != stated.name) {
            known.push(stated);
        }
    }

    /// Whether the same is said of `id` as of `other`, a schema of the graph `of`.
    pub(super) fn states_as(&self, id: SchemaId, of: &Self, other: SchemaId) -> bool {
        let names = |graph: &Self, id| {
            let stated = graph.stated_formats(id).into_iter();
            stated.map(|one| one.name.clone()).collect::<Vec<String>>()
        };
        let is_silent = self.formats.is_empty() && of.formats.is_empty();
        is_silent || names(self, id) == names(of, other)
    }
}
