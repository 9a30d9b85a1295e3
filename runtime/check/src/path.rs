//! Where in a value a check stands: a list on the stack that becomes a JSON Pointer only when something is wrong.

use std::fmt::{self, Write};

/// A place in a value, as a linked list of stack frames; making one costs a few moves and no allocation.
///
/// `Display` writes the JSON Pointer (RFC 6901): empty for the root, `~` as `~0` and `/` as `~1` in keys.
///
/// ```
/// let root = tidings_check::Path::root();
/// let lines = root.key("lines");
/// assert_eq!(lines.index(0).key("a/b").to_string(), "/lines/0/a~1b");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
    sensitive: bool,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

impl Path<'static> {
    /// The whole value.
    pub const fn root() -> Self {
        Self {
            parent: None,
            segment: Segment::Index(0),
            sensitive: false,
        }
    }
}

impl<'a> Path<'a> {
    /// The property `key` of the object that stands here.
    pub const fn key(&'a self, key: &'a str) -> Path<'a> {
        Path {
            parent: Some(self),
            segment: Segment::Key(key),
            sensitive: self.sensitive,
        }
    }

    /// The item `index` of the array that stands here.
    pub const fn index(&'a self, index: usize) -> Path<'a> {
        Path {
            parent: Some(self),
            segment: Segment::Index(index),
            sensitive: self.sensitive,
        }
    }

    /// The same place, and from here on no message shows a value: for passwords and the like.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }

    /// Whether the values here must not be shown.
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A loop, not recursion: a deep value must not exhaust the stack while it is being reported.
        let steps = std::iter::successors(Some(self), |path| path.parent)
            .filter(|path| path.parent.is_some())
            .map(|path| path.segment);
        let mut segments: Vec<_> = steps.collect();
        segments.reverse();
        for segment in segments {
            formatter.write_char('/')?;
            match segment {
                Segment::Index(index) => write!(formatter, "{index}")?,
                Segment::Key(key) => {
                    for character in key.chars() {
                        match character {
                            '~' => formatter.write_str("~0")?,
                            '/' => formatter.write_str("~1")?,
                            other => formatter.write_char(other)?,
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
