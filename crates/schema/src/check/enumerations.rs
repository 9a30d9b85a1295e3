//! Values that are listed in vain: of a type that the schema does not have, or twice.

use tidings_diag::{Finding, Severity};

use super::Subject;
use crate::rules::{ENUM_DUPLICATE, ENUM_TYPE_MISMATCH};
use crate::{Dialect, Literal, TypeSet};

/// Says so where a value of `enum` or `const` is of no allowed type, and where one is listed twice.
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    if let Some(values) = &subject.rules.enumeration {
        if let Some(types) = subject.rules.types {
            mismatches(subject, values, types, findings);
        }
        duplicates(subject, values, findings);
    }
    if let (Some(constant), Some(types)) = (&subject.rules.constant, subject.rules.types)
        && !types.allows(constant.json_type())
        && let Some(value) = subject.value("const")
    {
        let message =
            format!("nothing is valid: `const` is {constant}, and `type` asks for {types}");
        findings.push(with_type(
            subject,
            subject.finding(&ENUM_TYPE_MISMATCH, value.location(), message),
        ));
    }
}

fn mismatches(
    subject: &Subject<'_, '_>,
    values: &[Literal],
    types: TypeSet,
    findings: &mut Vec<Finding>,
) {
    let fits = |value: &&Literal| types.allows(value.json_type());
    let Some(list) = subject.value("enum") else {
        return;
    };
    let nothing_fits = !values.iter().any(|value| fits(&value));
    for (value, item) in values.iter().zip(list.items()) {
        if fits(&value) {
            continue;
        }
        let message = format!("{value} never occurs: it is not {types}, as `type` asks");
        let mut finding = subject.finding(&ENUM_TYPE_MISMATCH, item.location(), message);
        if !nothing_fits {
            finding.severity = Severity::Warning;
        }
        if *value == Literal::Null && subject.dialect() != Dialect::OpenApi30 {
            finding = finding.with_help("add 'null' to `type`, in quotes, if it may occur");
        }
        findings.push(with_type(subject, finding));
    }
}

fn with_type(subject: &Subject<'_, '_>, finding: Finding) -> Finding {
    match subject.rules.keyword("type") {
        Some(keyword) => finding.with_related(keyword.location(), "the type is stated here"),
        None => finding,
    }
}

fn duplicates(subject: &Subject<'_, '_>, values: &[Literal], findings: &mut Vec<Finding>) {
    let Some(list) = subject.value("enum") else {
        return;
    };
    let mut seen = std::collections::HashMap::new();
    for (value, item) in values.iter().zip(list.items()) {
        let Some(first) = seen.insert(value, item) else {
            continue;
        };
        let message = format!("`enum` lists {value} twice");
        let mut finding = subject
            .finding(&ENUM_DUPLICATE, item.location(), message)
            .with_related(first.location(), "it is listed here already");
        if subject.dialect() == Dialect::Draft4 {
            // Only draft-04 says MUST (validation §5.5.1); later it is a SHOULD.
            finding.severity = Severity::Error;
        }
        findings.push(finding);
    }
}
