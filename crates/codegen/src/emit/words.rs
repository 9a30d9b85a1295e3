//! Constraints in words.

use super::markdown::code;
use crate::ir::{Bound, Condition, Constraints, PropertyRule};

/// What the constraints of a value say, in words.
pub(super) fn in_words(constraints: &Constraints) -> Vec<String> {
    let mut words = Vec::new();
    for bound in &constraints.bounds {
        words.push(match bound {
            Bound::Minimum(bound) => format!("at least {bound}"),
            Bound::Maximum(bound) => format!("at most {bound}"),
            Bound::ExclusiveMinimum(bound) => format!("more than {bound}"),
            Bound::ExclusiveMaximum(bound) => format!("less than {bound}"),
            Bound::MultipleOf(divisor) => format!("a multiple of {divisor}"),
            Bound::OneOf(values) if values.len() == 1 => format!("always {}", values.concat()),
            Bound::OneOf(values) => format!("one of {}", values.join(", ")),
            Bound::NoneOf(values) => format!("never {}", values.join(", ")),
        });
    }
    if let Some(truth) = constraints.truth {
        words.push(format!("always `{truth}`"));
    }
    words.extend(range(
        constraints.min_length,
        constraints.max_length,
        "character",
    ));
    words.extend(
        constraints
            .patterns
            .iter()
            .map(|pattern| format!("matches {}", code(pattern))),
    );
    let not_patterns = constraints.not_patterns.iter();
    words.extend(not_patterns.map(|pattern| format!("does not match {}", code(pattern))));
    if !constraints.not_texts.is_empty() {
        let texts: Vec<String> = constraints
            .not_texts
            .iter()
            .map(|text| code(text))
            .collect();
        words.push(format!("never {}", texts.join(", ")));
    }
    words.extend(
        constraints
            .formats
            .iter()
            .map(|format| format!("a valid {format}")),
    );
    words.extend(range(constraints.min_items, constraints.max_items, "item"));
    if constraints.unique {
        words.push("no two items alike".to_owned());
    }
    let conditions = constraints
        .residual
        .iter()
        .flat_map(|residual| &residual.straight);
    words.extend(conditions.filter_map(contained));
    words.extend(range(
        constraints.min_properties,
        constraints.max_properties,
        "property",
    ));
    words.extend(constraints.property_rules.iter().map(property_rule));
    if let Some(names) = &constraints.names {
        words.extend(
            in_words(names)
                .into_iter()
                .map(|word| format!("each name {word}")),
        );
    }
    words
}

/// What `contains` asks for, in words.
fn contained(condition: &Condition) -> Option<String> {
    let Condition::Contains { least, most, .. } = condition else {
        return None;
    };
    let least = Some(*least).filter(|least| *least > 0);
    let items = range(least, *most, "item")?;
    Some(format!("{items} that `contains` asks for"))
}

/// Which properties are there together, in words.
fn property_rule(rule: &PropertyRule) -> String {
    let all = |names: &Vec<String>| {
        let names: Vec<String> = names.iter().map(|name| code(name)).collect();
        names.join(" and ")
    };
    let lists = |lists: &[Vec<String>]| {
        let lists: Vec<String> = lists.iter().map(all).collect();
        lists.join(", or ")
    };
    match rule {
        PropertyRule::Needs { present, needed } => {
            format!("with {} there, also {}", code(present), all(needed))
        }
        PropertyRule::AnyOf(choices) => format!("with {}", lists(choices)),
        PropertyRule::OneOf(choices) => format!("with {}, and not several", lists(choices)),
        PropertyRule::Excludes(names) if names.len() == 1 => format!("without {}", all(names)),
        PropertyRule::Excludes(names) => format!("without {} together", all(names)),
    }
}

fn range(least: Option<u64>, most: Option<u64>, what: &str) -> Option<String> {
    let counted = |count: u64| match (count, what) {
        (1, _) => format!("{count} {what}"),
        (_, "property") => format!("{count} properties"),
        _ => format!("{count} {what}s"),
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(counted(least)),
        (Some(least), Some(most)) => Some(format!("{least} to {}", counted(most))),
        (Some(least), None) => Some(format!("at least {}", counted(least))),
        (None, Some(most)) => Some(format!("at most {}", counted(most))),
        (None, None) => None,
    }
}
