//! Schemas whose every value contains another value of the same schema, so that none ever ends.

use tidings_diag::Finding;
use tidings_source::Sources;

use super::{Subject, subject, subjects};
use crate::example::Heights;
use crate::rules::RECURSIVE_REQUIRED;
use crate::{SchemaGraph, SchemaId};

/// Says so once for each circle, at the keyword that closes it.
pub(super) fn check(graph: &SchemaGraph, sources: &Sources, findings: &mut Vec<Finding>) {
    let heights = Heights::of_types(graph);
    let is_endless = |id: SchemaId| heights.get(id).is_none();
    let mut told = vec![false; graph.len()];
    for subject in subjects(graph, sources) {
        if !is_endless(subject.id) || told[subject.id.index()] {
            continue;
        }
        // The way that a value takes from level to level; it has to come back to a schema it has passed.
        let mut way: Vec<(SchemaId, Option<Step<'_>>)> = vec![(subject.id, None)];
        loop {
            let (last, _) = way[way.len() - 1];
            if told[last.index()] {
                break;
            }
            let Some(step) = next(graph, last, &is_endless) else {
                break;
            };
            let target = graph.resolve(step.target);
            if let Some(start) = way.iter().position(|(passed, _)| *passed == target) {
                way.push((target, Some(step)));
                tell(graph, sources, &way[start..], findings);
                break;
            }
            way.push((target, Some(step)));
        }
        for (id, _) in way {
            told[id.index()] = true;
        }
    }
}

/// How a value leads to the next one.
struct Step<'g> {
    target: SchemaId,
    /// The property, where it is one.
    property: Option<&'g str>,
    keyword: &'static str,
}

/// What a value of the schema `id` must contain, or be besides, that has no end.
fn next<'g>(
    graph: &'g SchemaGraph,
    id: SchemaId,
    is_endless: &dyn Fn(SchemaId) -> bool,
) -> Option<Step<'g>> {
    let rules = graph.rules(id)?;
    let (array, object) = (&rules.array, &rules.object);
    let needed = usize::try_from(array.min_items.unwrap_or(0)).unwrap_or(usize::MAX);
    let further = array.items.filter(|_| needed > array.prefix.len());
    let required = object.properties.iter();
    let required = required.filter(|property| object.is_required(&property.name));
    let properties = required.map(|property| Step {
        target: property.schema,
        property: Some(&property.name),
        keyword: "properties",
    });
    let plain = |keyword| {
        move |schema: &SchemaId| Step {
            target: *schema,
            property: None,
            keyword,
        }
    };
    properties
        .chain(array.prefix.iter().take(needed).map(plain("items")))
        .chain(further.iter().map(plain("items")).collect::<Vec<_>>())
        .chain(array.contains.iter().map(plain("contains")))
        .chain(rules.all_of.iter().map(plain("allOf")))
        .chain(rules.any_of.iter().map(plain("anyOf")))
        .chain(rules.one_of.iter().map(plain("oneOf")))
        .find(|step| is_endless(step.target))
}

/// Says what the circle is, at its first step.
fn tell(
    graph: &SchemaGraph,
    sources: &Sources,
    circle: &[(SchemaId, Option<Step<'_>>)],
    findings: &mut Vec<Finding>,
) {
    let mut steps = circle.windows(2).filter_map(|pair| {
        let [(from, _), (_, step)] = pair else {
            return None;
        };
        Some((*from, step.as_ref()?))
    });
    let path: Vec<String> = steps.clone().map(|(_, step)| shown(step)).collect();
    let Some((first, step)) = steps.find(|(_, step)| step.keyword != "allOf") else {
        return;
    };
    let Some(subject) = subject(graph, sources, first) else {
        return;
    };
    let name = match &subject.schema.key {
        Some(key) => format!("every `{key}`"),
        None => "every value".to_owned(),
    };
    let path = path.join(" → ");
    let message = format!("no value ever ends: {name} must contain another one ({path})");
    let location = place(&subject, step);
    let help = match subject.rules.is_written() {
        true => "make the property optional, the list empty or the value null at some level",
        false => "let the value be null, or put it into a list or a map, at some level",
    };
    let finding = subject.finding(&RECURSIVE_REQUIRED, location, message);
    findings.push(finding.with_help(help));
}

fn shown(step: &Step<'_>) -> String {
    match step.property {
        Some(name) => format!("`{name}`"),
        None if step.keyword == "allOf" => "allOf".to_owned(),
        None => format!("`{}`", step.keyword),
    }
}

fn place(subject: &Subject<'_, '_>, step: &Step<'_>) -> tidings_diag::Location {
    let property = step
        .property
        .and_then(|name| subject.rules.object.property(name));
    match (property, subject.rules.keyword(step.keyword)) {
        (Some(property), _) => property.location.clone(),
        (None, Some(keyword)) => keyword.location(),
        (None, None) => subject.schema.location.clone(),
    }
}
