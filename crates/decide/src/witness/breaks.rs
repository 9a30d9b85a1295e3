//! Several breaks of one inclusion, each for another reason.

use tidings_diag::Span;
use tidings_schema::{Failure, Literal, SchemaGraph};

use super::explain::allowed_by;
use super::lift::lift;
use super::minimise::{EFFORT, minimise};
use super::names::Names;
use super::pair::{Judged, Pair};
use crate::found::Found;
use crate::{Break, Breaks, Objection, Options, Subject};

/// How many breaks that tell nothing new are passed over on the way to one that does.
const PASSED: usize = 4;

/// What a further value of the first schema of a question is to be.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'g> {
    /// None of this schema.
    pub(crate) refusing: Subject<'g>,
    /// One of this schema, where there is one.
    pub(crate) accepting: Option<Subject<'g>>,
}

/// Looks for a value of the first schema of a question.
pub(crate) type Search<'s> = dyn FnMut(Wanted<'_>) -> Found<Literal> + 's;

/// The breaks of `first ⊆ second`, of which the search found the value `found`; none when the validator does not confirm it.
///
/// `search` is asked for the further breaks, and may give up at any time.
pub(crate) fn breaks(
    first: Subject<'_>,
    second: Subject<'_>,
    options: &Options,
    found: &Literal,
    search: &mut Search<'_>,
) -> Breaks {
    let mut breaks = Breaks {
        found: Vec::new(),
        is_all: false,
    };
    let mut pair = Pair::new(first, second, options);
    if !pair.is_broken_by(found) {
        return breaks;
    }
    let names = Names::of([first, second]);
    let mut effort = EFFORT;
    let smallest = minimise(found.clone(), &names, &mut effort, &mut |value| {
        pair.is_broken_by(value)
    });
    let failures = pair.second.failures(&smallest);
    let mut further = Further {
        pair,
        options,
        names,
        lifted: None,
        told: Vec::new(),
        effort: EFFORT,
        search,
        is_exhausted: false,
    };
    let mut next = Some((smallest, failures));
    while let Some((value, failures)) = next.take() {
        let left = options.breaks.saturating_sub(breaks.found.len());
        breaks.found.extend(further.told(&value, &failures, left));
        if breaks.found.len() < options.breaks {
            next = further.after(&value, &failures);
            breaks.is_all = next.is_none() && further.is_exhausted;
        }
    }
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
    let objections = failures.into_iter().map(|failure| Objection {
        allowed_by: allowed_by(pair, &failure, &instance),
        failure,
    });
    Break {
        objections: objections.collect(),
        instance,
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
    /// Whether it is proved that there is no break besides them.
    is_exhausted: bool,
}

/// A demand of the second schema: a keyword at its place, of which one name or one value is told where it holds several.
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
        ) || failure.is_of_tag;
        Self {
            keyword: failure.keyword,
            span: failure.schema.span,
            name: holds_names.then(|| format!("{}: {}", failure.pointer, failure.message)),
        }
    }
}

impl Further<'_, '_, '_> {
    /// At most `left` breaks that tell what is new in `value`, which has `failures`: one for each of them where there is a
    /// value that breaks nothing else, and `value` for the others.
    fn told(&mut self, value: &Literal, failures: &[Failure], left: usize) -> Vec<Break> {
        let is_new = |failure: &&Failure| !self.told.contains(&Demand::of(failure));
        let (new, mut known): (Vec<&Failure>, Vec<&Failure>) = failures.iter().partition(is_new);
        self.told.extend(new.iter().map(|new| Demand::of(new)));
        let mut breaks = Vec::new();
        let mut together = Vec::new();
        for failure in new {
            let may_be_alone = failures.len() > 1 && breaks.len() + 1 < left;
            match may_be_alone.then(|| self.alone(failure, value)).flatten() {
                Some(alone) => {
                    breaks.push(alone);
                    known.push(failure);
                }
                None => together.push(failure),
            }
        }
        if !together.is_empty() {
            // What is told by other breaks comes last.
            let failures = together.into_iter().chain(known).cloned().collect();
            breaks.push(described(&mut self.pair, value.clone(), failures));
        }
        breaks
    }

    /// A break that has nothing against it but the demand that `failure` of `value` tells of.
    fn alone(&mut self, failure: &Failure, value: &Literal) -> Option<Break> {
        let second = self.pair.second.subject;
        let mut lifted = second.graph.clone();
        let is_lifted = lift(&mut lifted, second.schema, failure, value, &self.names);
        if !is_lifted || self.effort == 0 {
            return None;
        }
        let rest = Subject {
            graph: &lifted,
            schema: second.schema,
        };
        let wanted = Wanted {
            refusing: second,
            accepting: Some(rest),
        };
        let Found::One(found) = (self.search)(wanted) else {
            return None;
        };
        let mut rest = Judged::new(rest, self.options);
        let pair = &mut self.pair;
        let mut is_wanted = |value: &Literal| pair.is_broken_by(value) && rest.accepts(value);
        if !is_wanted(&found) {
            return None;
        }
        let smallest = minimise(found, &self.names, &mut self.effort, &mut is_wanted);
        let failures = self.pair.second.failures(&smallest);
        Some(described(&mut self.pair, smallest, failures))
    }

    /// A value that breaks the inclusion for another reason than `value`, which has `failures`, and those before it.
    fn after(&mut self, value: &Literal, failures: &[Failure]) -> Option<(Literal, Vec<Failure>)> {
        let (mut next, mut failures, mut remaining) = self.without(failures, value)?;
        for _ in 0..PASSED {
            let mut demands = failures.iter().map(Demand::of);
            if demands.any(|demand| !self.told.contains(&demand)) {
                return Some((next, failures));
            }
            (next, failures, remaining) = self.without(&remaining, &next)?;
        }
        None
    }

    /// A value that breaks the inclusion when the demands of `failures`, which `value` does not meet, are lifted as well:
    /// with its failures, and with those that the rest of the demands has against it.
    fn without(
        &mut self,
        failures: &[Failure],
        value: &Literal,
    ) -> Option<(Literal, Vec<Failure>, Vec<Failure>)> {
        if self.effort == 0 {
            return None;
        }
        let second = self.pair.second.subject;
        let lifted = self.lifted.take();
        let mut lifted = lifted.unwrap_or_else(|| second.graph.clone());
        let mut is_lifted = false;
        for failure in failures {
            is_lifted |= lift(&mut lifted, second.schema, failure, value, &self.names);
        }
        if !is_lifted {
            return None;
        }
        let rest = Subject {
            graph: &lifted,
            schema: second.schema,
        };
        let wanted = Wanted {
            refusing: rest,
            accepting: None,
        };
        let found = match (self.search)(wanted) {
            Found::One(found) => found,
            Found::Nothing => {
                self.is_exhausted = true;
                return None;
            }
            Found::GaveUp(_) => return None,
        };
        let mut rest = Judged::new(rest, self.options);
        if !self.pair.is_broken_by(&found) || !rest.refuses(&found) {
            return None;
        }
        let pair = &mut self.pair;
        let is_pure = pair.second.failures(&found).len() == rest.failures(&found).len();
        let mut is_wanted = |value: &Literal| {
            pair.is_broken_by(value)
                && rest.refuses(value)
                && (!is_pure || pair.second.failures(value).len() == rest.failures(value).len())
        };
        let smallest = minimise(found, &self.names, &mut self.effort, &mut is_wanted);
        let remaining = rest.failures(&smallest);
        let failures = self.pair.second.failures(&smallest);
        self.lifted = Some(lifted);
        Some((smallest, failures, remaining))
    }
}
