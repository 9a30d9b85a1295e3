//! Messages whose types are written by hand.
#![cfg(feature = "derive")]

use serde::{Deserialize, Serialize};
use tidings::transport;
use tidings::{Message, MessageKind};

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
    pieces: u32,
}

fn incoming<M: Message>(message: &M) -> transport::Message {
    let encoded = message.encode().unwrap();
    transport::Message {
        content_type: Some(M::CONTENT_TYPE.to_owned()),
        ..transport::Message::new("orders.placed".to_owned(), encoded.body)
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
    let incoming = incoming(&placed);
    assert_eq!(&incoming.body[..], br#"{"orderId":"7","pieces":3}"#);
    assert_eq!(Placed::correlation_id(&incoming).as_deref(), Some("7"));
    assert_eq!(Placed::decode(&incoming).unwrap(), placed);
}
