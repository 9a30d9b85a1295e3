//! Applies edits to a text and leaves everything else, comments included, as it is.

use tidings_diag::Edit;

/// Why edits cannot be applied; nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits change the same bytes.
    #[error("two edits overlap at byte {0}")]
    Overlap(u32),
    /// An edit lies behind the end of the text or inside a character.
    #[error("there is no place to edit at byte {0}")]
    OutOfText(u32),
}

/// The text with `edits` applied, in whatever order they come; insertions at one place keep their order.
///
/// All of them must belong to the file that `text` is of.
///
/// # Errors
///
/// [`EditError`] when edits overlap or do not fit the text.
pub fn apply<'e>(
    text: &str,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Result<String, EditError> {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut edited = String::with_capacity(text.len());
    let mut reached = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < reached {
            return Err(EditError::Overlap(edit.span.start));
        }
        let between = text.get(reached..range.start);
        let replaced = text.get(range.clone());
        let Some((between, _)) = between.zip(replaced) else {
            return Err(EditError::OutOfText(edit.span.start));
        };
        edited.push_str(between);
        edited.push_str(&edit.replacement);
        reached = range.end;
    }
    edited.push_str(&text[reached..]);
    Ok(edited)
}

#[cfg(test)]
mod tests {
    use tidings_diag::{FileId, Span};

    use super::*;

    #[track_caller]
    fn check(text: &str, edits: &[(u32, u32, &str)], expected: Result<&str, EditError>) {
        let edits: Vec<Edit> = edits
            .iter()
            .map(|&(start, end, replacement)| Edit {
                span: Span::new(FileId(0), start, end),
                replacement: replacement.to_owned(),
            })
            .collect();
        assert_eq!(apply(text, &edits), expected.map(str::to_owned));
    }

    #[test]
    fn edits_apply_in_any_order() {
        check("a: 1 # c", &[(3, 4, "2"), (0, 1, "key")], Ok("key: 2 # c"));
        check("ab", &[(1, 1, "x"), (1, 1, "y"), (1, 2, "")], Ok("axy"));
        check("ab", &[], Ok("ab"));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        check("abc", &[(0, 2, ""), (1, 3, "")], Err(EditError::Overlap(1)));
        check("abc", &[(2, 4, "")], Err(EditError::OutOfText(2)));
        check("ä", &[(1, 2, "")], Err(EditError::OutOfText(1)));
    }
}
