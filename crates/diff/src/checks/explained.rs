//! Which difference between two schemas explains a value that is lost.

use tidings_diag::Location;
use tidings_schema::Literal;
use tidings_syntax::escape_pointer;

use super::cause::{is_judged_otherwise, is_judged_so, is_lost_there, may_be_why, may_lose};
use super::{ALL, Check, Told};
use crate::judge::Loss;
use crate::schema::{Difference, Graphs, Kind};

/// A difference with the check that explains it.
pub(super) struct Explained {
    pub(super) check: &'static Check,
    pub(super) told: Told,
    pub(super) difference: Difference,
    /// Whether, in each direction, it can lose what it does not lose by itself: it stands in an alternative of a `oneOf` that may
    /// have values in common with others, so that the whole may allow more where one of them allows less.
    pub(super) is_crossed: [bool; 2],
    /// The losses that it explains: those of the base's values, and those of the revision's.
    pub(super) losses: [Vec<Loss>; 2],
    /// Whether it is known to lose values, in each direction, also without one that shows it.
    pub(super) is_lossy: [bool; 2],
    /// Whether it is proved to lose none, in each direction.
    pub(super) is_kept: [bool; 2],
    /// Whether it may lose values, in each direction, for all that is known of a broken part beside it.
    pub(super) is_doubtful: [bool; 2],
}

/// How well a difference explains a loss; more is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// What its place, in the version that refuses the value or in the one that accepts it, has in common with the place
    /// of the loss.
    place: usize,
    /// Whether the value has what the difference is about.
    is_shown: bool,
    /// Whether such a difference loses values in this direction.
    is_likely: bool,
}

/// What a check would say of `difference` if it were of another `kind`.
pub(super) fn in_words(difference: &Difference, kind: &Kind) -> Option<String> {
    let one = Difference {
        kind: kind.clone(),
        ..difference.clone()
    };
    let mut told = ALL.iter().filter_map(|check| check.explain(&one));
    told.next().map(|told| told.message)
}

impl Explained {
    /// The difference with the check whose business it is.
    pub(super) fn of(difference: Difference) -> Option<Self> {
        let mut checks = ALL.iter();
        let (check, told) = checks.find_map(|check| Some((*check, check.explain(&difference)?)))?;
        Some(Self {
            check,
            told,
            is_crossed: [false, false],
            difference,
            losses: [Vec::new(), Vec::new()],
            is_lossy: [false, false],
            is_kept: [false, false],
            is_doubtful: [false, false],
        })
    }

    /// Knows that for who reads in one direction alternatives that it is in may have values in common with others.
    pub(super) fn cross(&mut self, direction: usize) {
        self.is_crossed[direction] = true;
    }

    /// Whether it can lose values in one direction, by itself or by what other alternatives have in common with its own.
    pub(super) fn may_lose(&self, direction: usize) -> bool {
        self.is_crossed[direction] || may_lose(&self.difference)[direction]
    }

    /// Whether it can be why `loss` is one, in one direction.
    pub(super) fn is_why(&self, loss: &Loss, direction: usize, graphs: Graphs<'_>) -> bool {
        let difference = &self.difference;
        let way = (direction, self.is_crossed[direction]);
        let is_inside = difference.is_of_branch() && loss.is_of_combination;
        // What fits two alternatives is refused by the list of these, and by nothing in them.
        let is_direct = may_lose(difference)[direction];
        self.may_lose(direction)
            && (is_direct || loss.is_of_combination)
            && may_be_why(difference, loss, graphs)
            && (!is_inside || is_judged_so(difference, way, loss, graphs))
    }

    /// How well it explains `loss`; `None` where it does not.
    pub(super) fn fit(&self, loss: &Loss, direction: usize, graphs: Graphs<'_>) -> Option<Fit> {
        let Difference {
            kind,
            base,
            revision,
            ..
        } = &self.difference;
        let (refusing, allowing, is_likely) = match direction {
            0 => (revision, base, kind.may_take()),
            _ => (base, revision, kind.may_add()),
        };
        let shared = |place: &Option<Location>, other: Option<&Location>| match (place, other) {
            (Some(place), Some(other)) => common(place, other),
            _ => 0,
        };
        let refused = shared(refusing, Some(&loss.refused_at));
        let place = match () {
            () if is_renamed(kind, loss, direction) => usize::MAX,
            () if is_likely && is_listed(&self.difference, loss) => usize::MAX,
            () if is_missing(&self.difference, loss) => refused.max(usize::MAX - 1),
            // What refuses a value says more than what allowed it, which says other things as well.
            () => refused.max(shared(allowing, loss.allowed_at.as_ref()).min(usize::MAX - 2)),
        };
        let may_explain = kind.is_asked() && place > 0 && !is_of_other(kind, loss);
        (may_explain && self.is_why(loss, direction, graphs)).then(|| Fit {
            place,
            is_shown: is_shown(kind, loss),
            is_likely,
        })
    }
}

/// Whether the value that is lost has what `kind` is about.
fn is_shown(kind: &Kind, loss: &Loss) -> bool {
    let Some(judged) = loss.witness.instance.at(&loss.pointer) else {
        return false;
    };
    match kind {
        Kind::Required(name) | Kind::Optional(name) => judged.get(name).is_none(),
        Kind::ValuesAdded(values) | Kind::ValuesRemoved(values) => values.contains(judged),
        // What is not allowed is refused where it stands.
        Kind::PropertyAdded(name)
        | Kind::PropertyDescribed { name, .. }
        | Kind::PropertyRemoved(name)
        | Kind::PropertyUndescribed { name, .. } => {
            let last = loss.pointer.rsplit('/').next();
            last.is_some_and(|last| *last == escape_pointer(name)) || judged.get(name).is_some()
        }
        _ => true,
    }
}

/// Whether `loss` is that a property is missing, and `kind` is whether another one has to be there.
fn is_of_other(kind: &Kind, loss: &Loss) -> bool {
    match (kind, &loss.missing) {
        (Kind::Required(name) | Kind::Optional(name), Some(missing)) => name != missing,
        _ => false,
    }
}

/// Whether `loss` is that the property is missing which `difference` is about, wherever that is said: several schemas may
/// demand it.
fn is_missing(difference: &Difference, loss: &Loss) -> bool {
    let (Kind::Required(name) | Kind::Optional(name)) = &difference.kind else {
        return false;
    };
    loss.missing.as_ref() == Some(name)
        && place_in(&loss.pointer, &difference.path).as_ref() == Some(&loss.pointer)
}

/// Whether the value that is lost is one of those that `difference` names, and stands where it names them.
fn is_listed(difference: &Difference, loss: &Loss) -> bool {
    let judged = loss.witness.instance.at(&loss.pointer);
    let values = difference.kind.values();
    values.is_some_and(|values| judged.is_some_and(|judged| values.contains(judged)))
        && place_in(&loss.pointer, &difference.path).as_ref() == Some(&loss.pointer)
}

/// Whether `loss` is that a property is missing under the name of one version and there under that of the other one.
fn is_renamed(kind: &Kind, loss: &Loss, direction: usize) -> bool {
    let Kind::PropertyRenamed { from, to, .. } = kind else {
        return false;
    };
    let (written, read) = match direction {
        0 => (from, to),
        _ => (to, from),
    };
    let judged = loss.witness.instance.at(&loss.pointer);
    loss.missing.as_ref() == Some(read)
        && judged.is_some_and(|judged| judged.get(written).is_some())
}

/// Gives `loss` to the differences that explain it best; says whether any does.
pub(super) fn attribute(
    loss: &Loss,
    direction: usize,
    explained: &mut [Explained],
    graphs: Graphs<'_>,
) -> bool {
    let explaining = explaining(loss, direction, explained, graphs);
    for index in &explaining {
        explained[*index].losses[direction].push(loss.clone());
    }
    !explaining.is_empty()
}

/// How many messages are tried to show what is lost in a part of them.
const TRIED: usize = 4;

/// Gives `loss`, which is one of the values at `path` alone, to the differences that explain it best: as a whole message
/// that `shown` says to be lost, if there is one that has such a value, or else as something that is known.
pub(super) fn attribute_local(
    loss: &Loss,
    path: &str,
    direction: usize,
    explained: &mut [Explained],
    graphs: Graphs<'_>,
    mut shown: impl FnMut(&Literal) -> Option<Loss>,
) {
    let known = explained.iter().flat_map(|one| &one.losses[direction]);
    let messages = known.filter_map(|known| {
        let place = place_in(&known.pointer, path)?;
        let mut message = known.witness.instance.clone();
        *message.at_mut(&place)? = loss.witness.instance.clone();
        Some(message)
    });
    let messages: Vec<Literal> = messages.take(TRIED).collect();
    let whole = messages.iter().find_map(&mut shown);
    for index in explaining(&loss.within(path), direction, explained, graphs) {
        explained[index].is_lossy[direction] |= whole.is_none();
        explained[index].losses[direction].extend(whole.clone());
    }
}

/// The place at which `pointer` is, or under which it lies, if `path` names such places: `*` stands for any step.
pub(super) fn place_in(pointer: &str, path: &str) -> Option<String> {
    let mut steps = pointer.split('/');
    let mut place = Vec::new();
    for wanted in path.split('/') {
        let step = steps.next()?;
        if wanted != "*" && wanted != step {
            return None;
        }
        place.push(step);
    }
    Some(place.join("/"))
}

/// The differences that explain `loss` best.
fn explaining(
    loss: &Loss,
    direction: usize,
    explained: &[Explained],
    graphs: Graphs<'_>,
) -> Vec<usize> {
    let fits = explained.iter().map(|one| one.fit(loss, direction, graphs));
    let fits: Vec<Option<Fit>> = fits.collect();
    let indices = fits.iter().enumerate();
    let Some(best) = fits.iter().flatten().max() else {
        return elsewhere(loss, direction, explained, graphs);
    };
    let indices = indices.filter(|(_, fit)| fit.as_ref() == Some(best));
    indices.map(|(index, _)| index).collect()
}

/// The differences that explain `loss` although it is told of another alternative than theirs, or of what is demanded under a
/// condition that is about other values now.
fn elsewhere(
    loss: &Loss,
    direction: usize,
    explained: &[Explained],
    graphs: Graphs<'_>,
) -> Vec<usize> {
    let is_likely = |kind: &Kind| match direction {
        0 => kind.may_take(),
        _ => kind.may_add(),
    };
    let differences = explained.iter().enumerate();
    let there = differences.filter(|(_, it)| {
        let one = &it.difference;
        one.is_of_branch()
            && one.kind.is_asked()
            && it.is_why(loss, direction, graphs)
            && match one.is_of_condition {
                true => is_judged_otherwise(one, loss, graphs),
                false => is_likely(&one.kind) && is_lost_there(one, loss, direction, graphs),
            }
    });
    there.map(|(index, _)| index).collect()
}

/// How well a place explains another one: 0 where neither holds the other.
fn common(place: &Location, other: &Location) -> usize {
    let (Some(place), Some(other)) = (place.pointer.as_deref(), other.pointer.as_deref()) else {
        return 0;
    };
    let holds = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match (holds(place, other), holds(other, place)) {
        (true, true) => usize::MAX,
        (true, false) => 2 * place.len() + 2,
        (false, true) => 2 * other.len() + 1,
        (false, false) => 0,
    }
}
