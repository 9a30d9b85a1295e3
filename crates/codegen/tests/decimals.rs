//! Numbers whose digits all count, as texts: a value in memory would not tell what stands on the wire.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

mod decimals {
    include!("generated/decimals.rs");
}

use decimals::{Amount, Anything, Bound, Choice, Huge, Paid, Rate, Shares, Text};
use tidings::{Decimal, Payload};

#[track_caller]
fn comes_back<T: Payload>(text: &str) {
    let value: T = tidings::json::from_slice(text.as_bytes())
        .unwrap_or_else(|error| panic!("{text} is refused: {error}"));
    let written = tidings::json::to_vec(&value).expect("what was read is written");
    assert_eq!(String::from_utf8_lossy(&written), text);
}

#[track_caller]
fn is_refused<T: Payload + std::fmt::Debug>(text: &str, expected: &str) {
    let error = tidings::json::from_slice::<T>(text.as_bytes()).expect_err(text);
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn every_digit_comes_back() {
    comes_back::<Amount>("12.50");
    comes_back::<Amount>("0.10000000000000000555111512312578270");
    comes_back::<Rate>("99999999999999999999.001");
    comes_back::<Bound>("12345678901234567890.125");
    comes_back::<Choice>("0.1000000000000000055511151231257827");
    comes_back::<Huge>("99999999999999999999999999999999999999999999999999");
    comes_back::<Text>("\"12.50\"");
    comes_back::<Anything>("0.30000000000000000000001");
    comes_back::<Paid>(r#"{"by":"card","amount":98765432109876543210.010}"#);
    comes_back::<Paid>(r#"{"by":"cash","total":99999999999999999999999999999}"#);
    comes_back::<Shares>(r#"{"own":0.3333333333333333333333,"other":0.6666666666666666666667}"#);
    comes_back::<Shares>(r#"{"own":1.0,"all":[1.0,1.00000000000000000000001]}"#);
}

#[test]
fn bounds_are_held_to_exactly() {
    is_refused::<Bound>(
        "12345678901234567890.126",
        "12345678901234567890.126 is greater than 12345678901234567890.125",
    );
    is_refused::<Rate>("99999999999999999.0001", "is not a multiple of 0.001");
    is_refused::<Choice>("0.1", "is none of");
    is_refused::<Huge>(
        "100000000000000000000000000000000000000000000000001",
        "is greater than",
    );
    is_refused::<Shares>(r#"{"own":1,"all":[1,1.0]}"#, "/all");
    is_refused::<Shares>(
        r#"{"own":1,"other":1,"other":2}"#,
        "the property \"other\" stands twice",
    );
}

#[test]
fn named_numbers_are_parsed_made_and_checked() {
    let amount: Amount = "12.50".parse().expect("it is a number");
    assert_eq!(amount.to_string(), "12.50");
    assert_eq!(amount.to_scaled(2), Some(1_250));
    let error = Amount::new(Decimal::from(-1)).expect_err("it is too little");
    assert!(error.to_string().contains("-1 is less than 0"), "{error}");
    assert!("12,50".parse::<Amount>().is_err());
}
