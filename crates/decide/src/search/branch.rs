//! One way of meeting a goal with a value of one kind, which grows demand by demand and can be taken back.

use std::collections::HashSet;
use std::rc::Rc;

use super::atom::{Alternative, ArrayAtom, Atom, ObjectAtom, Region};
use super::{Claim, Search};
use crate::found::{Cause, Node};
use crate::intern::{Kind, NumberRule, StringRule, Value};
use crate::number::NumberDemand;

/// How many ways must be open for a choice not to be settled soon.
const ENOUGH: usize = 4;

/// The demands on the way.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) kind: Kind,
    claims: Vec<Claim>,
    met: HashSet<Claim>,
    pub(super) atoms: Vec<Atom>,
    /// The schemas of objects among the atoms.
    pub(super) tables: Vec<Node>,
    choices: Vec<Choice>,
    /// The choices that are made or need not be, in the order in which that became so.
    closed: Vec<usize>,
    pub(super) doubts: Vec<Cause>,
}

/// Alternatives of which one is to be taken.
#[derive(Clone, Debug)]
struct Choice {
    ways: Rc<[Alternative]>,
    is_closed: bool,
}

/// Where the way was at some time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    claims: usize,
    atoms: usize,
    tables: usize,
    choices: usize,
    closed: usize,
    doubts: usize,
}

/// How a branch goes on.
#[derive(Debug)]
pub(super) enum Next {
    /// Nothing is to be chosen any more.
    Leaf,
    /// The value is one of these, if there is one.
    Listed(Rc<[Value]>),
    /// The demands contradict each other.
    Contradiction,
    /// These ways are open.
    Fork(Rc<[Alternative]>, Vec<usize>),
}

/// What taking an alternative would do.
pub(super) enum Prospect {
    Contradiction,
    Met,
    Open,
}

impl Branch {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            claims: Vec::new(),
            met: HashSet::new(),
            atoms: Vec::new(),
            tables: Vec::new(),
            choices: Vec::new(),
            closed: Vec::new(),
            doubts: Vec::new(),
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            claims: self.claims.len(),
            atoms: self.atoms.len(),
            tables: self.tables.len(),
            choices: self.choices.len(),
            closed: self.closed.len(),
            doubts: self.doubts.len(),
        }
    }

    /// Takes back everything since `mark`.
    pub(super) fn go_back(&mut self, mark: Mark) {
        for claim in self.claims.drain(mark.claims..) {
            self.met.remove(&claim);
        }
        self.atoms.truncate(mark.atoms);
        self.tables.truncate(mark.tables);
        self.doubts.truncate(mark.doubts);
        for closed in self.closed.drain(mark.closed..) {
            self.choices[closed].is_closed = false;
        }
        self.choices.truncate(mark.choices);
    }

    fn close(&mut self, choice: usize) {
        self.choices[choice].is_closed = true;
        self.closed.push(choice);
    }

    /// Adds an alternative with everything that follows without a choice, and answers how it goes on.
    ///
    /// # Errors
    ///
    /// When no step is left.
    pub(super) fn take(
        &mut self,
        way: &Alternative,
        search: &mut Search<'_>,
    ) -> Result<Next, Cause> {
        let mut next = self.add(way, search)?;
        let mut from = 0;
        loop {
            if !matches!(next, Next::Leaf) {
                return Ok(next);
            }
            let (forked, at) = self.fork(from, search)?;
            match forked {
                Next::Fork(ways, open) if open.len() == 1 => {
                    next = self.add(&ways[open[0]], search)?;
                    from = at;
                }
                other => return Ok(other),
            }
        }
    }

    /// Adds `way`; [`Next::Leaf`] only says that nothing stands against it.
    fn add(&mut self, way: &Alternative, search: &mut Search<'_>) -> Result<Next, Cause> {
        self.doubts.extend(way.doubt.clone());
        for atom in &way.atoms {
            if !self.demand(atom.clone(), search)? {
                return Ok(Next::Contradiction);
            }
        }
        let mut waiting: Vec<Claim> = way.claims.iter().rev().copied().collect();
        while let Some(claim) = waiting.pop() {
            search.budget.spend(1)?;
            match self.prospect_of(claim, search) {
                Prospect::Contradiction => return Ok(Next::Contradiction),
                Prospect::Met => continue,
                Prospect::Open => {}
            }
            self.met.insert(claim);
            self.claims.push(claim);
            let meaning = search.meaning(claim, self.kind);
            search
                .budget
                .spend((meaning.all.atoms.len() + meaning.choices.len()) as u64)?;
            if meaning.is_contradiction {
                return Ok(Next::Contradiction);
            }
            self.doubts.extend(meaning.doubt);
            if let Some(values) = meaning.values {
                return Ok(Next::Listed(values));
            }
            for atom in meaning.all.atoms {
                if !self.demand(atom, search)? {
                    return Ok(Next::Contradiction);
                }
            }
            self.choices
                .extend(meaning.choices.into_iter().map(|ways| Choice {
                    ways: ways.into(),
                    is_closed: false,
                }));
            waiting.extend(meaning.all.claims.into_iter().rev());
        }
        Ok(Next::Leaf)
    }

    /// The choice to make next and its number, looked for from the choice `from` on and round.
    ///
    /// What a schema must be is chosen before what it must not: the contraries of a schema are many small demands, most of
    /// which are settled once it is known which schemas hold. Otherwise the choice with the fewest ways comes first.
    fn fork(&mut self, from: usize, search: &mut Search<'_>) -> Result<(Next, usize), Cause> {
        let mut best: Option<(usize, Vec<usize>)> = None;
        let mut best_rank = (true, usize::MAX);
        let count = self.choices.len();
        for at in (from..count).chain(0..from.min(count)) {
            if self.choices[at].is_closed {
                continue;
            }
            let ways = Rc::clone(&self.choices[at].ways);
            search.budget.spend(1 + ways.len() as u64 / 4)?;
            let mut open = Vec::new();
            let mut is_met = false;
            for (number, way) in ways.iter().enumerate() {
                match self.prospect(way, search)? {
                    Prospect::Contradiction => {}
                    Prospect::Met => is_met = true,
                    Prospect::Open => open.push(number),
                }
                if is_met {
                    break;
                }
                if open.len() == ENOUGH {
                    // Further ones are looked at when it is their turn.
                    open.extend(number + 1..ways.len());
                    break;
                }
            }
            if is_met {
                self.close(at);
                continue;
            }
            if open.is_empty() {
                return Ok((Next::Contradiction, at));
            }
            if open.len() == 1 {
                self.close(at);
                return Ok((Next::Fork(ways, open), at));
            }
            let holds = |way: &usize| ways[*way].claims.iter().any(|claim| claim.holds);
            let rank = (!open.iter().all(holds), open.len());
            if rank < best_rank {
                best_rank = rank;
                best = Some((at, open));
            }
        }
        let Some((at, open)) = best else {
            return Ok((Next::Leaf, 0));
        };
        self.close(at);
        Ok((Next::Fork(Rc::clone(&self.choices[at].ways), open), at))
    }

    /// Adds one atom; answers whether nothing that is quick to see stands against it.
    fn demand(&mut self, atom: Atom, search: &mut Search<'_>) -> Result<bool, Cause> {
        if self.contradicts(&atom, search) {
            return Ok(false);
        }
        if let Atom::Object(ObjectAtom::Table(table)) = &atom {
            self.tables.push(*table);
            if self.tags_clash(search)? {
                return Ok(false);
            }
        }
        self.atoms.push(atom);
        Ok(true)
    }

    /// What taking `way` would do, as far as that is quick to see.
    pub(super) fn prospect(
        &self,
        way: &Alternative,
        search: &mut Search<'_>,
    ) -> Result<Prospect, Cause> {
        let mut is_met = way.doubt.is_none();
        for claim in &way.claims {
            match self.prospect_of(*claim, search) {
                Prospect::Contradiction => return Ok(Prospect::Contradiction),
                Prospect::Met => {}
                Prospect::Open => is_met = false,
            }
        }
        for atom in &way.atoms {
            if self.contradicts(atom, search) {
                return Ok(Prospect::Contradiction);
            }
            match self.prospect_of_part(atom, search)? {
                Prospect::Contradiction => return Ok(Prospect::Contradiction),
                Prospect::Met => {}
                Prospect::Open => is_met = false,
            }
        }
        Ok(match is_met {
            true => Prospect::Met,
            false => Prospect::Open,
        })
    }

    fn prospect_of(&self, claim: Claim, search: &Search<'_>) -> Prospect {
        let arena = &search.arena;
        if !arena.kinds(claim.node, claim.holds).contains(self.kind) {
            return Prospect::Contradiction;
        }
        if !arena.kinds(claim.node, !claim.holds).contains(self.kind) {
            return Prospect::Met;
        }
        if self.met.contains(&claim.negated()) && !arena.is_ambiguous(claim.node) {
            return Prospect::Contradiction;
        }
        match self.met.contains(&claim) {
            true => Prospect::Met,
            false => Prospect::Open,
        }
    }

    /// Whether `atom` surely contradicts what is known; looks only at what is cheap to see.
    fn contradicts(&self, atom: &Atom, search: &Search<'_>) -> bool {
        match atom {
            Atom::Number(..) => {
                let numbers = self.atoms.iter().chain([atom]);
                let mut demand = NumberDemand::default();
                for atom in numbers {
                    if let Atom::Number(rule, holds) = atom {
                        bound(&mut demand, rule, *holds);
                    }
                }
                demand.is_empty_range()
            }
            Atom::String(rule, holds) => self.atoms.iter().any(|known| match known {
                Atom::String(other, kept) => lengths_clash((rule, *holds), (other, *kept)),
                _ => false,
            }),
            Atom::Excluded(_) => false,
            Atom::Array(atom) => self.contradicts_array(atom),
            Atom::Object(atom) => self.contradicts_object(atom, search),
        }
    }

    fn contradicts_array(&self, atom: &ArrayAtom) -> bool {
        self.atoms.iter().any(|known| match (atom, known) {
            (ArrayAtom::Min(min), Atom::Array(ArrayAtom::Max(max)))
            | (ArrayAtom::Max(max), Atom::Array(ArrayAtom::Min(min))) => min > max,
            (ArrayAtom::Unique(one), Atom::Array(ArrayAtom::Unique(other))) => one != other,
            (ArrayAtom::At(at, _) | ArrayAtom::Some(at, _), Atom::Array(ArrayAtom::Max(max))) => {
                *at as u64 >= *max
            }
            _ => false,
        })
    }

    fn contradicts_object(&self, atom: &ObjectAtom, search: &Search<'_>) -> bool {
        let objects = self.atoms.iter();
        let mut objects = objects.filter_map(|known| match known {
            Atom::Object(known) => Some(known),
            _ => None,
        });
        match atom {
            ObjectAtom::Required(name) => {
                objects.any(|known| matches!(known, ObjectAtom::Absent(absent) if absent == name))
            }
            ObjectAtom::Absent(name) => objects.any(|known| match known {
                ObjectAtom::Required(required) => required == name,
                ObjectAtom::Some(Region::Key(present), _) => present == name,
                ObjectAtom::Table(table) => requires(*table, name, search),
                _ => false,
            }),
            ObjectAtom::Table(table) => objects.any(|known| match known {
                ObjectAtom::Absent(absent) => requires(*table, absent, search),
                _ => false,
            }),
            ObjectAtom::Min(min) => {
                objects.any(|known| matches!(known, ObjectAtom::Max(max) if min > max))
            }
            ObjectAtom::Max(max) => {
                objects.any(|known| matches!(known, ObjectAtom::Min(min) if min > max))
            }
            ObjectAtom::Some(Region::Key(name), _) => {
                objects.any(|known| matches!(known, ObjectAtom::Absent(absent) if absent == name))
            }
            _ => false,
        }
    }
}

/// Whether the schema `table` requires the property `name`.
pub(super) fn requires(table: Node, name: &Rc<str>, search: &Search<'_>) -> bool {
    let shape = search.arena.shape(table);
    let object = shape.object.as_ref();
    object.is_some_and(|object| object.required.binary_search(name).is_ok())
}

/// Narrows the range of `demand`.
pub(super) fn bound(demand: &mut NumberDemand, rule: &NumberRule, holds: bool) {
    match (rule.clone(), holds) {
        (NumberRule::Minimum(bound), true) => demand.at_least(bound),
        (NumberRule::Maximum(bound), true) => demand.at_most(bound),
        (NumberRule::Minimum(mut bound), false) => {
            bound.is_inclusive = !bound.is_inclusive;
            demand.at_most(bound);
        }
        (NumberRule::Maximum(mut bound), false) => {
            bound.is_inclusive = !bound.is_inclusive;
            demand.at_least(bound);
        }
        (NumberRule::MultipleOf(divisor), true) => demand.multiples.push(divisor),
        (NumberRule::MultipleOf(divisor), false) => demand.not_multiples.push(divisor),
    }
}

fn lengths_clash(first: (&StringRule, bool), second: (&StringRule, bool)) -> bool {
    let least = |(rule, holds): (&StringRule, bool)| match (rule, holds) {
        (StringRule::MinLength(length), true) => Some(*length),
        (StringRule::MaxLength(length), false) => length.checked_add(1),
        _ => None,
    };
    let most = |(rule, holds): (&StringRule, bool)| match (rule, holds) {
        (StringRule::MaxLength(length), true) => Some(*length),
        (StringRule::MinLength(length), false) => length.checked_sub(1),
        _ => None,
    };
    let clash = |least: Option<u64>, most: Option<u64>| match (least, most) {
        (Some(least), Some(most)) => least > most,
        _ => false,
    };
    clash(least(first), most(second))
        || clash(least(second), most(first))
        || matches!((first, second), ((StringRule::Pattern(one), held), (StringRule::Pattern(other), kept)) if one == other && held != kept)
}
