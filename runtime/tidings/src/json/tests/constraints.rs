//! Constraints, when reading and when writing.

use super::{CARD, Card, LINES, Order, Payment, order, refused};
use crate::Maybe;
use crate::json::{Report, from_slice, from_slice_with, to_vec};

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
