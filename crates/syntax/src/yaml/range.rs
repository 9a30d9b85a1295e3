//! The exact bytes of what the parser places only roughly.

use crate::extent::column;

/// The bytes of a block scalar from its `|` or `>` to the last character that belongs to it.
///
/// The parser starts at the content and ends inside the indentation of the next line.
/// `after` is a place before the header and behind everything else: only `:`, `-`, `?`, properties and comments lie between.
pub(super) fn block_scalar(text: &str, after: usize, start: usize, end: usize) -> (usize, usize) {
    let header = header(&text.as_bytes()[..start], after).unwrap_or(start);
    let content = text[header..end].trim_end_matches([' ', '\t']);
    let keep = text[header..]
        .chars()
        .skip(1)
        .take_while(|indicator| matches!(indicator, '+' | '-' | '0'..='9'))
        .any(|indicator| indicator == '+');
    let content = if keep { content } else { content.trim_end() };
    (header, header + content.len())
}

fn header(bytes: &[u8], after: usize) -> Option<usize> {
    let mut offset = after;
    loop {
        let to_line_end = |from: usize| {
            let rest = &bytes[from..];
            rest.iter()
                .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
                .count()
        };
        match bytes.get(offset)? {
            b'|' | b'>' => return Some(offset),
            b'#' | b'%' => offset += to_line_end(offset),
            b'&' | b'!' => {
                let rest = &bytes[offset..];
                offset += rest
                    .iter()
                    .take_while(|byte| !byte.is_ascii_whitespace())
                    .count();
            }
            _ => offset += 1,
        }
    }
}

/// The place of a value that is not there: behind the `:` or `-` that announces it, or behind its tag or anchor.
///
/// The parser places it before that `:`, or where the next thing starts.
/// A `:` on a later line announces the value of a block mapping, which starts at `mapping`, in its column only.
pub(super) fn empty(
    text: &str,
    after: usize,
    start: usize,
    mapping: Option<usize>,
) -> (usize, usize) {
    let mut place = last_character(text, after, start).unwrap_or(after);
    let rest = &text[place..];
    let colon = rest.len() - rest.trim_start().len();
    let is_bracket = |next: char| matches!(next, ',' | ']' | '}');
    let behind = rest[colon..]
        .strip_prefix(':')
        .map(|behind| behind.chars().next());
    let is_own = || {
        let block = mapping.filter(|mapping| !text[*mapping..].starts_with('{'));
        let later = rest[..colon].contains(['\n', '\r']);
        // In a block a `:` before a bracket starts a word.
        let is_word = behind.flatten().is_some_and(is_bracket);
        !later
            || block.is_none_or(|mapping| {
                !is_word && column(text, mapping) == column(text, place + colon)
            })
    };
    let announces =
        |next: Option<char>| next.is_none_or(|next| next.is_whitespace() || is_bracket(next));
    let announced = text[after..place].trim_start().starts_with(':');
    if !announced && behind.is_some_and(announces) && is_own() {
        place += colon + 1;
    }
    (place, place)
}

/// The place of a key that is not there: behind its `?`, or before its `:`.
pub(super) fn empty_key(text: &str, after: usize, start: usize) -> (usize, usize) {
    let question = last_character(text, after, start).filter(|end| text[..*end].ends_with('?'));
    let place = question.unwrap_or(start);
    (place, place)
}

/// The end of the last character of `after..start` that is no blank and in no comment.
fn last_character(text: &str, after: usize, start: usize) -> Option<usize> {
    let mut last = None;
    let mut comment = false;
    let mut blank = true;
    for (offset, byte) in text.as_bytes()[..start].iter().enumerate().skip(after) {
        match byte {
            b'\n' | b'\r' => comment = false,
            b'#' if blank => comment = true,
            _ => {}
        }
        blank = byte.is_ascii_whitespace();
        if !blank && !comment {
            last = Some(offset + 1);
        }
    }
    last
}
