//! Schemas of which a part is broken: what they accept at least, and at most.
//!
//! The search knows a broken part by its name and nothing else, so what it proves holds whatever the part was meant to be.
//! A witness has to hold, too: it is a value that the first schema accepts although every broken part refuses everything,
//! and that the second one refuses although every broken part accepts everything.
//! Where a broken part stands under something that turns round what it means (`not`, `if`, `oneOf`), all of that counts
//! as broken.

use std::collections::{HashMap, HashSet};

use tidings_schema::{Rules, SchemaGraph, SchemaId, SchemaKind};

/// What counts as accepted where something is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extreme {
    /// Nothing but what is accepted whatever the broken parts were meant to be.
    Least,
    /// Everything but what is refused whatever they were meant to be.
    Most,
}

impl Extreme {
    /// The schemas of `graph`, under the same numbers; `None` where nothing broken is reached from `root`.
    pub(crate) fn of(self, graph: &SchemaGraph, root: SchemaId) -> Option<SchemaGraph> {
        graph.unread_below(root).next()?;
        let broken = broken(graph);
        let mut extreme = graph.clone();
        for (id, schema) in graph.iter() {
            let SchemaKind::Rules(rules) = &schema.kind else {
                continue;
            };
            let reversed = reversed(graph, rules);
            let is_turned = reversed.iter().any(|part| broken.contains(part));
            if !is_turned && rules.unread.is_empty() {
                continue;
            }
            let kind = match self {
                // Whether it demands that a property is there or nothing, a value that has it meets both.
                Self::Least if !is_turned && rules.unread.iter().all(|it| it.flags.is_some()) => {
                    let mut rules = rules.clone();
                    let flags = std::mem::take(&mut *rules.unread).into_iter();
                    let flags = flags.filter_map(|unread| unread.flags);
                    rules.object.required.extend(flags);
                    SchemaKind::Rules(rules)
                }
                Self::Least => SchemaKind::Boolean(false),
                Self::Most if rules.unread.iter().any(|it| it.is_whole) => {
                    SchemaKind::Boolean(true)
                }
                Self::Most => {
                    let mut rules = rules.clone();
                    rules.unread.clear();
                    if is_turned {
                        without_reversing(&mut rules);
                    }
                    SchemaKind::Rules(rules)
                }
            };
            extreme.replace(id, kind);
        }
        Some(extreme)
    }
}

/// The schemas that lead to something broken, or demand it.
fn broken(graph: &SchemaGraph) -> HashSet<SchemaId> {
    let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    let mut waiting = Vec::new();
    for (id, schema) in graph.iter() {
        match &schema.kind {
            SchemaKind::Boolean(_) => {}
            SchemaKind::Reference(target) => users.entry(*target).or_default().push(id),
            SchemaKind::Rules(rules) => {
                if !rules.unread.is_empty() {
                    waiting.push(id);
                }
                for part in graph.parts(rules) {
                    users.entry(part).or_default().push(id);
                }
            }
        }
    }
    let mut broken = HashSet::new();
    while let Some(id) = waiting.pop() {
        if broken.insert(id) {
            waiting.extend(users.get(&id).into_iter().flatten());
        }
    }
    broken
}

/// The schemas of `rules` of which a value may be invalid because it is valid under them.
fn reversed(graph: &SchemaGraph, rules: &Rules) -> Vec<SchemaId> {
    let mut reversed: Vec<SchemaId> = rules.not.into_iter().chain(rules.condition).collect();
    reversed.extend(&rules.one_of);
    if rules.array.max_contains.is_some() {
        reversed.extend(rules.array.contains);
    }
    // What a schema looks at counts as evaluated, so everything beside these keywords matters.
    if rules.array.unevaluated.is_some() || rules.object.unevaluated.is_some() {
        reversed.extend(graph.parts(rules));
    }
    if let Some(reference) = &rules.dynamic_reference {
        reversed.push(reference.target);
        reversed.extend(graph.dynamic_anchors(&reference.name));
    }
    reversed
}

/// Leaves out of `rules` what [`reversed`] speaks of.
fn without_reversing(rules: &mut Rules) {
    rules.not = None;
    rules.condition = None;
    rules.one_of.clear();
    rules.dynamic_reference = None;
    if rules.array.max_contains.is_some() {
        rules.array.contains = None;
    }
    if rules.array.unevaluated.is_some() {
        rules.array.unevaluated = None;
    }
    if rules.object.unevaluated.is_some() {
        rules.object.unevaluated = None;
    }
}
