//! Where every reference leads, found out once for all of them.
//!
//! A pointer may lead through other references, so some targets wait for others; each is computed once, on a list
//! instead of the stack.
//! So neither a chain of references, however long, nor many references to the same place cost more than their text.

use rustc_hash::{FxHashMap, FxHashSet};
use tidings_syntax::Value;

use crate::loaded::{Loaded, Node, node_of};
use crate::walk::{Step, Walk};

/// What is known about each object with a `$ref`.
#[derive(Debug, Default)]
pub(crate) struct Links {
    by_object: FxHashMap<Node, Link>,
    /// The objects in the order of the files and their text.
    order: Vec<Node>,
}

/// Where one `$ref` leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// Exactly what it names; `None` when there is no such thing.
    pub(crate) target: Option<Node>,
    /// The first value behind it that is more than a `$ref`; `None` when there is none.
    pub(crate) landing: Option<Node>,
    /// How the chain that starts with it ends.
    pub(crate) end: End,
}

/// How a chain of references ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// At a value that is no reference, after so many steps.
    Value(Node, u32),
    /// It runs in a circle.
    Circle,
    /// At this object, whose `$ref` leads nowhere.
    Broken(Node),
}

/// The text of the `$ref` that `value` has.
pub(crate) fn reference_of(value: Value<'_>) -> Option<&str> {
    value.get("$ref").and_then(Value::as_str)
}

impl Links {
    /// The links of all files.
    pub(crate) fn of(loaded: &Loaded) -> Self {
        let objects: Vec<Value<'_>> = loaded
            .files
            .iter()
            .flat_map(|source| source.tree.values())
            .filter(|value| reference_of(*value).is_some())
            .collect();
        let mut targets = Targets {
            loaded,
            known: FxHashMap::default(),
            landings: FxHashMap::default(),
        };
        for object in &objects {
            targets.find(*object);
        }
        let order: Vec<Node> = objects.iter().copied().map(node_of).collect();
        let ends = ends(&order, &targets.known);
        let by_object = objects.iter().map(|object| {
            let node = node_of(*object);
            let link = Link {
                target: targets.target(node).map(node_of),
                landing: match targets.land(*object) {
                    Landing::At(value) => Some(node_of(value)),
                    Landing::Waits(_) | Landing::Nowhere => None,
                },
                end: ends[&node],
            };
            (node, link)
        });
        Self {
            by_object: by_object.collect(),
            order,
        }
    }

    /// What is known about the object `value`; `None` when it has no `$ref`.
    pub(crate) fn get(&self, value: Value<'_>) -> Option<&Link> {
        self.by_object.get(&node_of(value))
    }

    /// The objects of each circle of nothing but references, each once, in the order in which the text meets them.
    pub(crate) fn circles(&self) -> Vec<Vec<Node>> {
        let mut seen = FxHashSet::default();
        let mut circles = Vec::new();
        for start in &self.order {
            let mut path = Vec::new();
            let mut current = Some(*start);
            while let Some(link) = current.and_then(|node| self.by_object.get(&node)) {
                let Some(node) =
                    current.filter(|node| link.end == End::Circle && seen.insert(*node))
                else {
                    break;
                };
                path.push(node);
                current = link.target;
            }
            // The walk came back to itself, unless it ran into what an earlier one has seen.
            let back = path.iter().position(|node| Some(*node) == current);
            circles.extend(back.map(|start| path.split_off(start)));
        }
        circles
    }
}

/// The targets found so far.
struct Targets<'s> {
    loaded: &'s Loaded,
    known: FxHashMap<Node, Target<'s>>,
    landings: FxHashMap<Node, Option<Value<'s>>>,
}

enum Target<'s> {
    /// It is being looked for.
    Wanted,
    Found(Value<'s>),
    Nowhere,
}

/// What lies behind a chain of objects that are nothing but a `$ref`.
enum Landing<'s> {
    At(Value<'s>),
    /// Nobody has looked yet where this object leads.
    Waits(Value<'s>),
    Nowhere,
}

impl<'s> Targets<'s> {
    fn target(&self, object: Node) -> Option<Value<'s>> {
        match self.known.get(&object) {
            Some(Target::Found(value)) => Some(*value),
            _ => None,
        }
    }

    /// Finds the target of `object`, and those that it waits for.
    fn find(&mut self, object: Value<'s>) {
        let mut waiting = Vec::new();
        self.start(object, &mut waiting);
        while let Some((object, walk)) = waiting.last_mut() {
            let target = match walk.advance() {
                Step::Arrived(value) => Target::Found(value),
                Step::Nowhere => Target::Nowhere,
                Step::Behind(reference) => match self.land(reference) {
                    Landing::At(value) if walk.passes(reference, value) => continue,
                    Landing::Waits(other) => {
                        walk.goes_on_at(other);
                        self.start(other, &mut waiting);
                        continue;
                    }
                    Landing::At(_) | Landing::Nowhere => Target::Nowhere,
                },
            };
            self.known.insert(*object, target);
            waiting.pop();
        }
    }

    fn start(&mut self, object: Value<'s>, waiting: &mut Vec<(Node, Walk<'s>)>) {
        let node = node_of(object);
        let Some(reference) = reference_of(object).filter(|_| !self.known.contains_key(&node))
        else {
            return;
        };
        let target = match Walk::start(self.loaded, node.0, reference) {
            Ok(walk) => {
                waiting.push((node, walk));
                Target::Wanted
            }
            Err(_) => Target::Nowhere,
        };
        self.known.insert(node, target);
    }

    /// Follows objects that are nothing but a `$ref`, from `object` on, which has one.
    fn land(&mut self, object: Value<'s>) -> Landing<'s> {
        let mut path = Vec::new();
        let mut seen = FxHashSet::default();
        let mut current = object;
        let landing = loop {
            let node = node_of(current);
            if let Some(known) = self.landings.get(&node) {
                break *known;
            }
            let next = match self.known.get(&node) {
                None => return Landing::Waits(current),
                // Its own target waits for what lies behind it.
                Some(Target::Wanted) => return Landing::Nowhere,
                Some(Target::Found(next)) if seen.insert(node) => *next,
                Some(Target::Found(_) | Target::Nowhere) => break None,
            };
            path.push(node);
            if !is_nothing_but_a_reference(next) {
                break Some(next);
            }
            current = next;
        };
        let landings = path.into_iter().map(|node| (node, landing));
        self.landings.extend(landings);
        match landing {
            Some(value) => Landing::At(value),
            None => Landing::Nowhere,
        }
    }
}

fn is_nothing_but_a_reference(value: Value<'_>) -> bool {
    value.entries().len() == 1 && reference_of(value).is_some()
}

/// How the chain of each object ends, given what each names.
fn ends(order: &[Node], targets: &FxHashMap<Node, Target<'_>>) -> FxHashMap<Node, End> {
    let mut ends = FxHashMap::default();
    for start in order {
        let mut path = Vec::new();
        let mut seen = FxHashSet::default();
        let mut current = *start;
        let mut end = loop {
            if let Some(known) = ends.get(&current) {
                break *known;
            }
            if !seen.insert(current) {
                break End::Circle;
            }
            let Some(target) = targets.get(&current) else {
                break End::Value(current, 0);
            };
            path.push(current);
            match target {
                Target::Found(value) => current = node_of(*value),
                Target::Wanted | Target::Nowhere => break End::Broken(current),
            }
        };
        for node in path.into_iter().rev() {
            if let End::Value(value, steps) = end {
                end = End::Value(value, steps + 1);
            }
            ends.insert(node, end);
        }
    }
    ends
}
