//! The three questions.

use std::rc::Rc;

use tidings_schema::{Failure, Literal, SchemaGraph, SchemaId, ValidateOptions, validate_literal};

use crate::found::{Cause, Found};
use crate::search::{Claim, Search};
use crate::unread::Extreme;
use crate::witness::{self, Wanted};
use crate::{Breaks, Disjoint, Options, Satisfiable, Side, Subset, Unknown};

/// A schema in its graph.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'g> {
    /// The graph.
    pub graph: &'g SchemaGraph,
    /// The schema, which belongs to the graph.
    pub schema: SchemaId,
}

/// Whether every value of `first` is a value of `second`.
///
/// Where a part of them is broken, the answer holds whatever that part was meant to be.
pub fn subset(first: Subject<'_>, second: Subject<'_>, options: &Options) -> Subset {
    let least = Extreme::Least.of(first.graph, first.schema);
    let most = Extreme::Most.of(second.graph, second.schema);
    let shown = [first.within(least.as_ref()), second.within(most.as_ref())];
    subset_shown(first, second, shown, options)
}

/// As [`subset`], with the schemas by which a witness is judged: a value of the first of them and of `first`, and none of
/// the second one and of `second`.
pub(crate) fn subset_shown(
    first: Subject<'_>,
    second: Subject<'_>,
    shown: [Subject<'_>; 2],
    options: &Options,
) -> Subset {
    if first.is(second) {
        return Subset::Yes;
    }
    let mut search = Search::new(first, &[second], options);
    match counterexample(&mut search) {
        Found::Nothing => Subset::Yes,
        Found::GaveUp(cause) => Subset::Unknown(unknown(&search, cause)),
        Found::One(value) => {
            let mut left = search.budget.left();
            let [accepting, refusing] = shown;
            let mut ask = |wanted: Wanted<'_>| another(accepting, wanted, options, &mut left);
            let breaks = witness::breaks(accepting, refusing, options, &value, &mut ask);
            if breaks.found.is_empty() {
                return Subset::Unknown(unconfirmed(&search, Side::Second, &value));
            }
            Subset::No(breaks)
        }
    }
}

/// Whether every value of the first of two schemas is one of the second one, of those that `fitting` alone of two other
/// schemas allows: the first one of these belongs to the first schema, the second one to the second schema.
pub(crate) fn subset_between(
    [first, second]: [Subject<'_>; 2],
    [one, other]: [Subject<'_>; 2],
    fitting: Side,
    options: &Options,
) -> Subset {
    let mut search = Search::new(first, &[second, one, other], options);
    let mut claims = vec![
        Claim::valid(search.root(Side::First)),
        Claim::invalid(search.root(Side::Second)),
    ];
    let [one, other] = match search.further_roots() {
        [one, other, ..] => [*one, *other],
        _ => return Subset::Yes,
    };
    claims.extend(match fitting {
        Side::First => [Claim::valid(one), Claim::invalid(other)],
        Side::Second => [Claim::invalid(one), Claim::valid(other)],
    });
    match search.find(&claims) {
        Found::Nothing => Subset::Yes,
        Found::GaveUp(cause) => Subset::Unknown(unknown(&search, cause)),
        Found::One(value) => match witness::shown(first, second, options, &value) {
            Some(found) => Subset::No(Breaks {
                found: vec![found],
                is_all: false,
            }),
            None => Subset::Unknown(unconfirmed(&search, Side::Second, &value)),
        },
    }
}

/// A value of the first schema that is none of the second one.
fn counterexample(search: &mut Search<'_>) -> Found<Rc<Literal>> {
    let first = Claim::valid(search.root(Side::First));
    let second = Claim::invalid(search.root(Side::Second));
    search.find(&[first, second])
}

/// A value of `first` as it is `wanted`, looked for in the steps that are `left`.
fn another(
    first: Subject<'_>,
    wanted: Wanted<'_>,
    options: &Options,
    left: &mut u64,
) -> Found<Literal> {
    if *left == 0 {
        return Cause::new("no step is left").into();
    }
    let options = Options {
        budget: *left,
        ..*options
    };
    let mut others = vec![wanted.refusing];
    others.extend(wanted.accepting);
    let mut search = Search::new(first, &others, &options);
    let accepting = search.further_roots().iter().copied();
    let mut claims: Vec<Claim> = accepting.map(Claim::valid).collect();
    claims.push(Claim::valid(search.root(Side::First)));
    claims.push(Claim::invalid(search.root(Side::Second)));
    let found = search.find(&claims);
    *left = search.budget.left();
    found.map(|value| (*value).clone())
}

/// Whether `first` and `second` have no value in common.
pub fn disjoint(first: Subject<'_>, second: Subject<'_>, options: &Options) -> Disjoint {
    let mut search = Search::new(first, &[second], options);
    let claims = [Side::First, Side::Second].map(|side| Claim::valid(search.root(side)));
    match search.find(&claims) {
        Found::Nothing => Disjoint::Yes,
        Found::GaveUp(cause) => Disjoint::Unknown(unknown(&search, cause)),
        Found::One(value) => {
            let least =
                [first, second].map(|subject| Extreme::Least.of(subject.graph, subject.schema));
            let subjects = [
                first.within(least[0].as_ref()),
                second.within(least[1].as_ref()),
            ];
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
    let mut search = Search::new(subject, &[], options);
    let claim = Claim::valid(search.root(Side::First));
    match search.find(&[claim]) {
        Found::Nothing => Satisfiable::No,
        Found::GaveUp(cause) => Satisfiable::Unknown(unknown(&search, cause)),
        Found::One(value) => {
            let least = Extreme::Least.of(subject.graph, subject.schema);
            let failures = subject.within(least.as_ref()).failures(&value, options);
            match failures.is_empty() {
                true => Satisfiable::Yes((*value).clone()),
                false => Satisfiable::Unknown(unconfirmed(&search, Side::First, &value)),
            }
        }
    }
}

impl<'g> Subject<'g> {
    /// The schema of the same number in `graph`, if there is one.
    fn within(self, graph: Option<&'g SchemaGraph>) -> Self {
        Self {
            graph: graph.unwrap_or(self.graph),
            schema: self.schema,
        }
    }

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
