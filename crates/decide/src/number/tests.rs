use proptest::prelude::*;

use super::*;

#[track_caller]
fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is no number"))
}

/// Reads the left side of a line of `numbers.txt`.
fn demand(text: &str) -> NumberDemand {
    let mut demand = NumberDemand::default();
    for part in text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (word, number) = part.split_once(' ').expect("a word and a number");
        let value = decimal(number.trim());
        let bound = |is_inclusive| Bound {
            value: value.clone(),
            is_inclusive,
        };
        match word {
            ">=" => demand.at_least(bound(true)),
            ">" => demand.at_least(bound(false)),
            "<=" => demand.at_most(bound(true)),
            "<" => demand.at_most(bound(false)),
            "*" => demand.multiples.push(value),
            "!*" => demand.not_multiples.push(value),
            "!=" => demand.excluded.push(value),
            other => panic!("{other} is no word of this file"),
        }
    }
    demand
}

#[test]
fn numbers_are_found_as_listed() {
    let mut wrong = Vec::new();
    let cases = include_str!("../../fixtures/numbers.txt").lines();
    for line in cases.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (asked, expected) = line.split_once("=>").expect("an arrow");
        let found = match find(&demand(asked), &mut Budget::new(10_000)) {
            Found::One(number) => number.to_string(),
            Found::Nothing => "nothing".to_owned(),
            Found::GaveUp(_) => "gives up".to_owned(),
        };
        if found != expected.trim() {
            wrong.push(format!("{line} (found {found})"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_budget_ends_a_long_search() {
    let mut asked = demand("* 1, > 1000, < 4000");
    asked.excluded = (0..5_000_i64).map(Decimal::from).collect();
    let found = find(&asked, &mut Budget::new(500));
    assert!(matches!(found, Found::GaveUp(_)), "{found:?}");
}

fn arbitrary_bound(reach: i64) -> impl Strategy<Value = Option<Bound>> {
    let bound = (-reach..=reach, any::<bool>()).prop_map(|(tenths, is_inclusive)| Bound {
        value: tenth(tenths),
        is_inclusive,
    });
    prop::option::of(bound)
}

fn tenth(tenths: i64) -> Decimal {
    Decimal::from(tenths).shifted(-1)
}

fn arbitrary_tenths(
    range: std::ops::Range<i64>,
    most: usize,
) -> impl Strategy<Value = Vec<Decimal>> {
    prop::collection::vec(range.prop_map(tenth), 0..most)
}

fn arbitrary_demand() -> impl Strategy<Value = NumberDemand> {
    (
        arbitrary_bound(60),
        arbitrary_bound(60),
        arbitrary_tenths(1..40, 3),
        arbitrary_tenths(1..40, 4),
        arbitrary_tenths(-60..60, 6),
    )
        .prop_map(
            |(minimum, maximum, multiples, not_multiples, excluded)| NumberDemand {
                minimum,
                maximum,
                multiples,
                not_multiples,
                excluded,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Everything is in tenths, so hundredths and thousandths find whatever there is between bounds.
    #[test]
    fn what_is_found_agrees_with_trying_all(demand in arbitrary_demand()) {
        let by_hand = || {
            let reach = if demand.multiples.is_empty() { 7_000 } else { 70 };
            let unit = if demand.multiples.is_empty() { -3 } else { -1 };
            let mut numbers = (-reach..=reach).map(|number: i64| Decimal::from(number).shifted(unit));
            numbers.any(|number| demand.is_met_by(&number) == Some(true))
        };
        match find(&demand, &mut Budget::new(100_000)) {
            Found::One(number) => prop_assert_eq!(demand.is_met_by(&number), Some(true), "{}", number),
            Found::Nothing => prop_assert!(!by_hand()),
            Found::GaveUp(cause) => prop_assert!(false, "{:?}", cause),
        }
    }
}
