//! Which difference between two schemas explains a value that is lost.

use tidings_diag::Location;
use tidings_schema::Literal;

use super::{ALL, Check, Told};
use crate::judge::Loss;
use crate::schema::{Difference, Kind};

/// A difference with the check that explains it.
pub(super) struct Explained {
    pub(super) check: &'static Check,
    pub(super) told: Told,
    pub(super) difference: Difference,
    /// The losses that it explains: those of the base's values, and those of the revision's.
    pub(super) losses: [Vec<Loss>; 2],
}

/// How well a difference explains a loss; more is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// What its place, in the version that refuses the value or in the one that accepts it, has in common with the place
    /// of the loss.
    place: usize,
    /// Whether the value has what the difference is about.
    is_shown: bool,
    /// Whether such a difference loses values in this direction.
    is_likely: bool,
}

impl Explained {
    /// The difference with the check whose business it is.
    pub(super) fn of(difference: Difference) -> Option<Self> {
        let mut checks = ALL.iter();
        let (check, told) = checks.find_map(|check| Some((*check, check.explain(&difference)?)))?;
        Some(Self {
            check,
            told,
            difference,
            losses: [Vec::new(), Vec::new()],
        })
    }

    /// How well it explains `loss`; `None` where it does not.
    fn fit(&self, loss: &Loss, direction: usize) -> Option<Fit> {
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
        let place = refused.max(shared(allowing, loss.allowed_at.as_ref()));
        (kind.is_asked() && place > 0).then(|| Fit {
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
        Kind::ValueAdded(value) | Kind::ValueRemoved(value) => judged == value,
        _ => true,
    }
}

/// Gives `loss` to the differences that explain it best; says whether any does.
pub(super) fn attribute(loss: &Loss, direction: usize, explained: &mut [Explained]) -> bool {
    let fits = explained.iter().map(|one| one.fit(loss, direction));
    let fits: Vec<Option<Fit>> = fits.collect();
    let Some(best) = fits.iter().flatten().max() else {
        return false;
    };
    for (one, fit) in explained.iter_mut().zip(&fits) {
        if fit.as_ref() == Some(best) {
            one.losses[direction].push(loss.clone());
        }
    }
    true
}

/// Finds losses for the values of one list that have none, because a list is one reason however many values it lost:
/// each is put where a loss of another one stands, and `shown` says whether that is lost too.
pub(super) fn other_values(
    explained: &mut [Explained],
    mut shown: impl FnMut(usize, &Literal) -> Option<Loss>,
) {
    for direction in 0..2 {
        let models = explained.iter().filter_map(|one| {
            one.difference.kind.value()?;
            let model = one.losses[direction].first()?;
            Some((one.difference.path.clone(), model.clone()))
        });
        let models: Vec<(String, Loss)> = models.collect();
        for one in explained.iter_mut() {
            let Some(value) = one.difference.kind.value() else {
                continue;
            };
            let model = models.iter().find(|(path, _)| *path == one.difference.path);
            if let (Some((_, model)), []) = (model, &*one.losses[direction]) {
                let mut instance = model.witness.instance.clone();
                if let Some(place) = instance.at_mut(&model.pointer) {
                    *place = value.clone();
                }
                one.losses[direction].extend(shown(direction, &instance));
            }
        }
    }
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
