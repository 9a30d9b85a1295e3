//! Which branch of `oneOf` or `anyOf` an instance that fits none was meant for.

use tidings_check::message;

use super::instance::View;
use super::values::listed;
use super::{Applied, Failure};
use crate::{Literal, Rules, SchemaGraph, SchemaId};

/// A branch and what the instance breaks of it.
pub(super) struct Branch {
    pub(super) schema: SchemaId,
    pub(super) failures: Vec<Failure>,
}

/// How far an instance got in a branch, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Progress {
    /// It is of another type, or is forbidden altogether.
    OtherType,
    /// It is of the type of the values that are allowed, and none of them.
    OtherValue,
    /// It has another tag: a constant or enumeration right inside it differs.
    OtherTag,
    /// It is of the branch's kind, and something in it is wrong.
    SameKind,
}

/// The branch whose failures say what is wrong; `None` when none is nearer than the others.
///
/// The schema that the discriminator names comes first, then the only one that has the tag of the instance.
/// Then the one the instance got furthest in; of several of those the one with fewest failures, if there is one.
pub(super) fn nearest_branch(
    graph: &SchemaGraph,
    applied: Applied<'_, '_>,
    branches: Vec<Branch>,
) -> Option<Branch> {
    if let Some(named) = named_by_discriminator(graph, applied, &branches) {
        return branches.into_iter().nth(named);
    }
    if let Some(named) = named_by_tag(graph, applied, &branches) {
        return branches.into_iter().nth(named);
    }
    let ranks: Vec<_> = branches
        .iter()
        .map(|branch| {
            let progress = progress(graph, applied, branch);
            (progress, std::cmp::Reverse(branch.failures.len()))
        })
        .collect();
    let best = *ranks.iter().max()?;
    let is_alone = ranks.iter().filter(|rank| **rank == best).count() == 1;
    // A value that only one branch has the type of was meant for that one.
    let is_near =
        matches!(best.0, Progress::SameKind | Progress::OtherValue) || branches.len() == 1;
    (is_alone && is_near)
        .then(|| ranks.iter().position(|rank| *rank == best))
        .flatten()
        .and_then(|index| branches.into_iter().nth(index))
}

/// AsyncAPI: the discriminating property holds the key of the schema that the value is of.
fn named_by_discriminator(
    graph: &SchemaGraph,
    applied: Applied<'_, '_>,
    branches: &[Branch],
) -> Option<usize> {
    let property = applied.rules.discriminator.as_deref()?;
    let View::Object(members) = applied.instance.view() else {
        return None;
    };
    let member = members.iter().find(|member| member.name == property)?;
    let View::String(name) = member.value.view() else {
        return None;
    };
    branches
        .iter()
        .position(|branch| graph.get(graph.resolve(branch.schema)).key.as_deref() == Some(name))
}

/// The only branch that has the tag of the instance, where every branch says by constants what the tag may be.
fn named_by_tag(
    graph: &SchemaGraph,
    applied: Applied<'_, '_>,
    branches: &[Branch],
) -> Option<usize> {
    let View::Object(members) = applied.instance.view() else {
        return None;
    };
    members.iter().find_map(|member| {
        let knows = |branch: &Branch| {
            let tags = tags_of(graph, branch.schema, member.name)?;
            Some(tags.iter().any(|tag| member.value.is(tag)))
        };
        let known: Option<Vec<bool>> = branches.iter().map(knows).collect();
        let known = known?;
        let first = known.iter().position(|is_known| *is_known)?;
        let is_only = known.iter().filter(|is_known| **is_known).count() == 1;
        is_only.then_some(first)
    })
}

/// The failure of a tag that none of `branches` has: the property that tells them apart, and what it may be.
pub(super) fn unknown_tag(
    graph: &SchemaGraph,
    applied: Applied<'_, '_>,
    keyword: &'static str,
    branches: &[Branch],
) -> Option<Failure> {
    let View::Object(members) = applied.instance.view() else {
        return None;
    };
    members.iter().find_map(|member| {
        let tags: Option<Vec<_>> = branches
            .iter()
            .map(|branch| tags_of(graph, branch.schema, member.name))
            .collect();
        let tags = tags?.concat();
        let is_known = tags.iter().any(|tag| member.value.is(tag));
        (!is_known).then(|| {
            let path = applied.path.key(member.name);
            let message = member.value.show(|value| {
                message::enumeration(value.unless(path.is_sensitive()), &listed(&tags))
            });
            Failure {
                is_of_tag: true,
                ..applied.failure_at(&path, member.value.location(), keyword, message)
            }
        })
    })
}

/// What the property `name` may be in a branch that says so by constants.
fn tags_of<'g>(graph: &'g SchemaGraph, branch: SchemaId, name: &str) -> Option<&'g [Literal]> {
    let property = graph.rules(branch)?.object.property(name)?;
    let rules = graph.rules(property.schema)?;
    match (&rules.constant, &rules.enumeration) {
        (Some(constant), _) => Some(std::slice::from_ref(constant)),
        (None, Some(enumeration)) => Some(enumeration),
        (None, None) => None,
    }
}

fn progress(graph: &SchemaGraph, applied: Applied<'_, '_>, branch: &Branch) -> Progress {
    let here = applied.path.to_string();
    let is_of_type = || {
        let stated = graph.rules(branch.schema).and_then(Rules::stated_types);
        let found = applied.instance.json_type();
        stated
            .zip(found)
            .is_some_and(|(types, found)| types.allows(found))
    };
    let worst = branch.failures.iter().map(|failure| {
        let inner = failure.pointer.strip_prefix(&*here).unwrap_or_default();
        match (failure.keyword, inner.matches('/').count()) {
            ("const" | "enum", 0) if is_of_type() => Progress::OtherValue,
            ("type" | "const" | "enum" | "", 0) => Progress::OtherType,
            ("const" | "enum", 1) => Progress::OtherTag,
            _ => Progress::SameKind,
        }
    });
    worst.min().unwrap_or(Progress::SameKind)
}
