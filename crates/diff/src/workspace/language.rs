//! Texts that have parts which are only known at run time, as a language, and a word that two of them have in common.

use std::collections::{HashSet, VecDeque};

/// The texts that something may stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Language {
    pieces: Vec<Piece>,
    separator: Option<char>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// These characters.
    Text(Vec<char>),
    /// One of these texts.
    OneOf(Vec<Vec<char>>),
    /// A word: at least one character, none of which separates words.
    Word,
    /// At least one character.
    Rest,
}

/// A place in a text: a piece, which alternative of it, and how many characters of that are read.
type State = (usize, usize, usize);

impl Language {
    /// Of nothing so far; words of it are what stands between two of `separator`.
    pub(super) fn of_words(separator: char) -> Self {
        Self {
            pieces: Vec::new(),
            separator: Some(separator),
        }
    }

    /// Adds characters, to the text before where there is one.
    pub(super) fn add_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.extend(text.chars()),
            _ => self.pieces.push(Piece::Text(text.chars().collect())),
        }
    }

    /// Adds one of `texts`; any word where none is known.
    pub(super) fn add_one_of(&mut self, texts: &[String]) {
        let texts = texts.iter().filter(|text| !text.is_empty());
        let texts: Vec<Vec<char>> = texts.map(|text| text.chars().collect()).collect();
        match texts.is_empty() {
            true => self.add_word(),
            false => self.pieces.push(Piece::OneOf(texts)),
        }
    }

    /// Adds any word.
    pub(super) fn add_word(&mut self) {
        self.pieces.push(Piece::Word);
    }

    /// Adds whatever follows.
    pub(super) fn add_rest(&mut self) {
        self.pieces.push(Piece::Rest);
    }

    /// Adds `text`, in which `{names}` stand for one of the `values` that they have, or for any word.
    pub(super) fn add_template<'v>(
        &mut self,
        text: &str,
        values: impl Fn(&str) -> Option<&'v [String]>,
    ) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else {
                break;
            };
            self.add_text(before);
            self.add_one_of(values(name).unwrap_or_default());
            rest = after;
        }
        self.add_text(rest);
    }

    /// A text that both have; the shortest, and none is known where there is none.
    pub(super) fn common(&self, other: &Self) -> Option<String> {
        if let ([Piece::Text(one)], [Piece::Text(other)]) = (&*self.pieces, &*other.pieces) {
            return (one == other).then(|| one.iter().collect());
        }
        let mut open: VecDeque<(State, State, String)> = VecDeque::new();
        let mut seen = HashSet::new();
        for one in starts(&self.pieces, 0) {
            for another in starts(&other.pieces, 0) {
                open.push_back((one, another, String::new()));
            }
        }
        while let Some((one, another, word)) = open.pop_front() {
            if !seen.insert((one, another)) {
                continue;
            }
            if one.0 >= self.pieces.len() && another.0 >= other.pieces.len() {
                return Some(word);
            }
            for next in self.readable(one).chain(other.readable(another)) {
                let (left, right) = (self.after(one, next), other.after(another, next));
                for left in &left {
                    for right in &right {
                        let mut word = word.clone();
                        word.push(next);
                        open.push_back((*left, *right, word));
                    }
                }
            }
        }
        None
    }

    /// Characters worth trying in `state`: the one that must come, or any.
    fn readable(&self, (piece, alternative, read): State) -> impl Iterator<Item = char> {
        let next = match self.pieces.get(piece) {
            Some(Piece::Text(text)) => text.get(read).copied(),
            Some(Piece::OneOf(texts)) => texts
                .get(alternative)
                .and_then(|text| text.get(read))
                .copied(),
            Some(Piece::Word | Piece::Rest) => Some('x'),
            None => None,
        };
        next.into_iter()
    }

    /// The states behind `next`, read in `state`.
    fn after(&self, state: State, next: char) -> Vec<State> {
        let (piece, alternative, read) = state;
        let of_text = |text: &[char]| match text.get(read) {
            Some(expected) if *expected == next && read + 1 == text.len() => {
                starts(&self.pieces, piece + 1)
            }
            Some(expected) if *expected == next => vec![(piece, alternative, read + 1)],
            _ => Vec::new(),
        };
        match self.pieces.get(piece) {
            Some(Piece::Text(text)) => of_text(text),
            Some(Piece::OneOf(texts)) => texts
                .get(alternative)
                .map_or_else(Vec::new, |text| of_text(text)),
            Some(Piece::Word) if Some(next) == self.separator => Vec::new(),
            Some(Piece::Word | Piece::Rest) => {
                let mut after = starts(&self.pieces, piece + 1);
                after.push(state);
                after
            }
            None => Vec::new(),
        }
    }
}

/// The states in which the piece of this number begins; that behind the last one is the end.
fn starts(pieces: &[Piece], piece: usize) -> Vec<State> {
    match pieces.get(piece) {
        Some(Piece::OneOf(texts)) => (0..texts.len()).map(|text| (piece, text, 0)).collect(),
        _ => vec![(piece, 0, 0)],
    }
}
