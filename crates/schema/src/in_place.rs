//! Schemas that are applied to the same value: by references, `allOf`, alternatives and conditions.

use crate::{Rules, SchemaGraph, SchemaId};

/// The schemas that `rules` applies to the value it is itself applied to, references followed.
pub(crate) fn in_place<'g>(
    graph: &'g SchemaGraph,
    rules: &'g Rules,
) -> impl Iterator<Item = SchemaId> + 'g {
    as_written(rules).map(|schema| graph.resolve(schema))
}

/// The same, references as they are.
pub(crate) fn as_written(rules: &Rules) -> impl Iterator<Item = SchemaId> + '_ {
    let several = [&rules.all_of, &rules.any_of, &rules.one_of];
    let single = [
        rules.not,
        rules.condition,
        rules.consequence,
        rules.alternative,
        rules
            .dynamic_reference
            .as_ref()
            .map(|reference| reference.target),
    ];
    let dependent = rules.object.dependent_schemas.iter();
    several
        .into_iter()
        .flatten()
        .copied()
        .chain(single.into_iter().flatten())
        .chain(dependent.map(|(_, schema)| *schema))
}

/// The circles of schemas that lead back to themselves on one value, as a base type does that lists the types made of
/// it: two schemas are in one circle if they have the same number.
///
/// These are the strongly connected components, by Kosaraju's two walks, with lists in place of the stack.
pub(crate) struct Circles(Vec<usize>);

impl Circles {
    pub(crate) fn of(graph: &SchemaGraph) -> Self {
        let parts = |id: SchemaId| -> Vec<SchemaId> {
            let rules = graph.rules(id).into_iter();
            rules.flat_map(|rules| in_place(graph, rules)).collect()
        };
        let mut users = vec![Vec::new(); graph.len()];
        for (id, _) in graph.iter() {
            for part in parts(id) {
                users[part.index()].push(id);
            }
        }
        let mut circles = vec![usize::MAX; graph.len()];
        for start in finished(graph, parts).into_iter().rev() {
            let mut waiting = vec![start];
            while let Some(id) = waiting.pop() {
                let circle = &mut circles[id.index()];
                if *circle == usize::MAX {
                    *circle = start.index();
                    waiting.extend(&users[id.index()]);
                }
            }
        }
        Self(circles)
    }

    /// Whether each of the two leads to the other.
    pub(crate) fn are_one(&self, first: SchemaId, second: SchemaId) -> bool {
        self.0[first.index()] == self.0[second.index()]
    }
}

/// The schemas in the order in which a walk in depth leaves them.
fn finished(graph: &SchemaGraph, parts: impl Fn(SchemaId) -> Vec<SchemaId>) -> Vec<SchemaId> {
    let mut entered = vec![false; graph.len()];
    let mut order = Vec::with_capacity(graph.len());
    for (start, _) in graph.iter() {
        let mut way = vec![(start, None)];
        while let Some((id, rest)) = way.last_mut() {
            let id = *id;
            if rest.is_none() {
                if std::mem::replace(&mut entered[id.index()], true) {
                    way.pop();
                    continue;
                }
                *rest = Some(parts(id));
            }
            match rest.as_mut().and_then(Vec::pop) {
                Some(next) => way.push((next, None)),
                None => {
                    order.push(id);
                    way.pop();
                }
            }
        }
    }
    order
}
