//! Languages chosen so that a search is cheap, and what its outcome then proves.
//!
//! Limits on length inside a format multiply the states of everything beside them, and most questions do not touch them.
//! So a search begins with *more* texts than the demand allows: none among those is a proof, and one that meets the demand
//! after all is an answer. Only then are the limits added, one way for each part of a format that a text may break.

use std::borrow::Cow;

use tidings_schema::Format;

use super::StringDemand;
use super::ahead::{self, Part};
use super::automata::Automata;
use super::formats::{self, Language};
use super::product::{Machine, Product};
use super::words::Words;
use crate::budget::Budget;
use crate::found::Cause;

/// How many ways to break several formats or patterns at once are tried.
const WAYS_LIMIT: usize = 64;

/// How long an excluded text is that is seldom found by chance.
const LONG_WORD: usize = 1_000;

/// Patterns that a text must match, and patterns that it must not.
#[derive(Clone, Default)]
struct Attempt<'d> {
    wanted: Vec<Cow<'d, str>>,
    unwanted: Vec<Cow<'d, str>>,
}

impl Attempt<'_> {
    fn keep(&mut self, part: Part) {
        match part.is_wanted {
            true => self.wanted.push(part.pattern.into()),
            false => self.unwanted.push(part.pattern.into()),
        }
    }
}

/// A demand with the languages of its formats.
pub(super) struct Attempts<'d> {
    demand: &'d StringDemand,
    inside: Vec<Language>,
    outside: Vec<Language>,
    /// The patterns that have automata.
    patterns: Attempt<'d>,
    /// Patterns in parts, of which at least one must be broken.
    broken: Vec<Vec<Part>>,
    /// Why a pattern or a format is left out, if one is.
    obstacle: Option<Cause>,
}

impl<'d> Attempts<'d> {
    pub(super) fn new(
        demand: &'d StringDemand,
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<Self, Cause> {
        let mut attempts = Self {
            demand,
            inside: languages(&demand.formats_inside),
            outside: languages(&demand.formats_outside),
            patterns: Attempt::default(),
            broken: Vec::new(),
            obstacle: None,
        };
        for (sources, is_wanted) in [(&demand.inside, true), (&demand.outside, false)] {
            for source in sources {
                if attempts.take_apart(source, is_wanted, automata, budget)? {
                    continue;
                }
                let compiled = automata.compile(source, budget);
                let patterns = match is_wanted {
                    true => &mut attempts.patterns.wanted,
                    false => &mut attempts.patterns.unwanted,
                };
                match compiled {
                    Ok(_) => patterns.push(Cow::Borrowed(source)),
                    Err(cause) if budget.is_exhausted() => return Err(cause),
                    Err(cause) => attempts.obstacle = attempts.obstacle.or(Some(cause)),
                }
            }
        }
        let formats = demand.formats_inside.iter().chain(&demand.formats_outside);
        let languages = attempts.inside.iter().chain(&attempts.outside);
        let mut open = formats
            .zip(languages)
            .filter(|(_, language)| language.beyond.is_some());
        if let Some((format, _)) = open.next() {
            let reason = format!("the format {} is not compared as a language", format.name());
            attempts.obstacle = attempts.obstacle.or(Some(Cause::new(reason)));
        }
        Ok(attempts)
    }

    /// Takes `source` in parts, if it has some and each has an automaton; answers whether it did.
    fn take_apart(
        &mut self,
        source: &str,
        is_wanted: bool,
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<bool, Cause> {
        let Some(parts) = ahead::parts(source) else {
            return Ok(false);
        };
        let ways = self.broken.iter().map(Vec::len).product::<usize>();
        let has_formats = !self.demand.formats_outside.is_empty();
        if !is_wanted && (has_formats || ways * parts.len() > WAYS_LIMIT) {
            return Ok(false);
        }
        for part in &parts {
            match automata.compile(&part.pattern, budget) {
                Ok(_) => {}
                Err(cause) if budget.is_exhausted() => return Err(cause),
                Err(_) => return Ok(false),
            }
        }
        match is_wanted {
            true => parts.into_iter().for_each(|part| self.patterns.keep(part)),
            false => self.broken.push(parts),
        }
        Ok(true)
    }

    /// A text that meets the demand; `None` is the proof that there is none.
    pub(super) fn run(
        &self,
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<Option<String>, Cause> {
        for language in &self.inside {
            if self.meets(language.sample, automata, budget) == Ok(true) {
                return Ok(Some(language.sample.to_owned()));
            }
        }
        let is_exact = self.obstacle.is_none() && !self.has_limits();
        // What must be broken somewhere is most often the same as something that must not.
        if self.broken.is_empty() {
            match self.shortest(&self.wide(), automata, budget)? {
                None => return Ok(None),
                Some(text) if is_exact => return Ok(Some(text)),
                Some(text) if self.meets(&text, automata, budget) == Ok(true) => {
                    return Ok(Some(text));
                }
                Some(_) => {}
            }
        }
        if self.has_limits() {
            let mut is_empty = true;
            let mut found = Vec::new();
            for attempt in self.limited()? {
                let Some(text) = self.shortest(&attempt, automata, budget)? else {
                    continue;
                };
                is_empty = false;
                if self.obstacle.is_none() || self.meets(&text, automata, budget) == Ok(true) {
                    if self.broken.is_empty() {
                        return Ok(Some(text));
                    }
                    found.push(text);
                }
            }
            let shortest = found.into_iter().min_by_key(|text| text.chars().count());
            if shortest.is_some() || is_empty {
                return Ok(shortest);
            }
        }
        if let Some(narrow) = self.narrow()
            && let Some(text) = self.shortest(&narrow, automata, budget)?
            && self.meets(&text, automata, budget) == Ok(true)
        {
            return Ok(Some(text));
        }
        let obstacle = self.obstacle.clone();
        Err(obstacle.unwrap_or_else(|| Cause::new("the formats of a string are not compared")))
    }

    /// Whether formats have more than a grammar.
    fn has_limits(&self) -> bool {
        let mut languages = self.inside.iter().chain(&self.outside);
        !self.broken.is_empty() || languages.any(|language| language.parts.len() > 1)
    }

    /// More texts than the demand allows: grammars without their limits.
    fn wide(&self) -> Attempt<'d> {
        let mut attempt = self.patterns.clone();
        let grammars = self
            .inside
            .iter()
            .filter_map(|language| language.parts.first());
        attempt.wanted.extend(grammars.cloned());
        let exact = self
            .outside
            .iter()
            .filter(|language| language.beyond.is_none());
        for language in exact {
            if let [only] = language.parts.as_slice() {
                attempt.unwanted.push(only.clone());
            }
        }
        attempt
    }

    /// Together the texts that the demand allows, as far as languages are exact: every way to break one part of each format.
    fn limited(&self) -> Result<Vec<Attempt<'d>>, Cause> {
        let mut first = self.patterns.clone();
        let parts = self.inside.iter().flat_map(|language| &language.parts);
        first.wanted.extend(parts.cloned());
        let mut attempts = vec![first];
        for parts in &self.broken {
            let broken = attempts.iter().flat_map(|attempt| {
                parts.iter().map(|part| {
                    let mut longer = attempt.clone();
                    longer.keep(Part {
                        is_wanted: !part.is_wanted,
                        ..part.clone()
                    });
                    longer
                })
            });
            attempts = broken.collect();
        }
        for language in self
            .outside
            .iter()
            .filter(|language| language.beyond.is_none())
        {
            let broken = attempts.iter().flat_map(|attempt| {
                language.parts.iter().map(|part| {
                    let mut longer = attempt.clone();
                    longer.unwanted.push(part.clone());
                    longer
                })
            });
            attempts = broken.collect();
            if attempts.len() > WAYS_LIMIT {
                return Err(Cause::new(format!(
                    "there are more than {WAYS_LIMIT} ways to break the formats of a string"
                )));
            }
        }
        Ok(attempts)
    }

    /// Fewer texts than the demand allows, where a format is not exact.
    fn narrow(&self) -> Option<Attempt<'d>> {
        let mut attempt = self.patterns.clone();
        for language in &self.inside {
            match &language.beyond {
                None => attempt.wanted.extend(language.parts.iter().cloned()),
                Some(beyond) => attempt.wanted.push(beyond.within.clone()?),
            }
        }
        for language in &self.outside {
            // Without a grammar every text would be broken.
            attempt.unwanted.push(language.parts.first()?.clone());
        }
        Some(attempt)
    }

    /// The shortest text of an attempt that is as long as the demand says and not excluded.
    fn shortest(
        &self,
        attempt: &Attempt<'_>,
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<Option<String>, Cause> {
        let mut numbers: Vec<(usize, bool)> = Vec::new();
        for (patterns, is_wanted) in [(&attempt.wanted, true), (&attempt.unwanted, false)] {
            for pattern in patterns {
                let number = automata.compile(pattern, budget)?;
                if numbers.contains(&(number, !is_wanted)) {
                    return Ok(None);
                }
                if !numbers.contains(&(number, is_wanted)) {
                    numbers.push((number, is_wanted));
                }
            }
        }
        let excluded = &self.demand.excluded;
        let (long, short): (Vec<&str>, Vec<&str>) = excluded
            .iter()
            .map(String::as_str)
            .partition(|word| word.len() > LONG_WORD);
        if !long.is_empty() {
            // More texts than allowed, and hardly one of them is a long one.
            match self.walk(&numbers, &short, automata, budget)? {
                Some(text) if excluded.contains(&text) => {}
                found => return Ok(found),
            }
        }
        let words: Vec<&str> = excluded.iter().map(String::as_str).collect();
        self.walk(&numbers, &words, automata, budget)
    }

    /// The shortest text that the automata of `numbers` accept or refuse as wanted, and that is none of `words`.
    fn walk(
        &self,
        numbers: &[(usize, bool)],
        words: &[&str],
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<Option<String>, Cause> {
        let numbers = numbers.iter();
        let mut machines: Vec<_> = numbers
            .map(|(number, is_wanted)| (Machine::Pattern(*number), *is_wanted))
            .collect();
        if !words.is_empty() {
            budget.spend(words.iter().map(|word| 1 + word.len() as u64).sum())?;
            let words = Words::new(words.iter().copied())
                .ok_or_else(|| Cause::new("too many strings are excluded"))?;
            machines.push((Machine::Words(words), false));
        }
        let product = Product {
            automata,
            machines,
            min_length: self.demand.min_length,
            max_length: self.demand.max_length,
        };
        product.shortest(budget)
    }

    /// Whether `text` meets the demand, by the checks that the validator makes.
    fn meets(
        &self,
        text: &str,
        automata: &mut Automata,
        budget: &mut Budget,
    ) -> Result<bool, Cause> {
        let demand = self.demand;
        let length = text.chars().count() as u64;
        if length < demand.min_length
            || demand.max_length.is_some_and(|most| length > most)
            || demand.excluded.contains(text)
        {
            return Ok(false);
        }
        let has = |format: &Format| format.check(text).is_ok();
        if !demand.formats_inside.iter().all(has) || demand.formats_outside.iter().any(has) {
            return Ok(false);
        }
        for (patterns, is_wanted) in [(&demand.inside, true), (&demand.outside, false)] {
            for pattern in patterns {
                if automata.is_match(pattern, text, budget)? != is_wanted {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn languages(formats: &[Format]) -> Vec<Language> {
    formats.iter().copied().map(formats::language).collect()
}
