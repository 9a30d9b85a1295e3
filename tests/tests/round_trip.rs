//! Laws of generated types: what is valid is read and written as the same JSON, and what is not is refused at its place.

use proptest::prelude::*;
use serde_json::{Value, json};
use tidings_tests::orders::{Order, OrderPlaced};

fn text(most: usize) -> impl Strategy<Value = String> {
    // Every kind of character: one to four bytes, what JSON escapes, and what it need not.
    proptest::collection::vec(
        prop_oneof![any::<char>(), proptest::char::range(' ', '~')],
        1..=most,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

fn order_id() -> impl Strategy<Value = String> {
    any::<u128>().prop_map(|number| {
        let digits = format!("{number:032x}");
        format!(
            "{}-{}-{}-{}-{}",
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..]
        )
    })
}

fn line() -> impl Strategy<Value = Value> {
    (
        proptest::collection::vec(b'A'..=b'Z', 3),
        0..10_000_u32,
        1..=100_u32,
    )
        .prop_map(|(letters, digits, quantity)| {
            let letters = String::from_utf8(letters).expect("letters are text");
            json!({"sku": format!("{letters}-{digits:04}"), "quantity": quantity})
        })
}

fn payment() -> impl Strategy<Value = Value> {
    prop_oneof![
        text(20).prop_map(|token| json!({"method": "card", "token": token})),
        (7..=60_i64).prop_map(|days| json!({"method": "invoice", "dueDays": days})),
    ]
}

prop_compose! {
    fn order()(
        id in order_id(),
        name in text(80),
        email in proptest::option::of("[a-z]{1,10}@[a-z]{1,10}\\.org"),
        lines in proptest::collection::vec(line(), 1..=50),
        payment in payment(),
        note in proptest::option::of(text(200)),
        labels in proptest::option::of(proptest::collection::btree_map(text(8), text(8), 0..4)),
    ) -> Value {
        let mut customer = json!({"name": name});
        if let Some(email) = email {
            customer["email"] = json!(email);
        }
        let mut order = json!({"orderId": id, "customer": customer, "lines": lines, "payment": payment});
        if let Some(note) = note {
            order["note"] = json!(note);
        }
        if let Some(labels) = labels {
            order["labels"] = json!(labels);
        }
        order
    }
}

prop_compose! {
    fn order_placed()(
        id in order_id(),
        (year, month, day) in (1970..2100_i32, 1..=12_u8, 1..=28_u8),
        (hour, minute, second) in (0..24_u8, 0..60_u8, 0..60_u8),
        fraction in proptest::option::of("[0-9]{1,9}"),
        offset in prop_oneof![Just("Z".to_owned()), (0..24_u8, 0..60_u8).prop_map(|(h, m)| format!("+{h:02}:{m:02}"))],
        pieces in 1..i64::MAX,
    ) -> Value {
        let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
        let time = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}");
        json!({"orderId": id, "happenedAt": time, "event": "placed", "pieces": pieces})
    }
}

#[track_caller]
fn reads_and_writes<T: tidings::Payload + PartialEq + std::fmt::Debug>(instance: &Value) {
    let bytes = serde_json::to_vec(instance).expect("a value is written");
    let value: T = tidings::json::from_slice(&bytes)
        .unwrap_or_else(|error| panic!("{instance} is refused: {error}"));
    let written = tidings::json::to_vec(&value)
        .unwrap_or_else(|error| panic!("{instance} is not written: {error}"));
    assert_eq!(
        serde_json::from_slice::<Value>(&written).expect("JSON is written"),
        *instance
    );
    assert_eq!(
        tidings::json::from_slice::<T>(&written).expect("what was written is read"),
        value
    );
}

#[track_caller]
fn refused_at(mut instance: Value, pointer: &str, value: Value) {
    *instance
        .pointer_mut(pointer)
        .expect("the pointer leads somewhere") = value;
    let bytes = serde_json::to_vec(&instance).expect("a value is written");
    let error =
        tidings::json::from_slice::<Order>(&bytes).expect_err("a broken instance is refused");
    assert!(
        error.to_string().starts_with(&format!("{pointer}: ")),
        "{error} does not begin with {pointer}"
    );
}

proptest! {
    #[test]
    fn a_valid_order_is_read_and_written_as_it_is(instance in order()) {
        reads_and_writes::<Order>(&instance);
    }

    #[test]
    fn a_valid_event_keeps_its_time_to_the_digit(instance in order_placed()) {
        reads_and_writes::<OrderPlaced>(&instance);
    }

    #[test]
    fn a_broken_order_is_refused_at_the_place(instance in order(), pieces in 101..u32::MAX) {
        refused_at(instance.clone(), "/lines/0/quantity", json!(pieces));
        refused_at(instance.clone(), "/lines/0/quantity", json!("many"));
        refused_at(instance.clone(), "/lines/0/sku", json!("tea"));
        refused_at(instance.clone(), "/orderId", json!("7"));
        refused_at(instance.clone(), "/customer/name", json!(""));
        refused_at(instance, "/lines", json!([]));
    }
}

#[test]
fn the_message_names_the_limit() {
    let order = r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","customer":{"name":"Ada"},
        "lines":[{"sku":"TEA-0001","quantity":101}],"payment":{"method":"card","token":"t"}}"#;
    let error = tidings::json::from_slice::<Order>(order.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/lines/0/quantity: 101 is greater than 100"
    );
}

#[test]
fn an_unknown_tag_is_refused_with_the_known_ones() {
    let order = r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","customer":{"name":"Ada"},
        "lines":[{"sku":"TEA-0001","quantity":1}],"payment":{"method":"cash"}}"#;
    let error = tidings::json::from_slice::<Order>(order.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("/payment"), "{error}");
    assert!(
        error.contains("card") && error.contains("invoice"),
        "{error}"
    );
}

#[test]
fn a_secret_is_not_shown() {
    let order = r#"{"orderId":"7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f","customer":{"name":"Ada"},
        "lines":[{"sku":"TEA-0001","quantity":1}],"payment":{"method":"card","token":"s3cret"}}"#;
    let order: Order = tidings::json::from_slice(order.as_bytes()).unwrap();
    let shown = format!("{order:?}");
    assert!(
        !shown.contains("s3cret") && shown.contains("***"),
        "{shown}"
    );
}
