//! A text line by line, however long a line is, without keeping more of it than is wanted.

use std::io::{self, BufRead};

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The bytes, without the line break.
    Whole(Vec<u8>),
    /// It is longer than wanted.
    TooLong,
}

/// Reads lines of at most `longest` bytes.
pub(super) struct Lines<R> {
    reader: R,
    longest: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines that `reader` has.
    pub(super) fn new(reader: R, longest: usize) -> Self {
        Self { reader, longest }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut is_kept = true;
        let mut is_empty = true;
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() && is_empty {
                return Ok(None);
            }
            is_empty = false;
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            let is_last = end.is_some() || available.is_empty();
            is_kept &= line.len() + part.len() <= self.longest;
            if is_kept {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if is_last {
                return Ok(Some(match is_kept {
                    true => Line::Whole(line),
                    false => Line::TooLong,
                }));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Option<&str>]) {
        for capacity in [1, 3, 100] {
            let reader = BufReader::with_capacity(capacity, text.as_bytes());
            let lines: Vec<Line> = Lines::new(reader, 4)
                .collect::<io::Result<_>>()
                .expect("a text in memory");
            let expected = expected.iter().map(|line| match line {
                Some(text) => Line::Whole(text.as_bytes().to_vec()),
                None => Line::TooLong,
            });
            assert_eq!(lines, expected.collect::<Vec<_>>(), "{text:?} {capacity}");
        }
    }

    #[test]
    fn every_line_is_there_once() {
        check("", &[]);
        check("\n", &[Some("")]);
        check("ab\ncd", &[Some("ab"), Some("cd")]);
        check("ab\n\ncd\n", &[Some("ab"), Some(""), Some("cd")]);
        check("abcd\nabcde\n\n", &[Some("abcd"), None, Some("")]);
        check("abcdefghij", &[None]);
    }
}
