//! What is refused, and in which words.

mod constraints;
mod reading;
mod unions;

use serde::{Deserialize, Serialize};
use tidings_check::{Path, Violations};

use super::from_slice;
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
