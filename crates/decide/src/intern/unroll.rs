//! Schemas that apply themselves to the same value, as a base type does that lists the types made of it.
//!
//! While a schema is applied to a value, demanding it of that value again demands nothing more. So inside of itself such a
//! schema is one that accepts everything, and the circle is unrolled: each of its schemas once for every set of those
//! that are being applied around it. Afterwards no schema leads to itself on one value.

use std::collections::{BTreeSet, HashMap};

use super::circles::circles;
use super::read::{ANYTHING, Reading};
use super::shape::{Combination, Shape, Undecided};
use crate::found::Node;

/// How many copies may be made; beyond, the schema is one that the search has no rule for.
const COPY_LIMIT: usize = 2_000;

/// A schema and those of its circle that are being applied.
type Position = (u32, BTreeSet<u32>);

/// Unrolls every circle of `reading`.
pub(super) fn unroll(reading: &mut Reading<'_>) {
    let edges: Vec<Vec<u32>> = reading.shapes.iter().map(in_place).collect();
    let circles = circles(&edges);
    let members: Vec<u32> = (0..edges.len() as u32)
        .filter(|at| circles[*at as usize].is_some())
        .collect();
    if members.is_empty() {
        return;
    }
    // What is left unevaluated is found by going through the schemas once more, with other circles.
    let evaluates = reading.shapes.iter().any(Shape::has_unevaluated);
    let originals: HashMap<u32, Shape> = members
        .iter()
        .map(|at| (*at, reading.shapes[*at as usize].clone()))
        .collect();
    let mut known: HashMap<Position, Node> = HashMap::new();
    let mut waiting: Vec<(Position, Node)> = Vec::new();
    for at in members {
        let position = (at, BTreeSet::from([at]));
        known.insert(position.clone(), Node(at));
        waiting.push((position, Node(at)));
    }
    while let Some(((at, applied), place)) = waiting.pop() {
        let original = &originals[&at];
        if evaluates || known.len() > COPY_LIMIT + originals.len() {
            let mark = Combination::Undecided(Undecided::Circle, place.0);
            reading.shapes[place.0 as usize].combined = vec![mark];
            continue;
        }
        let origin = reading.origins[at as usize];
        let shape = replace_in_place(original.clone(), |node| {
            if circles.get(node.0 as usize) != circles.get(at as usize) {
                return node;
            }
            if applied.contains(&node.0) {
                return ANYTHING;
            }
            let mut around = applied.clone();
            around.insert(node.0);
            let position = (node.0, around);
            *known.entry(position.clone()).or_insert_with(|| {
                let copy = Node(reading.shapes.len() as u32);
                reading.shapes.push(Shape::default());
                reading.origins.push(origin);
                waiting.push((position, copy));
                copy
            })
        });
        reading.shapes[place.0 as usize] = shape;
    }
}

/// The schemas that `shape` applies to the same value.
fn in_place(shape: &Shape) -> Vec<u32> {
    let mut nodes = Vec::new();
    let _same = replace_in_place(shape.clone(), |node| {
        nodes.push(node.0);
        node
    });
    nodes
}

/// The same shape with the schemas replaced that it applies to the same value.
fn replace_in_place(mut shape: Shape, mut replace: impl FnMut(Node) -> Node) -> Shape {
    if let Some(object) = &mut shape.object
        && !object.dependent.is_empty()
    {
        for (_, node) in &mut std::rc::Rc::make_mut(object).dependent {
            *node = replace(*node);
        }
    }
    for combination in &mut shape.combined {
        combination.replace(&mut replace);
    }
    shape
}
