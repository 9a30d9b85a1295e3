//! Values of a schema: its examples, values near them, and small ones of every type.

use std::collections::HashSet;

use tidings_schema::{Literal, example};

use crate::schema::Schema;

/// How many examples are asked for.
const EXAMPLES: u64 = 24;

/// How many rounds of neighbours are made of what was found.
const ROUNDS: usize = 2;

/// How many candidates are tried at most.
const CANDIDATES: usize = 3_000;

/// Up to `wanted` different values that `schema` accepts.
pub(crate) fn values(schema: &Schema, wanted: usize) -> Vec<Literal> {
    let subject = schema.subject();
    let examples =
        (0..EXAMPLES).map_while(|variant| example(subject.graph, subject.schema, variant).ok());
    let mut candidates: Vec<Literal> = examples.chain(small()).collect();
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for _ in 0..=ROUNDS {
        let begin = kept.len();
        for candidate in candidates {
            let is_new = seen.len() < CANDIDATES && seen.insert(candidate.to_json_text());
            if kept.len() < wanted && is_new && schema.accepts(&candidate) {
                kept.push(candidate);
            }
        }
        candidates = kept[begin..].iter().flat_map(neighbours).collect();
    }
    kept
}

/// Values at the edges of small domains.
fn small() -> Vec<Literal> {
    let mut scalars = vec![Literal::Null, Literal::Bool(false), Literal::Bool(true)];
    let numbers = [
        "0", "1", "2", "3", "4", "6", "-1", "-2", "0.5", "1.5", "2.5", "-0.5", "0.25",
    ];
    scalars.extend(numbers.map(|text| Literal::Number(text.to_owned())));
    let words = [
        "", "a", "b", "ab", "ba", "aa", "bb", "aba", "bab", "abab", "c", "é", "\n", "a\n",
    ];
    scalars.extend(words.map(|text| Literal::String(text.to_owned())));
    let arrays = scalars
        .iter()
        .map(|item| Literal::Array(vec![item.clone()]));
    let objects = ["a", "b", "ab", "c"].into_iter().flat_map(|name| {
        let scalars = scalars.iter();
        scalars.map(move |value| Literal::Object(vec![(name.to_owned(), value.clone())]))
    });
    let mut all: Vec<Literal> = arrays.chain(objects).collect();
    all.push(Literal::Array(Vec::new()));
    all.push(Literal::Object(Vec::new()));
    scalars.append(&mut all);
    scalars
}

/// Values that differ from `value` by a step.
fn neighbours(value: &Literal) -> Vec<Literal> {
    match value {
        Literal::Null => vec![Literal::Bool(false)],
        Literal::Bool(known) => vec![Literal::Bool(!known), Literal::Null],
        Literal::Number(text) => neighbours_of_number(text),
        Literal::String(text) => neighbours_of_string(text),
        Literal::Array(items) => neighbours_of_array(items),
        Literal::Object(members) => neighbours_of_object(members),
    }
}

fn neighbours_of_number(text: &str) -> Vec<Literal> {
    let near = text
        .parse::<i64>()
        .ok()
        .filter(|number| number.abs() < 1 << 40);
    let Some(number) = near else {
        return Vec::new();
    };
    let steps = [number - 1, number + 1, number * 2, -number].map(|number| number.to_string());
    let halves = [format!("{number}.5"), format!("{number}.25")];
    steps
        .into_iter()
        .chain(halves)
        .map(Literal::Number)
        .collect()
}

fn neighbours_of_string(text: &str) -> Vec<Literal> {
    let shorter = |text: &str| text.chars().skip(1).collect::<String>();
    let mut all = vec![shorter(text), text.chars().rev().collect()];
    for addition in ["a", "b", "-", "0"] {
        all.push(format!("{text}{addition}"));
        all.push(format!("{addition}{text}"));
    }
    all.into_iter().map(Literal::String).collect()
}

fn neighbours_of_array(items: &[Literal]) -> Vec<Literal> {
    let mut all = Vec::new();
    for index in 0..items.len() {
        let mut fewer = items.to_vec();
        let removed = fewer.remove(index);
        all.push(fewer.clone());
        fewer.push(removed);
        all.push(fewer);
        for near in neighbours(&items[index]) {
            let mut other = items.to_vec();
            other[index] = near;
            all.push(other);
        }
    }
    let additions = items.first().cloned().into_iter();
    for addition in additions.chain([
        Literal::Null,
        Literal::Number("0".to_owned()),
        Literal::String("a".to_owned()),
    ]) {
        let mut more = items.to_vec();
        more.push(addition);
        all.push(more);
    }
    all.into_iter().map(Literal::Array).collect()
}

fn neighbours_of_object(members: &[(String, Literal)]) -> Vec<Literal> {
    let mut all = Vec::new();
    for index in 0..members.len() {
        let mut fewer = members.to_vec();
        fewer.remove(index);
        all.push(fewer);
        for near in neighbours(&members[index].1) {
            let mut other = members.to_vec();
            other[index].1 = near;
            all.push(other);
        }
    }
    for name in ["a", "b", "ab", "c", "z"] {
        if members.iter().any(|(known, _)| known == name) {
            continue;
        }
        let additions = [
            Literal::Null,
            Literal::Number("0".to_owned()),
            Literal::String("a".to_owned()),
        ];
        for addition in additions {
            let mut more = members.to_vec();
            more.push((name.to_owned(), addition));
            all.push(more);
        }
    }
    all.into_iter().map(Literal::Object).collect()
}
