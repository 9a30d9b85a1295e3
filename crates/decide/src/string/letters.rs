//! Characters that stand for all characters which no automaton of a search tells apart.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::automaton::Alphabet;
use crate::budget::Budget;
use crate::found::Cause;

/// Characters that a person reads easily, those first that a string should be made of.
static READABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let plain = ('a'..='z').chain('0'..='9').chain('A'..='Z');
    let marks = "-_. /:@,;+*=#%&$!?~^|<>()[]{}'\"`\\".chars();
    plain.chain(marks).chain("éßñжλ中あ한ع😀".chars()).collect()
});

/// A character, and its class in the alphabet of each automaton.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) classes: Box<[u16]>,
}

/// One character for each way in which `alphabets` tell characters apart, readable ones first.
///
/// # Errors
///
/// The cause to give up with when no steps are left.
pub(super) fn representatives(
    alphabets: &[&Alphabet],
    budget: &mut Budget,
) -> Result<Vec<Letter>, Cause> {
    let mut seen = HashSet::new();
    let mut letters = Vec::new();
    let mut add = |character, classes: Box<[u16]>| {
        if seen.insert(classes.clone()) {
            letters.push(Letter { character, classes });
        }
    };
    budget.spend(READABLE.len() as u64)?;
    for &character in READABLE.iter() {
        let classes = alphabets
            .iter()
            .map(|alphabet| alphabet.class_of(character));
        add(character, classes.collect());
    }
    let mut starts: Vec<u32> = alphabets
        .iter()
        .flat_map(|alphabet| alphabet.intervals().iter().map(|&(start, _)| start))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    budget.spend(1 + starts.len() as u64 / 4)?;
    let mut at = vec![0; alphabets.len()];
    for start in starts {
        let advance = |(alphabet, at): (&&Alphabet, &mut usize)| {
            let intervals = alphabet.intervals();
            while intervals
                .get(*at + 1)
                .is_some_and(|&(next, _)| next <= start)
            {
                *at += 1;
            }
            intervals[*at].1
        };
        let classes = alphabets.iter().zip(&mut at).map(advance).collect();
        // No text has surrogates; an interval that begins among them goes on behind them in another one, or not at all.
        if let Some(character) = char::from_u32(start) {
            add(character, classes);
        } else if let Some(behind) = behind_surrogates(alphabets, start) {
            add(behind.character, behind.classes);
        }
    }
    Ok(letters)
}

/// The first character behind the surrogates, when `start` is one of them.
fn behind_surrogates(alphabets: &[&Alphabet], start: u32) -> Option<Letter> {
    let character = (0xD800..0xE000).contains(&start).then_some('\u{E000}')?;
    let classes = alphabets
        .iter()
        .map(|alphabet| alphabet.class_of(character));
    Some(Letter {
        character,
        classes: classes.collect(),
    })
}
