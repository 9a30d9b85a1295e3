//! What differences in branches mean that no message shows yet: a keyword that combines schemas refuses for one reason, however
//! many differences lie below it.

use tidings_schema::Literal;

use super::super::cause::{is_about, is_judged_otherwise, is_lost_there, may_be_why};
use super::super::explained::Explained;
use super::asked::Asked;
use crate::judge::{Loss, Of, Ruling, Rulings};
use crate::schema::Kind;

/// How many values are tried for the differences of one part.
const TRIED: usize = 32;

/// How many values are tried for one difference in one direction.
const TRIED_EACH: usize = 2;

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
    let mut left = TRIED;
    for one in explained {
        if !one.difference.is_of_branch() || !one.difference.kind.is_asked() {
            continue;
        }
        for (direction, ruling) in [&rulings.backward, &rulings.forward]
            .into_iter()
            .enumerate()
        {
            let is_known = one.is_lossy[direction] || !one.losses[direction].is_empty();
            let is_silent = matches!(ruling, Ruling::No(_)) && !ruling.tells_all(one.subject());
            if is_known || !is_silent {
                continue;
            }
            for value in tried(one, asked) {
                if left == 0 {
                    return;
                }
                left -= 1;
                let losses = match asked.with(direction, &one.difference.path, &value) {
                    Some(Ruling::No(losses)) => losses,
                    Some(Ruling::Yes) => {
                        one.is_kept[direction] = is_about_values(one);
                        continue;
                    }
                    Some(Ruling::Unknown(_)) | None => continue,
                };
                let is_lost = |loss: &&Loss| {
                    may_be_why(&one.difference, loss, graphs)
                        && (is_lost_there(&one.difference, loss, direction, graphs)
                            || loss.is_of_combination
                                && is_judged_otherwise(&one.difference, loss, graphs))
                };
                if let Some(loss) = losses.found.iter().find(is_lost) {
                    one.losses[direction].push(loss.clone());
                    break;
                }
                let looks_inside = |loss: &Loss| !loss.is_of_combination || loss.is_of_tag;
                one.is_kept[direction] = is_of_reader(&one.difference.kind, direction)
                    && losses.is_all
                    && losses.found.iter().all(looks_inside);
            }
        }
    }
}

/// Whether `one` is about certain values, which are all that is tried.
fn is_about_values(one: &Explained) -> bool {
    matches!(one.subject(), Of::ValuesInBranch)
}

/// Whether only the reader has the values of `kind`.
fn is_of_reader(kind: &Kind, direction: usize) -> bool {
    matches!(
        (kind, direction),
        (Kind::ValuesAdded(_), 0) | (Kind::ValuesRemoved(_), 1)
    )
}

/// Values that `one` is about: those of its list, or such as only one version allows at its place.
fn tried(one: &Explained, asked: &mut Asked<'_, '_>) -> Vec<Literal> {
    if let Some(values) = one.difference.kind.values() {
        return values.to_vec();
    }
    let Some(place) = one.difference.place() else {
        return Vec::new();
    };
    let path = &one.difference.path;
    let there = asked.of(place);
    let mut values = Vec::new();
    for ruling in [&there.backward, &there.forward] {
        let losses = ruling.losses().iter().map(|loss| loss.within(path));
        let about = losses.filter(|loss| is_about(&one.difference, loss));
        values.extend(about.take(TRIED_EACH).map(|loss| loss.witness.instance));
    }
    values
}
