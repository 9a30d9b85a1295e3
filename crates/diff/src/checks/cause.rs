//! Whether a difference can be why a value is lost.

use tidings_schema::{Judge, Literal, SchemaGraph, SchemaId, ValidateOptions};
use tidings_syntax::unescape_pointer;

use super::explained::place_in;
use crate::judge::Loss;
use crate::schema::{Difference, Graphs, Kind};

/// How much judging one value may take.
const STEPS: u64 = 100_000;

/// Whether the value that is lost could be judged otherwise without `difference`.
///
/// A list treats a value alike whatever became of others in it, an alternative says nothing of values that it does not
/// allow, and what an alternative says matters to the others only where both versions judge it differently.
pub(super) fn may_be_why(difference: &Difference, loss: &Loss, graphs: Graphs<'_>) -> bool {
    let changes_values = difference.kind.may_take() || difference.kind.may_add();
    let is_inside = difference.is_of_branch() && loss.is_of_combination;
    if !changes_values || (is_inside && !is_judged_otherwise(difference, loss, graphs)) {
        return false;
    }
    if is_inside && !is_about(difference, loss) {
        return false;
    }
    match &difference.kind {
        Kind::ValuesAdded(values) | Kind::ValuesRemoved(values) => {
            holds_any(&loss.witness.instance, values)
        }
        Kind::AlternativeAdded(branch) => allows(graphs.revision, branch.schema, difference, loss),
        Kind::AlternativeRemoved(branch) => allows(graphs.base, branch.schema, difference, loss),
        _ => true,
    }
}

/// Whether what stands at the place of `difference` in the value that is lost is lost there by itself: the schemas of that
/// place, which an alternative has, say so, although another alternative was judged.
pub(super) fn is_lost_there(
    difference: &Difference,
    loss: &Loss,
    direction: usize,
    graphs: Graphs<'_>,
) -> bool {
    let is_lost = match direction {
        0 => [Some(true), Some(false)],
        _ => [Some(false), Some(true)],
    };
    judged_there(difference, loss, graphs).contains(&is_lost)
}

/// Whether both versions judge what stands at the place of `difference` in the value that is lost differently.
///
/// A keyword that combines schemas refuses a value because of such a place, whichever version allows what is there: `oneOf`
/// refuses what several schemas allow.
pub(super) fn is_judged_otherwise(
    difference: &Difference,
    loss: &Loss,
    graphs: Graphs<'_>,
) -> bool {
    let judged = judged_there(difference, loss, graphs);
    judged.iter().any(|[base, revision]| base != revision)
}

/// What the base and the revision say of each value at the place of `difference` in the one that is lost.
fn judged_there(
    difference: &Difference,
    loss: &Loss,
    graphs: Graphs<'_>,
) -> Vec<[Option<bool>; 2]> {
    let values = values_there(difference, loss);
    let judged = values.into_iter().map(|value| {
        let all = |graph: &SchemaGraph, schemas: &[SchemaId]| {
            let mut schemas = schemas.iter();
            schemas.try_fold(true, |all, schema| {
                Some(all && accepts(graph, *schema, value)?)
            })
        };
        [
            all(graphs.base, &difference.base_schemas),
            all(graphs.revision, &difference.revision_schemas),
        ]
    });
    judged.collect()
}

/// The values at the place of `difference` in the one that is lost.
fn values_there<'l>(difference: &Difference, loss: &'l Loss) -> Vec<&'l Literal> {
    let Some(path) = path_in(difference, loss) else {
        return Vec::new();
    };
    let steps: Vec<String> = path.split('/').skip(1).map(unescape_pointer).collect();
    let mut values = vec![&loss.witness.instance];
    for step in &steps {
        values = values
            .into_iter()
            .flat_map(|value| below(value, step))
            .collect();
    }
    values
}

/// Where `difference` is in what was asked about, if it lies in that.
fn path_in<'d>(difference: &'d Difference, loss: &Loss) -> Option<&'d str> {
    let path = difference.path.strip_prefix(&loss.within)?;
    (path.is_empty() || path.starts_with('/')).then_some(path)
}

/// What `step` leads to in `value`: `*` to everything in it.
fn below<'v>(value: &'v Literal, step: &str) -> Vec<&'v Literal> {
    match (value, step) {
        (Literal::Array(items), "*") => items.iter().collect(),
        (Literal::Object(members), "*") => members.iter().map(|(_, value)| value).collect(),
        (Literal::Array(items), step) => {
            let item = step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index));
            item.into_iter().collect()
        }
        (value, step) => value.get(step).into_iter().collect(),
    }
}

/// Whether an object at the place of `difference` in the value that is lost has, or lacks, the property that it is about.
pub(super) fn is_about(difference: &Difference, loss: &Loss) -> bool {
    let values = values_there(difference, loss);
    let has = |name: &str| values.iter().any(|value| value.get(name).is_some());
    let lacks = |name: &str| values.iter().any(|value| value.get(name).is_none());
    match &difference.kind {
        Kind::PropertyRenamed { from, to, .. } => has(from) || has(to),
        Kind::Required(name) | Kind::Optional(name) => lacks(name),
        _ => true,
    }
}

/// Whether one of `values` stands anywhere in `instance`.
fn holds_any(instance: &Literal, values: &[Literal]) -> bool {
    let is_one = values.contains(instance);
    is_one
        || match instance {
            Literal::Array(items) => items.iter().any(|item| holds_any(item, values)),
            Literal::Object(members) => members.iter().any(|(name, value)| {
                let name = Literal::String(name.clone());
                values.contains(&name) || holds_any(value, values)
            }),
            _ => false,
        }
}

/// Whether `schema` allows what is lost at the place of `difference`; that is taken for granted where it is elsewhere, or
/// takes too much to tell.
fn allows(graph: &SchemaGraph, schema: SchemaId, difference: &Difference, loss: &Loss) -> bool {
    let place = path_in(difference, loss).and_then(|path| place_in(&loss.pointer, path));
    let value = place.and_then(|place| loss.witness.instance.at(&place));
    value.is_none_or(|value| accepts(graph, schema, value) != Some(false))
}

/// Whether `schema` allows `value`; `None` where that takes too much to tell.
fn accepts(graph: &SchemaGraph, schema: SchemaId, value: &Literal) -> Option<bool> {
    Judge::new(graph, &ValidateOptions::default(), STEPS).accepts(schema, value)
}
