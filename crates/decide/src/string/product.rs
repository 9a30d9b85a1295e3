//! Several automata walked at once: the shortest text that all wanted ones accept and no unwanted one does.

use std::collections::{HashMap, HashSet};

use super::automata::Automata;
use super::automaton::{ALWAYS, Alphabet, NEVER};
use super::letters::{self, Letter};
use super::words::Words;
use crate::budget::Budget;
use crate::found::Cause;

/// The longest text that is made up.
const LENGTH_LIMIT: u64 = 100_000;

/// One automaton of a product.
#[derive(Debug)]
pub(super) enum Machine {
    /// The pattern with this number.
    Pattern(usize),
    /// Single words.
    Words(Words),
}

/// What a text must be: at least and at most that long, accepted by the wanted machines and by no other.
pub(super) struct Product<'a> {
    pub(super) automata: &'a mut Automata,
    /// Each with whether it is wanted.
    pub(super) machines: Vec<(Machine, bool)>,
    pub(super) min_length: u64,
    pub(super) max_length: Option<u64>,
}

/// Where a walk came from: a state, and the letter it read.
type Step = (u32, u32);

impl Product<'_> {
    /// The shortest text; `None` is the proof that there is none.
    ///
    /// # Errors
    ///
    /// The cause to give up with: too many states, or no steps left.
    pub(super) fn shortest(self, budget: &mut Budget) -> Result<Option<String>, Cause> {
        let alphabets: Vec<_> = self
            .machines
            .iter()
            .map(|(machine, _)| self.alphabet(machine))
            .collect();
        let letters = letters::representatives(&alphabets, budget)?;
        let start = self.machines.iter().map(|(machine, _)| match machine {
            Machine::Pattern(index) => self.automata.get(*index).start(),
            Machine::Words(words) => words.start(),
        });
        let start: Box<[u32]> = start.collect();
        if self.is_hopeless(&start) {
            return Ok(None);
        }
        let mut walk = Walk {
            product: self,
            letters,
            known: HashMap::from([(start.clone(), 0)]),
            states: vec![start],
            successors: vec![None],
        };
        match walk.breadth_first(budget)? {
            Outcome::Text(text) => Ok(Some(text)),
            Outcome::Nothing => Ok(None),
            Outcome::TooShort => walk.by_length(budget),
        }
    }

    fn alphabet<'s>(&'s self, machine: &'s Machine) -> &'s Alphabet {
        match machine {
            Machine::Pattern(index) => self.automata.get(*index).alphabet(),
            Machine::Words(words) => words.alphabet(),
        }
    }

    /// Whether no text that begins like this can be accepted.
    fn is_hopeless(&self, state: &[u32]) -> bool {
        let mut parts = self.machines.iter().zip(state);
        parts.any(|((_, is_wanted), &part)| part == if *is_wanted { NEVER } else { ALWAYS })
    }

    fn step(
        &mut self,
        state: &[u32],
        letter: &Letter,
        budget: &mut Budget,
    ) -> Result<Box<[u32]>, Cause> {
        let mut next = Vec::with_capacity(state.len());
        for (((machine, _), &part), &class) in self.machines.iter().zip(state).zip(&letter.classes)
        {
            next.push(match machine {
                Machine::Pattern(index) => {
                    self.automata.get_mut(*index).step(part, class, budget)?
                }
                Machine::Words(words) => words.step(part, class),
            });
        }
        Ok(next.into())
    }

    fn accepts(&mut self, state: &[u32]) -> Result<bool, Cause> {
        for ((machine, is_wanted), &part) in self.machines.iter().zip(state) {
            let accepts = match machine {
                Machine::Pattern(index) => self.automata.get_mut(*index).accepts(part)?,
                Machine::Words(words) => words.accepts(part),
            };
            if accepts != *is_wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What walking without counting found.
enum Outcome {
    Text(String),
    Nothing,
    /// There are texts, but those met are shorter than allowed.
    TooShort,
}

/// A walk through a product whose states are numbered as they are met.
struct Walk<'a> {
    product: Product<'a>,
    letters: Vec<Letter>,
    known: HashMap<Box<[u32]>, u32>,
    states: Vec<Box<[u32]>>,
    /// By state: where each letter leads, hopeless states left out.
    successors: Vec<Option<Box<[Step]>>>,
}

impl Walk<'_> {
    /// Meets each state once, at its least distance, which is all that an upper bound on length needs.
    fn breadth_first(&mut self, budget: &mut Budget) -> Result<Outcome, Cause> {
        let (min_length, max_length) = (self.product.min_length, self.product.max_length);
        let mut origins: HashMap<u32, Step> = HashMap::new();
        let mut layer = vec![0];
        let mut length = 0;
        let mut outcome = Outcome::Nothing;
        while !layer.is_empty() {
            for &state in &layer {
                if self.accepts(state)? {
                    if length > min_length && matches!(outcome, Outcome::TooShort) {
                        // A state met too early may come again at a length between.
                        return Ok(outcome);
                    }
                    if length >= min_length {
                        return Ok(Outcome::Text(
                            self.spell(state, |at| origins.get(&at).copied()),
                        ));
                    }
                    outcome = Outcome::TooShort;
                }
            }
            if max_length.is_some_and(|most| length >= most) {
                break;
            }
            let mut next = Vec::new();
            for &state in &layer {
                for &(successor, letter) in self.successors(state, budget)? {
                    if successor != 0 && !origins.contains_key(&successor) {
                        origins.insert(successor, (state, letter));
                        next.push(successor);
                    }
                }
            }
            layer = next;
            length += 1;
        }
        Ok(outcome)
    }

    /// Counts: the states that texts of exactly each length lead to, up to the least length; from there on as above.
    ///
    /// Where two lengths lead to the same states, so do all lengths behind them, and the rest of the way is not walked.
    fn by_length(&mut self, budget: &mut Budget) -> Result<Option<String>, Cause> {
        let (min_length, max_length) = (self.product.min_length, self.product.max_length);
        if min_length > LENGTH_LIMIT {
            return Err(Cause::new(format!(
                "strings of more than {LENGTH_LIMIT} characters are not made up"
            )));
        }
        let mut layers: Vec<HashMap<u32, Step>> = Vec::new();
        let mut current = vec![0];
        let mut repeated = 0;
        while (layers.len() as u64) < min_length {
            let (next, origins) = self.next_layer(&current, budget)?;
            if next.is_empty() {
                return Ok(None);
            }
            layers.push(origins);
            let is_repeated = is_same_set(&current, &next);
            current = next;
            if is_repeated {
                repeated = min_length - layers.len() as u64;
                break;
            }
        }
        // From here each state is met once: a longer way to it is no better.
        let counted = layers.len();
        let mut seen: HashSet<u32> = current.iter().copied().collect();
        let mut length = min_length;
        loop {
            for &state in &current {
                if self.accepts(state)? {
                    return Ok(Some(self.spell_layers(state, &layers, counted, repeated)));
                }
            }
            if max_length.is_some_and(|most| length >= most) {
                return Ok(None);
            }
            let (mut next, origins) = self.next_layer(&current, budget)?;
            next.retain(|&state| seen.insert(state));
            if next.is_empty() {
                return Ok(None);
            }
            layers.push(origins);
            current = next;
            length += 1;
        }
    }

    fn next_layer(
        &mut self,
        layer: &[u32],
        budget: &mut Budget,
    ) -> Result<(Vec<u32>, HashMap<u32, Step>), Cause> {
        let mut next = Vec::new();
        let mut origins = HashMap::new();
        for &state in layer {
            for &(successor, letter) in self.successors(state, budget)? {
                origins.entry(successor).or_insert_with(|| {
                    next.push(successor);
                    (state, letter)
                });
            }
        }
        Ok((next, origins))
    }

    fn accepts(&mut self, state: u32) -> Result<bool, Cause> {
        self.product.accepts(&self.states[state as usize])
    }

    fn successors(&mut self, state: u32, budget: &mut Budget) -> Result<&[Step], Cause> {
        let index = state as usize;
        if self.successors[index].is_none() {
            let found = self.find_successors(index, budget)?;
            self.successors[index] = Some(found);
        }
        let successors = self.successors[index].as_deref().unwrap_or_default();
        budget.spend(1 + successors.len() as u64 / 4)?;
        Ok(successors)
    }

    fn find_successors(&mut self, state: usize, budget: &mut Budget) -> Result<Box<[Step]>, Cause> {
        let mut found: Vec<Step> = Vec::new();
        for (index, letter) in self.letters.iter().enumerate() {
            budget.spend(1)?;
            let next = self.product.step(&self.states[state], letter, budget)?;
            if self.product.is_hopeless(&next) {
                continue;
            }
            let fresh = self.states.len() as u32;
            let number = *self.known.entry(next).or_insert_with_key(|next| {
                self.states.push(next.clone());
                self.successors.push(None);
                fresh
            });
            if !found.iter().any(|&(known, _)| known == number) {
                found.push((number, index as u32));
            }
        }
        Ok(found.into())
    }

    /// The text that leads to `state`.
    fn spell(&self, state: u32, origin: impl Fn(u32) -> Option<Step>) -> String {
        let mut reversed = Vec::new();
        let mut at = state;
        while let Some((before, letter)) = origin(at) {
            reversed.push(self.letters[letter as usize].character);
            at = before;
        }
        reversed.into_iter().rev().collect()
    }

    /// The text that leads to `state` through all of `layers`, the one numbered `counted` `repeated` times more.
    fn spell_layers(
        &self,
        state: u32,
        layers: &[HashMap<u32, Step>],
        counted: usize,
        repeated: u64,
    ) -> String {
        let (first, rest) = layers.split_at(counted);
        let again = first
            .last()
            .map(|last| std::iter::repeat_n(last, repeated as usize));
        let way = first.iter().chain(again.into_iter().flatten()).chain(rest);
        let way: Vec<_> = way.collect();
        let mut reversed = Vec::with_capacity(way.len());
        let mut at = state;
        for layer in way.into_iter().rev() {
            let Some(&(before, letter)) = layer.get(&at) else {
                break;
            };
            reversed.push(self.letters[letter as usize].character);
            at = before;
        }
        reversed.into_iter().rev().collect()
    }
}

fn is_same_set(left: &[u32], right: &[u32]) -> bool {
    let sorted = |states: &[u32]| {
        let mut states = states.to_vec();
        states.sort_unstable();
        states
    };
    left.len() == right.len() && sorted(left) == sorted(right)
}
