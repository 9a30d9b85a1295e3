//! Types that contain themselves: the value that leads back is put into a box.

use super::{AdditionalFields, Kind, Shape, TypeId, Types, Usage};

/// Boxes every use of a type inside of itself that no list or map lies between.
///
/// Uses whose types lead to each other (a strongly connected component) are boxed, so the result does not depend on
/// where one begins.
pub(super) fn box_recursion(types: &mut Types) {
    let groups = groups(types);
    for (definition, group) in types.definitions.iter_mut().zip(&groups) {
        for usage in direct_mut(&mut definition.shape) {
            if let Kind::Defined(id) = usage.kind {
                usage.boxed = groups[id.0] == *group;
            }
        }
    }
}

/// The uses that lie in a value of the type itself.
fn direct_mut(shape: &mut Shape) -> Vec<&mut Usage> {
    match shape {
        Shape::Struct(object) => object
            .fields
            .iter_mut()
            .map(|field| &mut field.usage)
            .collect(),
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.usage)
            .collect(),
        Shape::Newtype(usage) | Shape::Alias(usage) => vec![usage],
        Shape::Tuple(tuple) => tuple.items.iter_mut().map(|item| &mut item.usage).collect(),
        Shape::Text(_) | Shape::Constants(_) => Vec::new(),
    }
}

/// Every use of another type in `shape`.
pub(super) fn usages_mut(shape: &mut Shape) -> Vec<&mut Usage> {
    match shape {
        Shape::Struct(object) => {
            let fields = object.fields.iter_mut().map(|field| &mut field.usage);
            let patterned = object.patterned.iter_mut().map(|one| &mut one.usage);
            let kept = match &mut object.additional {
                AdditionalFields::Kept(usage) => Some(&mut **usage),
                AdditionalFields::Ignored | AdditionalFields::Denied => None,
            };
            fields.chain(patterned).chain(kept).collect()
        }
        Shape::Tuple(tuple) => {
            let items = tuple.items.iter_mut().map(|item| &mut item.usage);
            items.chain(tuple.rest.as_deref_mut()).collect()
        }
        shape => direct_mut(shape),
    }
}

/// The definitions of which a value of the type itself holds values.
fn targets(shape: &Shape) -> Vec<usize> {
    let target = |usage: &Usage| match usage.kind {
        Kind::Defined(TypeId(target)) => Some(target),
        _ => None,
    };
    shape.direct().into_iter().filter_map(target).collect()
}

/// The number of the group of each definition; definitions that contain each other have the same one.
///
/// Tarjan's algorithm with a stack of its own: a chain of types may be longer than the machine's.
/// A definition that does not contain itself gets a number that its own uses never have, because no use of it lies in
/// its group.
fn groups(types: &Types) -> Vec<usize> {
    let count = types.definitions.len();
    let definitions = types.definitions.iter();
    let edges: Vec<Vec<usize>> = definitions.map(|one| targets(&one.shape)).collect();
    let mut search = Search {
        order: vec![usize::MAX; count],
        low: vec![0; count],
        group: vec![usize::MAX; count],
        open: Vec::new(),
        next: 0,
    };
    for start in 0..count {
        if search.order[start] == usize::MAX {
            search.run(start, &edges);
        }
    }
    search.group
}

struct Search {
    order: Vec<usize>,
    low: Vec<usize>,
    group: Vec<usize>,
    open: Vec<usize>,
    next: usize,
}

impl Search {
    fn run(&mut self, start: usize, edges: &[Vec<usize>]) {
        let mut walk = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = walk.pop() {
            if let Some(&target) = edges[node].get(edge) {
                walk.push((node, edge + 1));
                if self.order[target] == usize::MAX {
                    self.enter(target);
                    walk.push((target, 0));
                } else if self.group[target] == usize::MAX {
                    self.low[node] = self.low[node].min(self.order[target]);
                }
                continue;
            }
            if let Some(&(parent, _)) = walk.last() {
                self.low[parent] = self.low[parent].min(self.low[node]);
            }
            if self.low[node] == self.order[node] {
                while let Some(member) = self.open.pop() {
                    self.group[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.open.push(node);
    }
}
