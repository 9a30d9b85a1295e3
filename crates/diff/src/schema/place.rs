//! A place in both schemas.

use tidings_schema::{Rules, SchemaGraph, SchemaId};
use tidings_syntax::escape_pointer;

use super::conjunction::Conjunction;
use super::equality::Equality;
use super::walk::Graphs;

/// A place in both schemas: what applies to the values there.
pub(super) struct Place<'g> {
    pub(super) base: Conjunction<'g>,
    pub(super) revision: Conjunction<'g>,
    pub(super) path: String,
}

impl<'g> Place<'g> {
    /// That of the values at `path`, to which `base` applied and `revision` does.
    pub(super) fn of(
        graphs: Graphs<'g>,
        equality: &Equality<'_>,
        base: &[SchemaId],
        revision: &[SchemaId],
        path: &str,
    ) -> Self {
        let flat = [
            Conjunction::flat(graphs.base, base),
            Conjunction::flat(graphs.revision, revision),
        ];
        // What is the only branch in one version and one of several in the other one is a branch in both.
        let [was, is] = match flat[0].chooses() == flat[1].chooses() {
            true => flat,
            false => [
                Conjunction::of(graphs.base, base),
                Conjunction::of(graphs.revision, revision),
            ],
        };
        let was = beside(graphs.base, base, was, &is, |whole, branch| {
            equality.demand_the_same(whole, branch)
        });
        let is = beside(graphs.revision, revision, is, &was, |whole, branch| {
            equality.demand_the_same(branch, whole)
        });
        Self {
            base: was,
            revision: is,
            path: path.to_owned(),
        }
    }

    /// The same place, as far as one schema of each version says something of it.
    pub(super) fn only(&self, [base, revision]: [Option<SchemaId>; 2]) -> Self {
        Self {
            base: self.base.only(base),
            revision: self.revision.only(revision),
            path: self.path.clone(),
        }
    }

    /// The schemas of both versions whose keywords are `meant`.
    pub(super) fn stating(&self, meant: impl Fn(&Rules) -> bool) -> [Vec<SchemaId>; 2] {
        [self.base.stating(&meant), self.revision.stating(&meant)]
    }

    /// The path of the values that `step` leads to; the same values when it is empty.
    pub(super) fn below(&self, step: &str) -> String {
        match step {
            "" => self.path.clone(),
            step => format!("{}/{}", self.path, escape_pointer(step)),
        }
    }
}

/// What both versions say of the same values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SchemaPair {
    /// The place of the values, as the path of a difference.
    pub(crate) path: String,
    /// What says so in the base and in the revision.
    pub(crate) schemas: [SchemaId; 2],
}

impl SchemaPair {
    /// The schema of the base and that of the revision.
    pub(crate) fn both(&self) -> (SchemaId, SchemaId) {
        let [base, revision] = self.schemas;
        (base, revision)
    }
}

/// `side`, which `schemas` say in one version; as a branch where it is `alike` to one of those that `other`, the other
/// version, has instead.
fn beside<'g>(
    graph: &'g SchemaGraph,
    schemas: &[SchemaId],
    side: Conjunction<'g>,
    other: &Conjunction<'_>,
    alike: impl Fn(SchemaId, SchemaId) -> bool,
) -> Conjunction<'g> {
    let [whole] = schemas else { return side };
    let is_whole = !side.chooses() && side.has_properties();
    if !is_whole || !other.chooses() {
        return side;
    }
    let mut branches = other.only_branches().into_iter();
    match branches.any(|branch| alike(*whole, branch)) {
        true => Conjunction::of_branch(graph, *whole),
        false => side,
    }
}
