//! Bounds that leave nothing between them, and bounds that say the same thing twice.

use tidings_diag::Finding;

use super::Subject;
use crate::Decimal;
use crate::rules::{RANGE_INVERTED, RANGE_MIXED};

/// Says so where a lower bound is above its upper one, or two lower bounds stand side by side.
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    numbers(subject, findings);
    counts(subject, findings);
    mixed(subject, findings);
}

fn numbers(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let number = &subject.rules.number;
    let lower = [
        ("minimum", &number.minimum, false),
        ("exclusiveMinimum", &number.exclusive_minimum, true),
    ];
    let upper = [
        ("maximum", &number.maximum, false),
        ("exclusiveMaximum", &number.exclusive_maximum, true),
    ];
    for (lower_name, lower, lower_excluded) in &lower {
        for (upper_name, upper, upper_excluded) in &upper {
            let (Some(lower), Some(upper)) = (lower, upper) else {
                continue;
            };
            let (Some(low), Some(high)) = (Decimal::parse(lower), Decimal::parse(upper)) else {
                continue;
            };
            let excluded = *lower_excluded || *upper_excluded;
            if low > high || excluded && low == high {
                let from = if *lower_excluded { "above" } else { "at least" };
                let to = if *upper_excluded { "below" } else { "at most" };
                let message =
                    format!("no number is valid: it must be {from} {lower} and {to} {upper}");
                inverted(subject, lower_name, upper_name, message, findings);
            }
        }
    }
}

fn counts(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let rules = subject.rules;
    let (string, array, object) = (&rules.string, &rules.array, &rules.object);
    for (lower, least, upper, most) in [
        (
            "minLength",
            string.min_length,
            "maxLength",
            string.max_length,
        ),
        ("minItems", array.min_items, "maxItems", array.max_items),
        (
            "minContains",
            array.min_contains,
            "maxContains",
            array.max_contains,
        ),
        (
            "minProperties",
            object.min_properties,
            "maxProperties",
            object.max_properties,
        ),
        (
            "required",
            Some(object.required.len() as u64),
            "maxProperties",
            object.max_properties,
        ),
    ] {
        let (Some(least), Some(most)) = (least, most) else {
            continue;
        };
        if least > most {
            let message = match lower {
                "required" => {
                    format!("nothing is valid: {least} properties are required and {most} allowed")
                }
                _ => format!("nothing is valid: `{lower}` is {least} and `{upper}` is {most}"),
            };
            inverted(subject, lower, upper, message, findings);
        }
    }
}

fn inverted(
    subject: &Subject<'_, '_>,
    lower: &str,
    upper: &str,
    message: String,
    findings: &mut Vec<Finding>,
) {
    let is_exclusive = [lower, upper]
        .iter()
        .any(|keyword| keyword.starts_with("exclusive"));
    let relation = if is_exclusive { "below" } else { "at most" };
    // Where a boolean makes the bound exclusive it is still written in the other keyword.
    let written = |keyword: &str| match keyword {
        "exclusiveMinimum" if subject.dialect().has_boolean_bounds() => "minimum".to_owned(),
        "exclusiveMaximum" if subject.dialect().has_boolean_bounds() => "maximum".to_owned(),
        keyword => keyword.to_owned(),
    };
    let (lower, upper) = (written(lower), written(upper));
    let Some(finding) = subject.at_keyword(&lower, &RANGE_INVERTED, message) else {
        return;
    };
    let finding = finding.with_help(match lower.as_str() {
        "required" => "require fewer properties, or allow more".to_owned(),
        _ => format!("let `{lower}` be {relation} `{upper}`, or remove one of them"),
    });
    findings.push(match subject.rules.keyword(&upper) {
        Some(keyword) => finding.with_related(keyword.location(), "the other bound is here"),
        None => finding,
    });
}

fn mixed(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let number = &subject.rules.number;
    for (inclusive, exclusive, both, stronger) in [
        (
            "minimum",
            "exclusiveMinimum",
            number
                .minimum
                .as_ref()
                .zip(number.exclusive_minimum.as_ref()),
            std::cmp::Ordering::Greater,
        ),
        (
            "maximum",
            "exclusiveMaximum",
            number
                .maximum
                .as_ref()
                .zip(number.exclusive_maximum.as_ref()),
            std::cmp::Ordering::Less,
        ),
    ] {
        let Some((with, without)) = both else {
            continue;
        };
        let (Some(with), Some(without)) = (Decimal::parse(with), Decimal::parse(without)) else {
            continue;
        };
        let useless = match with.cmp(&without) == stronger {
            true => exclusive,
            false => inclusive,
        };
        let message = format!(
            "`{inclusive}` and `{exclusive}` stand side by side, and `{useless}` adds nothing"
        );
        if let Some(finding) = subject.at_keyword(useless, &RANGE_MIXED, message) {
            findings.push(finding.with_help(format!("remove `{useless}`")));
        }
    }
}
