//! The few lines of a text that a finding is shown on.
//!
//! The renderer reads all that it is given, so it is given three lines, and of a very long line only the part in question:
//! a document of a megabyte on one line costs no more to show than a small one.

use std::borrow::Cow;
use std::ops::Range;

use crate::Place;
use crate::escape::shown_in_place;
use crate::report::boundary;

/// Lines longer than this are cut around the place in question.
const LONGEST_LINE: usize = 400;

/// How much of a cut line is kept on each side of the place.
const KEPT_BESIDE: usize = 60;

/// How much of a long place is marked.
const LONGEST_MARK: usize = 120;

/// How much of a terminal's width stands beside a mark: the number of the line, and what says that it is cut.
const BESIDE_MARK: usize = 24;

/// A piece of a text.
pub(super) struct Window<'r> {
    /// The lines.
    pub(super) text: Cow<'r, str>,
    /// The number of the first line.
    pub(super) first_line: usize,
    /// Where the first line starts in the whole text.
    pub(super) offset: usize,
    /// The place in question, counted in `text`.
    pub(super) marked: Range<usize>,
    /// Whether the text starts or ends within a line.
    pub(super) is_cut: bool,
}

impl<'r> Window<'r> {
    /// The line where `place` starts, with the one before and the one after it, for a terminal of that `width`.
    ///
    /// Of a place that spans lines the first line is marked: where it starts is what has to be found.
    pub(super) fn around(place: Place<'r>, width: Option<usize>) -> Self {
        let line = place.start.line;
        let text = place.text.text;
        let middle = line_range(place, line);
        let start = boundary(text, place.span.start as usize).clamp(middle.start, middle.end);
        // The renderer cuts a line around its mark, and never the mark.
        let longest = width.map_or(middle.len(), |width| {
            width.saturating_sub(BESIDE_MARK).max(1)
        });
        let end = (place.span.end as usize).min(start + longest);
        let end = boundary(text, end).clamp(start, middle.end);
        let short = |line: u32| {
            Some(line_range(place, line)).filter(|range| (1..=LONGEST_LINE).contains(&range.len()))
        };
        if middle.len() > LONGEST_LINE {
            return Self::cut(text, line, middle, start..end);
        }
        let before = (line > 1)
            .then(|| short(line - 1))
            .flatten()
            .map(|range| (line - 1, range));
        let (first_line, first) = before.unwrap_or((line, middle.clone()));
        let last = short(line + 1).unwrap_or(middle);
        Self {
            text: shown_in_place(&text[first.start..last.end]),
            first_line: first_line as usize,
            offset: first.start,
            marked: start - first.start..end - first.start,
            is_cut: false,
        }
    }

    /// All lines of `place`, uncut; `None` if they are too much to show.
    pub(super) fn lines_of(place: Place<'r>) -> Option<Self> {
        let first = line_range(place, place.start.line);
        let last = line_range(place, place.end.line);
        let text = place.text.text.get(first.start..last.end)?;
        if text.len() > 10 * LONGEST_LINE {
            return None;
        }
        Some(Self {
            text: shown_in_place(text),
            first_line: place.start.line as usize,
            offset: first.start,
            marked: 0..0,
            is_cut: false,
        })
    }

    fn cut(text: &str, line: u32, whole: Range<usize>, marked: Range<usize>) -> Self {
        let longest = boundary(text, marked.start + LONGEST_MARK);
        let marked = marked.start..marked.end.min(longest);
        let from = boundary(text, marked.start.saturating_sub(KEPT_BESIDE)).max(whole.start);
        let to = boundary(text, marked.end + KEPT_BESIDE).min(whole.end);
        let before = if from > whole.start { "… " } else { "" };
        let after = if to < whole.end { " …" } else { "" };
        let shift = |offset: usize| offset - from + before.len();
        Self {
            text: Cow::Owned(format!(
                "{before}{}{after}",
                shown_in_place(&text[from..to])
            )),
            first_line: line as usize,
            offset: whole.start,
            marked: shift(marked.start)..shift(marked.end),
            is_cut: true,
        }
    }
}

/// The bytes of a line; empty at the end of the text for a line behind it.
fn line_range(place: Place<'_>, line: u32) -> Range<usize> {
    let text = place.text;
    let end = text.text.len();
    text.lines.line_range(text.text, line).unwrap_or(end..end)
}
