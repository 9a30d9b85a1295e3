//! One JSON document for programs, described by `schema/findings-1.json`.
//!
//! Fields are only ever added while `version` is 1.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diag::{Applicability, Fix, LineColumn, Related, Witness};

use super::Presentation;
use crate::escape::printable_json;
use crate::report::short;
use crate::{Place, Report, Reported};

pub(super) const SUMMARY: &str = "one JSON document for programs, version 1";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let summary = report.summary();
    let document = JsonDocument {
        version: 1,
        findings: report.reported().iter().map(finding).collect(),
        summary: JsonSummary {
            files: summary.files,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            off: summary.overridden.off,
            changed: summary.overridden.changed,
        },
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("invariant: strings, numbers and arrays of them always serialise");
    printable_json(text) + "\n"
}

#[derive(Serialize)]
struct JsonDocument<'r> {
    version: u32,
    findings: Vec<JsonFinding<'r>>,
    summary: JsonSummary,
}

#[derive(Serialize)]
struct JsonSummary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    off: usize,
    changed: usize,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct JsonFinding<'r> {
    rule: &'static str,
    code: &'static str,
    severity: &'static str,
    message: Cow<'r, str>,
    help: Option<Cow<'r, str>>,
    section: Option<&'r str>,
    file: Option<&'r str>,
    pointer: Option<&'r str>,
    range: Option<JsonRange>,
    related: Vec<JsonRelated<'r>>,
    witness: Option<JsonWitness<'r>>,
    fix: Option<JsonFix<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<&'r str>,
    fingerprint: String,
}

#[derive(Serialize)]
struct JsonRelated<'r> {
    message: Cow<'r, str>,
    file: Option<&'r str>,
    pointer: Option<&'r str>,
    range: Option<JsonRange>,
}

/// A concrete instance that proves the finding.
#[derive(Serialize)]
struct JsonWitness<'r> {
    instance: &'r RawValue,
    part: &'static str,
    accepted_by: &'static str,
    rejected_by: Option<&'static str>,
    reason: Cow<'r, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<&'r RawValue>,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    title: &'r str,
    applicability: &'static str,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    file: Option<&'r str>,
    range: Option<JsonRange>,
    replacement: &'r str,
}

#[derive(Serialize)]
struct JsonRange {
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonPosition {
    line: u32,
    column: u32,
    offset: u32,
}

/// The object for one finding.
pub(super) fn finding<'r>(one: &Reported<'r>) -> JsonFinding<'r> {
    let finding = one.finding;
    let location = finding.location.as_ref();
    JsonFinding {
        rule: finding.rule.id,
        code: finding.rule.code,
        severity: finding.severity.name(),
        message: one.message(),
        help: one.help(),
        section: finding.section.as_deref(),
        file: one.path(),
        pointer: location.and_then(|location| location.pointer.as_deref()),
        range: one.place().map(range),
        related: finding
            .related
            .iter()
            .map(|place| related(one, place))
            .collect(),
        witness: finding.witness.as_deref().and_then(witness),
        fix: finding.fix.as_ref().map(|mend| fix(one, mend)),
        difference: finding.difference.as_deref(),
        fingerprint: finding.fingerprint(),
    }
}

fn related<'r>(one: &Reported<'r>, related: &'r Related) -> JsonRelated<'r> {
    let place = one.place_of(&related.location);
    JsonRelated {
        message: short(&related.message),
        file: place.map(|place| place.text.path),
        pointer: related.location.pointer.as_deref(),
        range: place.map(range),
    }
}

/// The object for a witness; `None` where it holds no JSON.
fn witness(witness: &Witness) -> Option<JsonWitness<'_>> {
    let headers = witness.headers.as_deref();
    Some(JsonWitness {
        instance: serde_json::from_str(&witness.instance).ok()?,
        part: "payload",
        accepted_by: "both",
        rejected_by: None,
        reason: short(&witness.reason),
        headers: headers.and_then(|headers| serde_json::from_str(headers).ok()),
    })
}

fn fix<'r>(one: &Reported<'r>, fix: &'r Fix) -> JsonFix<'r> {
    let edits = fix.edits.iter().map(|edit| {
        let place = one.place_of_span(edit.span);
        JsonEdit {
            file: place.map(|place| place.text.path),
            range: place.map(range),
            replacement: &edit.replacement,
        }
    });
    JsonFix {
        title: &fix.title,
        applicability: match fix.applicability {
            Applicability::Display => "display",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        },
        edits: edits.collect(),
    }
}

fn range(place: Place<'_>) -> JsonRange {
    let position = |at: LineColumn, offset| JsonPosition {
        line: at.line,
        column: at.column,
        offset,
    };
    JsonRange {
        start: position(place.start, place.span.start),
        end: position(place.end, place.span.end),
    }
}
