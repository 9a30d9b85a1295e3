//! Bytes to bodies of messages, in every notation that generated code reads.

use std::fmt::Debug;

use tidings::codec::{Avro, Cbor, Codec, Json, MessagePack, Protobuf, Xml};
use tidings::json::{Report, from_slice_with};
use tidings::{Bytes, Payload, Value};

use crate::budget::within_budget;
use crate::generated::{avro, codecs, protobuf, unions, xml};

/// Reads the bytes as a body in JSON: unions of every kind.
///
/// # Panics
///
/// When a law of bodies does not hold, or the first error is none of all errors.
pub fn json_body(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<Json, unions::Payment>(bytes);
        body::<Json, unions::Shape>(bytes);
        body::<Json, unions::Pet>(bytes);
        body::<Json, unions::Contact>(bytes);
        body::<Json, unions::Overlap>(bytes);
        body::<Json, unions::Animal>(bytes);
        let all = from_slice_with::<unions::Nested>(bytes, Report::All);
        let first = from_slice_with::<unions::Nested>(bytes, Report::First);
        if let (Err(all), Err(first)) = (&all, &first) {
            assert_eq!(all.violations()[0], first.violations()[0]);
        }
        assert_eq!(all.is_ok(), first.is_ok());
    });
}

/// Reads the bytes as a body in CBOR.
///
/// # Panics
///
/// When a law of bodies does not hold.
pub fn cbor(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<Cbor, Value>(bytes);
        body::<Cbor, codecs::types::Reading>(bytes);
        body::<Cbor, unions::Nested>(bytes);
    });
}

/// Reads the bytes as a body in MessagePack.
///
/// # Panics
///
/// When a law of bodies does not hold.
pub fn messagepack(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<MessagePack, Value>(bytes);
        body::<MessagePack, codecs::types::Reading>(bytes);
        body::<MessagePack, unions::Nested>(bytes);
    });
}

/// Reads the bytes as a body in Avro's binary encoding.
///
/// # Panics
///
/// When a law of bodies does not hold.
pub fn avro(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<Avro, avro::types::Parcel>(bytes);
        body::<Avro, avro::types::Tree>(bytes);
        body::<Avro, avro::types::WeightsPayload>(bytes);
        body::<Avro, avro::types::Plain>(bytes);
    });
}

/// Reads the bytes as a body in the wire format of Protocol Buffers.
///
/// # Panics
///
/// When a law of bodies does not hold.
pub fn protobuf(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<Protobuf, protobuf::types::Order>(bytes);
        body::<Protobuf, protobuf::types::Old>(bytes);
    });
}

/// Reads the bytes as a body in XML.
///
/// # Panics
///
/// When a law of bodies does not hold.
pub fn xml(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        body::<Xml<xml::messages::Order>, xml::types::Order>(bytes);
        body::<Xml<xml::messages::Tags>, xml::types::Tags>(bytes);
    });
}

/// What was read is written, and what is written is read as the same again.
///
/// Bytes are compared and not values, among which there is NaN.
fn body<C: Codec<T>, T: Debug>(bytes: &[u8]) {
    let Ok(value) = C::decode(&Bytes::copy_from_slice(bytes)) else {
        return;
    };
    let written = C::encode(&value).unwrap_or_else(|error| panic!("{value:?}: {error}"));
    let again: T = C::decode(&written).unwrap_or_else(|error| panic!("{value:?}: {error}"));
    let rewritten = C::encode(&again).unwrap_or_else(|error| panic!("{again:?}: {error}"));
    assert_eq!(rewritten, written, "{value:?} became {again:?}");
}

/// Bodies of `T` in a notation, from texts in JSON that are values of it.
fn written<C: Codec<T>, T: Payload>(texts: &[&str]) -> Vec<Vec<u8>> {
    let bodies = texts.iter().map(|text| {
        let value: T = tidings::json::from_slice(text.as_bytes())
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        let body = C::encode(&value).unwrap_or_else(|error| panic!("{text}: {error}"));
        body.to_vec()
    });
    bodies.collect()
}

/// Values of any kind.
const VALUES: [&str; 8] = [
    "null",
    "[true, false, 0, -1, 65536, -4294967297, 18446744073709551615]",
    "[0.5, -1e300, 1.5e-7]",
    r#"{"a": {"b": {"c": [[], {}]}}}"#,
    r#""a text that is longer than thirty-one bytes, so that its length has a byte of its own""#,
    r#"[[[[[["deep"]]]]]]"#,
    r#"{"": "\u0000", "größe": "😀"}"#,
    "[1, [2, [3, [4]]]]",
];

/// Readings.
const READINGS: [&str; 3] = [
    r#"{"sensor": "a", "celsius": 1.5}"#,
    r#"{"sensor": "b", "celsius": -273.15, "at": "2026-11-21T07:30:00.50+01:00"}"#,
    r#"{"sensor": "größe", "celsius": 1e10}"#,
];

/// Bodies in CBOR to start from.
pub(super) fn cbor_bodies() -> Vec<Vec<u8>> {
    let mut bodies = written::<Cbor, Value>(&VALUES);
    bodies.extend(written::<Cbor, codecs::types::Reading>(&READINGS));
    bodies
}

/// Bodies in MessagePack to start from.
pub(super) fn messagepack_bodies() -> Vec<Vec<u8>> {
    let mut bodies = written::<MessagePack, Value>(&VALUES);
    bodies.extend(written::<MessagePack, codecs::types::Reading>(&READINGS));
    bodies
}

/// Bodies in JSON to start from.
pub(super) fn json_bodies() -> Vec<Vec<u8>> {
    let texts = [
        r#"{"method": "card", "token": "t"}"#,
        r#"{"method": "invoice", "days": 7}"#,
        r#"{"days": 7, "method": "invoice"}"#,
        r#"{"method": "invoice", "days": 6, "more": [1, {"a": null}]}"#,
        r#"{"method": "coin"}"#,
        r#"{"radius": 1.5}"#,
        r#"{"side": "x"}"#,
        r#"{"mail": "m", "phone": "p"}"#,
        r#"{"petType": "cat", "meows": true}"#,
        r#"{"kind": "Lion", "roars": true}"#,
        r#"{"method": "voucher", "code": "c"}"#,
        "[1, \"a\", null, true, {}]",
        "1e400",
        r#""text""#,
    ];
    texts.map(|text| text.as_bytes().to_vec()).to_vec()
}

/// Bodies in Avro to start from.
pub(super) fn avro_bodies() -> Vec<Vec<u8>> {
    let parcel = r#"{
        "id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "grams": -1, "number": 9223372036854775807, "share": 0.5,
        "volume": -1e300, "fragile": true, "label": "\u0000ÿ", "digest": "abcd", "state": "@STATE", "previous": null,
        "note": "größe", "price": "12.50", "tax": "0.125", "day": 19000, "at": 1700000000000000, "open": 0,
        "lasts": "\u0001\u0000\u0000\u0000\u0002\u0000\u0000\u0000\u0003\u0000\u0000\u0000",
        "tags": ["a", null], "sizes": {"a": 1.5, "b": -0.0}, "receiver": {"name": "Ann", "age": 40}, "nothing": null
    }"#;
    let mut bodies = parcels(parcel);
    bodies.extend(written::<Avro, avro::types::Tree>(&[
        r#"{"value": 1, "left": null, "right": null, "others": []}"#,
        r#"{"value": -65, "left": {"value": 2, "left": null, "right": null, "others": []}, "right": null, "others": []}"#,
        r#"{"value": 3, "left": null, "right": null, "others": [{"value": 4, "left": null, "right": null, "others": []}]}"#,
    ]));
    bodies.extend(written::<Avro, avro::types::WeightsPayload>(&[
        "[]",
        "[null]",
        r#"[1, "a", null, -9223372036854775808]"#,
    ]));
    bodies.extend(written::<Avro, avro::types::Plain>(&[
        r#"{"text": null, "bytes": "", "either": 3}"#,
        r#"{"text": "a", "bytes": "ÿÿ", "either": "b"}"#,
        r#"{"text": "größe", "bytes": "A", "either": -1}"#,
    ]));
    bodies
}

/// Parcels in every state.
fn parcels(text: &str) -> Vec<Vec<u8>> {
    let texts: Vec<String> = avro::types::State::ALL
        .iter()
        .map(|state| text.replace("@STATE", state.as_str()))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    written::<Avro, avro::types::Parcel>(&texts)
}

/// Bodies in Protocol Buffers to start from.
pub(super) fn protobuf_bodies() -> Vec<Vec<u8>> {
    let mut bodies = written::<Protobuf, protobuf::types::Order>(&[
        "{}",
        r#"{"orderId": "x", "a": 100, "b": 5, "d": "18446744073709551615"}"#,
        r#"{"e": -1, "f": "-5", "g": 1, "h": "2", "i": -3, "j": "-4", "k": "Infinity", "l": "NaN", "m": true}"#,
        r#"{"n": "_-8", "state": "STATE_PLACED", "maybe": 0}"#,
        r#"{"packed": [1, -1, 300], "unpacked": ["1", "2"], "tags": ["", "a"]}"#,
        r#"{"lines": {"a": {}}, "states": {"-1": 9}, "flags": {"true": 0.5}}"#,
        r#"{"first": {}, "others": [{}, {}]}"#,
        r#"{"parent": {"parent": {"parent": {"orderId": "deep"}}}}"#,
        r#"{"placedAt": "1970-01-01T01:00:00.5+01:00", "lasts": "3.000000001s"}"#,
        r#"{"extra": {"a": [1, null, "b", {"c": true}]}, "anything": null}"#,
        r#"{"wrapped": "7", "mask": "a,bC", "history": ["STATE_PLACED", 77]}"#,
    ]);
    bodies.extend(written::<Protobuf, protobuf::types::Old>(&[
        r#"{"name": "a"}"#,
    ]));
    bodies
}

/// Bodies in XML to start from.
pub(super) fn xml_bodies() -> Vec<Vec<u8>> {
    let mut bodies = written::<Xml<xml::messages::Order>, xml::types::Order>(&[
        r#"{"id": 1, "urgent": false, "lines": []}"#,
        r#"{"id": 7, "urgent": true, "placedAt": "2026-11-21T07:30:00.50+01:00", "weight": null, "lines": [{"sku": "a\n<&"}]}"#,
        r#"{"id": 7, "urgent": true, "lines": [{"sku": "b", "text": " x > y "}], "notes": ["first", ""]}"#,
        r#"{"id": 7, "urgent": true, "lines": [], "labels": {"größe": -1, "x-1": 2}}"#,
        r#"{"id": 7, "urgent": true, "lines": [], "parent": {"id": 1, "urgent": false, "weight": 1.5, "lines": []}}"#,
    ]);
    bodies.extend(written::<Xml<xml::messages::Tags>, xml::types::Tags>(&[
        "[]",
        r#"["a", "", "ü"]"#,
    ]));
    let texts = [
        "<!DOCTYPE a [<!ENTITY b \"c\">]><order>&b;</order>",
        "<order xmlns=\"urn:shop\" id=\"7\" is-urgent=\"true\"><!-- c --><![CDATA[x]]></order>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><order id='1'/>",
        "<a:order xmlns:a=\"urn:shop\" id=\"&#x37;\" is-urgent=\"0\"></a:order>",
    ];
    bodies.extend(texts.map(|text| text.as_bytes().to_vec()));
    bodies
}
