//! Keywords that are about values of another type than the schema has.

use tidings_check::NumberFormat;
use tidings_diag::Finding;

use super::Subject;
use crate::rules::KEYWORD_FOR_OTHER_TYPE;
use crate::{Format, Type, TypeSet};

/// The keywords of each type.
const KEYWORDS: &[(Type, &str, &[&str])] = &[
    (
        Type::String,
        "strings",
        &[
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "maxLength",
            "minLength",
            "pattern",
        ],
    ),
    (
        Type::Number,
        "numbers",
        &[
            "exclusiveMaximum",
            "exclusiveMinimum",
            "maximum",
            "minimum",
            "multipleOf",
        ],
    ),
    (
        Type::Array,
        "arrays",
        &[
            "additionalItems",
            "contains",
            "items",
            "maxContains",
            "maxItems",
            "minContains",
            "minItems",
            "prefixItems",
            "unevaluatedItems",
            "uniqueItems",
        ],
    ),
    (
        Type::Object,
        "objects",
        &[
            "additionalProperties",
            "dependencies",
            "dependentRequired",
            "dependentSchemas",
            "discriminator",
            "maxProperties",
            "minProperties",
            "patternProperties",
            "properties",
            "propertyNames",
            "required",
            "unevaluatedProperties",
        ],
    ),
];

/// Says so where a keyword never applies, because `type` allows no value that it is about.
pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(types) = subject.rules.types else {
        return;
    };
    for keyword in &subject.rules.keywords {
        let about = KEYWORDS
            .iter()
            .find(|(_, _, keywords)| keywords.contains(&&*keyword.name));
        let Some((about, values, _)) = about else {
            continue;
        };
        if !has(types, *about) {
            let message = format!(
                "`{}` is about {values}, and this schema allows only {types}",
                keyword.name
            );
            let location = keyword.location();
            let mut finding = subject.finding(&KEYWORD_FOR_OTHER_TYPE, location, message);
            let meant = help(types, *about, &keyword.name);
            let usual = || format!("remove it, or let `type` allow {}", about.described());
            finding.help = Some(meant.unwrap_or_else(usual));
            findings.push(finding);
        }
    }
    check_format(subject, types, findings);
}

/// Whether `types` has values of the type that a keyword is about.
fn has(types: TypeSet, about: Type) -> bool {
    types.contains(about) || about == Type::Number && types.contains(Type::Integer)
}

fn help(types: TypeSet, about: Type, keyword: &str) -> Option<String> {
    match (about, types.single()?) {
        (Type::Object, Type::Array) => Some(format!(
            "write `{keyword}` inside `items` if it is about each item"
        )),
        (Type::Array, Type::Object) if keyword == "items" => {
            Some("write `type: array`, or `properties` in place of `items`".to_owned())
        }
        _ => None,
    }
}

fn check_format(subject: &Subject<'_, '_>, types: TypeSet, findings: &mut Vec<Finding>) {
    let Some(format) = &subject.rules.string.format else {
        return;
    };
    // Strings are what the well-known formats are about, and numbers in machine sizes often travel as strings.
    let about_strings = Format::named(format).is_some();
    let about_numbers = NumberFormat::named(format).is_some();
    let says_nothing = about_strings && !types.contains(Type::String)
        || about_numbers && !has(types, Type::Number) && !types.contains(Type::String);
    if says_nothing {
        let values = if about_strings { "strings" } else { "numbers" };
        let message =
            format!("the format `{format}` is about {values}, and this schema allows only {types}");
        let finding = subject.at_keyword("format", &KEYWORD_FOR_OTHER_TYPE, message);
        let help = format!("remove it, or let `type` allow {values}");
        findings.extend(finding.map(|finding| finding.with_help(help)));
    }
}
