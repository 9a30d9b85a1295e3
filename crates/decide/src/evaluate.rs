//! Whether a given value is valid: judged directly, without a search.
//!
//! Values that a schema lists, names of properties, and values of the kinds that have only a few are judged here.

use std::rc::Rc;

use tidings_schema::{Decimal, Literal};

use crate::found::{Cause, Node};
use crate::intern::{
    ArrayShape, Combination, Kind, NumberRule, ObjectShape, Shape, StringRule, Undecided, Value,
};
use crate::number::NumberDemand;
use crate::search::{Claim, Search};

/// How many schemas may be applied inside each other.
const DEPTH_LIMIT: u32 = 100;

/// How many guesses about broken parts may be made at once.
const GUESS_LIMIT: usize = 8;

/// A broken part by its number, and a value that it accepts or refuses.
type Guessed = (u32, Literal);

/// What is guessed of parts that are broken, to find out what holds in any case.
#[derive(Debug, Default)]
pub(crate) struct Guesses {
    made: Vec<(Guessed, bool)>,
    /// What was asked for and is not guessed yet.
    open: Option<Guessed>,
}

impl Guesses {
    /// Whether the broken part `number` accepts `value`.
    fn of(&mut self, number: u32, value: &Literal) -> Result<bool, Cause> {
        let mut made = self.made.iter();
        let guess = made.find(|((part, guessed), _)| *part == number && guessed == value);
        guess.map(|(_, guess)| *guess).ok_or_else(|| {
            self.open.get_or_insert_with(|| (number, value.clone()));
            Cause::new(Undecided::Unread.reason())
        })
    }
}

/// Gathers verdicts of demands that must all be met: one that is surely not met settles it, whatever is not known of
/// the others.
struct All(Result<bool, Cause>);

impl All {
    fn and(&mut self, verdict: Result<bool, Cause>) {
        match (&self.0, verdict) {
            (Ok(false), _) | (_, Ok(true)) => {}
            (_, Ok(false)) => self.0 = Ok(false),
            (Ok(true), Err(cause)) => self.0 = Err(cause),
            (Err(_), Err(_)) => {}
        }
    }

    fn is_settled(&self) -> bool {
        self.0 == Ok(false)
    }
}

impl Search<'_> {
    /// Whether `value` meets every claim.
    ///
    /// # Errors
    ///
    /// When that depends on something the search has no rule for.
    pub(crate) fn meets(&mut self, claims: &[Claim], value: &Literal) -> Result<bool, Cause> {
        let outer = self.guesses.open.take();
        let verdict = self.meets_in_any_case(claims, value);
        self.guesses.open = outer.or(self.guesses.open.take());
        verdict
    }

    /// Whether `value` meets every claim, if that is so whether or not broken parts accept it and what is in it.
    fn meets_in_any_case(&mut self, claims: &[Claim], value: &Literal) -> Result<bool, Cause> {
        let verdict = self.meets_as_guessed(claims, value);
        let is_known = verdict.is_ok() || self.guesses.made.len() >= GUESS_LIMIT;
        let Some(open) = self.guesses.open.take().filter(|_| !is_known) else {
            return verdict;
        };
        let verdicts = [false, true].map(|guess| {
            self.guesses.made.push((open.clone(), guess));
            let verdict = self.meets(claims, value);
            self.guesses.made.pop();
            verdict
        });
        match verdicts {
            [Ok(one), Ok(other)] if one == other => Ok(one),
            _ => {
                self.guesses.open = Some(open);
                verdict
            }
        }
    }

    fn meets_as_guessed(&mut self, claims: &[Claim], value: &Literal) -> Result<bool, Cause> {
        let mut all = All(Ok(true));
        for claim in claims {
            all.and(self.is_met(*claim, value));
            if all.is_settled() {
                break;
            }
        }
        all.0
    }

    /// Whether `value` meets `claim`.
    ///
    /// # Errors
    ///
    /// As for [`Self::meets`].
    pub(crate) fn is_met(&mut self, claim: Claim, value: &Literal) -> Result<bool, Cause> {
        Ok(self.is_valid(claim.node, value)? == claim.holds)
    }

    fn is_valid(&mut self, node: Node, value: &Literal) -> Result<bool, Cause> {
        if self.evaluating >= DEPTH_LIMIT {
            return Err(Cause::new("schemas are nested too deeply").about(Some(node)));
        }
        self.budget.spend(1)?;
        let shape = self.arena.shape(node);
        self.evaluating += 1;
        let verdict = self.keeps_to(node, &shape, value);
        self.evaluating -= 1;
        verdict.map_err(|cause| cause.about(Some(node)))
    }

    fn keeps_to(&mut self, node: Node, shape: &Shape, value: &Literal) -> Result<bool, Cause> {
        if shape.is_never || !shape.kinds.contains(Kind::of(value)) {
            return Ok(false);
        }
        if !shape.values.is_empty() {
            // Equal values have one number; a value that was never mentioned is in no list.
            let number = self.arena.values.find(value);
            let is_in = |values: &Rc<[Value]>| {
                number.is_some_and(|number| values.binary_search(&number).is_ok())
            };
            if !shape.values.iter().all(is_in) {
                return Ok(false);
            }
        }
        let mut all = All(match value {
            Literal::Null | Literal::Bool(_) => Ok(true),
            Literal::Number(text) => number_keeps_to(&shape.number, text),
            Literal::String(text) => self.string_keeps_to(&shape.string, text),
            Literal::Array(items) => match &shape.array {
                Some(array) => self.array_keeps_to(array, items),
                None => Ok(true),
            },
            Literal::Object(members) => match &shape.object {
                Some(object) => self.object_keeps_to(object, members, value),
                None => Ok(true),
            },
        });
        for combination in &shape.combined {
            if all.is_settled() {
                break;
            }
            all.and(self.combination_keeps_to(combination, value));
        }
        if !all.is_settled() {
            all.and(self.unevaluated_keep_to(node, shape, value));
        }
        all.0
    }

    fn string_keeps_to(&mut self, rules: &[StringRule], text: &str) -> Result<bool, Cause> {
        let mut all = All(Ok(true));
        for rule in rules {
            all.and(match rule {
                StringRule::MinLength(min) => Ok(text.chars().count() as u64 >= *min),
                StringRule::MaxLength(max) => Ok(text.chars().count() as u64 <= *max),
                StringRule::Pattern(pattern) => self.automata.patterns.is_match(pattern, text),
                StringRule::Format(format) => Ok(format.check(text).is_ok()),
            });
        }
        all.0
    }

    fn array_keeps_to(&mut self, array: &ArrayShape, items: &[Literal]) -> Result<bool, Cause> {
        let length = items.len() as u64;
        if length < array.min || array.max.is_some_and(|max| length > max) {
            return Ok(false);
        }
        if array.is_unique {
            self.budget.spend(length)?;
            let mut seen = std::collections::HashSet::new();
            if !items.iter().all(|item| seen.insert(item)) {
                return Ok(false);
            }
        }
        let mut all = All(Ok(true));
        for (position, item) in items.iter().enumerate() {
            if let Some(node) = array.at(position) {
                all.and(self.is_valid(node, item));
            }
            if all.is_settled() {
                return Ok(false);
            }
        }
        if let Some(contains) = array.contains {
            let mut found = 0_u64;
            let mut unknown = None;
            for item in items {
                match self.is_valid(contains.node, item) {
                    Ok(valid) => found += u64::from(valid),
                    Err(cause) => unknown = Some(cause),
                }
            }
            all.and(match unknown {
                Some(cause) => Err(cause),
                None => Ok(found >= contains.min && contains.max.is_none_or(|max| found <= max)),
            });
        }
        all.0
    }

    fn object_keeps_to(
        &mut self,
        object: &ObjectShape,
        members: &[(String, Literal)],
        whole: &Literal,
    ) -> Result<bool, Cause> {
        let count = members.len() as u64;
        let is_present = |name: &str| members.iter().any(|(known, _)| known == name);
        let is_bare = count < object.min
            || object.max.is_some_and(|max| count > max)
            || !object.required.iter().all(|name| is_present(name))
            || object
                .dependent_required
                .iter()
                .any(|(name, other)| is_present(name) && !is_present(other));
        if is_bare {
            return Ok(false);
        }
        let mut all = All(Ok(true));
        for (name, value) in members {
            if let Some(names) = object.names {
                all.and(self.is_valid(names, &Literal::String(name.clone())));
            }
            match self.schemas_of(object, name) {
                Err(cause) => all.and(Err(cause)),
                Ok(nodes) => {
                    for node in nodes {
                        all.and(self.is_valid(node, value));
                    }
                }
            }
            if all.is_settled() {
                return Ok(false);
            }
        }
        for (name, node) in &object.dependent {
            if is_present(name) {
                all.and(self.is_valid(*node, whole));
            }
        }
        all.0
    }

    /// The schemas that `object` has for a property called `name`.
    ///
    /// # Errors
    ///
    /// When a pattern cannot be run on the name.
    pub(crate) fn schemas_of(
        &mut self,
        object: &ObjectShape,
        name: &str,
    ) -> Result<Vec<Node>, Cause> {
        let mut nodes: Vec<Node> = object.property(name).into_iter().collect();
        for (pattern, node) in &object.patterns {
            if self.automata.patterns.is_match(pattern, name)? {
                nodes.push(*node);
            }
        }
        if nodes.is_empty() {
            nodes.extend(object.rest);
        }
        Ok(nodes)
    }

    fn combination_keeps_to(
        &mut self,
        combination: &Combination,
        value: &Literal,
    ) -> Result<bool, Cause> {
        match combination {
            Combination::All(node) => self.is_valid(*node, value),
            Combination::Not(node) => Ok(!self.is_valid(*node, value)?),
            Combination::Any(nodes) => {
                let mut unknown = None;
                for node in nodes {
                    match self.is_valid(*node, value) {
                        Ok(true) => return Ok(true),
                        Ok(false) => {}
                        Err(cause) => unknown = Some(cause),
                    }
                }
                unknown.map_or(Ok(false), Err)
            }
            Combination::One(nodes) => {
                let mut valid = 0;
                let mut unknown = None;
                for node in nodes {
                    match self.is_valid(*node, value) {
                        Ok(verdict) => valid += u32::from(verdict),
                        Err(cause) => unknown = Some(cause),
                    }
                }
                match unknown {
                    Some(cause) if valid < 2 => Err(cause),
                    _ => Ok(valid == 1),
                }
            }
            Combination::If(condition, consequence, alternative) => {
                match self.is_valid(*condition, value)? {
                    true => self.is_valid(*consequence, value),
                    false => self.is_valid(*alternative, value),
                }
            }
            Combination::Undecided(Undecided::Unread, number) => self.guesses.of(*number, value),
            Combination::Undecided(why, _) => Err(Cause::new(why.reason())),
        }
    }

    /// Judges what is left over by the ways in which it can be left over, each of which is as exact as the rest.
    fn unevaluated_keep_to(
        &mut self,
        node: Node,
        shape: &Shape,
        value: &Literal,
    ) -> Result<bool, Cause> {
        let is_asked = match value {
            Literal::Array(_) => shape
                .array
                .as_ref()
                .is_some_and(|array| array.unevaluated.is_some()),
            Literal::Object(_) => shape
                .object
                .as_ref()
                .is_some_and(|object| object.unevaluated.is_some()),
            _ => false,
        };
        match is_asked {
            true => self.leaves_valid(node, shape, value),
            false => Ok(true),
        }
    }
}

fn number_keeps_to(rules: &[NumberRule], text: &str) -> Result<bool, Cause> {
    let Some(number) = Decimal::parse(text) else {
        return Err(Cause::new("the number cannot be read"));
    };
    let mut demand = NumberDemand::default();
    for rule in rules {
        match rule.clone() {
            NumberRule::Minimum(bound) => demand.at_least(bound),
            NumberRule::Maximum(bound) => demand.at_most(bound),
            NumberRule::MultipleOf(divisor) => demand.multiples.push(divisor),
        }
    }
    let verdict = demand.is_met_by(&number);
    verdict.ok_or_else(|| Cause::new("the divisor has too many digits"))
}
