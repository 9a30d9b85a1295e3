//! The three questions.

use std::rc::Rc;

use tidings_schema::{Failure, Literal, SchemaGraph, SchemaId, ValidateOptions, validate_literal};

use crate::found::{Cause, Found};
use crate::search::{Claim, Search};
use crate::{Disjoint, Options, Satisfiable, Side, Subset, Unknown, witness};

/// A schema in its graph.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'g> {
    /// The graph.
    pub graph: &'g SchemaGraph,
    /// The schema, which belongs to the graph.
    pub schema: SchemaId,
}

/// Whether every value of `first` is a value of `second`.
pub fn subset(first: Subject<'_>, second: Subject<'_>, options: &Options) -> Subset {
    if first.is(second) {
        return Subset::Yes;
    }
    let mut search = Search::new(first, Some(second), options);
    match counterexample(&mut search) {
        Found::Nothing => Subset::Yes,
        Found::GaveUp(cause) => Subset::Unknown(unknown(&search, cause)),
        Found::One(value) => {
            let mut left = search.budget.left();
            let mut ask = |second: Subject<'_>| another(first, second, options, &mut left);
            let breaks = witness::breaks(first, second, options, &value, &mut ask);
            if breaks.is_empty() {
                return Subset::Unknown(unconfirmed(&search, Side::Second, &value));
            }
            Subset::No(breaks)
        }
    }
}

/// A value of the first schema that is none of the second one.
fn counterexample(search: &mut Search<'_>) -> Found<Rc<Literal>> {
    let first = Claim::valid(search.root(Side::First));
    let second = Claim::invalid(search.root(Side::Second));
    search.find(&[first, second])
}

/// A value of `first` that is none of `second`, if one is found in the steps that are `left`.
fn another(
    first: Subject<'_>,
    second: Subject<'_>,
    options: &Options,
    left: &mut u64,
) -> Option<Literal> {
    if *left == 0 {
        return None;
    }
    let options = Options {
        budget: *left,
        ..*options
    };
    let mut search = Search::new(first, Some(second), &options);
    let found = counterexample(&mut search);
    *left = search.budget.left();
    match found {
        Found::One(value) => Some((*value).clone()),
        Found::Nothing | Found::GaveUp(_) => None,
    }
}

/// Whether `first` and `second` have no value in common.
pub fn disjoint(first: Subject<'_>, second: Subject<'_>, options: &Options) -> Disjoint {
    let mut search = Search::new(first, Some(second), options);
    let claims = [Side::First, Side::Second].map(|side| Claim::valid(search.root(side)));
    match search.find(&claims) {
        Found::Nothing => Disjoint::Yes,
        Found::GaveUp(cause) => Disjoint::Unknown(unknown(&search, cause)),
        Found::One(value) => {
            let subjects = [first, second];
            let failing = subjects
                .iter()
                .position(|subject| !subject.failures(&value, options).is_empty());
            match failing {
                None => Disjoint::No((*value).clone()),
                Some(0) => Disjoint::Unknown(unconfirmed(&search, Side::First, &value)),
                Some(_) => Disjoint::Unknown(unconfirmed(&search, Side::Second, &value)),
            }
        }
    }
}

/// Whether `subject` has a value.
pub fn satisfiable(subject: Subject<'_>, options: &Options) -> Satisfiable {
    let mut search = Search::new(subject, None, options);
    let claim = Claim::valid(search.root(Side::First));
    match search.find(&[claim]) {
        Found::Nothing => Satisfiable::No,
        Found::GaveUp(cause) => Satisfiable::Unknown(unknown(&search, cause)),
        Found::One(value) => match subject.failures(&value, options).is_empty() {
            true => Satisfiable::Yes((*value).clone()),
            false => Satisfiable::Unknown(unconfirmed(&search, Side::First, &value)),
        },
    }
}

impl Subject<'_> {
    fn is(self, other: Self) -> bool {
        std::ptr::eq(self.graph, other.graph)
            && self.graph.resolve(self.schema) == other.graph.resolve(other.schema)
    }

    /// What `value` breaks, by the validator.
    fn failures(self, value: &Literal, options: &Options) -> Vec<Failure> {
        let options = ValidateOptions {
            formats: options.formats,
        };
        validate_literal(self.graph, self.schema, value, &options)
    }
}

fn unknown(search: &Search<'_>, cause: Cause) -> Unknown {
    let pattern = cause.pattern.as_deref();
    let (side, location) = pattern
        .and_then(|pattern| search.place_of_pattern(pattern))
        .unwrap_or_else(|| {
            let (side, schema) = search.place(cause.about);
            let graph = search.subject(side).graph;
            (side, graph.get(schema).location.clone())
        });
    Unknown {
        reason: cause.reason.into_owned(),
        side,
        location,
    }
}

fn unconfirmed(search: &Search<'_>, side: Side, value: &Literal) -> Unknown {
    let root = search.root(side);
    let disagreement = || {
        let reason = format!("the validator does not confirm {value}");
        Cause::new(reason).about(Some(root))
    };
    unknown(search, search.doubt().cloned().unwrap_or_else(disagreement))
}
