//! One way of meeting a goal with a value of one kind, which grows demand by demand and can be taken back.

use std::collections::HashSet;
use std::rc::Rc;

use super::atom::{Alternative, Atom, ObjectAtom};
use super::{Claim, Search};
use crate::found::{Cause, Node};
use crate::intern::{Kind, Value};

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
    /// The schema that leaves it open.
    node: Node,
    ways: Rc<[Alternative]>,
    is_closed: bool,
    /// Whether it is made after all others, since any way out of it is as good as long as nothing else is chosen.
    is_late: bool,
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
    /// The steps count for the schemas that make the demands and leave the choices, not for the goal as a whole.
    ///
    /// # Errors
    ///
    /// When no step is left.
    pub(super) fn take(
        &mut self,
        way: &Alternative,
        search: &mut Search<'_>,
    ) -> Result<Next, Cause> {
        let goal = search.budget.working_on();
        let next = self.follow(way, search);
        search.budget.work_on(goal);
        next
    }

    fn follow(&mut self, way: &Alternative, search: &mut Search<'_>) -> Result<Next, Cause> {
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
            search.budget.work_on(Some(claim.node));
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
            let is_late = claim.holds && search.is_left_over(claim.node);
            self.choices
                .extend(meaning.choices.into_iter().map(|ways| Choice {
                    node: claim.node,
                    ways: ways.into(),
                    is_closed: false,
                    is_late,
                }));
            waiting.extend(meaning.all.claims.into_iter().rev());
        }
        Ok(Next::Leaf)
    }

    /// The choice to make next and its number, looked for from the choice `from` on and round.
    ///
    /// What a schema must be is chosen before what it must not: the contraries of a schema are many small demands, most of
    /// which are settled once it is known which schemas hold. Otherwise the choice with the fewest ways comes first. What
    /// looks at a property that could be left over is chosen last, one choice for each name.
    fn fork(&mut self, from: usize, search: &mut Search<'_>) -> Result<(Next, usize), Cause> {
        let mut best: Option<(usize, Vec<usize>)> = None;
        let mut best_rank = (true, true, usize::MAX);
        let count = self.choices.len();
        for at in (from..count).chain(0..from.min(count)) {
            if self.choices[at].is_closed {
                continue;
            }
            let ways = Rc::clone(&self.choices[at].ways);
            search.budget.work_on(Some(self.choices[at].node));
            search.budget.spend(1 + ways.len() as u64 / 4)?;
            let mut open = Vec::new();
            let mut is_met = false;
            for (number, way) in ways.iter().enumerate() {
                match self.prospect(way, search)? {
                    Prospect::Contradiction => {}
                    Prospect::Met => is_met = true,
                    Prospect::Open if self.choices[at].is_late && self.clashes(way, search)? => {}
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
            let rank = (
                self.choices[at].is_late,
                !open.iter().all(holds),
                open.len(),
            );
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
        search.budget.spend(self.comparisons(1))?;
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

    /// The steps that it takes to hold `atoms` against all there are; bounds of numbers are compared digit by digit.
    fn comparisons(&self, atoms: usize) -> u64 {
        let at_once = match self.kind {
            Kind::Number => 8,
            _ => 32,
        };
        (atoms * self.atoms.len() / at_once) as u64
    }

    /// What taking `way` would do, as far as that is quick to see.
    pub(super) fn prospect(
        &self,
        way: &Alternative,
        search: &mut Search<'_>,
    ) -> Result<Prospect, Cause> {
        search.budget.spend(self.comparisons(way.atoms.len()))?;
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
}
