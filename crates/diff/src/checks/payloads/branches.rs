//! What differences in branches mean that no message shows yet: a keyword that combines schemas refuses for one reason, however
//! many differences lie below it.

use tidings_decide::Wanted;

use super::super::cause::{
    has_value_of, is_about, is_judged_otherwise, is_lost_there, is_of_alternatives,
    is_only_alternative, may_lose, part_of,
};
use super::super::explained::Explained;
use super::asked::Asked;
use crate::Version;
use crate::judge::{Loss, Of, Ruling, Rulings};
use crate::schema::{Difference, Graphs, Kind, Sense};

/// How many values are tried for the differences of one part.
const TRIED: usize = 64;

/// How many values are tried for one difference in one direction.
const TRIED_EACH: usize = 2;

/// Finds out which differences stand in alternatives of `oneOf` that may have values in common with others, where something is
/// lost that they may be the reason of.
pub(super) fn crossed(rulings: &Rulings, explained: &mut [Explained], asked: &mut Asked<'_, '_>) {
    for one in explained {
        let choices = one.difference.choices.clone();
        if choices.is_empty() || !one.difference.kind.is_asked() {
            continue;
        }
        let by_itself = may_lose(&one.difference);
        for (direction, ruling) in [&rulings.backward, &rulings.forward]
            .into_iter()
            .enumerate()
        {
            let is_turned = by_itself[1 - direction] && !matches!(ruling, Ruling::Yes);
            if is_turned
                && choices
                    .iter()
                    .any(|choice| !asked.is_apart(direction, choice))
            {
                one.cross(direction);
            }
        }
    }
}

/// Finds out what becomes of what has a value that a difference in a branch is about, where no message is known that shows
/// what that means.
///
/// A value that only the reader's list has is the reason of no loss that a demand tells which looks into the branches.
pub(super) fn in_branches(
    rulings: &Rulings,
    explained: &mut [Explained],
    asked: &mut Asked<'_, '_>,
) {
    let graphs = asked.judge.graphs();
    for one in explained {
        let is_alternative = one.difference.kind.alternative().is_some();
        if !(one.difference.is_of_branch() || is_alternative) || !one.difference.kind.is_asked() {
            continue;
        }
        for (direction, ruling) in [&rulings.backward, &rulings.forward]
            .into_iter()
            .enumerate()
        {
            let is_known = one.is_lossy[direction] || !one.losses[direction].is_empty();
            if is_known {
                shown_in_alternative(one, direction, asked);
                continue;
            }
            // One message shows for one alternative what becomes of a value, which another one may have gained, too.
            let has_value = |loss: &Loss| has_value_of(&one.difference, loss);
            let is_told = ruling.tells_all(one.subject()) && !ruling.losses().iter().any(has_value);
            if !matches!(ruling, Ruling::No(_)) || (is_told && !is_alternative) {
                continue;
            }
            match between(one, direction, asked) {
                Some(Ruling::Yes) => {
                    one.is_kept[direction] = true;
                    continue;
                }
                Some(Ruling::No(losses)) => {
                    one.losses[direction].extend(losses.found);
                    continue;
                }
                Some(Ruling::Unknown(_)) | None => {}
            }
            for (path, wanted) in tried(one, direction, asked, graphs) {
                if asked.questions() >= TRIED {
                    return;
                }
                let is_all = is_all_of(one, &path, &wanted);
                let losses = match asked.with(direction, vec![(path, wanted)]) {
                    Some(Ruling::No(losses)) => losses,
                    Some(Ruling::Yes) => {
                        one.is_kept[direction] |= is_all;
                        continue;
                    }
                    Some(Ruling::Unknown(_)) | None => continue,
                };
                let mut found = losses.found.iter();
                if let Some(loss) = found.find(|loss| is_lost_in(one, loss, direction, graphs)) {
                    one.losses[direction].push(loss.clone());
                    break;
                }
                let looks_inside = |loss: &Loss| !loss.is_of_combination || loss.is_of_tag;
                one.is_kept[direction] = is_of_reader(&one.difference.kind, direction)
                    && losses.is_all
                    && losses.found.iter().all(looks_inside);
            }
            shown_in_alternative(one, direction, asked);
        }
    }
}

/// What becomes of values that the innermost alternative with `one` allows in one version only: what it takes away is lost where
/// the emitter's allows it, and where alternatives have values in common, where the reader's does. `None` where that says
/// nothing of `one`.
fn between(one: &Explained, direction: usize, asked: &mut Asked<'_, '_>) -> Option<Ruling> {
    let graphs = asked.judge.graphs();
    let difference = &one.difference;
    let alternative = difference.alternatives.last()?;
    let is_mixed = difference.sense != Sense::Same;
    let is_direct = is_mixed || may_lose(difference)[direction];
    let is_turned = is_mixed || one.is_crossed[direction];
    let fitting = [(is_direct, true), (is_turned, false)].into_iter();
    let mut answers = Some(Ruling::Yes);
    for (_, is_emitted) in fitting.filter(|(is_asked, _)| *is_asked) {
        match asked.between(direction, alternative, is_emitted) {
            Some(Ruling::Yes) => {}
            Some(Ruling::No(mut losses)) => {
                losses.found.retain(|loss| {
                    one.is_why(loss, direction, graphs)
                        && is_about(difference, loss)
                        && is_judged_otherwise(difference, loss, graphs)
                });
                if !losses.found.is_empty() {
                    return Some(Ruling::No(losses));
                }
                answers = None;
            }
            Some(Ruling::Unknown(_)) | None => answers = None,
        }
    }
    answers
}

/// Whether `loss` may be one because of `one`, and is one there.
fn is_lost_in(one: &Explained, loss: &Loss, direction: usize, graphs: Graphs<'_>) -> bool {
    if one.difference.kind.alternative().is_some() {
        return is_only_alternative(&one.difference, loss, graphs);
    }
    one.is_why(loss, direction, graphs)
        && is_of_alternatives(&one.difference, loss, graphs)
        && (is_lost_there(&one.difference, loss, direction, graphs)
            || loss.is_of_combination && is_judged_otherwise(&one.difference, loss, graphs))
}

/// Looks for a message that fits the alternative which a value of `one` is of, where none is known, or one that fits another
/// alternative.
fn shown_in_alternative(one: &mut Explained, direction: usize, asked: &mut Asked<'_, '_>) {
    let graphs = asked.judge.graphs();
    let is_shown = |loss: &Loss| is_of_alternatives(&one.difference, loss, graphs);
    let (Some([value]), Some(alternative)) = (
        one.difference.kind.values(),
        one.difference.alternatives.last(),
    ) else {
        return;
    };
    if asked.questions() >= TRIED || one.losses[direction].iter().any(is_shown) {
        return;
    }
    let wanted = vec![
        (one.difference.path.clone(), Wanted::Value(value.clone())),
        (
            alternative.path.clone(),
            Wanted::Fitting(alternative.schemas[direction]),
        ),
    ];
    if let Some(Ruling::No(losses)) = asked.with(direction, wanted) {
        let mut found = losses.found.into_iter();
        let shown = found.find(|loss| is_shown(loss) && is_lost_in(one, loss, direction, graphs));
        if let Some(shown) = shown {
            one.losses[direction] = vec![shown];
        }
    }
}

/// Whether nothing that `one` is about is lost if nothing is lost of what has `wanted` at `path`.
fn is_all_of(one: &Explained, path: &str, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Value(_) => matches!(one.subject(), Of::ValuesInBranch),
        // Of several items each may lack it by itself.
        Wanted::Without(_) => !path.split('/').any(|step| step == "*"),
        Wanted::Fitting(_) => true,
    }
}

/// Whether only the reader has the values of `kind`.
fn is_of_reader(kind: &Kind, direction: usize) -> bool {
    matches!(
        (kind, direction),
        (Kind::ValuesAdded(_), 0) | (Kind::ValuesRemoved(_), 1)
    )
}

/// Values that `one` is about, each with its place: those of its list, those that its alternative allows who emits them, or
/// such as only one version allows.
fn tried(
    one: &Explained,
    direction: usize,
    asked: &mut Asked<'_, '_>,
    graphs: Graphs<'_>,
) -> Vec<(String, Wanted)> {
    let difference = &one.difference;
    if let Some((version, branch)) = difference.kind.alternative() {
        let is_emitted = version == [Version::Base, Version::Revision][direction];
        let part = (difference.path.clone(), Wanted::Fitting(branch.schema));
        return is_emitted.then_some(part).into_iter().collect();
    }
    if let Some(values) = difference.kind.values() {
        let values = values.iter().cloned();
        let parts = values.map(|value| (difference.path.clone(), Wanted::Value(value)));
        return parts.collect();
    }
    let mut tried = Vec::new();
    if let Some(place) = difference.place() {
        tried = values_of(difference, &difference.path, asked.of(place), |_| true);
    }
    match &difference.whole {
        // What nobody emits in this alternative may be emitted in another one.
        Some(whole) if tried.is_empty() => {
            let apart = asked.apart(whole.both());
            values_of(difference, &whole.path, apart, |loss| {
                is_judged_otherwise(difference, loss, graphs)
            })
        }
        _ => tried,
    }
}

/// The values at `path` that `there` tells to be allowed by one version only and that `difference` is about, and after these
/// what it is about of them alone, where other values may stand beside it.
fn values_of(
    difference: &Difference,
    path: &str,
    there: &Rulings,
    is_wanted: impl Fn(&Loss) -> bool,
) -> Vec<(String, Wanted)> {
    let mut wholes = Vec::new();
    let mut parts = Vec::new();
    for ruling in [&there.backward, &there.forward] {
        let losses = ruling.losses().iter().map(|loss| loss.within(path));
        let about = losses.filter(|loss| is_about(difference, loss) && is_wanted(loss));
        for loss in about.take(TRIED_EACH) {
            parts.extend(part_of(difference, &loss));
            wholes.push((path.to_owned(), Wanted::Value(loss.witness.instance)));
        }
    }
    parts.dedup();
    wholes.extend(parts);
    wholes
}
