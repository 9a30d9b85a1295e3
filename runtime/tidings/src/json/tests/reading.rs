//! Types, names and numbers.

use super::{CARD, LINES, Order, order, refused};
use crate::Maybe;
use crate::json::{from_slice, to_vec};

#[test]
fn what_fits_is_read_and_written_back() {
    let json = order(LINES, CARD, r#", "gift": null"#);
    let read: Order = from_slice(json.as_bytes()).unwrap();
    assert_eq!(read.gift, Maybe::Null);
    let written = String::from_utf8(to_vec(&read).unwrap()).unwrap();
    assert_eq!(written, json.replace(": ", ":").replace(", ", ","));
}

#[test]
fn a_wrong_type_is_told_with_its_place_and_without_its_value() {
    let lines = r#"[{"quantity": "4111 1111", "colour": "red"}]"#;
    refused(
        &order(lines, CARD, ""),
        "/lines/0/quantity: expected an integer, found a string",
    );
    refused(
        &order("7", CARD, ""),
        "/lines: expected an array, found an integer",
    );
    refused(
        &order(LINES, "true", ""),
        "/payment: expected an object, found a boolean",
    );
    refused("[]", "(root): expected an object, found an array");
    refused(
        &order(LINES, CARD, r#", "note": null"#),
        "/note: expected a string, found null",
    );
}

#[test]
fn an_integer_beyond_its_rust_type_is_told_as_a_range() {
    for (quantity, message) in [
        (
            "256",
            "/lines/0/quantity: 256 is greater than 255, the most that `u8` holds",
        ),
        ("-1", "/lines/0/quantity: -1 is less than 0"),
        ("101", "/lines/0/quantity: 101 is greater than 100"),
        (
            "1.5",
            "/lines/0/quantity: expected an integer, found a number",
        ),
    ] {
        let lines = format!(r#"[{{"quantity": {quantity}, "colour": "red"}}]"#);
        refused(&order(&lines, CARD, ""), message);
    }
}

#[test]
fn an_integer_may_be_written_with_a_fraction_of_zero() {
    let lines = r#"[{"quantity": 2.0, "colour": "red"}, {"quantity": 1e1, "colour": "green"}]"#;
    let read: Order = from_slice(order(lines, CARD, "").as_bytes()).unwrap();
    assert_eq!(read.lines[0].quantity, 2);
    assert_eq!(read.lines[1].quantity, 10);
}

#[test]
fn missing_and_repeated_properties_are_named() {
    refused(
        r#"{"orderId": "7", "lines": []}"#,
        r#"(root): the property "payment" is missing; /lines: has 0 items, fewer than 1"#,
    );
    refused(
        &order(LINES, CARD, r#", "orderId": "8""#),
        r#"(root): the property "orderId" stands twice"#,
    );
    refused(
        &order(LINES, r#"{"method": "card", "token": 77, "token": 78}"#, ""),
        r#"/payment: the property "token" stands twice"#,
    );
}

#[test]
fn an_enum_is_a_string_of_the_list() {
    for (colour, message) in [
        (
            r#""blue""#,
            r#"/lines/0/colour: "blue" is not one of "red" or "green""#,
        ),
        ("1", "/lines/0/colour: expected a string, found an integer"),
    ] {
        let lines = format!(r#"[{{"quantity": 1, "colour": {colour}}}]"#);
        refused(&order(&lines, CARD, ""), message);
    }
    let lines = r#"[{"quantity": 1, "colour": {"red": null}}]"#;
    assert!(from_slice::<Order>(order(lines, CARD, "").as_bytes()).is_err());
}

#[test]
fn a_struct_is_not_read_from_an_array() {
    refused(
        &order(r#"[[2, "red"]]"#, CARD, ""),
        "/lines/0: expected an object, found an array",
    );
}

#[test]
fn bytes_that_are_no_json_are_refused() {
    refused(
        "",
        "(root): is not JSON: EOF while parsing a value at line 1 column 0",
    );
    let trailing = order(LINES, CARD, "") + " 1";
    let error = from_slice::<Order>(trailing.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("trailing characters"), "{error}");
}

#[test]
fn integers_that_are_written_like_floats_keep_every_digit() {
    for (json, expected) in [
        ("1e3", 1_000),
        ("7.0", 7),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("1234567890123456789e0", 1_234_567_890_123_456_789),
    ] {
        assert_eq!(from_slice::<u64>(json.as_bytes()).unwrap(), expected);
        assert_eq!(
            from_slice::<u128>(json.as_bytes()).unwrap(),
            u128::from(expected)
        );
    }
    assert!(from_slice::<u64>(b"0.5").is_err());
    assert!(from_slice::<u64>(b"1e20").is_err());
}
