//! The three questions.

use tidings_schema::{SchemaGraph, SchemaId};

use crate::{Disjoint, Options, Satisfiable, Side, Subset, Unknown};

/// A schema in its graph.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'g> {
    /// The graph.
    pub graph: &'g SchemaGraph,
    /// The schema, which belongs to the graph.
    pub schema: SchemaId,
}

/// Whether every value of `first` is a value of `second`.
pub fn subset(first: Subject<'_>, second: Subject<'_>, _options: &Options) -> Subset {
    if first.is(second) {
        return Subset::Yes;
    }
    Subset::Unknown(undecided(first))
}

/// Whether `first` and `second` have no value in common.
pub fn disjoint(first: Subject<'_>, _second: Subject<'_>, _options: &Options) -> Disjoint {
    Disjoint::Unknown(undecided(first))
}

/// Whether `subject` has a value.
pub fn satisfiable(subject: Subject<'_>, _options: &Options) -> Satisfiable {
    Satisfiable::Unknown(undecided(subject))
}

impl Subject<'_> {
    fn is(self, other: Self) -> bool {
        std::ptr::eq(self.graph, other.graph)
            && self.graph.resolve(self.schema) == other.graph.resolve(other.schema)
    }
}

fn undecided(subject: Subject<'_>) -> Unknown {
    Unknown {
        reason: "only a schema and itself are compared".to_owned(),
        side: Side::First,
        location: subject.graph.get(subject.schema).location.clone(),
    }
}
