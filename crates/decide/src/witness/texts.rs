//! Texts that are shorter and easier to read.

/// Texts longer than this keep the characters that they have.
const LONGEST: usize = 64;

/// How many characters may be copied while single ones are left out; a text of some hundreds needs fewer.
const EFFORT: usize = 500_000;

/// The characters that stand for others that are harder to read.
const READABLE: [char; 4] = ['a', '0', 'A', '-'];

/// Offers `attempt` simpler texts than `text`, each simpler than the last one that it took.
pub(super) fn simplify_text(text: &str, attempt: &mut dyn FnMut(String) -> bool) {
    let mut characters: Vec<char> = text.chars().collect();
    let same: String = std::iter::repeat_n('a', characters.len()).collect();
    if text != same && attempt(same) {
        characters.fill('a');
    }
    drop_characters(&mut characters, attempt);
    if characters.len() > LONGEST {
        return;
    }
    for index in 0..characters.len() {
        let current = characters[index];
        let simpler = READABLE.into_iter();
        let simpler = simpler.take_while(|other| rank(*other) < rank(current));
        for other in simpler {
            characters[index] = other;
            if attempt(characters.iter().collect()) {
                break;
            }
            characters[index] = current;
        }
    }
}

/// Leaves out as many characters as can be: first many at once, then single ones.
fn drop_characters(characters: &mut Vec<char>, attempt: &mut dyn FnMut(String) -> bool) {
    let mut effort = EFFORT;
    let mut size = characters.len();
    while size > 0 {
        let mut start = 0;
        while start < characters.len() {
            let Some(left) = effort.checked_sub(characters.len()) else {
                return;
            };
            effort = left;
            let end = characters.len().min(start + size);
            let rest = characters[..start].iter().chain(&characters[end..]);
            let rest: Vec<char> = rest.copied().collect();
            match attempt(rest.iter().collect()) {
                true => *characters = rest,
                false => start = end,
            }
        }
        size /= 2;
    }
}

/// How readable a character is, the most readable first; letters and digits are alike, so that a date stays one.
fn rank(character: char) -> u8 {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => 0,
        ' '..='~' => 1,
        character if !character.is_control() => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_wanted: impl Fn(&str) -> bool, expected: &str) {
        let mut simplest = text.to_owned();
        simplify_text(text, &mut |candidate| {
            let is_wanted = is_wanted(&candidate);
            if is_wanted {
                simplest = candidate;
            }
            is_wanted
        });
        assert_eq!(simplest, expected, "{text:?}");
    }

    #[test]
    fn texts_become_short_and_readable() {
        check("\u{1}\u{2}xyz", |_| true, "");
        check("größer", |text| text.chars().count() > 3, "aaaa");
        check("QX-7", |text| text.contains('-'), "-");
        check(
            "XYZ",
            |text| text.len() == 3 && text.is_ascii() && text.to_uppercase() == text,
            "XYZ",
        );
        check("zz", |text| text.starts_with('z'), "z");
        check("\u{1f600}", |text| !text.is_ascii(), "\u{1f600}");
    }
}
