//! The concrete addresses of a channel, as a language, and a word that two of them have in common.

use std::collections::{HashSet, VecDeque};

use tidings_model::Contract;
use tidings_model::contract::Channel;

use super::protocol::family;

/// The concrete addresses of a channel.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    pieces: Vec<Piece>,
    separator: char,
}

/// A piece of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// These characters.
    Text(Vec<char>),
    /// One of these texts.
    OneOf(Vec<Vec<char>>),
    /// A word: at least one character, none of which separates words.
    Word,
    /// Whatever follows.
    Rest,
}

/// A place in an address: a piece, which alternative of it, and how many characters of that are read.
type State = (usize, usize, usize);

impl Addresses {
    /// Those of `channel`; `None` where they are known at run time only.
    pub(super) fn of(contract: &Contract, channel: &Channel) -> Option<Self> {
        let address = channel.address.as_deref()?;
        let mut protocols = channel.servers.iter();
        let of_paths = |protocol: String| {
            ["http", "ibmmq", "mqtt", "solace", "ws"].contains(&protocol.as_str())
        };
        let is_path = match channel.servers.as_slice() {
            [] => address.contains('/'),
            _ => protocols.any(|server| of_paths(family(&contract.servers[*server].protocol))),
        };
        let separator = if is_path { '/' } else { '.' };
        Some(Self {
            pieces: pieces(address, channel, separator),
            separator,
        })
    }

    /// An address that both have; the shortest, and none is known where there is none.
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
            Some(Piece::Word) if next == self.separator => Vec::new(),
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

/// The pieces of `address`: parameters stand for their values, and so do the wildcards of brokers where they are words.
fn pieces(address: &str, channel: &Channel, separator: char) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let last = address.split(separator).count();
    for (index, word) in address.split(separator).enumerate() {
        if index > 0 {
            add_text(&mut pieces, &separator.to_string());
        }
        match (separator, word) {
            ('/', "+") | ('.', "*") => pieces.push(Piece::Word),
            (_, "#") | ('.', ">") if index + 1 == last => pieces.push(Piece::Rest),
            _ => add_word(&mut pieces, word, channel),
        }
    }
    pieces
}

/// Adds a word with the parameters in it.
fn add_word(pieces: &mut Vec<Piece>, word: &str, channel: &Channel) {
    let mut rest = word;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else {
            break;
        };
        add_text(pieces, before);
        let mut parameters = channel.parameters.iter();
        let values = parameters
            .find(|parameter| parameter.name == name)
            .map_or(&[][..], |parameter| &parameter.values);
        let values = values.iter().filter(|value| !value.is_empty());
        let values: Vec<Vec<char>> = values.map(|value| value.chars().collect()).collect();
        pieces.push(match values.is_empty() {
            true => Piece::Word,
            false => Piece::OneOf(values),
        });
        rest = after;
    }
    add_text(pieces, rest);
}

/// Adds characters, to the text before where there is one.
fn add_text(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.extend(text.chars()),
        _ => pieces.push(Piece::Text(text.chars().collect())),
    }
}
