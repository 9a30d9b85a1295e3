//! Components that nothing in the contract leads to, by their names.

use std::collections::BTreeMap;

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Component, ElementId};
use tidings_schema::SchemaId;

use super::explained::Explained;
use super::{Check, Found, Versions, unused_component_changed};
use crate::Version;
use crate::schema::{Difference, Equality, Graphs, differences};

/// The field of the components that holds schemas.
const SCHEMAS: &str = "schemas";

/// The field of the components and the key in it.
type Name<'c> = (&'c str, &'c str);

/// The components of `version` that nothing uses and that the other one has not got; `became` says what is told of them.
pub(super) fn unused_only_in(
    versions: &Versions<'_>,
    version: Version,
    became: &str,
) -> Vec<Found> {
    let (all, others) = match version {
        Version::Base => (versions.base, versions.revision),
        Version::Revision => (versions.revision, versions.base),
    };
    let others = by_name(others);
    let alone = by_name(all).into_iter();
    let alone = alone.filter(|(name, one)| one.unused.is_some() && !others.contains_key(name));
    let changes = alone.map(|(name, one)| {
        let found = found(name, became);
        match version {
            Version::Base => found.in_base(&one.location),
            Version::Revision => found.in_revision(&one.location),
        }
    });
    changes.collect()
}

/// What changed in the components that nothing uses in either version.
pub(super) fn unused_changes(
    versions: &Versions<'_>,
    graphs: Graphs<'_>,
    equality: &Equality<'_>,
) -> Vec<(&'static Check, Found)> {
    let before = by_name(versions.base);
    let mut changes = Vec::new();
    for (name, is) in by_name(versions.revision) {
        // What one version uses is compared where it does.
        let Some(was) = before.get(&name) else {
            continue;
        };
        let (Some(old), Some(new)) = (was.unused, is.unused) else {
            continue;
        };
        if old == new {
            continue;
        }
        let told = told(versions, graphs, equality, name, (was, is));
        if told.is_empty() {
            let found = found(name, "changed");
            let found = found.in_base(&was.location).in_revision(&is.location);
            changes.push((&unused_component_changed::CHECK, found));
        }
        changes.extend(told);
    }
    changes
}

/// What the checks of schemas tell of a schema that nothing uses; nobody is judged by it.
fn told(
    versions: &Versions<'_>,
    graphs: Graphs<'_>,
    equality: &Equality<'_>,
    (kind, key): Name<'_>,
    (was, is): (&Component, &Component),
) -> Vec<(&'static Check, Found)> {
    let schema = |contract: &Contract| {
        let mut schemas = contract.component_schemas.iter();
        let found = schemas.find(|(name, _)| kind == SCHEMAS && name == key);
        found.map(|(_, schema)| *schema)
    };
    let (Some(old), Some(new)): (Option<SchemaId>, Option<SchemaId>) =
        (schema(versions.base), schema(versions.revision))
    else {
        return Vec::new();
    };
    let all = differences(graphs, equality, old, new).into_iter();
    // What stands in another component is told of that.
    let is_own = |one: &Difference| {
        let stands_in = |place: &Option<Location>, component: &Component| {
            let place = place.as_ref();
            place.is_some_and(|place| holds(&component.location, place))
        };
        stands_in(&one.base, was) || stands_in(&one.revision, is)
    };
    let told = all.filter(is_own).filter_map(Explained::of).map(|one| {
        let place = match one.difference.path.as_str() {
            "" => String::new(),
            path => format!(" `{path}`"),
        };
        let message = format!(
            "`{key}` of the {kind} of the components, which nothing uses{place}: {}",
            one.told.message
        );
        let detail = format!("{} {}", one.difference.path, one.told.message);
        let mut found = Found::annotation(&ElementId::new(kind, key), message).with_detail(detail);
        found.base = one.difference.base;
        found.revision = one.difference.revision;
        (one.check, found)
    });
    told.collect()
}

/// Whether `inner` is the place `outer` or lies in it.
fn holds(outer: &Location, inner: &Location) -> bool {
    let pointers = outer.pointer.as_deref().zip(inner.pointer.as_deref());
    let rest = pointers.and_then(|(outer, inner)| inner.strip_prefix(outer));
    outer.span.file == inner.span.file
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What became of a component that nothing uses.
fn found((kind, key): Name<'_>, became: &str) -> Found {
    let message = format!("`{key}` of the {kind} of the components, which nothing uses, {became}");
    Found::annotation(&ElementId::new(kind, key), message)
}

fn by_name(contract: &Contract) -> BTreeMap<Name<'_>, &Component> {
    let components = contract.components.iter();
    let named = components.map(|one| ((one.kind.as_str(), one.name.as_str()), one));
    named.collect()
}
