//! Look-aheads at the start of a pattern, as patterns of their own.
//!
//! `^(?=A)(?!B)C` is found in a text if `^A` and `^C` are and `^B` is not. An automaton of the whole would remember for each
//! of the look-aheads whether it is kept already, so it doubles with each; several small ones do not.

/// A pattern that a text must match, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) pattern: String,
    pub(super) is_wanted: bool,
}

/// What `pattern` is made of, if it begins with look-aheads; all of it together is the pattern.
pub(super) fn parts(pattern: &str) -> Option<Vec<Part>> {
    let mut rest = pattern.strip_prefix('^')?;
    let groups = Groups::of(rest)?;
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(is_wanted) = look_ahead(rest) {
        let end = groups.end(start)?;
        let after = &rest[end + 1 - start..];
        if after.starts_with(['*', '+', '?', '{']) {
            break;
        }
        parts.push(Part {
            pattern: format!("^(?:{})", &rest["(?=".len()..end - start]),
            is_wanted,
        });
        rest = after;
        start = end + 1;
    }
    if parts.is_empty() {
        return None;
    }
    if !rest.is_empty() {
        parts.push(Part {
            pattern: format!("^(?:{rest})"),
            is_wanted: true,
        });
    }
    Some(parts)
}

/// Whether `rest` begins with a look-ahead, and whether that is a positive one.
fn look_ahead(rest: &str) -> Option<bool> {
    match rest {
        _ if rest.starts_with("(?=") => Some(true),
        _ if rest.starts_with("(?!") => Some(false),
        _ => None,
    }
}

/// Where the outermost groups of a pattern begin and end.
struct Groups(Vec<(usize, usize)>);

impl Groups {
    /// The groups of `pattern`; `None` where it cannot be taken apart, since a bar parts it or something refers back.
    fn of(pattern: &str) -> Option<Self> {
        let mut groups = Vec::new();
        let mut open = Vec::new();
        let mut is_class = false;
        let mut characters = pattern.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => {
                    let (_, escaped) = characters.next()?;
                    if matches!(escaped, '1'..='9' | 'k') {
                        return None;
                    }
                }
                ']' => is_class = false,
                _ if is_class => {}
                '[' => is_class = true,
                '|' if open.is_empty() => return None,
                '(' => open.push(at),
                ')' => {
                    let start = open.pop()?;
                    if open.is_empty() {
                        groups.push((start, at));
                    }
                }
                _ => {}
            }
        }
        open.is_empty().then_some(Self(groups))
    }

    /// Where the outermost group ends that begins at `start`.
    fn end(&self, start: usize) -> Option<usize> {
        let mut groups = self.0.iter();
        let (_, end) = groups.find(|(begin, _)| *begin == start)?;
        Some(*end)
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[track_caller]
    fn check(pattern: &str, expected: &[(&str, bool)]) {
        let found = parts(pattern).unwrap_or_default();
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|part| (part.pattern.as_str(), part.is_wanted))
            .collect();
        assert_eq!(found, expected, "{pattern}");
    }

    #[test]
    fn look_aheads_at_the_start_are_patterns_of_their_own() {
        check(
            "^(?=.*a)(?!b|[)])[a-z]{8,}$",
            &[
                ("^(?:.*a)", true),
                ("^(?:b|[)])", false),
                ("^(?:[a-z]{8,}$)", true),
            ],
        );
        check(r"^(?=(\)|\[))", &[(r"^(?:(\)|\[))", true)]);
        check("^(?=é)ü", &[("^(?:é)", true), ("^(?:ü)", true)]);
    }

    #[test]
    fn others_stay_whole() {
        for pattern in [
            "(?=a)b",
            "^a(?=b)",
            "^(?=a)b|c",
            r"^(?=(a))\1",
            "^(?=a)*b",
            "^(?:a)b",
            "^(?=a",
            "^[(?=a]",
        ] {
            check(pattern, &[]);
        }
    }
}
