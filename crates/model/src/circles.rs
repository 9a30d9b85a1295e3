//! Circles of nothing but references: each is told once, also where nothing uses them and nobody has walked along.

use std::collections::{HashMap, HashSet};

use tidings_diag::{Finding, Location, Span};
use tidings_source::{CIRCULAR_REF, Sources, circular};

use crate::grammar::table::Version;

/// Keys whose values are data: a `$ref` in them refers to nothing.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Keys whose values hold parts by names of the author's, which may be spelled like any other key.
const NAMES: [&str; 20] = [
    "$defs",
    "channels",
    "correlationIds",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "messageTraits",
    "messages",
    "operationTraits",
    "operations",
    "parameters",
    "patternProperties",
    "properties",
    "replies",
    "replyAddresses",
    "schemas",
    "securitySchemes",
    "serverVariables",
    "servers",
    "variables",
];

/// For each reference in a circle of references, the first one in the text, where the circle is told of.
pub(crate) fn first_references(sources: &Sources) -> HashMap<Span, Location> {
    let mut firsts = HashMap::new();
    for circle in sources.circles() {
        let first = circle.iter().map(|reference| reference.value);
        let Some(first) = first.min_by_key(|value| value.span()) else {
            continue;
        };
        for reference in &circle {
            firsts.insert(reference.value.span(), first.location());
        }
    }
    firsts
}

/// Makes `findings` speak of each circle once, at its first reference in the text, wherever somebody met it.
///
/// Circles that nobody met are added, unless they are data.
pub(crate) fn settle(sources: &Sources, findings: &mut Vec<Finding>, version: Version) {
    let mut circles = sources.circles();
    for circle in &mut circles {
        circle.sort_by_key(|reference| reference.value.span());
    }
    let members = circles.iter().enumerate().flat_map(|(index, circle)| {
        let spans = circle.iter().map(|reference| reference.value.span());
        spans.map(move |span| (span, index))
    });
    let circle_of: HashMap<Span, usize> = members.collect();
    let mut met = HashSet::new();
    findings.retain(|finding| {
        let location = finding.location.as_ref();
        let circle = location
            .filter(|_| *finding.rule == CIRCULAR_REF)
            .and_then(|location| circle_of.get(&location.span));
        circle.is_none_or(|circle| {
            met.insert(*circle);
            false
        })
    });
    let reported = circles.iter().enumerate().filter_map(|(index, circle)| {
        let (first, others) = circle.split_first()?;
        if !met.contains(&index) && is_data(&first.object.pointer()) {
            return None;
        }
        let finding = circular(first.value.location())
            .with_section(format!("AsyncAPI {version}, Reference Object"));
        Some(match others.first() {
            Some(second) => finding.with_related(second.value.location(), "on the way back"),
            None => finding,
        })
    });
    findings.extend(reported);
}

/// Whether what stands at `pointer` is data, as far as the keys on the way tell.
fn is_data(pointer: &str) -> bool {
    let mut names = false;
    for key in pointer.split('/').skip(1) {
        if !names && (DATA.contains(&key) || key.starts_with("x-")) {
            return true;
        }
        names = !names && NAMES.contains(&key);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_told_from_parts_that_are_called_like_it() {
        for data in [
            "/components/messages/A/examples/0/payload",
            "/x-own/a",
            "/components/schemas/default/default",
        ] {
            assert!(is_data(data), "{data}");
        }
        for part in [
            "",
            "/components/schemas/default",
            "/channels/x-own/messages/examples",
            "/components/schemas/A/properties/const/items",
        ] {
            assert!(!is_data(part), "{part}");
        }
    }
}
