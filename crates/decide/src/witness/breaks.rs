//! Several breaks of one inclusion, each for another reason.

use tidings_diag::Span;
use tidings_schema::{Failure, Literal, Rules, SchemaGraph, SchemaKind};

use super::explain::allowed_by;
use super::lift::lift;
use super::minimise::{EFFORT, minimise};
use super::names::Names;
use super::pair::{Judged, Pair};
use super::place::transplanted;
use crate::{Break, Options, Subject};

/// How many breaks that tell nothing new are passed over on the way to one that does.
const PASSED: usize = 4;

/// Looks for a value of the first schema of a question that is none of the schema it is given.
pub(crate) type Search<'s> = dyn FnMut(Subject<'_>) -> Option<Literal> + 's;

/// The breaks of `first ⊆ second`, of which the search found the value `found`; none when the validator does not confirm it.
///
/// `search` is asked for the further breaks, and may give up at any time.
pub(crate) fn breaks(
    first: Subject<'_>,
    second: Subject<'_>,
    options: &Options,
    found: &Literal,
    search: &mut Search<'_>,
) -> Vec<Break> {
    let mut pair = Pair::new(first, second, options);
    if !pair.is_broken_by(found) {
        return Vec::new();
    }
    let names = Names::of([first, second]);
    let mut effort = EFFORT;
    let smallest = minimise(found.clone(), &names, &mut effort, &mut |value| {
        pair.is_broken_by(value)
    });
    let failures = pair.second.failures(&smallest);
    let mut last = described(&mut pair, smallest, failures);
    let mut further = Further {
        pair,
        options,
        names,
        lifted: None,
        told: Vec::new(),
        effort: EFFORT,
        search,
    };
    let mut breaks = Vec::new();
    while breaks.len() + 1 < options.breaks {
        let Some(next) = further.after(&last) else {
            break;
        };
        breaks.push(std::mem::replace(&mut last, next));
    }
    breaks.push(last);
    breaks
}

/// The break of `first ⊆ second` that `value` shows, if the validator confirms that it shows one.
pub(crate) fn shown(
    first: Subject<'_>,
    second: Subject<'_>,
    options: &Options,
    value: &Literal,
) -> Option<Break> {
    let mut pair = Pair::new(first, second, options);
    if !pair.is_broken_by(value) {
        return None;
    }
    let failures = pair.second.failures(value);
    Some(described(&mut pair, value.clone(), failures))
}

fn described(pair: &mut Pair<'_>, instance: Literal, failures: Vec<Failure>) -> Break {
    let first = failures.first();
    let allowed_by = first.and_then(|failure| allowed_by(pair, failure, &instance));
    Break {
        instance,
        failures,
        allowed_by,
    }
}

/// Looks for breaks besides those that are known.
struct Further<'g, 'o, 's> {
    pair: Pair<'g>,
    options: &'o Options,
    names: Names<'g>,
    /// The second schema's graph without the demands that the known breaks do not meet.
    lifted: Option<SchemaGraph>,
    /// What the known breaks tell.
    told: Vec<Demand>,
    /// What making all of them smaller may still take.
    effort: u64,
    search: &'o mut Search<'s>,
}

/// A demand of the second schema: a keyword at its place, of which one name is told where it holds several.
#[derive(PartialEq)]
struct Demand {
    keyword: &'static str,
    span: Span,
    name: Option<String>,
}

impl Demand {
    fn of(failure: &Failure) -> Self {
        let holds_names = matches!(
            failure.keyword,
            "required"
                | "dependentRequired"
                | "dependencies"
                | "additionalProperties"
                | "unevaluatedProperties"
        );
        Self {
            keyword: failure.keyword,
            span: failure.schema.span,
            name: holds_names.then(|| format!("{}: {}", failure.pointer, failure.message)),
        }
    }
}

impl Further<'_, '_, '_> {
    /// A break for another reason than `last` and those before it.
    fn after(&mut self, last: &Break) -> Option<Break> {
        self.told.extend(last.failures.iter().map(Demand::of));
        let (mut next, mut remaining) = self.without(&last.failures, &last.instance)?;
        for _ in 0..PASSED {
            let mut demands = next.failures.iter().map(Demand::of);
            if demands.any(|demand| !self.told.contains(&demand)) {
                return Some(next);
            }
            (next, remaining) = self.without(&remaining, &next.instance)?;
        }
        None
    }

    /// A break that is left when the demands of `failures`, which `value` does not meet, are lifted, with what the rest
    /// of the demands has against it.
    fn without(&mut self, failures: &[Failure], value: &Literal) -> Option<(Break, Vec<Failure>)> {
        if self.effort == 0 {
            return None;
        }
        let second = self.pair.second.subject;
        let lifted = self.lifted.take();
        let mut lifted = lifted.unwrap_or_else(|| second.graph.clone());
        let mut is_lifted = false;
        for failure in failures {
            is_lifted |= lift(&mut lifted, failure, value, &self.names);
        }
        if !is_lifted {
            return None;
        }
        let rest = Subject {
            graph: &lifted,
            schema: second.schema,
        };
        let found = (self.search)(rest)?;
        let mut rest = Judged::new(rest, self.options);
        if !self.pair.is_broken_by(&found) || !rest.refuses(&found) {
            return None;
        }
        let pure = match self.is_pure(&mut rest, &found) {
            true => Some(found.clone()),
            false => self.purified(&mut rest, &found),
        };
        let is_pure = pure.is_some();
        let pair = &mut self.pair;
        let mut is_wanted = |value: &Literal| {
            pair.is_broken_by(value)
                && rest.refuses(value)
                && (!is_pure || pair.second.failures(value).len() == rest.failures(value).len())
        };
        let found = pure.unwrap_or(found);
        let smallest = minimise(found, &self.names, &mut self.effort, &mut is_wanted);
        let others = rest.failures(&smallest);
        let mut failures = self.pair.second.failures(&smallest);
        // What was told before comes last.
        let is_new = |failure: &Failure| {
            let mut others = others.iter();
            others.any(|other| other.pointer == failure.pointer)
        };
        failures.sort_by_key(|failure| !is_new(failure));
        let next = described(&mut self.pair, smallest, failures);
        self.lifted = Some(lifted);
        Some((next, others))
    }

    /// Whether `value` breaks nothing that the known breaks break.
    fn is_pure(&mut self, rest: &mut Judged<'_>, value: &Literal) -> bool {
        self.pair.second.failures(value).len() == rest.failures(value).len()
    }

    /// A value that breaks nothing but what makes `found` a further break: one that both schemas accept, with a part of `found`.
    fn purified(&mut self, rest: &mut Judged<'_>, found: &Literal) -> Option<Literal> {
        let second = self.pair.second.subject;
        let mut negated = second.graph.clone();
        let not = Rules {
            not: Some(second.schema),
            ..Rules::default()
        };
        let schema = negated.derive(second.schema, SchemaKind::Rules(Box::new(not)));
        let accepted_by_both = (self.search)(Subject {
            graph: &negated,
            schema,
        })?;
        let failures = rest.failures(found).into_iter();
        let candidates =
            failures.filter_map(|failure| transplanted(&accepted_by_both, found, &failure.pointer));
        let candidates: Vec<Literal> = candidates.collect();
        candidates.into_iter().find(|candidate| {
            self.pair.is_broken_by(candidate)
                && rest.refuses(candidate)
                && self.is_pure(rest, candidate)
        })
    }
}
