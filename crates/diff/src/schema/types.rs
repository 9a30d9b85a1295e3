//! The types of values that schemas allow, whether `type` says them or not, in words.

use tidings_schema::{Literal, Rules, SchemaId, Type, TypeSet};

use super::assertions::{listed, types};
use super::conjunction::Conjunction;
use super::difference::TypeChange;

/// How many alternatives below each other are looked into.
const DEPTH: usize = 4;

/// The types of `side` in words; what `other` has at the same place tells whether it is something else.
pub(super) fn in_words(side: &Conjunction<'_>, other: &Conjunction<'_>) -> String {
    let told = |types: TypeSet| {
        let names: Vec<&str> = types.iter().map(Type::name).collect();
        match names.as_slice() {
            [] => "nothing".to_owned(),
            names => names.join(" or "),
        }
    };
    match (types(side), allowed(side, DEPTH)) {
        (Some(stated), _) => told(stated),
        // Who does not say it any more may still mean it.
        (None, Some(meant)) if Some(meant) == allowed(other, DEPTH) => "not stated".to_owned(),
        (None, Some(meant)) => told(meant),
        (None, None) if side.rules().any(|(_, rules)| may_exclude(rules)) => {
            "not stated".to_owned()
        }
        (None, None) => "anything".to_owned(),
    }
}

/// What the types that are stated do to the values of `base` and `revision`, which do not state the same.
pub(super) fn type_change(base: &Conjunction<'_>, revision: &Conjunction<'_>) -> TypeChange {
    let is_within = |some: Option<TypeSet>, all: Option<TypeSet>| match (some, all) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(some), Some(all)) => some.iter().all(|one| all.allows(one)),
    };
    TypeChange {
        takes: !is_within(allowed(base, DEPTH), types(revision)),
        adds: !is_within(allowed(revision, DEPTH), types(base)),
    }
}

/// The types of values that `side` may allow, by its keywords and those of its alternatives; `None` for all, or where
/// that is not known.
fn allowed(side: &Conjunction<'_>, depth: usize) -> Option<TypeSet> {
    if side.never.is_some() {
        return Some(TypeSet::EMPTY);
    }
    let alternatives = side.rules().filter(|_| depth > 0);
    let alternatives = alternatives.flat_map(|(_, rules)| [&rules.any_of, &rules.one_of]);
    let alternatives = alternatives.filter(|branches| !branches.is_empty());
    let of_alternatives = alternatives.filter_map(|branches| of_any(side, branches, depth - 1));
    let values = listed(side);
    let of_values = values.map(|values| values.iter().map(Literal::json_type).collect());
    let all = types(side).into_iter().chain(of_values);
    all.chain(of_alternatives).reduce(TypeSet::intersection)
}

/// The types of values that any of `branches` may allow.
fn of_any(side: &Conjunction<'_>, branches: &[SchemaId], depth: usize) -> Option<TypeSet> {
    let mut branches = branches.iter();
    branches.try_fold(TypeSet::EMPTY, |all, branch| {
        let allowed = allowed(&side.beside(*branch), depth)?;
        Some(allowed.iter().fold(all, TypeSet::with))
    })
}

/// Whether a schema may exclude types in a way that is not looked into.
fn may_exclude(rules: &Rules) -> bool {
    let is_chosen = !rules.any_of.is_empty() || !rules.one_of.is_empty();
    is_chosen || rules.not.is_some() || rules.condition.is_some() || !rules.unread.is_empty()
}
