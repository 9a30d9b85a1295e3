//! What is refused, and in which words.

use serde::{Deserialize, Serialize};
use tidings_check::{Path, Violations};

use super::{Report, from_slice, from_slice_with, to_vec};
use crate::__generated::v1;
use crate::{Maybe, Payload};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    #[serde(rename = "orderId")]
    order_id: String,
    lines: Vec<Line>,
    payment: Payment,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "v1::present"
    )]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Maybe::is_absent")]
    gift: Maybe<bool>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    quantity: u8,
    colour: Colour,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Payment {
    Card(Card),
    Both(Box<Both>),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Card {
    method: String,
    token: u64,
}

/// Pays in two parts, so that unions nest.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Both {
    method: String,
    first: Payment,
    second: Payment,
}

impl<'de> Deserialize<'de> for Payment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        v1::tagged(deserializer)
    }
}

impl v1::Tagged for Payment {
    type Tag = &'static str;
    const PROPERTY: &'static str = "method";
    const TAGS: &'static [&'static str] = &["card", "both"];
    fn decode<'de, C: v1::Content<'de>>(number: usize, content: C) -> Result<Self, C::Error> {
        match number {
            0 => content.decode().map(Self::Card),
            _ => content.decode().map(Self::Both),
        }
    }
}

impl Payload for Order {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        let lines = path.key("lines");
        v1::check::min_items(self.lines.len(), 1, &lines, violations);
        self.lines.check(&lines, violations);
        self.payment.check(&path.key("payment"), violations);
    }
}

impl Payload for Line {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        v1::check::maximum(self.quantity, 100, &path.key("quantity"), violations);
    }
}

impl Payload for Payment {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        match self {
            Self::Card(card) => card.check(path, violations),
            Self::Both(both) => both.check(path, violations),
        }
    }
}

impl Payload for Card {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        v1::check::minimum(self.token, 10, &path.key("token"), violations);
    }
}

impl Payload for Both {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        self.first.check(&path.key("first"), violations);
        self.second.check(&path.key("second"), violations);
    }
}

/// An order with these lines, this payment, and what else it has.
fn order(lines: &str, payment: &str, rest: &str) -> String {
    format!(r#"{{"orderId": "7", "lines": {lines}, "payment": {payment}{rest}}}"#)
}

const LINES: &str = r#"[{"quantity": 2, "colour": "red"}]"#;
const CARD: &str = r#"{"method": "card", "token": 77}"#;

#[track_caller]
fn refused(json: &str, message: &str) {
    match from_slice::<Order>(json.as_bytes()) {
        Ok(order) => panic!("accepted: {order:?}"),
        Err(error) => assert_eq!(error.to_string(), message),
    }
}

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
fn a_union_lists_its_tags_and_keeps_inner_places() {
    refused(
        &order(LINES, r#"{"method": "cash"}"#, ""),
        r#"/payment/method: "cash" is not one of "card", "both""#,
    );
    refused(
        &order(LINES, r#"{"token": 1}"#, ""),
        r#"/payment: the property "method", one of "card", "both", is missing"#,
    );
    let both = |second: &str| {
        let payment = format!(r#"{{"method": "both", "first": {CARD}, "second": {second}}}"#);
        order(LINES, &payment, "")
    };
    refused(
        &both(r#"{"method": "card", "token": "x"}"#),
        "/payment/second/token: expected an integer, found a string",
    );
    refused(
        &both(r#"{"method": "card", "token": 3}"#),
        "/payment/second/token: 3 is less than 10",
    );
}

/// Where the tag stands makes no difference to what is said.
#[test]
fn a_union_whose_tag_comes_late_is_told_alike() {
    for content in [
        r#"{"method": "card", "token": 77}"#,
        r#"{"method": "card", "token": 3}"#,
        r#"{"method": "card", "token": "x"}"#,
        r#"{"method": "card"}"#,
        r#"{"method": "card", "token": 77, "token": 78}"#,
        r#"{"method": "cash", "token": 77}"#,
        r#"{"method": 1, "token": 77}"#,
        r#"{"method": "both", "first": {"method": "card", "token": true}, "second": 7}"#,
        r#"{"method": "both", "first": {"token": 3, "method": "card"}, "second": {"method": "x"}}"#,
    ] {
        let (tag, rest) = content[1..content.len() - 1]
            .split_once(", ")
            .unwrap_or((&content[1..content.len() - 1], ""));
        let late = match rest {
            "" => format!("{{{tag}}}"),
            rest => format!("{{{rest}, {tag}}}"),
        };
        let read = |payment: &str| {
            from_slice::<Order>(order(LINES, payment, "").as_bytes())
                .map_err(|error| error.to_string())
        };
        assert_eq!(read(content), read(&late), "{content}");
    }
}

#[test]
fn a_deeply_nested_union_that_is_wrong_inside_is_refused_soon() {
    let mut payment = r#"{"method": "card", "token": "x"}"#.to_owned();
    for _ in 0..40 {
        payment = format!(r#"{{"method": "both", "first": {payment}, "second": {CARD}}}"#);
    }
    let json = order(LINES, &payment, "");
    let error = from_slice::<Order>(json.as_bytes()).unwrap_err();
    assert!(
        error.violations()[0].pointer.ends_with("/first/token"),
        "{error}"
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
fn every_broken_constraint_is_told() {
    let lines = r#"[{"quantity": 101, "colour": "red"}, {"quantity": 102, "colour": "red"}]"#;
    let error = from_slice::<Order>(order(lines, CARD, "").as_bytes()).unwrap_err();
    let pointers: Vec<_> = error.violations().iter().map(|it| &*it.pointer).collect();
    assert_eq!(pointers, ["/lines/0/quantity", "/lines/1/quantity"]);
}

#[test]
fn types_and_constraints_are_told_together() {
    let card = r#"{"method": "card", "token": 9}"#;
    let lines = r#"[
        {"quantity": "1", "colour": "red"},
        {"quantity": 101, "colour": "green"},
        {"colour": "blue"},
        7
    ]"#;
    refused(
        &order(lines, card, r#", "note": null, "gift": 1"#),
        "/lines/0/quantity: expected an integer, found a string; \
         /gift: expected a boolean, found an integer; \
         /lines/2/colour: \"blue\" is not one of \"red\" or \"green\"; \
         /lines/2: the property \"quantity\" is missing; \
         /lines/3: expected an object, found an integer; \
         /note: expected a string, found null; \
         /lines/1/quantity: 101 is greater than 100; \
         /payment/token: 9 is less than 10",
    );
    let first = from_slice_with::<Order>(order(lines, card, "").as_bytes(), Report::First);
    let first = first.unwrap_err();
    assert_eq!(
        first.to_string(),
        "/lines/0/quantity: expected an integer, found a string"
    );
}

#[test]
fn nothing_is_said_of_what_nobody_has_sent() {
    // An unknown branch demands nothing, and a stand-in breaks nothing.
    refused(
        &order(
            r#"[{"quantity": 300, "colour": 1}]"#,
            r#"{"method": "cash", "token": "x"}"#,
            "",
        ),
        "/lines/0/quantity: 300 is greater than 255, the most that `u8` holds; \
         /lines/0/colour: expected a string, found an integer; \
         /payment/method: \"cash\" is not one of \"card\", \"both\"",
    );
    refused(
        &order(LINES, r#"{"token": true}"#, r#", "note": 1"#),
        r#"/payment: the property "method", one of "card", "both", is missing; /note: expected a string, found an integer"#,
    );
    // Nothing is put in the place of a number that is not known exactly, so the report ends there.
    refused(
        &order(
            r#"[{"quantity": 36893488147419103232, "colour": "red"}]"#,
            CARD,
            r#", "note": 1"#,
        ),
        "/lines/0/quantity: 36893488147419103232 is greater than 255, the most that `u8` holds",
    );
}

#[test]
fn what_is_wrong_everywhere_ends_soon() {
    let lines = vec!["7"; 100_000].join(",");
    let error = from_slice::<Order>(order(&format!("[{lines}]"), CARD, "").as_bytes());
    assert_eq!(error.unwrap_err().violations().len(), 1);
    let lines = vec!["7"; 500].join(",");
    let error = from_slice::<Order>(order(&format!("[{lines}]"), CARD, "").as_bytes());
    assert!(error.unwrap_err().violations().len() > 20);
}

#[test]
fn what_breaks_the_contract_is_not_written() {
    let order = Order {
        order_id: "7".to_owned(),
        lines: Vec::new(),
        payment: Payment::Card(Card {
            method: "card".to_owned(),
            token: 9,
        }),
        note: None,
        gift: Maybe::Absent,
    };
    let error = to_vec(&order).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/lines: has 0 items, fewer than 1; /payment/token: 9 is less than 10"
    );
    assert!(to_vec(&f64::NAN).is_err());
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
