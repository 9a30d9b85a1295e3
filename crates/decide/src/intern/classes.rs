//! Which of the schemas that were read are equal.
//!
//! Schemas are equal when they say the same of equal schemas. Without circles that is settled from the leaves upwards.
//! Schemas on or above a circle are first taken for equal where they look alike, and told apart as long as their parts
//! are: what is left together then can never be told apart by a value, however deep (this is bisimulation, and two
//! schemas that are bisimilar have the same values).

use std::collections::HashMap;

use super::arena::Arena;
use super::read::{ANYTHING, NEVER, Reading};
use super::shape::Shape;
use super::unroll::unroll;
use crate::found::Node;

/// How many shapes may be looked at to tell schemas of circles apart; beyond, none of them is shared.
const WORK_LIMIT: usize = 400_000;

/// Stands for a part that is not known yet.
const OPEN: Node = Node(u32::MAX);

/// Moves what was read into the table; answers where each schema is there.
pub(super) fn settle(mut reading: Reading<'_>, arena: &mut Arena) -> Vec<Node> {
    unroll(&mut reading);
    let children: Vec<Vec<Node>> = reading.shapes.iter().map(Shape::children).collect();
    let mut settled = vec![OPEN; reading.shapes.len()];
    settled[ANYTHING.0 as usize] = ANYTHING;
    settled[NEVER.0 as usize] = NEVER;
    let rest = settle_trees(&reading, &children, &mut settled, arena);
    if !rest.is_empty() {
        settle_circles(&reading, &rest, &mut settled, arena);
    }
    settled
}

/// Settles every schema that leads to no circle; answers the others.
fn settle_trees(
    reading: &Reading<'_>,
    children: &[Vec<Node>],
    settled: &mut [Node],
    arena: &mut Arena,
) -> Vec<usize> {
    let mut users = vec![Vec::new(); children.len()];
    let mut missing = vec![0_usize; children.len()];
    for (at, children) in children.iter().enumerate() {
        for child in children {
            if settled[child.0 as usize] == OPEN {
                users[child.0 as usize].push(at);
                missing[at] += 1;
            }
        }
    }
    let is_ready = |at: &usize| missing[*at] == 0 && settled[*at] == OPEN;
    let mut ready: Vec<usize> = (0..children.len()).filter(is_ready).collect();
    while let Some(at) = ready.pop() {
        let shape = reading.shapes[at].clone();
        let shape = shape.replace(|node| settled[node.0 as usize]);
        settled[at] = arena.intern(shape, reading.origins[at]);
        for user in &users[at] {
            missing[*user] -= 1;
            if missing[*user] == 0 {
                ready.push(*user);
            }
        }
    }
    (0..children.len())
        .filter(|at| settled[*at] == OPEN)
        .collect()
}

/// Settles the schemas `rest`, which are on a circle or lead to one.
fn settle_circles(reading: &Reading<'_>, rest: &[usize], settled: &mut [Node], arena: &mut Arena) {
    let classes = classes(reading, rest, settled);
    // Places first, since the shapes refer to each other.
    let mut places: HashMap<u32, Node> = HashMap::new();
    let mut first = Vec::new();
    for (at, class) in rest.iter().zip(&classes) {
        let place = places.entry(*class).or_insert_with(|| {
            first.push(*at);
            arena.reserve(reading.origins[*at])
        });
        settled[*at] = *place;
    }
    for at in first {
        let shape = reading.shapes[at].clone();
        arena.fill(settled[at], shape.replace(|node| settled[node.0 as usize]));
    }
}

/// The class of each schema of `rest`.
fn classes(reading: &Reading<'_>, rest: &[usize], settled: &[Node]) -> Vec<u32> {
    let place_of: HashMap<usize, usize> = rest
        .iter()
        .enumerate()
        .map(|(place, at)| (*at, place))
        .collect();
    let size: usize = rest
        .iter()
        .map(|at| 1 + reading.shapes[*at].children().len())
        .sum();
    // Classes are numbered from above, so that they are never taken for a schema that is settled.
    let number = |class: u32| Node(u32::MAX - 1 - class);
    let mut classes = vec![0; rest.len()];
    let mut count = 1;
    for _ in 0..=WORK_LIMIT / size {
        let mut known: HashMap<Shape, u32> = HashMap::new();
        let finer: Vec<u32> = rest
            .iter()
            .map(|at| {
                let shape = reading.shapes[*at].clone();
                let shape = shape.replace(|node| match settled[node.0 as usize] {
                    OPEN => number(classes[place_of[&(node.0 as usize)]]),
                    node => node,
                });
                let next = known.len() as u32;
                *known.entry(shape).or_insert(next)
            })
            .collect();
        classes = finer;
        if known.len() == count {
            return classes;
        }
        count = known.len();
    }
    (0..rest.len() as u32).collect()
}
