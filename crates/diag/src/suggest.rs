//! "Did you mean": the known name nearest to an unknown one.

/// Characters of the longest name for which a nearest one is looked for; comparing costs the square.
const LONGEST: usize = 100;

/// The candidate that `name` is most probably a misspelling of; `None` when none is near enough to be worth saying.
///
/// A difference only in case, `-`, `_` or spaces always counts as near.
/// Otherwise up to a third of the characters (at least one) may be wrong, missing, too many or swapped with a neighbour.
/// Names of more than a hundred characters are not compared.
/// Of equally near candidates the first one wins, so a sorted list gives the same answer on every run.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(name);
    if folded.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &'c str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        if candidate.len() > 4 * LONGEST {
            continue;
        }
        let other = fold(candidate);
        let allowed = (folded.len().max(other.len()) / 3).max(1);
        let allowed = best.map_or(allowed, |(distance, _)| {
            allowed.min(distance.saturating_sub(1))
        });
        if best.is_some_and(|(distance, _)| distance == 0) {
            break;
        }
        if let Some(distance) = distance_within(&folded, &other, allowed)
            && distance < folded.len().max(other.len())
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The characters that matter when names are compared.
fn fold(name: &str) -> Vec<char> {
    name.chars()
        .filter(|character| !matches!(character, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The edit distance with swaps of neighbours ("optimal string alignment"), if it is at most `limit`.
fn distance_within(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let mut before_previous = vec![0; right.len() + 1];
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    let mut current = vec![0; right.len() + 1];
    for (row, &character) in left.iter().enumerate() {
        current[0] = row + 1;
        let mut smallest = current[0];
        for (column, &other) in right.iter().enumerate() {
            let replaced = previous[column] + usize::from(character != other);
            let mut cost = replaced
                .min(previous[column + 1] + 1)
                .min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && character == right[column - 1] && left[row - 1] == other;
            if swapped {
                cost = cost.min(before_previous[column - 1] + 1);
            }
            current[column + 1] = cost;
            smallest = smallest.min(cost);
        }
        // A swap can still use the row before, so one more is allowed before giving up.
        if smallest > limit + 1 {
            return None;
        }
        std::mem::swap(&mut before_previous, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    let distance = previous[right.len()];
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(
            nearest(name, candidates.iter().copied()),
            expected,
            "for {name:?}"
        );
    }

    #[test]
    fn small_mistakes_are_near() {
        check("adress", &["action", "address", "title"], Some("address"));
        check(
            "desription",
            &["deprecated", "description"],
            Some("description"),
        );
        check("chanel", &["channel", "channels"], Some("channel"));
        check("tiltes", &["titles", "tales"], Some("titles"));
        check("ennum", &["enum"], Some("enum"));
        check("größe", &["grösse", "größen"], Some("größen"));
    }

    #[test]
    fn case_and_separators_do_not_count() {
        check("operationid", &["operationId"], Some("operationId"));
        check("content-type", &["contentType"], Some("contentType"));
        check(
            "SCHEMA_FORMAT",
            &["schemas", "schemaFormat"],
            Some("schemaFormat"),
        );
    }

    #[test]
    fn far_names_are_not_suggested() {
        check("payload", &["headers", "traits"], None);
        check("x", &["y"], None);
        check("", &["a"], None);
        check("same", &["same"], None);
        check("anything", &[], None);
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_equals() {
        check(
            "orderPlaced",
            &["orderPlacd2", "orderPlacedd"],
            Some("orderPlacedd"),
        );
        check("ab1", &["ab2", "ab3"], Some("ab2"));
    }
}
