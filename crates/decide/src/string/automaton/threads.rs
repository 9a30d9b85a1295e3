//! The runs of a nondeterministic automaton, side by side: the states of the deterministic one.

use std::collections::{HashMap, HashSet};

use super::alphabet::Alphabet;
use super::program::{Assertion, MATCHED, Program, State};
use crate::found::Cause;

/// How many runs may go on side by side.
const THREADS_LIMIT: usize = 4_000;

/// What is known of the characters on one side of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// There is none: the text begins or ends here.
    Edge,
    /// It is one of `\w`.
    Word,
    /// It is another one.
    Other,
}

/// A run: where it is, and what it has promised.
///
/// The promises are an index into [`Threads::promises`]; 0 is none.
pub(super) type Thread = (u32, u32);

/// What look-ahead has promised of the rest of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Promise {
    /// From each of these states the rest is matched.
    kept: Vec<u32>,
    /// From none of these states the rest is matched.
    avoided: Vec<u32>,
}

/// Steps of runs, with the promises they have made.
#[derive(Debug)]
pub(super) struct Threads {
    promises: Vec<Promise>,
    known: HashMap<Promise, u32>,
    /// How often runs were compared with each other since that was last paid for.
    compared: u64,
}

impl Default for Threads {
    fn default() -> Self {
        Self {
            promises: vec![Promise::default()],
            known: HashMap::from([(Promise::default(), 0)]),
            compared: 0,
        }
    }
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) before: Side,
    /// `None` while the next character is not known: assertions about it wait.
    pub(super) after: Option<Side>,
}

impl Place {
    /// Whether an assertion holds here; `None` while that depends on the next character.
    fn holds(self, assertion: Assertion) -> Option<bool> {
        let is_word = |side| side == Side::Word;
        match assertion {
            Assertion::Start => Some(self.before == Side::Edge),
            Assertion::End => self.after.map(|after| after == Side::Edge),
            Assertion::Boundary => {
                let after = self.after?;
                Some(is_word(self.before) != is_word(after))
            }
            Assertion::NoBoundary => {
                let after = self.after?;
                Some(is_word(self.before) == is_word(after))
            }
        }
    }
}

impl Threads {
    /// The runs `from` on `program`, each where it reads, waits or has matched; sorted.
    ///
    /// # Errors
    ///
    /// The cause to give up with when they become too many.
    pub(super) fn settle(
        &mut self,
        program: &Program,
        from: &[Thread],
        place: Place,
    ) -> Result<Vec<Thread>, Cause> {
        let mut settled = self.follow(program, from, place)?;
        if settled.iter().any(|&(_, promise)| promise != 0) {
            settled = self.settle_promises(program, &settled, place)?;
        }
        settled.sort_unstable();
        settled.dedup();
        if settled.contains(&(MATCHED, 0)) {
            return Ok(vec![(MATCHED, 0)]);
        }
        self.drop_weaker(&mut settled);
        Ok(settled)
    }

    /// How many steps have been taken since this was last asked, besides those that are seen from outside.
    pub(super) fn unpaid(&mut self) -> u64 {
        std::mem::take(&mut self.compared) / 8
    }

    /// Where the settled runs are after a character of `class`, which stands behind `place`; not yet settled.
    pub(super) fn step(
        &mut self,
        program: &Program,
        alphabet: &Alphabet,
        threads: &[Thread],
        place: Place,
        class: u16,
    ) -> Result<Vec<Thread>, Cause> {
        let is_read = |state: u32| match program.states[state as usize] {
            State::Read { set, next } if alphabet.contains(class, set) => Some(next),
            State::Matched => Some(MATCHED),
            _ => None,
        };
        let threads = self.follow(program, threads, place)?;
        let mut stepped = Vec::with_capacity(threads.len());
        for (state, promise) in threads {
            let Some(next) = is_read(state) else { continue };
            if promise == 0 {
                stepped.push((next, 0));
                continue;
            }
            for promise in self.settled_promises(program, promise, place)? {
                let kept = promise.kept.iter().map(|&state| is_read(state));
                let Some(kept) = kept.collect::<Option<Vec<_>>>() else {
                    continue;
                };
                let avoided = promise.avoided.iter().filter_map(|&state| is_read(state));
                let avoided = avoided.collect();
                stepped.push((next, self.intern(kept, avoided)));
            }
        }
        Ok(stepped)
    }

    /// Whether one of the runs has matched at the end of a text.
    pub(super) fn accept(
        &mut self,
        program: &Program,
        threads: &[Thread],
        before: Side,
    ) -> Result<bool, Cause> {
        let place = Place {
            before,
            after: Some(Side::Edge),
        };
        for (state, promise) in self.follow(program, threads, place)? {
            if state != MATCHED {
                continue;
            }
            // What a promise has left to read at the end, it will not read.
            let promises = self.settled_promises(program, promise, place)?;
            if promises.iter().any(|promise| promise.kept.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Goes on without reading until each run reads, waits or has matched. Promises are made on the way and stay as they are.
    fn follow(
        &mut self,
        program: &Program,
        from: &[Thread],
        place: Place,
    ) -> Result<Vec<Thread>, Cause> {
        let mut seen: HashSet<Thread> = HashSet::with_capacity(from.len() * 2);
        let mut open: Vec<Thread> = from.iter().rev().copied().collect();
        let mut settled = Vec::with_capacity(from.len());
        while let Some(thread) = open.pop() {
            if !seen.insert(thread) {
                continue;
            }
            if seen.len() > THREADS_LIMIT {
                return Err(Cause::new(format!(
                    "the pattern can be matched in more than {THREADS_LIMIT} ways at once"
                )));
            }
            let (state, promise) = thread;
            match program.states[state as usize] {
                State::Matched | State::Read { .. } => settled.push(thread),
                State::Either(first, second) => {
                    open.push((second, promise));
                    open.push((first, promise));
                }
                State::Assert { assertion, next } => match place.holds(assertion) {
                    Some(true) => open.push((next, promise)),
                    Some(false) => {}
                    None => settled.push(thread),
                },
                State::Ahead {
                    from,
                    is_negative,
                    next,
                } => {
                    let mut longer = self.promises[promise as usize].clone();
                    if is_negative {
                        longer.avoided.push(from);
                    } else {
                        longer.kept.push(from);
                    }
                    let promise = self.intern(longer.kept, longer.avoided);
                    open.push((next, promise));
                }
            }
        }
        Ok(settled)
    }

    fn settle_promises(
        &mut self,
        program: &Program,
        threads: &[Thread],
        place: Place,
    ) -> Result<Vec<Thread>, Cause> {
        let mut settled = Vec::with_capacity(threads.len());
        for &(state, promise) in threads {
            for promise in self.settled_promises(program, promise, place)? {
                settled.push((state, self.intern(promise.kept, promise.avoided)));
            }
            if settled.len() > THREADS_LIMIT {
                return Err(Cause::new(format!(
                    "look-ahead can be matched in more than {THREADS_LIMIT} ways at once"
                )));
            }
        }
        Ok(settled)
    }

    /// The ways to keep a promise from `place` on; none when it is broken.
    fn settled_promises(
        &mut self,
        program: &Program,
        promise: u32,
        place: Place,
    ) -> Result<Vec<Promise>, Cause> {
        let Promise { kept, avoided } = self.promises[promise as usize].clone();
        let states = |threads: Vec<Thread>| threads.into_iter().map(|(state, _)| state);
        let avoided: Vec<Thread> = avoided.into_iter().map(|state| (state, 0)).collect();
        let avoided = self.follow(program, &avoided, place)?;
        let avoided: Vec<u32> = states(avoided).collect();
        if avoided.contains(&MATCHED) {
            return Ok(Vec::new());
        }
        let mut ways = vec![Vec::new()];
        for state in kept {
            let choices: Vec<u32> = states(self.follow(program, &[(state, 0)], place)?).collect();
            if choices.contains(&MATCHED) {
                continue;
            }
            let longer = ways.iter().flat_map(|way: &Vec<u32>| {
                let longer = |&choice| way.iter().copied().chain([choice]).collect();
                choices.iter().map(longer)
            });
            ways = longer.take(THREADS_LIMIT + 1).collect();
            if ways.len() > THREADS_LIMIT {
                return Err(Cause::new(format!(
                    "look-ahead can be matched in more than {THREADS_LIMIT} ways at once"
                )));
            }
        }
        let promise = |kept| Promise {
            kept,
            avoided: avoided.clone(),
        };
        Ok(ways.into_iter().map(promise).collect())
    }

    fn intern(&mut self, mut kept: Vec<u32>, mut avoided: Vec<u32>) -> u32 {
        kept.sort_unstable();
        kept.dedup();
        avoided.sort_unstable();
        avoided.dedup();
        let promise = Promise { kept, avoided };
        let fresh = self.promises.len() as u32;
        *self.known.entry(promise).or_insert_with_key(|promise| {
            self.promises.push(promise.clone());
            fresh
        })
    }

    /// Leaves out runs that are where another one is and have promised more.
    fn drop_weaker(&mut self, threads: &mut Vec<Thread>) {
        if threads.iter().all(|&(_, promise)| promise == 0) {
            return;
        }
        let runs = threads.len() as u64;
        self.compared += runs.saturating_mul(runs);
        let includes = |larger: &[u32], smaller: &[u32]| {
            smaller
                .iter()
                .all(|state| larger.binary_search(state).is_ok())
        };
        let all = threads.clone();
        threads.retain(|&(state, promise)| {
            let own = &self.promises[promise as usize];
            !all.iter().any(|&(other_state, other)| {
                let others = &self.promises[other as usize];
                (other_state == state || other_state == MATCHED)
                    && (other_state, other) != (state, promise)
                    && includes(&own.kept, &others.kept)
                    && includes(&own.avoided, &others.avoided)
            })
        });
    }
}
