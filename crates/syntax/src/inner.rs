//! Where a part of a string stands in the text, through indentation, folding and escapes.

use std::ops::Range;

use tidings_diag::Span;

use crate::Value;

impl Value<'_> {
    /// Where the bytes `range` of this value's string stand in the text.
    ///
    /// Exact for every character that is no white space, however the string is written: as a block, folded, quoted or
    /// plain. White space counts as the place where the next character stands, because folding may have made it up.
    /// The span of the value if it is no string.
    pub fn span_within(self, range: Range<usize>) -> Span {
        let whole = self.span();
        let Some(string) = self.as_str() else {
            return whole;
        };
        let source = &self.tree().text()[whole.range()];
        let mut written = Written::of(source);
        let mut start = None;
        let mut end = None;
        let mut last = 0;
        // Only white space is folded, so the other characters stand in the text one by one and in this order.
        for (offset, character) in string.char_indices() {
            if character.is_whitespace() {
                continue;
            }
            let Some(place) = written.next() else {
                break;
            };
            if start.is_none() && offset >= range.start {
                start = Some(place.start);
            }
            if offset >= range.end {
                end = Some(last.max(start.unwrap_or(last)));
                break;
            }
            last = place.end;
        }
        let start = start.unwrap_or(last);
        let end = end.unwrap_or(last).max(start);
        let at = |offset: usize| whole.start + offset as u32;
        Span::new(whole.file, at(start), at(end))
    }
}

/// The characters of a string where they are written, without white space.
struct Written<'t> {
    source: &'t str,
    position: usize,
    style: Style,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As it is: a plain scalar or a block.
    Plain,
    /// `''` is a quote.
    Single,
    /// `\` escapes, as JSON has it too.
    Double,
}

impl<'t> Written<'t> {
    fn of(source: &'t str) -> Self {
        let (position, style) = match source.as_bytes().first() {
            Some(b'|' | b'>') => (source.find('\n').unwrap_or(source.len()), Style::Plain),
            Some(b'\'') => (1, Style::Single),
            Some(b'"') => (1, Style::Double),
            _ => (0, Style::Plain),
        };
        Self {
            source,
            position,
            style,
        }
    }

    /// The character behind `\` at the start of `text`, and how long the escape is; white space where it is folded away.
    fn escape(text: &str) -> (char, usize) {
        let hexadecimal = |from: usize, digits: usize| {
            let code = u32::from_str_radix(text.get(from..from + digits)?, 16).ok()?;
            Some((code, from + digits))
        };
        let code = match text.as_bytes().get(1) {
            Some(b'x') => hexadecimal(2, 2),
            Some(b'U') => hexadecimal(2, 8),
            Some(b'u') => hexadecimal(2, 4).map(|(code, length)| {
                // JSON writes a character beyond U+FFFF as two escapes.
                let is_high = (0xD800..0xDC00).contains(&code);
                let is_pair = is_high && text[length..].starts_with("\\u");
                if is_pair {
                    (0x1_0000, length + 6)
                } else {
                    (code, length)
                }
            }),
            _ => None,
        };
        match code {
            Some((code, length)) => (
                char::from_u32(code).unwrap_or('\u{FFFD}'),
                length.min(text.len()),
            ),
            None => {
                let named = text[1..].chars().next().unwrap_or(' ');
                let folded = matches!(named, 'n' | 't' | 'r' | 'v' | 'f' | 'N' | '_' | 'L' | 'P');
                let character = if folded { ' ' } else { named };
                (character, 1 + named.len_utf8())
            }
        }
    }
}

impl Iterator for Written<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.position;
            let rest = self.source.get(start..)?;
            let first = rest.chars().next()?;
            let (character, length) = match (self.style, first) {
                (Style::Double, '\\') => Self::escape(rest),
                (Style::Single, '\'') if rest.starts_with("''") => (first, 2),
                (Style::Single, '\'') | (Style::Double, '"') => return None,
                _ => (first, first.len_utf8()),
            };
            self.position += length;
            if !character.is_whitespace() {
                return Some(start..self.position);
            }
        }
    }
}
