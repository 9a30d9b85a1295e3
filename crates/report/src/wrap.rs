//! Sentences on lines of the width that a terminal has.

use crate::Presentation;

/// The narrowest width that is kept to: less leaves no room for words behind an indentation.
const NARROWEST: usize = 40;

impl Presentation {
    /// A sentence for people on lines of its own, indented by `indent` characters, and further where it goes on.
    ///
    /// Code, which stands between backticks, is left in one piece where a line has room for it.
    pub fn paragraph(self, indent: usize, text: &str) -> String {
        let start = " ".repeat(indent);
        let further = " ".repeat(indent + 2);
        let lines = self.lines(text, indent + 2);
        start + &lines.join(&format!("\n{further}")) + "\n"
    }

    /// `text` on lines in front of which `taken` characters stand.
    pub(crate) fn lines(self, text: &str, taken: usize) -> Vec<String> {
        let Some(width) = self.width else {
            return vec![text.to_owned()];
        };
        let room = width
            .max(NARROWEST)
            .saturating_sub(taken)
            .max(NARROWEST / 2);
        let mut lines: Vec<String> = Vec::new();
        let mut length = 0;
        let pieces = words(text)
            .into_iter()
            .flat_map(|word| match word.chars().count() > room {
                true => word.split(' ').collect(),
                false => vec![word],
            });
        for word in pieces {
            let more = word.chars().count();
            match lines.last_mut() {
                Some(line) if length + 1 + more <= room => {
                    line.push(' ');
                    line.push_str(word);
                    length += 1 + more;
                }
                _ => {
                    lines.push(word.to_owned());
                    length = more;
                }
            }
        }
        lines
    }
}

/// The pieces of `text` between spaces that do not stand in code.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut is_code) = (0, false);
    for (index, character) in text.char_indices() {
        match character {
            '`' => is_code = !is_code,
            ' ' if !is_code => {
                words.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use crate::{Infos, Presentation};

    const TEXT: &str =
        "payload of `Placed`: the value `{ \"a\": [1, 2, 3] }` is allowed no more, and others are";

    fn with(width: Option<usize>) -> Presentation {
        Presentation {
            color: false,
            summary: true,
            infos: Infos::Shown,
            width,
        }
    }

    #[test]
    fn a_sentence_goes_on_further_to_the_right() {
        let expected = "  payload of `Placed`: the value
    `{ \"a\": [1, 2, 3] }` is allowed no more,
    and others are\n";
        assert_eq!(with(Some(46)).paragraph(2, TEXT), expected);
    }

    #[test]
    fn code_that_no_line_has_room_for_goes_on_in_the_next_one() {
        let text = "took `first: impl Into<String>, second: impl Into<String>` once";
        let expected = "took `first: impl Into<String>, second: impl\n  Into<String>` once\n";
        assert_eq!(with(Some(46)).paragraph(0, text), expected);
    }

    #[test]
    fn where_no_terminal_is_nothing_is_wrapped() {
        assert_eq!(with(None).paragraph(2, TEXT), format!("  {TEXT}\n"));
    }

    #[test]
    fn nothing_but_spaces_is_lost() {
        for width in 0..TEXT.len() {
            let lines = with(Some(width)).lines(TEXT, 0);
            assert_eq!(lines.join(" "), TEXT, "{width}");
        }
    }
}
