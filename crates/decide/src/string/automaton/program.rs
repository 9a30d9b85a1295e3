//! A pattern as a nondeterministic automaton.

use std::collections::HashMap;

use regex_syntax::hir::{Capture, Class, Hir, HirKind, Look, Repetition};

use super::alphabet::{LAST, Set};
use crate::budget::Budget;
use crate::found::Cause;

/// How many states a pattern may have: `(a{1,100}){1,100}` fits.
const STATES_LIMIT: usize = 30_000;

/// The state from which everything is accepted: a pattern only has to be found, whatever follows.
pub(super) const MATCHED: u32 = 0;

/// What happens at a state.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    /// The pattern has been found.
    Matched,
    /// Reads a character of a set.
    Read { set: u32, next: u32 },
    /// Goes on in either of two ways.
    Either(u32, u32),
    /// Goes on where an assertion holds.
    Assert { assertion: Assertion, next: u32 },
    /// Goes on where what follows is matched, or not matched, from the state `from`.
    Ahead {
        from: u32,
        is_negative: bool,
        next: u32,
    },
}

/// An assertion about the place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b`.
    Boundary,
    /// `\B`.
    NoBoundary,
}

/// A pattern that is searched for.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) states: Vec<State>,
    pub(super) start: u32,
    pub(super) sets: Vec<Set>,
    /// The set of `\w`, where boundaries are asked for.
    pub(super) word: Option<u32>,
}

impl Program {
    /// Compiles `hir`.
    ///
    /// # Errors
    ///
    /// The cause to give up with: what it has no states for, or that they are too many.
    pub(super) fn new(hir: &Hir, budget: &mut Budget) -> Result<Self, Cause> {
        let mut compiler = Compiler {
            states: vec![State::Matched],
            sets: Vec::new(),
            known: HashMap::new(),
            classes: HashMap::new(),
            word: None,
            is_ahead: false,
        };
        let body = compiler.compile(hir, MATCHED)?;
        let start = if begins_at_start(hir) {
            body
        } else {
            compiler.after_anything(body)?
        };
        budget.spend(compiler.states.len() as u64)?;
        Ok(Self {
            states: compiler.states,
            start,
            sets: compiler.sets,
            word: compiler.word,
        })
    }
}

/// Whether the pattern can be found at the start of a text only, as far as that is plain to see.
fn begins_at_start(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(look) => *look == Look::Start,
        HirKind::Capture(capture) => capture.name.is_none() && begins_at_start(&capture.sub),
        HirKind::Alternation(branches) => branches.iter().all(begins_at_start),
        HirKind::Repetition(repetition) => repetition.min > 0 && begins_at_start(&repetition.sub),
        HirKind::Concat(parts) => parts.first().is_some_and(begins_at_start),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => false,
    }
}

/// Builds states from the end of the pattern to its start, so that each knows what follows.
struct Compiler {
    states: Vec<State>,
    sets: Vec<Set>,
    known: HashMap<Set, u32>,
    /// The sets of classes that were met before, since a repetition meets its own again and again.
    classes: HashMap<*const Hir, u32>,
    word: Option<u32>,
    /// Whether this is inside a look-ahead.
    is_ahead: bool,
}

impl Compiler {
    fn push(&mut self, state: State) -> Result<u32, Cause> {
        if self.states.len() >= STATES_LIMIT {
            return Err(Cause::new(format!(
                "the pattern has more than {STATES_LIMIT} states when its repetitions are written out"
            )));
        }
        self.states.push(state);
        Ok(self.states.len() as u32 - 1)
    }

    fn set(&mut self, set: Set) -> u32 {
        let fresh = self.sets.len() as u32;
        *self.known.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            fresh
        })
    }

    /// The state that matches `hir` and goes on at `next`.
    fn compile(&mut self, hir: &Hir, next: u32) -> Result<u32, Cause> {
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                text.chars().rev().try_fold(next, |next, character| {
                    let point = character as u32;
                    let set = self.set(vec![(point, point)]);
                    self.push(State::Read { set, next })
                })
            }
            HirKind::Class(Class::Unicode(class)) => {
                let node = std::ptr::from_ref(hir);
                let set = match self.classes.get(&node) {
                    Some(known) => *known,
                    None => {
                        let ranges = class.iter();
                        let ranges = ranges.map(|range| (range.start() as u32, range.end() as u32));
                        self.set(ranges.collect())
                    }
                };
                self.classes.insert(node, set);
                self.push(State::Read { set, next })
            }
            // The class that nothing is in is written so.
            HirKind::Class(Class::Bytes(class)) if class.ranges().is_empty() => {
                let set = self.set(Set::new());
                self.push(State::Read { set, next })
            }
            HirKind::Class(Class::Bytes(_)) => {
                Err(Cause::new("the pattern matches bytes, not characters"))
            }
            HirKind::Look(look) => self.assert(*look, next),
            HirKind::Repetition(repetition) => self.repeat(repetition, next),
            HirKind::Capture(capture) => self.group(capture, next),
            HirKind::Concat(parts) => {
                let mut parts = parts.iter().rev();
                parts.try_fold(next, |next, part| self.compile(part, next))
            }
            HirKind::Alternation(branches) => {
                let mut branches = branches.iter().rev();
                let Some(last) = branches.next() else {
                    return Ok(next);
                };
                let last = self.compile(last, next)?;
                branches.try_fold(last, |others, branch| {
                    let branch = self.compile(branch, next)?;
                    self.push(State::Either(branch, others))
                })
            }
        }
    }

    fn assert(&mut self, look: Look, next: u32) -> Result<u32, Cause> {
        let assertion = match look {
            Look::Start => Assertion::Start,
            Look::End => Assertion::End,
            Look::WordAscii => Assertion::Boundary,
            Look::WordAsciiNegate => Assertion::NoBoundary,
            other => {
                return Err(Cause::new(format!(
                    "the pattern has an assertion that is not compared, {other:?}"
                )));
            }
        };
        if matches!(assertion, Assertion::Boundary | Assertion::NoBoundary) {
            let word = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
            let word = word.map(|(low, high)| (low as u32, high as u32));
            self.word = Some(self.set(word.to_vec()));
        }
        self.push(State::Assert { assertion, next })
    }

    fn repeat(&mut self, repetition: &Repetition, next: u32) -> Result<u32, Cause> {
        let sub = &repetition.sub;
        let (mut start, mut copies) = (next, repetition.min);
        match repetition.max {
            None => {
                let again = self.push(State::Matched)?;
                let body = self.compile(sub, again)?;
                self.states[again as usize] = State::Either(body, next);
                start = if copies > 0 { body } else { again };
                copies = copies.saturating_sub(1);
            }
            Some(most) => {
                // Each optional copy can also be left for the end at once, which keeps the states that are in work few.
                for _ in copies..most {
                    let body = self.compile(sub, start)?;
                    if body == start {
                        break;
                    }
                    start = self.push(State::Either(body, next))?;
                }
            }
        }
        for _ in 0..copies {
            let body = self.compile(sub, start)?;
            if body == start {
                break;
            }
            start = body;
        }
        Ok(start)
    }

    /// A group: nothing of its own, or look-ahead, which the translation of patterns tells by the name.
    fn group(&mut self, capture: &Capture, next: u32) -> Result<u32, Cause> {
        let Some(name) = &capture.name else {
            return self.compile(&capture.sub, next);
        };
        if std::mem::replace(&mut self.is_ahead, true) {
            return Err(Cause::new(
                "the pattern has a look-ahead inside another one",
            ));
        }
        let from = self.compile(&capture.sub, MATCHED)?;
        self.is_ahead = false;
        let is_negative = name.starts_with("not");
        self.push(State::Ahead {
            from,
            is_negative,
            next,
        })
    }

    /// The state that goes on at `body` after any number of characters.
    fn after_anything(&mut self, body: u32) -> Result<u32, Cause> {
        let again = self.push(State::Matched)?;
        let set = self.set(vec![(0, LAST)]);
        let skip = self.push(State::Read { set, next: again })?;
        self.states[again as usize] = State::Either(body, skip);
        Ok(again)
    }
}
