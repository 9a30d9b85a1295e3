//! Hashes of schemas that depend on what a schema demands and not on how it is laid out, nor on what is beside it.
//!
//! The parts of a schema are hashed before it. Schemas that lead to each other in a circle cannot be, so the whole circle
//! is hashed, and each member as one of it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use tidings_schema::{SchemaGraph, SchemaId};

use super::facts::{Digest, Facts};
use super::shape::{Shape, shape};

/// How often the members of a circle are hashed anew to tell them apart.
///
/// Members that have more steps between them and what tells them apart are told apart by nothing but their number.
const LEVELS: usize = 64;

/// The hashes of the schemas of a graph, each made when it is asked for.
///
/// Schemas with the same hash demand the same, whatever annotates them and whichever graphs they belong to. Those that
/// demand the same have the same hash if they differ only in layout: in references, in components, in copies; a circle
/// which is written out in part before it begins is the same circle.
pub struct SchemaDigests<'g> {
    graph: &'g SchemaGraph,
    known: RefCell<Known>,
}

/// What was hashed.
#[derive(Default)]
struct Known {
    digests: HashMap<SchemaId, Digest>,
    /// The hashes of members of circles, by the hash that the same schema would have outside.
    circular: HashMap<Digest, Digest>,
}

/// A schema whose parts are being hashed.
struct Open {
    shape: Shape,
    /// How many of its parts were looked at.
    looked_at: usize,
    /// How many schemas were opened before it.
    number: usize,
    /// The smallest number among open schemas that it leads to.
    lowest: usize,
    /// How many schemas waited for their circle when it was opened.
    waiting: usize,
}

impl<'g> SchemaDigests<'g> {
    /// No hash yet of a schema of `graph`.
    pub fn of_graph(graph: &'g SchemaGraph) -> Self {
        Self {
            graph,
            known: RefCell::default(),
        }
    }

    /// The hash of the schema `id`.
    pub fn of(&self, id: SchemaId) -> Digest {
        let id = self.graph.resolve(id);
        let mut known = self.known.borrow_mut();
        if !known.digests.contains_key(&id) {
            known.hash(self.graph, id);
        }
        known.of(id)
    }

    /// The hashes of the schemas that the schema `id` applies, each with where: `then`, `property name`, `item 0`.
    pub fn parts(&self, id: SchemaId) -> Vec<(String, Digest)> {
        let parts = shape(self.graph, self.graph.resolve(id)).parts.into_iter();
        parts.map(|(label, part)| (label, self.of(part))).collect()
    }

    /// Whether the schema `id` was hashed, so that asking for its hash costs nothing.
    pub fn has(&self, id: SchemaId) -> bool {
        let known = self.known.borrow();
        known.digests.contains_key(&self.graph.resolve(id))
    }
}

impl Known {
    fn of(&self, id: SchemaId) -> Digest {
        self.digests.get(&id).copied().unwrap_or_default()
    }

    /// Hashes `root` and everything it leads to: circles are found as Tarjan does it (SIAM Journal on Computing 1, 1972).
    fn hash(&mut self, graph: &SchemaGraph, root: SchemaId) {
        let mut numbers: HashMap<SchemaId, usize> = HashMap::new();
        let mut waiting: Vec<Shape> = Vec::new();
        let enter = |id: SchemaId, waiting: usize, numbers: &mut HashMap<SchemaId, usize>| {
            let number = numbers.len();
            numbers.insert(id, number);
            Open {
                shape: shape(graph, id),
                looked_at: 0,
                number,
                lowest: number,
                waiting,
            }
        };
        let mut open = vec![enter(root, 0, &mut numbers)];
        while let Some(mut one) = open.pop() {
            if let Some((_, part)) = one.shape.parts.get(one.looked_at) {
                let part = *part;
                one.looked_at += 1;
                let before = numbers.get(&part).copied();
                // What has a hash leads to nothing that is open.
                if !self.digests.contains_key(&part) {
                    one.lowest = one.lowest.min(before.unwrap_or(one.lowest));
                }
                open.push(one);
                if before.is_none() && !self.digests.contains_key(&part) {
                    open.push(enter(part, waiting.len(), &mut numbers));
                }
                continue;
            }
            if let Some(above) = open.last_mut() {
                above.lowest = above.lowest.min(one.lowest);
            }
            waiting.push(one.shape);
            if one.lowest == one.number {
                let circle = waiting.split_off(one.waiting);
                self.settle(&circle);
            }
        }
    }

    /// Hashes schemas that all lead to each other, or one alone.
    fn settle(&mut self, members: &[Shape]) {
        match members {
            [one] if one.parts.iter().all(|(_, part)| *part != one.id) => {
                let outside = one.digest(|part| self.of(part));
                let digest = self.circular.get(&outside).copied().unwrap_or(outside);
                self.digests.insert(one.id, digest);
            }
            _ => self.settle_circle(members),
        }
    }

    fn settle_circle(&mut self, members: &[Shape]) {
        let mut told_apart: HashMap<SchemaId, Digest> = members
            .iter()
            .map(|member| (member.id, member.own))
            .collect();
        let mut is_stable = false;
        let mut deeper = self.deeper(members, &told_apart);
        for _ in 0..LEVELS {
            is_stable = classes_of(&deeper) == classes_of(&told_apart);
            if is_stable {
                break;
            }
            let deepest = self.deeper(members, &deeper);
            told_apart = std::mem::replace(&mut deeper, deepest);
        }
        // Which members there are, and where the parts of each lead, is all that there is to know of a circle.
        let mut steps = BTreeSet::new();
        for (id, digest) in &told_apart {
            steps.insert([*digest, deeper.get(id).copied().unwrap_or_default()].concat());
        }
        let mut facts = Facts::default();
        facts.each("member", steps);
        facts.maybe("members", (!is_stable).then(|| members.len().to_le_bytes()));
        let circle = facts.digest();
        for member in members {
            let mut facts = Facts::default();
            facts.add("circle", circle);
            facts.maybe("member", told_apart.get(&member.id));
            self.digests.insert(member.id, facts.digest());
        }
        for member in members {
            let outside = member.digest(|part| self.of(part));
            self.circular.insert(outside, self.of(member.id));
        }
    }

    /// The hashes of `members` whose parts have these hashes, or their own outside of the circle.
    fn deeper(
        &self,
        members: &[Shape],
        parts: &HashMap<SchemaId, Digest>,
    ) -> HashMap<SchemaId, Digest> {
        let digest = |part| parts.get(&part).copied().unwrap_or_else(|| self.of(part));
        let members = members.iter();
        members
            .map(|member| (member.id, member.digest(digest)))
            .collect()
    }
}

/// How many schemas there are that differ as far as is known.
fn classes_of(digests: &HashMap<SchemaId, Digest>) -> usize {
    digests.values().collect::<HashSet<_>>().len()
}
