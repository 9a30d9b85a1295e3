//! Inputs made by changing others, for where libFuzzer cannot be built.

use crate::random::Random;

/// Bytes that an input has at most, so that each costs little.
const LONGEST: usize = 8 << 10;

/// What YAML, JSON and contracts are made of.
const TOKENS: &[&str] = &[
    "\n",
    "\n  ",
    "\n- ",
    ": ",
    ":",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    " #",
    "&a ",
    "*a",
    "<<: *a",
    "!",
    "!!str ",
    "|",
    ">-",
    "? ",
    "- ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\r\n",
    "\\",
    "\\u",
    "\\ud83d",
    "\u{FEFF}",
    "\u{85}",
    "😀",
    "\0",
    "~",
    "null",
    "true",
    "no",
    "1.10",
    "0x1F",
    "1e400",
    ".nan",
    "-0",
    "99999999999999999999",
    "$ref",
    "$ref: '#'",
    "'#/a~1b/0'",
    "{}",
    "[]",
    "x-",
    "//",
    "/*",
    "\\n",
    "'{a}'",
    "$message.payload#/a",
    "(?=",
    "[^",
    "\\p{L}",
];

/// What binary notations are made of: lengths that no input has, and numbers without end.
const HEADS: &[&[u8]] = &[
    b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x5b\x00\x00\x00\x7f\xff\xff\xff\xff",
    b"\x9f",
    b"\xff",
    b"\xdd\xff\xff\xff\xff",
    b"\xdf\x7f\xff\xff\xff",
    b"\xdb\xff\xff\xff\xff",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80",
    b"\xfe\xff\xff\xff\x0f",
    b"\xc1",
    b"\x0b\x0c",
    b"\xf9\x7e\x00",
];

/// Makes inputs out of others, the same ones for the same seed.
pub struct Mutator<'s> {
    seeds: &'s [Vec<u8>],
    random: Random,
}

impl<'s> Mutator<'s> {
    /// A mutator of `seeds`.
    pub fn new(seeds: &'s [Vec<u8>], seed: u64) -> Self {
        Self {
            seeds,
            random: Random::new(seed),
        }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut bytes = self.random.choose(self.seeds).cloned().unwrap_or_default();
        for _ in 0..=self.random.below(5) {
            self.change(&mut bytes);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (start, end) = self.range(bytes.len());
        match self.random.below(9) {
            0 => drop(bytes.drain(start..end)),
            1 => {
                let part = bytes[start..end].to_vec();
                bytes.splice(end..end, part);
            }
            2 => {
                let other = self
                    .random
                    .choose(self.seeds)
                    .map_or(&[][..], |other| other);
                let (from, to) = self.range(other.len());
                bytes.splice(start..end, other[from..to].iter().copied());
            }
            3 => {
                let byte = self.random.below(256) as u8;
                bytes.splice(start..start, [byte]);
            }
            4 => {
                // Lines that move are the mistake people make most.
                let spaces = b" ".repeat(self.random.below(5));
                let line = bytes[..start].iter().rposition(|byte| *byte == b'\n');
                let line = line.map_or(0, |newline| newline + 1);
                let indent = bytes[line..]
                    .iter()
                    .take_while(|byte| **byte == b' ')
                    .count();
                bytes.splice(line..line + indent, spaces);
            }
            5 => {
                let head = self.random.choose(HEADS).copied().unwrap_or_default();
                bytes.splice(start..start, head.iter().copied());
            }
            _ => {
                let token = self.random.choose(TOKENS).copied().unwrap_or_default();
                bytes.splice(start..start, token.bytes());
            }
        }
    }

    /// A range of at most 200 bytes, mostly of few.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let start = self.random.below(length + 1);
        let most = [1, 4, 20, 200][self.random.below(4)];
        let end = start + self.random.below(most + 1).min(length - start);
        (start, end)
    }
}
