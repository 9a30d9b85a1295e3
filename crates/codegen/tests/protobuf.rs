//! Payloads in Protocol Buffers, held against `prost-reflect`, on the wire and in JSON.

use std::collections::BTreeMap;
use std::fmt::Debug;

use prost_reflect::prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, SerializeOptions};
use tidings::codec::{Codec, Json, Protobuf};
use tidings::protobuf::{self, Any, Duration, FieldMask, Struct, Timestamp, Wrapper};
use tidings::{Bytes, Payload, Value};

mod generated {
    include!("generated/protobuf.rs");
}

use generated::types::{
    Failure, Found, FoundAnswer, Hit, Line, Old, Order, OrderPayment, Page, State,
};

/// The message `name` of the other implementation.
fn oracle(file: &str, name: &str) -> MessageDescriptor {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let files = protox::compile([file], [folder]).expect("the text is valid");
    let pool = DescriptorPool::from_file_descriptor_set(files).expect("the files fit");
    let message = pool.get_message_by_name(name);
    message.expect("the message is there")
}

fn line(sku: &str, quantity: u32) -> Line {
    Line::new().with_sku(sku).with_quantity(quantity)
}

fn order() -> Order {
    let extra = serde_json::json!({"a": [1.5, null, {"b": true}], "c": "d"});
    let Value::Object(extra) = extra else {
        panic!("an object is an object");
    };
    Order {
        order_id: "naïve".to_owned(),
        a: -1,
        b: i64::MIN,
        c: u32::MAX,
        d: u64::MAX,
        e: i32::MIN,
        f: i64::MIN,
        g: 7,
        h: u64::MAX,
        i: -7,
        j: i64::MAX,
        k: 0.1,
        l: -1e300,
        m: true,
        n: Bytes::from_static(b"\0\xff\xfe"),
        state: State::Gone,
        maybe: Some(0),
        packed: vec![0, -1, 300],
        unpacked: vec![-1, 1],
        tags: vec![String::new(), "x".to_owned()],
        lines: BTreeMap::from([
            ("a/b".to_owned(), line("s", 1)),
            (String::new(), line("", 0)),
        ]),
        states: BTreeMap::from([(-5, State::Placed)]),
        flags: BTreeMap::from([(false, 0.5), (true, 0.0)]),
        first: Some(line("", 0)),
        others: vec![line("o", 2), line("", 0)],
        payment: Some(OrderPayment::Voucher(line("v", 0))),
        parent: Some(Box::new(Order::new().with_order_id("p"))),
        placed_at: Some(Timestamp {
            seconds: 1_700_000_000,
            nanos: 120_000_000,
        }),
        lasts: Some(Duration {
            seconds: -1,
            nanos: -500_000_000,
        }),
        extra: Some(Struct(extra)),
        anything: Some(protobuf::Value(Value::Null)),
        wrapped: Some(Wrapper(-9)),
        any: None,
        mask: Some(FieldMask {
            paths: vec!["order_id".to_owned(), "first.sku".to_owned()],
        }),
        history: vec![State::Placed, State::Unnamed(42)],
    }
}

/// What the other implementation reads, it writes back so that we read the same.
#[track_caller]
fn check_beside_oracle(order: &Order) {
    check_beside(&oracle("protobuf.proto", "shop.orders.Order"), order);
}

#[track_caller]
fn check_beside<T: protobuf::Message + Payload + Debug>(descriptor: &MessageDescriptor, order: &T) {
    let body = Protobuf::encode(order).expect("it is valid");
    let read = DynamicMessage::decode(descriptor.clone(), &body[..]).expect("the oracle reads it");
    assert_eq!(
        read.unknown_fields().count(),
        0,
        "the oracle knows every field"
    );
    let written = Bytes::from(read.encode_to_vec());
    let again: T = Protobuf::decode(&written).expect("what the oracle writes is read");
    assert_eq!(again, *order);
    let own: T = Protobuf::decode(&body).expect("what was written is read");
    assert_eq!(own, *order);
    // The same in JSON: ours is read by the oracle, the oracle's is ours.
    let json = Json::encode(order).expect("it is valid");
    let mut reader = serde_json::Deserializer::from_slice(&json);
    let read = DynamicMessage::deserialize(descriptor.clone(), &mut reader)
        .expect("the oracle reads JSON");
    let again: T = Protobuf::decode(&read.encode_to_vec().into()).expect("it is read");
    assert_eq!(again, *order);
    let mut theirs = Vec::new();
    let mut writer = serde_json::Serializer::new(&mut theirs);
    let options = SerializeOptions::new().stringify_64_bit_integers(true);
    read.serialize_with_options(&mut writer, &options)
        .expect("the oracle writes JSON");
    let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("it is JSON");
    assert_eq!(parse(&json), parse(&theirs));
    let own: T = Json::decode(&json).expect("what was written is read");
    assert_eq!(own, *order);
}

#[test]
fn every_type_is_written_as_the_oracle_does() {
    check_beside_oracle(&order());
    check_beside_oracle(&Order::new());
    for payment in [OrderPayment::Card(String::new()), OrderPayment::Cash(0)] {
        check_beside_oracle(&Order {
            payment: Some(payment),
            ..order()
        });
    }
}

#[test]
fn groups_are_written_as_the_oracle_does() {
    let descriptor = oracle("groups.proto", "shop.search.Found");
    let hit = |url: &str| Hit::new().with_url(url);
    let found = Found::new()
        .with_hit(vec![hit("a").with_title(""), hit("")])
        .with_page(
            Page::new()
                .with_number(2)
                .with_next(Found::new().with_hit(vec![hit("b")])),
        )
        .with_answer(FoundAnswer::Failure(Failure::new().with_reason("late")));
    check_beside(&descriptor, &found);
    check_beside(&descriptor, &Found::new().with_page(Page::new()));
    check_beside(
        &descriptor,
        &Found::new().with_answer(FoundAnswer::Count(0)),
    );
    let body = Protobuf::encode(&Found::new().with_hit(vec![hit("a")])).expect("it is valid");
    assert_eq!(body, b"\x0b\x12\x01a\x0c"[..]);
}

#[test]
fn groups_that_do_not_end_are_refused() {
    let refusal = |body: &[u8]| {
        let read: Result<Found, _> = Protobuf::decode(&Bytes::copy_from_slice(body));
        read.expect_err("it is refused").to_string()
    };
    // The group of the field 1 ends as that of the field 4, or not at all, or with the message around it.
    for body in [
        &b"\x0b\x12\x01a\x24"[..],
        b"\x0b\x12\x01a",
        b"\x0c",
        b"\x0a\x00",
    ] {
        assert!(refusal(body).contains("Protobuf") || refusal(body).contains("another kind"));
    }
    // A page in a found in a page, without end.
    let nested: Vec<u8> = [0x23, 0x12, 0x7f].repeat(1_000);
    assert!(
        refusal(&nested).contains("end too early"),
        "{}",
        refusal(&nested)
    );
    let mut deep = vec![];
    for _ in 0..200 {
        deep = [&[0x23, 0x12][..], &varint(deep.len()), &deep, &[0x24]].concat();
    }
    assert!(refusal(&deep).ends_with("is nested deeper than 100 levels"));
}

/// A length as it is written.
fn varint(mut length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while length > 0x7f {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes
}

#[test]
fn bytes_are_those_of_the_specification() {
    let body = |order: Order| Protobuf::encode(&order).expect("it is valid");
    assert_eq!(body(Order::new()), b""[..]);
    assert_eq!(body(Order::new().with_a(150)), b"\x10\x96\x01"[..]);
    assert_eq!(
        body(Order::new().with_order_id("testing")),
        b"\x0a\x07testing"[..]
    );
    assert_eq!(body(Order::new().with_e(-1)), b"\x30\x01"[..]);
    assert_eq!(body(Order::new().with_maybe(0)), b"\x88\x01\x00"[..]);
    assert_eq!(
        body(Order::new().with_packed(vec![3, 270])),
        b"\x92\x01\x03\x03\x8e\x02"[..]
    );
    assert_eq!(
        body(Order::new().with_state(State::Unnamed(5))),
        b"\x80\x01\x05"[..]
    );
}

#[track_caller]
fn read(body: &[u8]) -> Order {
    Protobuf::decode(&Bytes::copy_from_slice(body)).expect("it is read")
}

#[test]
fn readers_take_what_other_writers_may_write() {
    // Packed and not, whatever the schema says; the last of a field that is there once; unknown fields.
    assert_eq!(
        read(b"\x90\x01\x03\x92\x01\x01\x04\x90\x01\x05").packed,
        [3, 4, 5]
    );
    assert_eq!(read(b"\x10\x01\x10\x02").a, 2);
    assert_eq!(
        read(b"\xf8\xff\x03\x07\xf3\xff\x03\x08\x01\xf4\xff\x03\x10\x02").a,
        2
    );
    // Parts of a message are put together, and of a `oneof` the last one counts.
    assert_eq!(
        read(b"\xc2\x01\x03\x0a\x01s\xc2\x01\x02\x10\x09").first,
        Some(line("s", 9))
    );
    let last = read(b"\xd2\x01\x01x\xe0\x01\x05").payment;
    assert_eq!(last, Some(OrderPayment::Cash(5)));
    // A negative number of 32 bits is written with ten bytes; only the lower ones count.
    assert_eq!(read(b"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01").a, -1);
    // An entry of a map may lack its key or its value.
    assert_eq!(
        read(b"\xaa\x01\x00").lines,
        BTreeMap::from([(String::new(), line("", 0))])
    );
}

#[test]
fn hostile_bytes_are_refused_with_their_place() {
    let refusal = |body: &[u8]| {
        let read: Result<Order, _> = Protobuf::decode(&Bytes::copy_from_slice(body));
        read.expect_err("it is refused").to_string()
    };
    assert_eq!(
        refusal(b"\x0a\x01\xff"),
        "/orderId: is a string that is not UTF-8"
    );
    assert_eq!(
        refusal(b"\x08\x01"),
        "/orderId: the field 1 is of another kind than the schema says"
    );
    assert_eq!(
        refusal(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f"),
        "/orderId: is not Protobuf: the bytes end too early"
    );
    assert_eq!(
        refusal(b"\x00\x01"),
        "(root): is not Protobuf: there is no such field"
    );
    assert_eq!(
        refusal(b"\x0f"),
        "(root): is not Protobuf: there is no such field"
    );
    assert_eq!(
        refusal(b"\x0c"),
        "/orderId: the field 1 is of another kind than the schema says"
    );
    let number = b"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02";
    assert_eq!(
        refusal(number),
        "/a: is not Protobuf: a number has more than 64 bits"
    );
    // Messages inside messages, and groups inside groups that nobody knows.
    let mut nested = Vec::new();
    for _ in 0..200 {
        let length = u16::try_from(nested.len()).expect("it is short");
        let mut outer = vec![
            0xea,
            0x01,
            (length & 0x7f) as u8 | 0x80,
            (length >> 7) as u8,
        ];
        outer.append(&mut nested);
        nested = outer;
    }
    assert!(refusal(&nested).ends_with("is nested deeper than 100 levels"));
    let groups = b"\xf3\xff\x03".repeat(100_000);
    assert_eq!(
        refusal(&groups),
        "(root): is not Protobuf: the bytes end too early"
    );
    for end in 0..100 {
        // Whatever is left of a message is read or refused.
        let body = Protobuf::encode(&order())
            .expect("it is valid")
            .slice(..end);
        drop::<Result<Order, _>>(Protobuf::decode(&body));
    }
}

#[test]
fn json_is_read_as_the_specification_says() {
    let read = |json: &str| Json::decode(&Bytes::copy_from_slice(json.as_bytes()));
    for (json, expected) in [
        (
            r#"{"order_id": "x", "a": "1e2", "b": 5.0, "d": "18446744073709551615"}"#,
            Order::new()
                .with_order_id("x")
                .with_a(100)
                .with_b(5)
                .with_d(u64::MAX),
        ),
        (
            r#"{"orderId": null, "maybe": null, "packed": null, "lines": null}"#,
            Order::new(),
        ),
        (
            r#"{"n": "_-8", "state": "STATE_PLACED", "k": "Infinity"}"#,
            Order::new()
                .with_n(vec![0xff, 0xef])
                .with_state(State::Placed)
                .with_k(f32::INFINITY),
        ),
        (
            r#"{"state": 9, "anything": null, "lasts": "3.000000001s"}"#,
            Order::new()
                .with_state(State::Unnamed(9))
                .with_anything(protobuf::Value(Value::Null))
                .with_lasts(Duration {
                    seconds: 3,
                    nanos: 1,
                }),
        ),
        (
            r#"{"placedAt": "1970-01-01T01:00:00.5+01:00"}"#,
            Order::new().with_placed_at(Timestamp {
                seconds: 0,
                nanos: 500_000_000,
            }),
        ),
    ] {
        assert_eq!(read(json), Ok(expected), "{json}");
    }
    let refused = |json: &str| read(json).map(|_: Order| ()).expect_err(json).to_string();
    for (json, error) in [
        (
            r#"{"a": 2147483648}"#,
            "/a: 2147483648 is not between -2147483648 and 2147483647",
        ),
        (r#"{"a": 1.5}"#, "/a: expected an integer"),
        (
            r#"{"other": 1}"#,
            "(root): the property \"other\" is not allowed",
        ),
        (
            r#"{"others": [{}, {"quantity": -1}]}"#,
            "/others/1/quantity: -1 is not between 0 and 4294967295",
        ),
        (
            r#"{"lines": {"a/b": {"sku": 1}}}"#,
            "/lines/a~1b/sku: expected a string",
        ),
        (
            r#"{"card": "x", "cash": 1}"#,
            "/cash: another field of the same `oneof` is there already",
        ),
        (r#"{"n": "*"}"#, "/n: expected a string in base64"),
        (
            r#"{"state": "GONE"}"#,
            "/state: is no name of the enumeration",
        ),
        (r#"{"flags": {"yes": 1}}"#, "/flags/yes: expected a boolean"),
        (r#"{"lasts": "1"}"#, "/lasts: is no duration like \"1.5s\""),
    ] {
        assert_eq!(refused(json), error, "{json}");
    }
}

#[test]
fn what_the_oldest_language_requires_must_be_there() {
    let inner = Old {
        numbers: vec![1, 2],
        ..Old::new()
    };
    let old = Old::new().with_name("x").with_inner(inner);
    let refused = Protobuf::encode(&old)
        .expect_err("a name is missing")
        .to_string();
    assert_eq!(refused, "/inner/name: is missing");
    let body = Bytes::from_static(b"\x10\x01");
    let refused: Result<Old, _> = Protobuf::decode(&body);
    assert_eq!(
        refused.expect_err("a name is missing").to_string(),
        "/name: is missing"
    );
    let numbers = Old::new().with_name("").with_numbers(vec![1, 2]);
    let body = Protobuf::encode(&numbers).expect("it is valid");
    assert_eq!(body, b"\x0a\x00\x18\x01\x18\x02"[..]);
}

#[test]
fn a_message_of_any_type_stays_as_it_is() {
    let any = Any {
        type_url: "type.googleapis.com/shop.orders.Order".to_owned(),
        value: Bytes::from_static(b"\x10\x01"),
    };
    let order = Order::new().with_any(any);
    let body = Protobuf::encode(&order).expect("it is valid");
    assert_eq!(read(&body), order);
    let json = Json::encode(&order).expect("it is valid");
    let expected = r#"{"any":{"@type":"type.googleapis.com/shop.orders.Order","value":"EAE="}}"#;
    assert_eq!(json, expected);
    assert_eq!(Json::decode(&json), Ok(order));
}

#[test]
fn a_time_that_nobody_can_write_is_not_sent() {
    let late = Order::new().with_placed_at(Timestamp {
        seconds: i64::MAX,
        nanos: 0,
    });
    let refused = Protobuf::encode(&late)
        .expect_err("it is too late")
        .to_string();
    assert!(
        refused.starts_with("/placedAt: it lies outside"),
        "{refused}"
    );
}
