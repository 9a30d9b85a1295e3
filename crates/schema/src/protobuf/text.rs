//! Texts in Protocol Buffers and where they stand.

use std::ops::Range;

use tidings_diag::{FileId, Location, Span};
use tidings_source::Source;
use tidings_syntax::Value;

/// A text in Protocol Buffers.
#[derive(Clone, Copy)]
pub(super) enum Text<'s> {
    /// A whole file.
    File(&'s Source),
    /// A string in a document.
    Inline(Value<'s>),
}

impl<'s> Text<'s> {
    /// The text itself.
    pub(super) fn as_str(self) -> &'s str {
        match self {
            Self::File(source) => source.tree.text(),
            Self::Inline(value) => value.as_str().unwrap_or_default(),
        }
    }

    /// The file that it is, or stands in.
    pub(super) fn file(self) -> FileId {
        match self {
            Self::File(source) => source.tree.file(),
            Self::Inline(value) => value.span().file,
        }
    }

    /// Where the bytes `range` of the text stand.
    pub(super) fn location(self, range: Range<usize>) -> Location {
        match self {
            Self::File(source) => {
                let length = source.tree.text().len();
                let (start, end) = (range.start.min(length), range.end.min(length));
                Location {
                    span: Span::new(source.tree.file(), start as u32, end.max(start) as u32),
                    pointer: None,
                }
            }
            Self::Inline(value) => Location {
                span: value.span_within(range),
                pointer: Some(value.pointer().into()),
            },
        }
    }

    /// Where the place at `line` and `column`, both from 0 and counted in bytes, and `length` bytes behind it stand.
    pub(super) fn location_at(self, line: usize, column: usize, length: usize) -> Location {
        let text = self.as_str();
        let line_start = match line {
            0 => 0,
            _ => {
                let mut breaks = text.match_indices('\n');
                breaks.nth(line - 1).map_or(text.len(), |(at, _)| at + 1)
            }
        };
        let start = line_start + column;
        self.location(start..start + length)
    }
}
