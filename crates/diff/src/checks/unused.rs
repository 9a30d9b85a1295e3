//! Components that nothing in the contract leads to, by their names: what they say may be used all the same.

use std::collections::{BTreeMap, HashSet};

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Component, ElementId, Usage};
use tidings_schema::SchemaId;

use super::explained::Explained;
use super::{Check, Found, Versions, unused_component_changed};
use crate::Version;
use crate::facts::Facts;
use crate::presence::Presence;
use crate::schema::{Equality, Graphs, Walk};

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
    let alone = alone.filter(|(name, one)| one.usage != Usage::Used && !others.contains_key(name));
    let changes = alone.map(|(name, one)| {
        let usages = [one.usage; 2];
        match version {
            Version::Base => found(name, usages, Facts::gone(one.usage.unreferenced()), became)
                .in_base(&one.location),
            Version::Revision => found(name, usages, Facts::came(one.usage.unreferenced()), became)
                .in_revision(&one.location),
        }
    });
    changes.collect()
}

/// What changed in the components that nothing uses in one version at least, besides what `known` tells.
pub(super) fn unused_changes(
    versions: &Versions<'_>,
    graphs: Graphs<'_>,
    equality: &Equality<'_>,
    known: &[(&'static Check, Found)],
) -> Vec<(&'static Check, Found)> {
    let mut both = unused(versions);
    // What stands in a component is told of that, and not of another one that refers to it.
    both.sort_by_key(|one| !one.is_written_otherwise());
    let mut told: HashSet<Told> = known
        .iter()
        .map(|(check, found)| told_as(check, found))
        .collect();
    let mut walk = Walk::new(graphs, equality);
    let mut changes = Vec::new();
    for one in &both {
        let schemas = one.schemas(versions);
        let differences = schemas.map(|(was, is)| walk.differences(was, is));
        let explained = differences.into_iter().flatten().filter_map(Explained::of);
        let new = explained.map(|difference| (difference.check, one.difference(difference)));
        changes.extend(new.filter(|(check, found)| told.insert(told_as(check, found))));
        let is_told = || told.iter().any(|(places, ..)| one.hold(places));
        if one.is_written_otherwise() && !is_told() {
            let usages = [one.was.usage, one.is.usage];
            let facts = Facts::new(usages[0].unreferenced(), usages[1].unreferenced());
            let found = found(one.name, usages, facts, "changed");
            let found = found.in_base(&one.was.location);
            let found = found.in_revision(&one.is.location);
            changes.push((&unused_component_changed::CHECK, found));
        }
    }
    changes
}

/// Where something stands in the base and in the revision.
type Places = [Option<Location>; 2];

/// What is told at a place: by which check, and the last word of what tells it from others of that.
type Told = (Places, &'static str, String);

fn told_as(check: &Check, found: &Found) -> Told {
    let places = [found.base.clone(), found.revision.clone()];
    let subject = found.detail.rsplit(' ').next().unwrap_or_default();
    (places, check.meta.id, subject.to_owned())
}

/// A component that both versions have and that nothing uses in one of them at least.
struct Unused<'c> {
    name: Name<'c>,
    was: &'c Component,
    is: &'c Component,
}

/// The components that nothing uses; what both versions use is compared where they do.
fn unused<'c>(versions: &Versions<'c>) -> Vec<Unused<'c>> {
    let before = by_name(versions.base);
    let both = by_name(versions.revision).into_iter();
    let both = both.filter_map(|(name, is)| {
        let was = before.get(&name)?;
        Some(Unused { name, was, is })
    });
    both.filter(|one| one.was.usage != Usage::Used || one.is.usage != Usage::Used)
        .collect()
}

impl Unused<'_> {
    /// Whether nothing leads to it in either version, and something else is written there.
    fn is_written_otherwise(&self) -> bool {
        let [was, is] = [self.was.usage, self.is.usage].map(Usage::unreferenced);
        let both = was.zip(is);
        both.is_some_and(|(was, is)| was != is)
    }

    /// Whether one of `places` lies in it.
    fn hold(&self, places: &Places) -> bool {
        let components = [self.was, self.is].into_iter();
        let mut pairs = components.zip(places);
        pairs.any(|(component, place)| {
            let place = place.as_ref();
            place.is_some_and(|place| holds(&component.location, place))
        })
    }

    /// The schemas that it is.
    fn schemas(&self, versions: &Versions<'_>) -> Option<(SchemaId, SchemaId)> {
        let (kind, key) = self.name;
        let schema = |contract: &Contract| {
            let mut schemas = contract.component_schemas.iter();
            let found = schemas.find(|(name, _)| kind == SCHEMAS && name == key);
            found.map(|(_, schema)| *schema)
        };
        schema(versions.base).zip(schema(versions.revision))
    }

    /// What a check of schemas tells; nobody is judged by it.
    fn difference(&self, explained: Explained) -> Found {
        let (kind, key) = self.name;
        let Explained {
            told, difference, ..
        } = explained;
        let place = match difference.path.as_str() {
            "" => String::new(),
            path => format!("`{path}`{} of ", difference.way()),
        };
        let (called, remark) = called(self.name, [self.was.usage, self.is.usage]);
        let message = format!("{place}{called}{remark}: {}", told.message);
        let way = difference.way();
        let detail = format!("{}{way} {}", difference.path, difference.kind.subject());
        let element = ElementId::new(kind, key);
        let found = Found::annotation(&element, difference.facts(), message);
        let mut found = found.with_detail(detail);
        let values = format!("{}{way}", difference.path);
        found.presence = Presence::of(&difference.kind, &values, &told.message);
        found.values = told.values;
        found.base = difference.base;
        found.revision = difference.revision;
        found
    }
}

/// Whether `inner` is the place `outer` or lies in it.
pub(super) fn holds(outer: &Location, inner: &Location) -> bool {
    let pointers = outer.pointer.as_deref().zip(inner.pointer.as_deref());
    let rest = pointers.and_then(|(outer, inner)| inner.strip_prefix(outer));
    outer.span.file == inner.span.file
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A component that nothing leads to in one version at least, and a remark to follow that.
fn called((kind, key): Name<'_>, usages: [Usage; 2]) -> (String, &'static str) {
    let noun = noun(kind);
    let remark = match usages.map(|usage| !matches!(usage, Usage::Unused(_))) {
        [true, true] => ", another name of what is in use",
        [true, false] => ", which nothing uses any more",
        [false, true] => ", which nothing used",
        [false, false] => return (format!("the unused {noun} `{key}`"), ""),
    };
    (format!("the {noun} `{key}`"), remark)
}

/// One of the components that the field `kind` holds, in words.
fn noun(kind: &str) -> String {
    let one = match kind {
        "externalDocs" => "externalDocumentation",
        "replies" => "reply",
        "replyAddresses" => "replyAddress",
        others => others.strip_suffix('s').unwrap_or(others),
    };
    let mut words = String::new();
    for letter in one.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// What became of a component that nothing leads to.
fn found(name: Name<'_>, usages: [Usage; 2], facts: Facts, became: &str) -> Found {
    let (called, remark) = called(name, usages);
    let comma = if remark.is_empty() { "" } else { "," };
    let message = format!("{called}{remark}{comma} {became}");
    let (kind, key) = name;
    Found::annotation(&ElementId::new(kind, key), facts, message)
}

fn by_name(contract: &Contract) -> BTreeMap<Name<'_>, &Component> {
    let components = contract.components.iter();
    let named = components.map(|one| ((one.kind.as_str(), one.name.as_str()), one));
    named.collect()
}
