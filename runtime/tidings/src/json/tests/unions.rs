//! Unions by tag.

use super::{CARD, LINES, Order, order, refused};
use crate::json::from_slice;

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
