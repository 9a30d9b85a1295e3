//! Whether a difference can be why a value is lost.

use std::slice;

use tidings_decide::Wanted;
use tidings_schema::{Judge, Literal, SchemaGraph, SchemaId, ValidateOptions};
use tidings_syntax::{escape_pointer, unescape_pointer};

use super::explained::place_in;
use crate::Version;
use crate::judge::Loss;
use crate::schema::{Difference, Graphs, Kind, SchemaPair, Sense};

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
    if is_inside && !(is_about(difference, loss) && is_of_alternatives(difference, loss, graphs)) {
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

/// The keywords that only refuse, whatever stands beside them, so that what loses one accepts no less.
const ONLY_REFUSING: [&str; 5] = ["anyOf", "contains", "not", "oneOf", "propertyNames"];

/// Whether `kind` may take values away from those that were allowed at its place, and whether it may add some.
fn effects(kind: &Kind) -> [bool; 2] {
    let only_refuses = |keyword: &String| ONLY_REFUSING.contains(&keyword.as_str());
    match kind {
        Kind::SchemaAdded(keyword) => [true, !only_refuses(keyword)],
        Kind::SchemaRemoved(keyword) => [!only_refuses(keyword), true],
        // What fits two alternatives of `oneOf` is refused.
        Kind::AlternativeAdded(branch) => [branch.keyword == "oneOf", true],
        Kind::AlternativeRemoved(branch) => [true, branch.keyword == "oneOf"],
        // What has another default may be read otherwise.
        Kind::Default { .. } => [true, true],
        kind => [kind.may_take(), kind.may_add()],
    }
}

/// Whether `difference` can lose what is accepted in each direction, backward first, if alternatives of `oneOf` have no value in
/// common: what takes values away adds none, unless it stands where less is more.
pub(super) fn may_lose(difference: &Difference) -> [bool; 2] {
    let [takes, adds] = effects(&difference.kind);
    match difference.sense {
        Sense::Same => [takes, adds],
        Sense::Turned => [adds, takes],
        Sense::Either => [takes || adds; 2],
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
    let schemas = [&*difference.base_schemas, &*difference.revision_schemas];
    judged_at(&difference.path, schemas, loss, graphs)
}

/// What the base and the revision say by `schemas`, which each of them has, of each value at `path` in the one that is lost.
fn judged_at(
    path: &str,
    [base, revision]: [&[SchemaId]; 2],
    loss: &Loss,
    graphs: Graphs<'_>,
) -> Vec<[Option<bool>; 2]> {
    let values = values_at(path, loss);
    let judged = values.into_iter().map(|value| {
        let all = |graph: &SchemaGraph, schemas: &[SchemaId]| {
            let mut schemas = schemas.iter();
            schemas.try_fold(true, |all, schema| {
                Some(all && accepts(graph, *schema, value)?)
            })
        };
        [all(graphs.base, base), all(graphs.revision, revision)]
    });
    judged.collect()
}

/// Whether both versions of every alternative that `difference` is in judge the value that is lost differently, so that it can
/// be why; true of what is in none.
pub(super) fn is_of_alternatives(difference: &Difference, loss: &Loss, graphs: Graphs<'_>) -> bool {
    let mut alternatives = difference.alternatives.iter();
    alternatives.all(|SchemaPair { path, schemas }| {
        let [base, revision] = schemas.each_ref().map(slice::from_ref);
        let judged = judged_at(path, [base, revision], loss, graphs);
        path_in(path, loss).is_none() || judged.iter().any(|[base, revision]| base != revision)
    })
}

/// Whether the innermost alternative that `difference` is in judges the value that is lost as a part does that can lose it: where
/// it loses what it takes away, the emitter's allows it and the reader's does not, and where it loses what is refused because two
/// alternatives have it in common (`is_crossed`), the other way round. True of what is in none.
pub(super) fn is_judged_so(
    difference: &Difference,
    (direction, is_crossed): (usize, bool),
    loss: &Loss,
    graphs: Graphs<'_>,
) -> bool {
    let Some(SchemaPair { path, schemas }) = difference.alternatives.last() else {
        return true;
    };
    let is_mixed = difference.sense != Sense::Same;
    let is_direct = is_mixed || may_lose(difference)[direction];
    let is_turned = is_mixed || is_crossed;
    let [base, revision] = schemas.each_ref().map(slice::from_ref);
    let judged = judged_at(path, [base, revision], loss, graphs);
    let mut judged = judged.iter().map(|[base, revision]| match direction {
        0 => [*base, *revision],
        _ => [*revision, *base],
    });
    path_in(path, loss).is_none()
        || judged.any(|judged| match judged {
            [Some(true), Some(false)] => is_direct,
            [Some(false), Some(true)] => is_turned,
            [emitted, read] => emitted.is_none() || read.is_none(),
        })
}

/// Whether the value that is lost fits the alternative that is gone or new, which `difference` is about, and none beside it.
pub(super) fn is_only_alternative(
    difference: &Difference,
    loss: &Loss,
    graphs: Graphs<'_>,
) -> bool {
    let Some((version, branch)) = difference.kind.alternative() else {
        return false;
    };
    let (graph, schemas) = match version {
        Version::Base => (graphs.base, &difference.base_schemas),
        Version::Revision => (graphs.revision, &difference.revision_schemas),
    };
    let lists = schemas.iter().filter_map(|schema| graph.rules(*schema));
    let lists = lists.map(|rules| match branch.keyword {
        "oneOf" => &rules.one_of,
        _ => &rules.any_of,
    });
    let others: Vec<SchemaId> = lists
        .filter(|list| list.contains(&branch.schema))
        .flat_map(|list| list.iter().copied())
        .filter(|other| *other != branch.schema)
        .collect();
    let values = values_at(&difference.path, loss);
    values.into_iter().any(|value| {
        let fits = |schema: SchemaId| accepts(graph, schema, value);
        let mut others = others.iter();
        fits(branch.schema) == Some(true) && others.all(|other| fits(*other) == Some(false))
    })
}

/// The values at `path` in the one that is lost.
fn values_at<'l>(path: &str, loss: &'l Loss) -> Vec<&'l Literal> {
    let Some(path) = path_in(path, loss) else {
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

/// Where `path` leads in what was asked about, if it lies in that.
fn path_in<'p>(path: &'p str, loss: &Loss) -> Option<&'p str> {
    let path = path.strip_prefix(&loss.within)?;
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
    let values = values_at(&difference.path, loss);
    let has = |name: &str| values.iter().any(|value| value.get(name).is_some());
    let lacks = |name: &str| values.iter().any(|value| value.get(name).is_none());
    match &difference.kind {
        Kind::PropertyRenamed { from, to, .. } => has(from) || has(to),
        Kind::Required(name) | Kind::Optional(name) => lacks(name),
        Kind::PropertyAdded(name)
        | Kind::PropertyDescribed { name, .. }
        | Kind::PropertyRemoved(name)
        | Kind::PropertyUndescribed { name, .. } => has(name),
        _ => true,
    }
}

/// What `difference` is about of the value that is lost, with its place, and nothing else: the value of a property, or that one
/// is missing. `None` where it is about the whole.
pub(super) fn part_of(difference: &Difference, loss: &Loss) -> Option<(String, Wanted)> {
    let path = &difference.path;
    let names = match &difference.kind {
        Kind::PropertyAdded(name) | Kind::PropertyRemoved(name) => vec![name],
        Kind::PropertyRenamed { from, to, .. } => vec![from, to],
        Kind::Required(name) | Kind::Optional(name) => {
            return Some((path.clone(), Wanted::Without(name.clone())));
        }
        _ => return None,
    };
    let values = values_at(path, loss).into_iter();
    let mut parts = values.flat_map(|value| names.iter().map(move |name| (*name, value.get(name))));
    parts.find_map(|(name, value)| {
        let path = format!("{path}/{}", escape_pointer(name));
        Some((path, Wanted::Value(value?.clone())))
    })
}

/// Whether the value that is lost holds one that `difference` names.
pub(super) fn has_value_of(difference: &Difference, loss: &Loss) -> bool {
    let values = difference.kind.values();
    values.is_some_and(|values| holds_any(&loss.witness.instance, values))
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
    let place = path_in(&difference.path, loss).and_then(|path| place_in(&loss.pointer, path));
    let value = place.and_then(|place| loss.witness.instance.at(&place));
    value.is_none_or(|value| accepts(graph, schema, value) != Some(false))
}

/// Whether `schema` allows `value`; `None` where that takes too much to tell.
fn accepts(graph: &SchemaGraph, schema: SchemaId, value: &Literal) -> Option<bool> {
    Judge::new(graph, &ValidateOptions::default(), STEPS).accepts(schema, value)
}
