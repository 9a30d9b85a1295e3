//! Exact numbers: one value per number however it is spelled, and arithmetic that never rounds or explodes.

use proptest::prelude::*;
use tidings_check::Decimal;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn spellings_of_one_number_are_equal() {
    for group in [
        &["1", "1.0", "1e0", "10e-1", "0.1e1", "1E+0"][..],
        &["0", "-0", "0.0", "0e999999999", "-0.000"],
        &["-1200", "-1.2e3", "-12e2", "-1200.00"],
        &["0.001", "1e-3", "0.1E-2"],
    ] {
        for text in group {
            assert_eq!(decimal(text), decimal(group[0]), "{text}");
        }
    }
}

#[test]
fn what_json_does_not_write_is_no_number() {
    for text in [
        "", "-", "+1", "01", "-01", ".5", "1.", "1.e2", "1e", "1e+", "0x1F", "1_000", "1 ", "NaN",
        "--1", "1.2.3", "\u{661}", "1e1.5",
    ] {
        assert_eq!(Decimal::parse(text), None, "{text}");
    }
}

#[test]
fn order_is_exact() {
    let ascending = [
        "-1e999999999999",
        "-1.0000000000000000000000000000000000000001",
        "-1",
        "-1e-999999999999",
        "0",
        "1e-999999999999",
        "0.1",
        "0.10000000000000000000000001",
        "9007199254740992",
        "9007199254740993",
        "1e400",
        "1.1e400",
        "1e999999999999",
    ];
    for pair in ascending.windows(2) {
        assert!(
            decimal(pair[0]) < decimal(pair[1]),
            "{} < {}",
            pair[0],
            pair[1]
        );
    }
}

#[test]
fn multiples_are_exact() {
    #[track_caller]
    fn check(value: &str, divisor: &str, expected: Option<bool>) {
        let found = decimal(value).is_multiple_of(&decimal(divisor));
        assert_eq!(found, expected, "{value} by {divisor}");
    }
    check("0.3", "0.1", Some(true));
    check("4.02", "0.01", Some(true));
    check("0.0075", "0.0001", Some(true));
    check("0.00751", "0.0001", Some(false));
    check("1e308", "0.123456789", Some(false));
    check("1e308", "0.5", Some(true));
    check("12391239123", "1e-8", Some(true));
    check("7", "7e999999999", Some(false));
    check("7e999999999", "14", Some(true));
    check("1e999999999", "3", Some(false));
    check("0", "1e999999999", Some(true));
    check("-9", "3", Some(true));
    check("9", "-3", Some(true));
    check("5", "0", None);
    let wide = "1".repeat(38);
    check("5", &wide, None);
    check(&wide, &wide[..37], Some(false));
    check(&(wide[..37].to_owned() + "0"), &wide[..37], Some(true));
}

#[test]
fn integers_and_neighbours() {
    #[track_caller]
    fn check(text: &str, floor: Option<i128>, ceil: Option<i128>) {
        let number = decimal(text);
        assert_eq!((number.floor(), number.ceil()), (floor, ceil), "{text}");
        assert_eq!(
            number.is_integer(),
            number.is_zero() || floor.is_none() || floor == ceil
        );
    }
    check("0", Some(0), Some(0));
    check("0.5", Some(0), Some(1));
    check("-0.5", Some(-1), Some(0));
    check("1.5", Some(1), Some(2));
    check("-12.5e1", Some(-125), Some(-125));
    check("1e-999999999", Some(0), Some(1));
    check("18446744073709551616", Some(1 << 64), Some(1 << 64));
    check("1e38", None, None);
    check("1e999999999", None, None);
    assert_eq!(decimal("12.0").to_integer(), Some(12));
    assert_eq!(decimal("12.5").to_integer(), None);
}

#[test]
fn absurd_exponents_cost_nothing() {
    let huge = decimal("-1.5e99999999999999999999999999");
    assert!(huge.is_integer() && huge.is_negative());
    assert_eq!(huge.to_f64(), f64::NEG_INFINITY);
    assert!(huge.to_string().len() < 40);
    assert_eq!(decimal("1e-99999999999999999999999999").to_f64(), 0.0);
}

#[test]
fn one_spelling_is_written() {
    for (text, written) in [
        ("-0.0", "0"),
        ("1.50", "1.5"),
        ("1500e-3", "1.5"),
        ("1e3", "1000"),
        ("1e20", "100000000000000000000"),
        ("1e30", "1000000000000000000000000000000"),
        ("1e39", "1000000000000000000000000000000000000000"),
        ("1e40", "1e40"),
        ("-12e40", "-1.2e41"),
        ("0.00012", "0.00012"),
        ("1.2e-9", "1.2e-9"),
    ] {
        assert_eq!(decimal(text).to_string(), written, "{text}");
    }
}

proptest! {
    #[test]
    fn writing_keeps_the_value(mantissa: i64, exponent in -50_i64..50) {
        let number = decimal(&format!("{mantissa}e{exponent}"));
        prop_assert_eq!(decimal(&number.to_string()), number);
    }

    #[test]
    fn order_agrees_with_integers(left: i64, right: i64, places in 0_i64..20) {
        let scaled = |value: i64| decimal(&format!("{value}e-{places}"));
        prop_assert_eq!(scaled(left).cmp(&scaled(right)), left.cmp(&right));
        prop_assert_eq!(Decimal::from(left).cmp(&Decimal::from(right)), left.cmp(&right));
    }

    #[test]
    fn multiples_agree_with_integers(value: i32, divisor in 1_i32..2_000, places in -9_i64..9) {
        let scaled = |value: i32| decimal(&format!("{value}e{places}"));
        prop_assert_eq!(scaled(value).is_multiple_of(&scaled(divisor)), Some(value % divisor == 0));
    }

    #[test]
    fn no_text_panics(text in "[-+0-9.eE]{0,20}") {
        if let Some(number) = Decimal::parse(&text) {
            let value: f64 = text.parse().expect("every number of JSON is one of Rust");
            prop_assert_eq!(number.to_f64(), value + 0.0);
        }
    }
}
