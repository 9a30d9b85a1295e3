//! The same values in every notation, and what hostile bytes come to.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use tidings_check::{Path, Violations};

use super::*;
use crate::{Bytes, DateTime, Maybe};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parcel {
    id: String,
    grams: u32,
    sent: DateTime,
    #[serde(default, skip_serializing_if = "Maybe::is_absent")]
    note: Maybe<String>,
    #[serde(default)]
    sizes: BTreeMap<String, Vec<f64>>,
}

impl Payload for Parcel {
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        tidings_check::maximum(self.grams, 30_000, &path.key("grams"), violations);
        self.sizes.check(&path.key("sizes"), violations);
    }
}

fn parcel() -> Parcel {
    Parcel {
        id: "naïve".to_owned(),
        grams: 300,
        sent: "2026-11-21T07:30:00.120+05:30".parse().unwrap(),
        note: Maybe::Null,
        sizes: BTreeMap::from([("a/b".to_owned(), vec![1.5, -2.0, 1e300])]),
    }
}

/// What decoding `bytes` as `T` says.
#[track_caller]
fn refusal<C: Codec<T>, T: Debug>(bytes: &[u8]) -> String {
    let error = read::<C, T>(bytes).expect_err("it is refused").to_string();
    match error.strip_prefix("(root): ") {
        Some(of_the_whole) => of_the_whole.to_owned(),
        None => error,
    }
}

fn read<C: Codec<T>, T>(bytes: &[u8]) -> Result<T, DecodeError> {
    C::decode(&Bytes::copy_from_slice(bytes))
}

#[track_caller]
fn check_round_trip<C: Codec<Parcel>>() {
    let written = C::encode(&parcel()).unwrap();
    assert_eq!(C::decode(&written).unwrap(), parcel());
    let heavy = Parcel {
        grams: 30_001,
        ..parcel()
    };
    let refused = C::encode(&heavy).unwrap_err().to_string();
    assert_eq!(refused, "/grams: 30001 is greater than 30000");
    for end in 0..written.len() {
        assert!(read::<C, Parcel>(&written[..end]).is_err(), "{end} bytes");
    }
    let trailing = [&written[..], &written[..1]].concat();
    assert!(read::<C, _>(&trailing).is_err());
}

#[test]
fn json_is_one_of_the_codecs() {
    check_round_trip::<Json>();
}

#[cfg(feature = "cbor")]
mod cbor {
    use super::*;
    use crate::Value;

    #[test]
    fn values_come_back() {
        check_round_trip::<Cbor>();
    }

    #[test]
    fn bytes_are_those_of_the_specification() {
        // RFC 8949, Appendix A.
        for (json, bytes) in [
            (r#"{"a":1,"b":[2,3]}"#, "a26161016162820203"),
            ("18446744073709551615", "1bffffffffffffffff"),
            ("-9223372036854775808", "3b7fffffffffffffff"),
            ("1.1", "fb3ff199999999999a"),
            ("1.5", "f93e00"),
            ("null", "f6"),
            (r#""水""#, "63e6b0b4"),
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            let written = Cbor::encode(&value).unwrap();
            let digits: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digits, bytes, "{json}");
            assert_eq!(<Cbor as Codec<Value>>::decode(&written).unwrap(), value);
        }
    }

    #[test]
    fn numbers_keep_their_digits_as_far_as_128_bits_go() {
        // RFC 8949 §3.4.3 and §3.4.4.
        for (number, bytes) in [
            ("12.50", "f94a40"),
            ("7.0", "f94700"),
            ("18446744073709551616", "c249010000000000000000"),
            ("-18446744073709551617", "c349010000000000000000"),
            ("273.1499999999999999999999", "c4823515c24b"),
            ("1e400", "c48219019001"),
        ] {
            let number: crate::Decimal = number.parse().unwrap();
            let written = Cbor::encode(&number).unwrap();
            let digits: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(digits.starts_with(&bytes[..4]), "{number}: {digits}");
            assert_eq!(read::<Cbor, crate::Decimal>(&written).unwrap(), number);
        }
        let wide = u128::MAX;
        assert_eq!(
            read::<Cbor, u128>(&Cbor::encode(&wide).unwrap()).unwrap(),
            wide
        );
        let long: crate::Decimal = format!("0.{}1", "3".repeat(40)).parse().unwrap();
        let refused = Cbor::encode(&long).unwrap_err().to_string();
        assert!(
            refused.ends_with("has more digits than 128 bits hold"),
            "{refused}"
        );
        assert_eq!(
            refusal::<Cbor, crate::Decimal>(b"\xc2\x51\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            "is a number that 128 bits do not hold"
        );
    }

    #[test]
    fn tags_and_indefinite_lengths_are_read_past() {
        // A tagged text in two pieces, and undefined.
        let text: String = read::<Cbor, _>(b"\xc0\x7f\x61a\x61b\xff").unwrap();
        assert_eq!(text, "ab");
        assert_eq!(read::<Cbor, Option<bool>>(b"\xf7").unwrap(), None);
        assert_eq!(read::<Cbor, Vec<u8>>(b"\x9f\x01\x02\xff").unwrap(), [1, 2]);
    }

    #[test]
    fn what_no_schema_describes_is_refused_with_its_place() {
        for (bytes, error) in [
            (
                &b"\xa1\x61a\x81\x41x"[..],
                "/a/0: is a byte string, which no JSON value is",
            ),
            (b"\xa1\x01\x02", "has a key that is no text"),
            (b"\xa2\x61a\x01\x61a\x02", "the property \"a\" stands twice"),
            (b"\xa1\x61a\xf9\x7e\x00", "/a: NaN is no JSON number"),
            (b"\x01\x02", "is not CBOR: 1 bytes follow the value"),
            (b"\x1c", "is not CBOR at byte 0"),
            (b"", "is not CBOR: it ends too early"),
            (
                b"\xbb\x7f\xff\xff\xff\xff\xff\xff\xff",
                "is not CBOR: it ends too early",
            ),
            (
                b"\x7b\x7f\xff\xff\xff\xff\xff\xff\xff",
                "is not CBOR: it ends too early",
            ),
            (&[0x81; 1_000_000], "is nested deeper than 128 levels"),
            (&[0xc1; 1_000_000], "is nested deeper than 128 levels"),
        ] {
            assert_eq!(refusal::<Cbor, Value>(bytes), error);
        }
        assert_eq!(
            refusal::<Cbor, Vec<u8>>(b"\x82\x01\x61x"),
            "/1: expected an integer, found a string"
        );
    }
}

#[cfg(feature = "messagepack")]
mod messagepack {
    use super::*;
    use crate::Value;

    #[test]
    fn values_come_back() {
        check_round_trip::<MessagePack>();
    }

    #[test]
    fn bytes_are_those_of_the_specification() {
        for (json, bytes) in [
            (
                r#"{"compact":true,"schema":0}"#,
                "82a7636f6d70616374c3a6736368656d6100",
            ),
            ("18446744073709551615", "cfffffffffffffffff"),
            ("-1", "ff"),
            ("1.5", "cb3ff8000000000000"),
            ("[null,[]]", "92c090"),
            // A text of digits is no number.
            (r#""1e400\"""#, "a6316534303022"),
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            let written = MessagePack::encode(&value).unwrap();
            let digits: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digits, bytes, "{json}");
            assert_eq!(
                <MessagePack as Codec<Value>>::decode(&written).unwrap(),
                value
            );
        }
    }

    #[test]
    fn numbers_are_not_rounded() {
        let number = |text: &str| text.parse::<crate::Decimal>().unwrap();
        for text in ["12.50", "18446744073709551615", "1e3"] {
            let written = MessagePack::encode(&number(text)).unwrap();
            assert_eq!(
                read::<MessagePack, crate::Decimal>(&written).unwrap(),
                number(text)
            );
        }
        for text in ["0.1000000000000000000001", "18446744073709551616", "1e400"] {
            let refused = MessagePack::encode(&vec![number("1"), number(text)]).unwrap_err();
            let expected = format!("cannot be written: {text} has more digits than 64 bits hold");
            assert!(refused.to_string().ends_with(&expected), "{refused}");
        }
    }

    #[test]
    fn what_no_schema_describes_is_refused_with_its_place() {
        for (bytes, error) in [
            (
                &b"\x81\xa1a\x91\xc4\x01x"[..],
                "/a/0: is a byte string, which no JSON value is",
            ),
            (b"\x82\xa1a\x01\xa1a\x02", "the property \"a\" stands twice"),
            (
                b"\x81\xa1a\xca\x7f\xc0\x00\x00",
                "/a: NaN is no JSON number",
            ),
            (b"\x01\x02", "is not MessagePack: 1 bytes follow the value"),
            (b"\xc1", "is not MessagePack: a byte has no meaning there"),
            (b"", "is not MessagePack: it ends too early"),
            (
                b"\xdf\x7f\xff\xff\xff",
                "is not MessagePack: it ends too early",
            ),
            (
                b"\xdb\x7f\xff\xff\xff",
                "is not MessagePack: it ends too early",
            ),
            (&[0x91; 1_000_000], "is nested deeper than 128 levels"),
        ] {
            let refused = refusal::<MessagePack, Value>(bytes);
            assert!(refused.ends_with(error), "{refused}, not {error}");
        }
        assert!(refusal::<MessagePack, Value>(b"\x81\x01\x02").contains("expected a string"));
        assert!(read::<MessagePack, Value>(b"\xd4\x01\x02").is_err());
    }
}

#[test]
fn a_scalar_is_its_text() {
    assert_eq!(Text::encode(&"a b".to_owned()).unwrap(), "a b");
    assert_eq!(read::<Text, String>(b"12").unwrap(), "12");
    assert_eq!(read::<Text, i32>(b"-12").unwrap(), -12);
    assert!(read::<Text, bool>(b"true").unwrap());
    let price: crate::Decimal = read::<Text, _>(b"0.10000000000000000000000").unwrap();
    assert_eq!(Text::encode(&price).unwrap(), "0.10000000000000000000000");
    assert_eq!(
        refusal::<Text, u8>(b"x"),
        "expected an integer, found a string"
    );
    assert_eq!(
        refusal::<Text, u8>(b"300"),
        "300 is greater than 255, the most that `u8` holds"
    );
    assert_eq!(refusal::<Text, String>(b"a\xff"), "is not UTF-8 at byte 1");
}

#[test]
fn latin_text_is_one_byte_each() {
    let text = "Grüße".to_owned();
    assert_eq!(Latin1::encode(&text).unwrap(), b"Gr\xfc\xdfe"[..]);
    assert_eq!(read::<Latin1, String>(b"Gr\xfc\xdfe").unwrap(), text);
    let refused = Latin1::encode(&"€".to_owned()).unwrap_err().to_string();
    assert_eq!(
        refused,
        "(root): has a character that ISO 8859-1 does not have"
    );
}

#[test]
fn bytes_stay_as_they_are() {
    let bytes = Bytes::from_static(b"\x00\xff");
    assert_eq!(Raw::encode(&bytes).unwrap(), bytes);
    assert_eq!(Raw::decode(&bytes).unwrap(), bytes);
}

#[test]
fn another_media_type_is_told_in_words() {
    let check = |found: Option<&str>, stated: &str| {
        let mut message = crate::transport::Message::new("a", Bytes::new());
        message.content_type = found.map(str::to_owned);
        expect_content(&message, stated).map_err(|error| error.to_string())
    };
    for (found, stated) in [
        (None, "application/json"),
        (Some("application/octet-stream"), "application/cbor"),
        (Some("application/vnd.shop+json"), "application/json"),
        (Some("application/x-msgpack"), "application/msgpack"),
        (Some("Text/Plain; charset=us-ascii"), "text/plain"),
        (Some("image/png"), "image/png"),
    ] {
        assert_eq!(check(found, stated), Ok(()), "{found:?} {stated}");
    }
    for (found, stated) in [
        ("application/json", "application/cbor"),
        ("text/html", "text/plain"),
        ("text/plain; charset=iso-8859-1", "text/plain"),
        ("image/png", "image/jpeg"),
    ] {
        let said = format!("header content-type: is {found:?}, and has to be {stated:?}");
        assert_eq!(check(Some(found), stated), Err(said));
    }
}
