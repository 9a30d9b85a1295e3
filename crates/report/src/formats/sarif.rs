//! SARIF 2.1.0, the exchange format of static analysis (OASIS), for code scanning and editors.
//!
//! A rule's page goes along as its help, so that whoever reads a result needs no other place.

mod uri;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use tidings_diag::{Applicability, Fix, RuleMeta, Severity};

use super::Presentation;
use crate::escape::printable_json;
use crate::report::{bare, short};
use crate::{Place, Report, Reported};
use uri::uri;

pub(super) const SUMMARY: &str = "SARIF 2.1.0, for code scanning and editors";

/// Where the schema of the format can be found (SARIF 2.1.0, §3.13.3).
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let rules: BTreeMap<&str, &RuleMeta> = report
        .reported()
        .iter()
        .map(|one| (one.finding.rule.id, one.finding.rule))
        .collect();
    let indices: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let status = report.exit_status();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": {
                "name": "tidings",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } }),
            column_kind: "unicodeCodePoints",
            invocations: json!([{
                // Findings are what a successful run is for; an input that cannot be read is not.
                "executionSuccessful": status <= 1,
                "exitCode": status,
            }]),
            results: Results { report, indices },
        }],
    };
    let text = serde_json::to_string_pretty(&log)
        .expect("invariant: strings, numbers and arrays of them always serialise");
    printable_json(text) + "\n"
}

/// A whole file (SARIF 2.1.0, §3.13 sarifLog).
#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

/// What one call of the program found (SARIF 2.1.0, §3.14 run).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Value,
    column_kind: &'static str,
    invocations: Value,
    results: Results<'r>,
}

/// The findings, each written before the next is made: together they would take many times the memory of their text.
struct Results<'r> {
    report: &'r Report<'r>,
    indices: BTreeMap<&'r str, usize>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let results = self.report.reported().iter();
        serializer.collect_seq(results.map(|one| result(one, self.indices[one.finding.rule.id])))
    }
}

/// A rule (SARIF 2.1.0, §3.49 reportingDescriptor).
fn descriptor(rule: &RuleMeta) -> Value {
    let page = rule.markdown();
    let first = page.split("\n\n").next().unwrap_or_default();
    json!({
        "id": rule.id,
        "name": pascal_case(rule.id),
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": first.replace('\n', " ") },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "code": rule.code, "tags": [rule.group.name()] },
    })
}

/// `unknown-field` as `UnknownField`, the form that §3.49.7 asks for.
fn pascal_case(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A finding (SARIF 2.1.0, §3.27 result).
fn result(one: &Reported<'_>, rule_index: usize) -> Value {
    let finding = one.finding;
    let mut text = one.message().into_owned();
    if let Some(example) = one.example() {
        text += &format!("\nfor example: {example}");
    }
    if let Some(help) = one.help() {
        text += &format!("\n{help}");
    }
    let mut location = physical(one.path(), one.place());
    let pointer = finding.location.as_ref();
    if let Some(pointer) = pointer.and_then(|location| location.pointer.as_deref()) {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
    }
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rule_index,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location],
        "partialFingerprints": { "tidings/v1": finding.fingerprint() },
    });
    if let Some(section) = &finding.section {
        result["properties"]["section"] = json!(section);
    }
    if let Some(difference) = &finding.difference {
        result["properties"]["difference"] = json!(difference);
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .zip(0..)
        .filter_map(|(related, id)| {
            let place = one.place_of(&related.location)?;
            let mut location = physical(Some(place.text.path), Some(place));
            location["id"] = json!(id);
            location["message"] = json!({ "text": short(&related.message) });
            Some(location)
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(fix) = finding.fix.as_ref().and_then(|fix| mend(one, fix)) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// A file and what of it (SARIF 2.1.0, §3.28 location).
fn physical(path: Option<&str>, place: Option<Place<'_>>) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(path.unwrap_or_default()) });
    if let Some(place) = place {
        physical["region"] = region(place);
    }
    json!({ "physicalLocation": physical })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(bare(path)) })
}

/// Lines and columns; the end column is the one behind the last character (SARIF 2.1.0, §3.30.2), as it is here.
fn region(place: Place<'_>) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

/// A mend (SARIF 2.1.0, §3.55 fix); `None` for one that is only to be shown, because a reader may apply what stands here.
fn mend(one: &Reported<'_>, fix: &Fix) -> Option<Value> {
    if fix.applicability == Applicability::Display {
        return None;
    }
    let mut replacements: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let place = one.place_of_span(edit.span)?;
        let replacement = json!({
            "deletedRegion": region(place),
            "insertedContent": { "text": edit.replacement },
        });
        replacements
            .entry(place.text.path)
            .or_default()
            .push(replacement);
    }
    let changes: Vec<Value> = replacements
        .into_iter()
        .map(|(path, replacements)| {
            json!({ "artifactLocation": artifact(path), "replacements": replacements })
        })
        .collect();
    Some(json!({ "description": { "text": fix.title }, "artifactChanges": changes }))
}
