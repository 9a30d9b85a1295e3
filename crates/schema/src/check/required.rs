//! Names in `required` that no schema of the value declares.

use tidings_diag::{Finding, nearest};
use tidings_source::Sources;

use super::families::{Families, declares};
use super::{Subject, subjects};
use crate::SchemaGraph;
use crate::rules::REQUIRED_UNDEFINED;

/// Says so where a required property is declared nowhere: not in the schema, not in those it is combined with, and not
/// in those that use it.
///
/// Where nothing at all is declared the object is free, and its author means the name as it stands.
pub(super) fn check(graph: &SchemaGraph, sources: &Sources, findings: &mut Vec<Finding>) {
    let families = Families::of(graph);
    for subject in subjects(graph, sources) {
        if subject.rules.object.required.is_empty() {
            continue;
        }
        check_schema(&subject, &families, findings);
    }
}

fn check_schema(subject: &Subject<'_, '_>, families: &Families<'_>, findings: &mut Vec<Finding>) {
    let own = subject.rules;
    let required = &own.object.required;
    if required.iter().all(|name| declares(own, name)) {
        return;
    }
    let Some(family) = families.around(subject.id) else {
        return;
    };
    let properties = family.iter().flat_map(|rules| &rules.object.properties);
    let declared: Vec<&str> = properties.map(|property| &*property.name).collect();
    let Some(list) = subject.value("required").filter(|_| !declared.is_empty()) else {
        return;
    };
    for item in list.items() {
        let Some(name) = item.as_str() else { continue };
        if family.iter().any(|rules| declares(rules, name)) {
            continue;
        }
        let message = format!("`{name}` is required and declared in no `properties`");
        let finding = subject.finding(&REQUIRED_UNDEFINED, item.location(), message);
        findings.push(match nearest(name, declared.iter().copied()) {
            Some(meant) => finding.with_help(format!("did you mean `{meant}`?")),
            None => finding.with_help(format!("declare `{name}` in `properties`")),
        });
    }
}
