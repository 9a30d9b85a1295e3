//! A pattern as a deterministic automaton over code points, made state by state as it is walked.
//!
//! It accepts the texts in which the pattern is found, exactly as ECMA-262 means it: `^`, `$` and `\b` look at both sides of
//! a place, so a state remembers what stands before it, and decides them when the next character is known.
//! Look-ahead becomes promises about the rest of the text (`threads`). What cannot be expressed is refused when a pattern is
//! compiled, never guessed.

mod alphabet;
mod program;
mod threads;

pub(super) use alphabet::Alphabet;

use std::collections::HashMap;

use tidings_schema::Pattern;

use self::program::{MATCHED, Program};
use self::threads::{Place, Side, Thread, Threads};
use crate::budget::Budget;
use crate::found::Cause;

/// How many cells the table of transitions may have.
const TABLE_LIMIT: usize = 4_000_000;

/// The state that accepts nothing any more.
pub(super) const NEVER: u32 = 0;

/// The state that accepts whatever follows.
pub(super) const ALWAYS: u32 = 1;

/// A transition that has not been asked for yet.
const UNKNOWN: u32 = u32::MAX;

/// The texts in which a pattern is found.
#[derive(Debug)]
pub(super) struct Automaton {
    program: Program,
    alphabet: Alphabet,
    threads: Threads,
    states: Vec<Runs>,
    known: HashMap<Runs, u32>,
    /// By state and class.
    next: Vec<u32>,
    accepting: Vec<Option<bool>>,
    start: u32,
}

/// A state: the runs, and what stands before them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Runs {
    threads: Vec<Thread>,
    before: Side,
}

impl Automaton {
    /// Compiles a pattern of ECMA-262.
    ///
    /// # Errors
    ///
    /// The cause to give up with.
    pub(super) fn new(pattern: &str, budget: &mut Budget) -> Result<Self, Cause> {
        let syntax = match Pattern::syntax_with_names(pattern) {
            Ok(Some(syntax)) => syntax,
            Ok(None) => {
                return Err(Cause::new("the pattern looks behind itself or refers back"));
            }
            Err(error) => return Err(Cause::new(error.to_string())),
        };
        budget.spend(1 + syntax.len() as u64 / 4)?;
        let hir = regex_syntax::parse(&syntax).map_err(|_| {
            Cause::new("the pattern is nested too deeply or names an unknown class")
        })?;
        let program = Program::new(&hir, budget)?;
        let ranges: usize = program.sets.iter().map(Vec::len).sum();
        budget.spend(ranges as u64)?;
        let alphabet = Alphabet::new(&program.sets)
            .ok_or_else(|| Cause::new("the pattern tells too many characters apart"))?;
        let classes = alphabet.classes();
        let mut automaton = Self {
            program,
            alphabet,
            threads: Threads::default(),
            states: Vec::new(),
            known: HashMap::new(),
            next: Vec::new(),
            accepting: Vec::new(),
            start: NEVER,
        };
        for (state, threads) in [(NEVER, Vec::new()), (ALWAYS, vec![(MATCHED, 0)])] {
            automaton.states.push(Runs {
                threads,
                before: Side::Other,
            });
            automaton.next.extend(std::iter::repeat_n(state, classes));
            automaton.accepting.push(Some(state == ALWAYS));
        }
        let start = automaton.program.start;
        automaton.start = automaton.settle(&[(start, 0)], Side::Edge)?;
        Ok(automaton)
    }

    pub(super) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub(super) fn start(&self) -> u32 {
        self.start
    }

    /// The state behind a character of `class`.
    ///
    /// # Errors
    ///
    /// The cause to give up with when there are too many states, or no steps left.
    pub(super) fn step(
        &mut self,
        state: u32,
        class: u16,
        budget: &mut Budget,
    ) -> Result<u32, Cause> {
        let cell = state as usize * self.alphabet.classes() + usize::from(class);
        if self.next[cell] != UNKNOWN {
            return Ok(self.next[cell]);
        }
        let runs = self.states[state as usize].clone();
        budget.spend(2 + runs.threads.len() as u64)?;
        let is_word = self
            .program
            .word
            .map(|word| self.alphabet.contains(class, word));
        let side = match is_word {
            Some(true) => Side::Word,
            Some(false) | None => Side::Other,
        };
        let place = Place {
            before: runs.before,
            after: Some(side),
        };
        let stepped =
            self.threads
                .step(&self.program, &self.alphabet, &runs.threads, place, class)?;
        let next = self.settle(&stepped, side)?;
        budget.spend(stepped.len() as u64 + self.threads.unpaid())?;
        self.next[cell] = next;
        Ok(next)
    }

    /// How many states were made so far.
    pub(super) fn states(&self) -> usize {
        self.states.len()
    }

    /// Whether a text that ends in `state` is accepted.
    ///
    /// # Errors
    ///
    /// The cause to give up with when that has too many ways to be decided.
    pub(super) fn accepts(&mut self, state: u32) -> Result<bool, Cause> {
        if let Some(known) = self.accepting[state as usize] {
            return Ok(known);
        }
        let runs = &self.states[state as usize];
        let accepts = self
            .threads
            .accept(&self.program, &runs.threads, runs.before)?;
        self.accepting[state as usize] = Some(accepts);
        Ok(accepts)
    }

    /// Whether the pattern is found in `text`.
    ///
    /// # Errors
    ///
    /// As [`Self::step`].
    pub(super) fn is_match(&mut self, text: &str, budget: &mut Budget) -> Result<bool, Cause> {
        let mut state = self.start;
        for character in text.chars() {
            budget.spend(1)?;
            let class = self.alphabet.class_of(character);
            state = self.step(state, class, budget)?;
            if matches!(state, NEVER | ALWAYS) {
                break;
            }
        }
        self.accepts(state)
    }

    /// The number of the state of these runs, behind a character of the kind `before`.
    fn settle(&mut self, threads: &[Thread], before: Side) -> Result<u32, Cause> {
        let place = Place {
            before,
            after: None,
        };
        let threads = self.threads.settle(&self.program, threads, place)?;
        if threads.is_empty() {
            return Ok(NEVER);
        }
        if threads == [(MATCHED, 0)] {
            return Ok(ALWAYS);
        }
        let runs = Runs { threads, before };
        if let Some(&known) = self.known.get(&runs) {
            return Ok(known);
        }
        let fresh = self.states.len();
        if self.next.len() > TABLE_LIMIT {
            return Err(Cause::new("the pattern needs too many states"));
        }
        let classes = self.alphabet.classes();
        self.next.extend(std::iter::repeat_n(UNKNOWN, classes));
        self.accepting.push(None);
        self.known.insert(runs.clone(), fresh as u32);
        self.states.push(runs);
        Ok(fresh as u32)
    }
}
