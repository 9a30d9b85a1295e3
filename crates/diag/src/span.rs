//! Positions: which file, which bytes, which line.

use std::sync::Arc;

/// A file of one run, numbered in the order of loading; 0 is the first document that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that `start` and `end` count in.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte; equal to `start` for a mere position.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { file, start, end }
    }

    /// The span as a range to index the text of its file with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a document: the bytes, and the JSON Pointer that leads to them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// Where the text stands.
    pub span: Span,
    /// The plain JSON Pointer (RFC 6901) inside the file, or `None` where there is no tree to point into.
    pub pointer: Option<Arc<str>>,
}

/// A position for people: both numbers start at 1, columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
}

/// Finds line and column of a byte offset without reading the text from the start each time.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as YAML 1.2 §5.4 has them.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Records where the lines of `text` start.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
        // Finding them twice costs less than making room for more of them again and again.
        let mut starts = Vec::with_capacity(1 + breaks.clone().count());
        starts.push(0);
        for offset in breaks {
            if bytes[offset] == b'\n' || bytes.get(offset + 1) != Some(&b'\n') {
                starts.push(offset as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Line and column of `offset` in `text`, the text this index was made from.
    ///
    /// An offset behind the end counts as the end, one inside a character as that character.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let offset = (offset as usize).min(text.len());
        let line = self
            .starts
            .partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        // Counting whole slices is fast enough for documents of a megabyte on one line.
        let character = (start..=offset).rev().find(|&at| text.is_char_boundary(at));
        let column = text[start..character.unwrap_or(start)].chars().count() + 1;
        LineColumn {
            line: line as u32,
            column: column as u32,
        }
    }

    /// The byte range of line `line`, counted from 1, without its line break; `None` behind the last line.
    pub fn line_range(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)? as usize;
        let end = self
            .starts
            .get(index + 1)
            .map_or(text.len(), |&next| next as usize);
        let content = text[start..end].trim_end_matches(['\n', '\r']);
        Some(start..start + content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: u32, line: u32, column: u32) {
        let found = LineIndex::new(text).line_column(text, offset);
        assert_eq!(
            found,
            LineColumn { line, column },
            "offset {offset} of {text:?}"
        );
    }

    #[test]
    fn columns_count_scalar_values() {
        check("a: ü€😀x", 3, 1, 4);
        check("a: ü€😀x", 5, 1, 5);
        check("a: ü€😀x", 12, 1, 7);
        check("", 0, 1, 1);
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        check("a\nb", 2, 2, 1);
        check("a\r\nb", 3, 2, 1);
        check("a\rb", 2, 2, 1);
        check("a\n", 2, 2, 1);
        check("a\n", 99, 2, 1);
    }

    #[test]
    fn line_ranges_leave_the_break_out() {
        let text = "one\r\ntwo\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line_range(text, 1), Some(0..3));
        assert_eq!(index.line_range(text, 2), Some(5..8));
        assert_eq!(index.line_range(text, 3), Some(9..9));
        assert_eq!(index.line_range(text, 4), None);
        assert_eq!(index.line_range(text, 0), None);
    }
}
