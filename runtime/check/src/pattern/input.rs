//! A pattern, character by character.

/// The characters of a pattern and how many have been read.
pub(super) struct Input<'a> {
    characters: &'a [char],
    position: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(characters: &'a [char]) -> Self {
        Self {
            characters,
            position: 0,
        }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn go_to(&mut self, position: usize) {
        self.position = position;
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.characters.get(self.position).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek();
        self.position += usize::from(character.is_some());
        character
    }

    /// Reads `expected` if that is what follows.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let length = expected.chars().count();
        let follows = self.characters[self.position..]
            .iter()
            .take(length)
            .copied()
            .eq(expected.chars());
        self.position += if follows { length } else { 0 };
        follows
    }

    /// Reads up to `end` and `end` itself.
    pub(super) fn until(&mut self, end: char) -> Option<String> {
        let rest = &self.characters[self.position..];
        let length = rest.iter().position(|&character| character == end)?;
        self.position += length + 1;
        Some(rest[..length].iter().collect())
    }

    /// Reads decimal digits as a number; `None` when there are none.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|character| character.to_digit(10)) {
            let so_far = number.unwrap_or(0_u64);
            number = Some(so_far.saturating_mul(10).saturating_add(u64::from(digit)));
            self.position += 1;
        }
        number
    }
}
