//! Payloads behind the id of their schema in a registry.

use tidings::transport::Message as Incoming;
use tidings::{Framed, Message};

mod generated {
    include!("generated/framed.rs");
}

use generated::messages::{Paid, Placed, Total};
use generated::types::{self, PaidPayload, PlacedHeaders};

/// Sends `message`, whose body is then `body`, and receives it.
#[track_caller]
fn check_round_trip<M: Message + PartialEq + std::fmt::Debug>(message: M, body: &[u8]) {
    let encoded = message.encode().expect("it is valid");
    assert_eq!(encoded.body, body);
    let mut incoming = Incoming::new("orders", encoded.body);
    incoming.headers = encoded.headers;
    assert_eq!(M::decode(&incoming), Ok(message));
}

fn refusal<M: Message + std::fmt::Debug>(body: &'static [u8]) -> String {
    let refused = M::decode(&Incoming::new("orders", body));
    refused.expect_err("it is invalid").to_string()
}

#[test]
fn the_id_of_the_schema_stands_before_the_value() {
    let placed = Framed::new(258, types::Placed::new("a", 2));
    assert_eq!(placed.pieces, 2);
    check_round_trip(
        Placed::new(PlacedHeaders::new("north"), placed),
        b"\0\0\0\x01\x02\x02a\x04",
    );
    check_round_trip(
        Paid::from(Framed::new(u32::MAX, PaidPayload::new("17"))),
        b"\0\xff\xff\xff\xff{\"id\":\"17\"}",
    );
    check_round_trip(Total::new(Framed::new(0, 10)), b"\0\0\0\0\x0010");
}

#[test]
fn what_stands_behind_the_id_is_checked() {
    assert_eq!(
        refusal::<Paid>(b"\0\0\0\0\x01{\"id\":\"12345\"}"),
        "/id: \"12345\" is longer than 4 characters"
    );
    assert_eq!(
        refusal::<Total>(b"\0\0\0\0\x0111"),
        "(root): 11 is greater than 10"
    );
    let unsent = Total::new(Framed::new(1, 11)).encode();
    assert_eq!(
        unsent.expect_err("it is too much").to_string(),
        "(root): 11 is greater than 10"
    );
    for body in [&b""[..], b"\0\0\0\0", b"\x01\0\0\0\0{}", b"{\"id\":\"1\"}"] {
        assert_eq!(
            refusal::<Paid>(body),
            "(root): does not begin with the id of a schema in a registry"
        );
    }
}
