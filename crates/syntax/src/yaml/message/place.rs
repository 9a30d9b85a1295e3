//! Where the parser stopped, and how much of the text from there on a message is about.

use std::borrow::Cow;

use crate::extent::rest_of_line;
use crate::mistake::Mistake;

/// The place of an error in its text.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    pub(super) offset: usize,
}

impl<'t> Place<'t> {
    /// The text from the place on.
    pub(super) fn rest(self) -> &'t str {
        &self.text[self.offset..]
    }

    /// The character that stands there; none at the end of the text.
    pub(super) fn found(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The bytes of that character.
    pub(super) fn range(self) -> (usize, usize) {
        let length = self.found().map_or(0, char::len_utf8);
        (self.offset, self.offset + length)
    }

    /// A mistake of that character.
    pub(super) fn character(self, message: impl Into<Cow<'static, str>>) -> Mistake {
        let (start, end) = self.range();
        Mistake::at(start, end, message)
    }

    /// A mistake of everything up to the next blank.
    pub(super) fn word(self, message: impl Into<Cow<'static, str>>) -> Mistake {
        let rest = self.rest();
        let length = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        Mistake::at(self.offset, self.offset + length, message)
    }

    /// A mistake of the rest of the line.
    pub(super) fn line(self, message: impl Into<Cow<'static, str>>) -> Mistake {
        Mistake::at(self.offset, rest_of_line(self.text, self.offset), message)
    }
}
