//! Values near those of a card: each is one or two small changes away, and the validator says what it is worth.

use proptest::prelude::{Rng, RngExt};
use proptest::test_runner::{RngAlgorithm, TestRng};
use tidings_schema::{Literal, SchemaGraph, SchemaId, ValidateOptions, validate_literal};

use super::card::{Card, Instance};

/// Scalars that lie at the borders of machine types, lengths and formats.
const ODD: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "0.5",
    "1e2",
    "2147483648",
    "-2147483649",
];

/// Texts of the same kind.
const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "\u{1F600}",
    "1",
    "2026-02-30",
    "2026-01-02T03:04:05+01:00",
    "x-y",
    "~1/",
];

/// At most `count` values near those of `card`, judged by the validator; the same for the same `seed`.
///
/// Values with unusual numbers are left out: a type whose schema does not ask for them has no room for them, which the
/// documentation says.
pub fn near(
    card: &Card,
    graph: &SchemaGraph,
    root: SchemaId,
    count: usize,
    seed: u64,
) -> Vec<Instance> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut scalars: Vec<Literal> = Vec::new();
    for instance in &card.values {
        collect_scalars(&instance.value, &mut scalars);
    }
    scalars.extend(ODD.iter().map(|text| odd(text)));
    scalars.extend(
        ODD_TEXTS
            .iter()
            .map(|text| Literal::String((*text).to_owned())),
    );
    let options = ValidateOptions::default();
    let values = (0..count).filter_map(|_| {
        let mut value = pick(&card.values, &mut random)?.value.clone();
        for _ in 0..random.random_range(1..=2) {
            change(&mut value, &scalars, &mut random);
        }
        if !has_usual_numbers(&value) {
            return None;
        }
        let is_valid = validate_literal(graph, root, &value, &options).is_empty();
        Some(Instance {
            value,
            is_valid,
            about: "near a value of the card".to_owned(),
        })
    });
    values.collect()
}

/// Whether every number is an integer of 64 bits or one that a double holds.
fn has_usual_numbers(value: &Literal) -> bool {
    match value {
        Literal::Array(items) => items.iter().all(has_usual_numbers),
        Literal::Object(entries) => entries.iter().all(|(_, value)| has_usual_numbers(value)),
        Literal::Number(text) => {
            let is_fraction = text.contains(['.', 'e', 'E']);
            text.parse::<i64>().is_ok()
                || is_fraction && text.parse::<f64>().is_ok_and(|number| number.abs() < 1e15)
        }
        Literal::Null | Literal::Bool(_) | Literal::String(_) => true,
    }
}

fn odd(text: &str) -> Literal {
    match text {
        "null" => Literal::Null,
        "true" | "false" => Literal::Bool(text == "true"),
        number => Literal::Number(number.to_owned()),
    }
}

fn pick<'v, T>(list: &'v [T], random: &mut impl Rng) -> Option<&'v T> {
    (!list.is_empty()).then(|| &list[random.random_range(0..list.len())])
}

fn collect_scalars(value: &Literal, scalars: &mut Vec<Literal>) {
    match value {
        Literal::Array(items) => items.iter().for_each(|item| collect_scalars(item, scalars)),
        Literal::Object(entries) => entries
            .iter()
            .for_each(|(_, value)| collect_scalars(value, scalars)),
        scalar if !scalars.contains(scalar) => scalars.push(scalar.clone()),
        _ => {}
    }
}

/// Changes something at a random place of `value`.
fn change(value: &mut Literal, scalars: &[Literal], random: &mut impl Rng) {
    // Half of the changes go one step further down.
    match value {
        Literal::Array(items) if !items.is_empty() && random.random_bool(0.6) => {
            let index = random.random_range(0..items.len());
            change(&mut items[index], scalars, random);
        }
        Literal::Object(entries) if !entries.is_empty() && random.random_bool(0.7) => {
            let index = random.random_range(0..entries.len());
            change(&mut entries[index].1, scalars, random);
        }
        Literal::Array(items) => change_list(items, scalars, random),
        Literal::Object(entries) => change_object(entries, scalars, random),
        Literal::String(text) => change_text(text, scalars, random).map_or((), |new| *value = new),
        scalar => {
            if let Some(other) = pick(scalars, random) {
                *scalar = other.clone();
            }
        }
    }
}

fn change_list(items: &mut Vec<Literal>, scalars: &[Literal], random: &mut impl Rng) {
    match random.random_range(0..4) {
        0 => {
            items.pop();
        }
        1 => {
            if let Some(item) = items.first().cloned() {
                items.push(item);
            }
        }
        2 => items.reverse(),
        _ => items.extend(pick(scalars, random).cloned()),
    }
}

fn change_object(entries: &mut Vec<(String, Literal)>, scalars: &[Literal], random: &mut impl Rng) {
    match random.random_range(0..4) {
        0 if !entries.is_empty() => {
            let index = random.random_range(0..entries.len());
            entries.remove(index);
        }
        1 if !entries.is_empty() => {
            let index = random.random_range(0..entries.len());
            let renamed = format!("{}_", entries[index].0);
            if !entries.iter().any(|(name, _)| *name == renamed) {
                entries[index].0 = renamed;
            }
        }
        2 => entries.reverse(),
        _ => {
            let name = ["x", "extra", "Aa", ""][random.random_range(0..4)];
            if !entries.iter().any(|(known, _)| known == name) {
                entries.extend(pick(scalars, random).map(|value| (name.to_owned(), value.clone())));
            }
        }
    }
}

/// Another scalar, unless the text itself is changed.
fn change_text(text: &mut String, scalars: &[Literal], random: &mut impl Rng) -> Option<Literal> {
    match random.random_range(0..4) {
        0 => {
            text.pop();
        }
        1 => text.push('x'),
        2 => *text = text.to_uppercase(),
        _ => return pick(scalars, random).cloned(),
    }
    None
}
