//! Values that are listed in vain: of a type that the schema does not have, or twice.

use tidings_diag::{Finding, Severity};
use tidings_syntax::Value;

use super::Subject;
use crate::rules::{ENUM_DUPLICATE, ENUM_TYPE_MISMATCH};
use crate::{Decimal, Dialect, Literal, Type, TypeSet};

/// Says so where a value of `enum` or `const` is of no allowed type, and where one is listed twice.
///
/// A `const` of another type proves that nothing is valid, which is an error. An `enum` of other types proves it too, but
/// many documents name in it what the numbers mean, so it is a warning.
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let rules = subject.rules;
    if let (Some(values), Some(list)) = (&rules.enumeration, subject.value("enum")) {
        if let Some(types) = rules.types {
            mismatches(subject, values, list, types, findings);
        }
        duplicates(subject, values, list, findings);
    }
    if let (Some(constant), Some(types)) = (&rules.constant, rules.types)
        && !types.allows(constant.json_type())
        && let Some(value) = subject.value("const")
    {
        let message =
            format!("nothing is valid: `const` is {constant}, and `type` asks for {types}");
        let help = match types.single().and_then(|only| respelled(constant, only)) {
            Some(meant) => format!("write {meant} if that is the value, or another `type`"),
            None => "write a value of that type, or another `type`".to_owned(),
        };
        let mut finding = subject.finding(&ENUM_TYPE_MISMATCH, value.location(), message);
        finding.severity = Severity::Error;
        findings.push(with_type(subject, finding.with_help(help)));
    }
}

fn mismatches(
    subject: &Subject<'_, '_>,
    values: &[Literal],
    list: Value<'_>,
    types: TypeSet,
    findings: &mut Vec<Finding>,
) {
    let fits = |value: &Literal| types.allows(value.json_type());
    if !values.is_empty() && !values.iter().any(fits) {
        let message = format!("nothing is valid: no value of `enum` is {types}, as `type` asks");
        let finding = subject.at_keyword("enum", &ENUM_TYPE_MISMATCH, message);
        findings.extend(
            finding.map(|finding| with_type(subject, finding.with_help(help_for_all(values)))),
        );
        return;
    }
    for (value, item) in values.iter().zip(list.items()) {
        if fits(value) {
            continue;
        }
        let message = format!("{value} never occurs: it is not {types}, as `type` asks");
        let finding = subject.finding(&ENUM_TYPE_MISMATCH, item.location(), message);
        let help = match value {
            Literal::Null if subject.dialect() == Dialect::OpenApi30 => {
                "write `nullable: true` if it may occur, or leave it out".to_owned()
            }
            Literal::Null => "add 'null' to `type`, in quotes, if it may occur".to_owned(),
            value => match types.single().and_then(|only| respelled(value, only)) {
                Some(meant) => format!("write {meant} if that is the value"),
                None => format!(
                    "leave it out, or let `type` allow {}",
                    value.json_type().described()
                ),
            },
        };
        findings.push(with_type(subject, finding.with_help(help)));
    }
}

/// What to write where no value is of the type: the type that all of them have.
fn help_for_all(values: &[Literal]) -> String {
    let types: TypeSet = values.iter().map(Literal::json_type).collect();
    match types.single() {
        Some(of_all) => format!("write `type: {}`, which all the values are", of_all.name()),
        None => "let `type` allow the values".to_owned(),
    }
}

/// `value` as one of type `wanted`, where only its quotes are wrong: 3 for "3", or "3" for 3.
fn respelled(value: &Literal, wanted: Type) -> Option<Literal> {
    match value {
        Literal::Number(_) | Literal::Bool(_) if wanted == Type::String => {
            Some(Literal::String(value.to_string()))
        }
        Literal::String(text) => {
            let meant = match text.as_str() {
                "true" => Literal::Bool(true),
                "false" => Literal::Bool(false),
                "null" => Literal::Null,
                _ => Literal::Number(Decimal::parse(text).map(|_| text.clone())?),
            };
            TypeSet::only(wanted)
                .allows(meant.json_type())
                .then_some(meant)
        }
        _ => None,
    }
}

fn with_type(subject: &Subject<'_, '_>, finding: Finding) -> Finding {
    match subject.rules.keyword("type") {
        Some(keyword) => finding.with_related(keyword.location(), "the type is stated here"),
        None => finding,
    }
}

fn duplicates(
    subject: &Subject<'_, '_>,
    values: &[Literal],
    list: Value<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut seen = std::collections::HashMap::new();
    for (value, item) in values.iter().zip(list.items()) {
        let Some(first) = seen.insert(value, item) else {
            continue;
        };
        let message = format!("`enum` lists {value} twice");
        let mut finding = subject
            .finding(&ENUM_DUPLICATE, item.location(), message)
            .with_help("remove one of them")
            .with_related(first.location(), "it is listed here already");
        if subject.dialect() == Dialect::Draft4 {
            // Only draft-04 says MUST (validation §5.5.1); later it is a SHOULD.
            finding.severity = Severity::Error;
        }
        findings.push(finding);
    }
}
