//! Messages whose types are written by hand.
#![cfg(feature = "derive")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tidings::transport;
use tidings::{Message, MessageKind, Payload};

/// Somebody has ordered something.
///
/// It is not packed yet.
#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(
    name = "OrderPlaced",
    kind = "event",
    correlation_id = "$message.payload#/orderId"
)]
#[serde(rename_all = "camelCase")]
struct Placed {
    order_id: String,
    #[message(range(min = 1, max = MOST))]
    pieces: u32,
}

const MOST: u32 = 100;

fn incoming<M: Message>(body: &[u8]) -> transport::Message {
    transport::Message {
        content_type: Some(M::CONTENT_TYPE.to_owned()),
        ..transport::Message::new("orders.placed".to_owned(), body.to_vec())
    }
}

#[test]
fn a_type_is_a_message() {
    let placed = Placed {
        order_id: "7".into(),
        pieces: 3,
    };
    assert_eq!(Placed::NAME, "OrderPlaced");
    assert_eq!(Placed::KIND, MessageKind::Event);
    let body = placed.encode().unwrap().body;
    assert_eq!(&body[..], br#"{"orderId":"7","pieces":3}"#);
    let incoming = incoming::<Placed>(&body);
    assert_eq!(Placed::correlation_id(&incoming).as_deref(), Some("7"));
    assert_eq!(Placed::decode(&incoming).unwrap(), placed);
}

/// A part with rules of its own.
#[derive(Debug, PartialEq, Serialize, Deserialize, Payload)]
struct Line {
    #[message(pattern = "^[A-Z]{3}$")]
    sku: Cow<'static, str>,
    #[schemars(range(min = 1))]
    quantity: Option<i64>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
#[message(kind = "command")]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Order {
    Books {
        #[message(length(min = 1, max = 2), inner(length(max = 3)))]
        titles: Vec<String>,
        #[serde(rename = "weight")]
        #[message(range(min = 0.5))]
        kilograms: f64,
    },
    Lines {
        lines: Vec<Line>,
        by_shelf: BTreeMap<String, Box<Line>>,
    },
    Nothing,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Message)]
struct Wrapped<T>(T);

/// Asserts what is wrong with `body` as a message `M`.
#[track_caller]
fn check<M: Message + std::fmt::Debug>(body: &str, expected: &str) {
    let read = M::decode(&incoming::<M>(body.as_bytes()));
    let problem = read.map_or_else(
        |error| error.to_string(),
        |message| {
            message.encode().expect("what was read may be sent");
            String::new()
        },
    );
    assert_eq!(problem, expected, "{body}");
}

#[test]
fn what_is_stated_is_checked_at_its_place() {
    check::<Placed>(
        r#"{"orderId": "7", "pieces": 101}"#,
        "/pieces: 101 is greater than 100",
    );
    check::<Order>(
        r#"{"what": "books", "titles": [], "weight": 0.25}"#,
        "/titles: has 0 items, fewer than 1; /weight: 0.25 is less than 0.5",
    );
    check::<Order>(
        r#"{"what": "books", "titles": ["abcd"], "weight": 1}"#,
        "/titles/0: \"abcd\" is longer than 3 characters",
    );
    check::<Order>(
        r#"{"what": "lines", "lines": [{"sku": "A", "quantity": 0}], "by_shelf": {"a/b": {"sku": "B"}}}"#,
        "/lines/0/sku: \"A\" does not match the pattern ^[A-Z]{3}$; /lines/0/quantity: 0 is less than 1; /by_shelf/a~1b/sku: \"B\" does not match the pattern ^[A-Z]{3}$",
    );
    check::<Order>(r#"{"what": "nothing"}"#, "");
    check::<Wrapped<u8>>("7", "");
    check::<Wrapped<Placed>>(r#"{"orderId": "7", "pieces": 3}"#, "");
}

mod beside_prost {
    use prost::Message;

    /// A message of each kind in one file, with prost's name in scope.
    #[derive(PartialEq, Message)]
    struct OnTheWire {
        #[prost(string, tag = "1")]
        name: String,
    }

    #[derive(serde::Serialize, serde::Deserialize, tidings::Message)]
    #[message(name = "Named")]
    struct Named {
        name: String,
    }

    #[test]
    fn both_are_messages() {
        let bytes = OnTheWire { name: "a".into() }.encode_to_vec();
        assert_eq!(OnTheWire::decode(&bytes[..]).unwrap().name, "a");
        assert_eq!(<Named as tidings::Message>::NAME, "Named");
        let named = Named { name: "a".into() };
        let encoded = tidings::Message::encode(&named).unwrap();
        assert_eq!(&encoded.body[..], br#"{"name":"a"}"#);
    }
}
