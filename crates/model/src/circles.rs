//! Circles of nothing but references that nobody has walked along, because nothing uses them.

use std::collections::HashSet;

use tidings_diag::{Finding, Span};
use tidings_source::{CIRCULAR_REF, Reference, Sources};

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

/// A finding for each circle of which `findings` do not speak yet.
pub(crate) fn unmet(sources: &Sources, findings: &[Finding], version: Version) -> Vec<Finding> {
    let circular = findings
        .iter()
        .filter(|finding| *finding.rule == CIRCULAR_REF);
    let met: HashSet<Span> = circular
        .filter_map(|finding| Some(finding.location.as_ref()?.span))
        .collect();
    let is_met = |reference: &Reference<'_>| {
        met.contains(&reference.value.span()) || met.contains(&reference.object.span())
    };
    let circles = sources.circles().into_iter();
    circles
        .filter(|circle| !circle.iter().any(is_met))
        .filter_map(|circle| {
            let (first, others) = circle.split_first()?;
            if is_data(&first.object.pointer()) {
                return None;
            }
            let message = "the references lead back to here and never to a value";
            let finding = Finding::new(&CIRCULAR_REF, first.value.location(), message)
                .with_section(format!("AsyncAPI {version}, Reference Object"));
            Some(match others.last() {
                Some(last) => finding.with_related(last.value.location(), "this leads back"),
                None => finding,
            })
        })
        .collect()
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
