//! Finds what contains itself through references.

use std::collections::{BTreeMap, HashMap};

use tidings_diag::FileId;
use tidings_syntax::{NodeId, Value};

use crate::Reference;

/// The strongly connected parts of the graph of references.
///
/// The graph's nodes are the values that references name.
/// One leads to another when a reference to the other stands in it, or the other itself does.
pub(crate) fn components<'s>(
    references: impl Iterator<Item = (Reference<'s>, Value<'s>)>,
) -> Vec<Vec<Reference<'s>>> {
    let references: Vec<(Reference<'s>, Value<'s>)> = references.collect();
    let mut targets: HashMap<(FileId, NodeId), usize> = HashMap::new();
    let mut values = Vec::new();
    for (_, target) in &references {
        targets.entry(key(*target)).or_insert_with(|| {
            values.push(*target);
            values.len() - 1
        });
    }
    // The nearest named value around a value, itself included.
    let around = |value: Value<'s>| {
        let mut enclosing = Some(value);
        while let Some(value) = enclosing {
            if let Some(&target) = targets.get(&key(value)) {
                return Some(target);
            }
            enclosing = value.parent();
        }
        None
    };
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
    for (index, value) in values.iter().enumerate() {
        if let Some(outer) = value.parent().and_then(around) {
            edges[outer].push(index);
        }
    }
    let mut links = Vec::new();
    for (reference, target) in references {
        let target = targets[&key(target)];
        if let Some(holder) = around(reference.object) {
            edges[holder].push(target);
            links.push((reference, holder, target));
        }
    }
    let component = strongly_connected(&edges);
    let mut groups: BTreeMap<usize, Vec<Reference<'s>>> = BTreeMap::new();
    let mut order = Vec::new();
    for (reference, holder, target) in links {
        if component[holder] == component[target] {
            let group = groups.entry(component[holder]).or_default();
            if group.is_empty() {
                order.push(component[holder]);
            }
            group.push(reference);
        }
    }
    order
        .into_iter()
        .filter_map(|component| groups.remove(&component))
        .collect()
}

fn key(value: Value<'_>) -> (FileId, NodeId) {
    (value.span().file, value.node())
}

/// The number of the strongly connected component of each node (Tarjan 1972), without recursion.
fn strongly_connected(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut number = vec![NEW; edges.len()];
    let mut lowest = vec![NEW; edges.len()];
    let mut component = vec![NEW; edges.len()];
    let mut visited = 0;
    let mut components = 0;
    let mut waiting = Vec::new();
    for start in 0..edges.len() {
        if number[start] != NEW {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if *next == 0 {
                number[node] = visited;
                lowest[node] = visited;
                visited += 1;
                waiting.push(node);
            }
            if let Some(&target) = edges[node].get(*next) {
                *next += 1;
                if number[target] == NEW {
                    path.push((target, 0));
                } else if component[target] == NEW {
                    lowest[node] = lowest[node].min(number[target]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                lowest[*parent] = lowest[*parent].min(lowest[node]);
            }
            if lowest[node] == number[node] {
                while let Some(member) = waiting.pop() {
                    component[member] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
