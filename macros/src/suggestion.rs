//! What somebody may have meant who wrote an unknown word.
//!
//! The compiler's rooms have the same for findings; the macros are built without them.

/// `known` as a list, and the one that `written` was meant to be where that is plain.
pub(crate) fn suggestion(written: &str, known: &[&str]) -> String {
    let list = known
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ");
    match nearest(written, known) {
        Some(word) => format!("did you mean `{word}`? Known are {list}"),
        None => format!("known are {list}"),
    }
}

/// The word of `known` that `written` was meant to be, where few letters are wrong.
fn nearest<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let most = written.chars().count() / 3 + 1;
    known
        .iter()
        .map(|word| (distance(written, word), *word))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, word)| word)
}

/// How many letters are to be added, dropped or changed to make `left` of `right`.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in right.chars().enumerate() {
            let change = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_word() {
        let known = ["name", "kind", "content_type"];
        assert_eq!(nearest("nmae", &known), Some("name"));
        assert_eq!(nearest("contentType", &known), Some("content_type"));
        assert_eq!(nearest("version", &known), None);
    }
}
