//! Payloads in Avro, held against the implementation of Apache, and values of other versions of a schema.

use std::collections::BTreeMap;
use std::fmt::Debug;

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use apache_avro::{AvroResult, Schema};
use tidings::avro::{
    AvroPayload, ByteString, Decimal, Duration, Fixed, LargeFixed, TimestampMicros,
};
use tidings::codec::{Avro, Codec, Json};
use tidings::transport::Message as Incoming;
use tidings::{Bytes, Message, Uuid};

mod generated {
    include!("generated/avro.rs");
}

use generated::types::{
    Parcel, ParcelReceiver, Person, Scan, State, Tree, WeightsPayload, WeightsPayloadItem,
};

/// What Apache's implementation reads.
fn from_avro_datum(
    schema: &Schema,
    body: &mut &[u8],
    reader: Option<&Schema>,
) -> AvroResult<Value> {
    let reading = GenericDatumReader::builder(schema).maybe_reader_schema(reader);
    reading.build()?.read_value(body)
}

/// What Apache's implementation writes.
fn to_avro_datum(schema: &Schema, value: Value) -> AvroResult<Vec<u8>> {
    let writing = GenericDatumWriter::builder(schema).build()?;
    writing.write_value_to_vec(value)
}

fn parcel() -> Parcel {
    Parcel {
        id: Uuid::from_u128(0x2f1b_6a3e_8c5d_4f7a_9b0e_1d2c_3b4a_5f60),
        grams: -7,
        number: i64::MIN,
        share: 0.1,
        volume: f64::MAX,
        fragile: true,
        label: ByteString::from(vec![0, 255]),
        digest: Fixed([1, 2, 3, 4]),
        state: State::OnTheWay,
        previous: Some(State::Gone),
        note: None,
        price: "-1234.5".parse().expect("it fits"),
        tax: Decimal::from_unscaled(-1).expect("it fits"),
        day: tidings::avro::Date(-1),
        at: TimestampMicros(1_700_000_000_123_456),
        open: tidings::avro::TimeMillis(5),
        lasts: Duration {
            months: 1,
            days: 2,
            milliseconds: 3,
        },
        tags: vec![Some("a".to_owned()), None],
        sizes: BTreeMap::from([("x".to_owned(), 1.5)]),
        receiver: Some(ParcelReceiver::from(vec![Person {
            name: "Ada".to_owned(),
            age: 36,
        }])),
        nothing: (),
    }
}

/// What Apache's implementation reads, it writes back as the same bytes.
#[track_caller]
fn check_beside_apache<T: AvroPayload + Debug + PartialEq>(value: &T) -> Value {
    let schema = Schema::parse_str(T::SCHEMA).expect("the schema is one of Avro");
    let body = Avro::encode(value).expect("it is valid");
    let mut rest = &body[..];
    let read = from_avro_datum(&schema, &mut rest, None).expect("Apache reads it");
    assert!(rest.is_empty(), "Apache reads all of it");
    let written = to_avro_datum(&schema, read.clone()).expect("Apache writes it");
    // Apache writes the size of blocks too, which is the other allowed form.
    let again: T = Avro::decode(&written.into()).expect("what Apache writes is read");
    assert_eq!(again, *value);
    let own: T = Avro::decode(&body).expect("what was written is read");
    assert_eq!(own, *value);
    for end in 0..body.len() {
        let cut = body.slice(..end);
        assert!(<Avro as Codec<T>>::decode(&cut).is_err(), "{end} bytes");
    }
    read
}

#[test]
fn every_type_is_written_as_apache_does() {
    let Value::Record(fields) = check_beside_apache(&parcel()) else {
        panic!("a record is a record");
    };
    let fields: BTreeMap<_, _> = fields.into_iter().collect();
    assert_eq!(fields["state"], Value::Enum(1, "on_the_way".to_owned()));
    assert_eq!(
        fields["previous"],
        Value::Union(0, Box::new(Value::Enum(2, "GONE".to_owned())))
    );
    assert_eq!(fields["note"], Value::Union(0, Box::new(Value::Null)));
    assert_eq!(fields["day"], Value::Date(-1));
    assert_eq!(fields["at"], Value::TimestampMicros(1_700_000_000_123_456));
    let price = Value::Decimal(apache_avro::Decimal::from(
        (-123_450i32).to_be_bytes()[1..].to_vec(),
    ));
    assert_eq!(fields["price"], price);
    for receiver in [
        None,
        Some(ParcelReceiver::from("Ada".to_owned())),
        Some(ParcelReceiver::from(Person {
            name: String::new(),
            age: 0,
        })),
    ] {
        check_beside_apache(&Parcel {
            receiver,
            ..parcel()
        });
    }
}

#[test]
fn payloads_without_a_name_and_recursive_ones_are_written() {
    let leaf = |value| Tree {
        value,
        left: None,
        right: None,
        others: Vec::new(),
    };
    let tree = Tree {
        left: Some(Box::new(leaf(1))),
        others: vec![leaf(2), leaf(3)],
        ..leaf(0)
    };
    check_beside_apache(&tree);
    let weights = WeightsPayload(vec![
        None,
        Some(WeightsPayloadItem::from(5)),
        Some(WeightsPayloadItem::from("heavy".to_owned())),
    ]);
    check_beside_apache(&weights);
    check_beside_apache(&WeightsPayload(Vec::new()));
}

#[test]
fn a_fixed_that_is_too_large_for_the_stack_lies_elsewhere() {
    let pixels = |count| LargeFixed::try_from(vec![0xfe; count]);
    assert_eq!(pixels(69_999).map_err(|bytes| bytes.len()), Err(69_999));
    let scan = Scan::new(1, pixels(70_000).expect("so many bytes are asked for"));
    check_beside_apache(&scan);
    let json = Json::encode(&scan).expect("it is valid");
    assert_eq!(Json::decode(&json), Ok(scan));
    let short: Result<Scan, _> = Json::decode(&Bytes::from_static(br#"{"page":1,"pixels":"a"}"#));
    assert_eq!(
        short.expect_err("it is too short").to_string(),
        "/pixels: has 1 bytes and not 70000"
    );
}

#[test]
fn a_payload_in_avro_can_be_json() {
    let message = generated::messages::Plain::new(generated::types::Plain {
        text: None,
        bytes: ByteString::from(vec![0x41, 0xff]),
        either: generated::types::PlainEither::from(3),
    });
    let encoded = Message::encode(&message).expect("it is valid");
    assert_eq!(
        encoded.body,
        r#"{"text":null,"bytes":"Aÿ","either":3}"#.as_bytes()
    );
    let incoming = Incoming::new("parcels", encoded.body);
    assert_eq!(Message::decode(&incoming), Ok(message));
}

#[track_caller]
fn refusal<T: AvroPayload + Debug>(body: &[u8]) -> String {
    let refused = <Avro as Codec<T>>::decode(&Bytes::copy_from_slice(body));
    refused.expect_err("it is refused").to_string()
}

#[test]
fn hostile_bytes_are_refused_with_their_place() {
    assert_eq!(
        refusal::<Tree>(b"\x02\x02\x04\x04"),
        "/left/left: the number 2 is chosen, and there are 2"
    );
    assert!(refusal::<Tree>(&[2].repeat(1_000_000)).ends_with("is nested deeper than 128 levels"));
    assert_eq!(
        refusal::<Tree>(b"\0\0\0\0\0"),
        "(root): is not Avro: 1 bytes follow the value"
    );
    assert_eq!(
        refusal::<Tree>(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        "/value: is not Avro: a number has more than 64 bits"
    );
    assert_eq!(
        refusal::<Tree>(b"\x80\x80\x80\x80\x20"),
        "/value: 4294967296 is not between -2147483648 and 2147483647"
    );
    // An array that claims very many items, each of which is null.
    let claim = b"\xfe\xff\xff\xff\xff\xff\xff\xff\x7f";
    assert!(refusal::<WeightsPayload>(claim).ends_with("the bytes end too early"));
    // A text that claims to be very long, and one that has a negative length.
    let long = [&b"\x02\x04"[..], claim].concat();
    assert_eq!(
        refusal::<WeightsPayload>(&long),
        "/0: is not Avro: the bytes end too early"
    );
    assert_eq!(
        refusal::<WeightsPayload>(b"\x02\x04\x01"),
        "/0: is not Avro: a length is negative"
    );
    assert_eq!(
        refusal::<WeightsPayload>(b"\x02\x04\x02\xff"),
        "/0: is a string that is not UTF-8"
    );
    assert_eq!(
        refusal::<Parcel>(b"\x02x"),
        "/id: \"x\" is not a valid uuid: it does not have 36 characters"
    );
}

/// Reads what a writer with another schema has written, and what Apache's implementation makes of it.
#[track_caller]
fn resolved<T: AvroPayload + Debug>(schema: &str, written: Value) -> Result<T, String> {
    let parsed = Schema::parse_str(schema).expect("the writer's schema is one of Avro");
    let body = Bytes::from(to_avro_datum(&parsed, written).expect("the writer writes it"));
    let own = tidings::avro::Schema::parse(schema).expect("the writer's schema is one of Avro");
    let reader = Schema::parse_str(T::SCHEMA).expect("the reader's schema is one of Avro");
    let theirs = from_avro_datum(&parsed, &mut &body[..], Some(&reader));
    let ours = tidings::avro::decode_written_with::<T>(&body, &own);
    assert_eq!(
        ours.is_ok(),
        theirs.is_ok(),
        "{ours:?}, and Apache: {theirs:?}"
    );
    if let (Ok(ours), Ok(theirs)) = (&ours, theirs) {
        let written = Avro::encode(ours).expect("it is valid");
        let theirs = Bytes::from(to_avro_datum(&reader, theirs).expect("it is valid"));
        let theirs: T = Avro::decode(&theirs).expect("it is one of the reader's");
        assert_eq!(written, Avro::encode(&theirs).expect("it is valid"));
    }
    ours.map_err(|error| error.to_string())
}

#[test]
fn values_of_other_versions_of_a_schema_are_resolved() {
    let old = r#"{"type": "record", "name": "old.Tree", "fields": [
        {"name": "gone", "type": {"type": "array", "items": {"type": "map", "values": "string"}}},
        {"name": "left", "type": ["Tree", "null"]},
        {"name": "value", "type": "int"}
    ]}"#;
    let node = |value, left: Value| {
        let gone = Value::Map([("a".to_owned(), Value::String("b".to_owned()))].into());
        Value::Record(vec![
            ("gone".to_owned(), Value::Array(vec![gone])),
            ("left".to_owned(), left),
            ("value".to_owned(), Value::Int(value)),
        ])
    };
    let none = || Value::Union(1, Box::new(Value::Null));
    let written = node(1, Value::Union(0, Box::new(node(2, none()))));
    let tree: Tree = resolved(old, written).expect("it is resolved");
    assert_eq!((tree.value, tree.right, tree.others.len()), (1, None, 0));
    assert_eq!(tree.left.map(|left| left.value), Some(2));
}

#[test]
fn numbers_are_widened_and_unions_find_their_branch() {
    let ints = Value::Array(vec![Value::Int(1), Value::Int(-2)]);
    let weights: WeightsPayload =
        resolved(r#"{"type": "array", "items": "int"}"#, ints).expect("it is resolved");
    assert_eq!(
        weights.0,
        [
            Some(WeightsPayloadItem::from(1)),
            Some(WeightsPayloadItem::from(-2))
        ]
    );
    let texts = Value::Array(vec![Value::Bytes(b"x".to_vec())]);
    let weights: WeightsPayload =
        resolved(r#"{"type": "array", "items": "bytes"}"#, texts).expect("it is resolved");
    assert_eq!(weights.0, [Some(WeightsPayloadItem::from("x".to_owned()))]);
    let truths = Value::Array(vec![Value::Boolean(true)]);
    let refused = resolved::<WeightsPayload>(r#"{"type": "array", "items": "boolean"}"#, truths);
    assert_eq!(
        refused.expect_err("no branch is a boolean"),
        "(root): no branch of the union takes a value of type `boolean`"
    );
}

#[test]
fn fields_are_found_by_alias_and_symbols_have_a_default() {
    // The reader's schema with other names, another order and a symbol more.
    let schema = Parcel::SCHEMA
        .replace(
            r#""name":"post.parcels.Parcel""#,
            r#""name":"post.parcels.Packet""#,
        )
        .replace(r#","aliases":["post.parcels.Packet"]"#, "")
        .replace(
            r#"{"name":"number","type":"long","aliases":["serial"]}"#,
            r#"{"name":"serial","type":"int"}"#,
        )
        .replace(
            r#""symbols":["PLACED","on_the_way","GONE"]"#,
            r#""symbols":["LOST","GONE","on_the_way"]"#,
        )
        .replace(r#","default":"PLACED""#, "");
    let writer = Schema::parse_str(&schema).expect("the writer's schema is one of Avro");
    let own = Schema::parse_str(Parcel::SCHEMA).expect("the reader's schema is one of Avro");
    let body = Avro::encode(&Parcel {
        number: 17,
        ..parcel()
    })
    .expect("it is valid");
    let Ok(Value::Record(mut fields)) = from_avro_datum(&own, &mut &body[..], None) else {
        panic!("a record is a record");
    };
    for (name, value) in &mut fields {
        match name.as_str() {
            "number" => (*name, *value) = ("serial".to_owned(), Value::Int(17)),
            "state" => *value = Value::Enum(0, "LOST".to_owned()),
            "previous" => *value = Value::Union(0, Box::new(Value::Enum(1, "GONE".to_owned()))),
            _ => {}
        }
    }
    let body = Bytes::from(to_avro_datum(&writer, Value::Record(fields)).expect("it is written"));
    let written_with = tidings::avro::Schema::parse(&schema).expect("it is a schema");
    let read: Parcel =
        tidings::avro::decode_written_with(&body, &written_with).expect("it is resolved");
    let expected = Parcel {
        number: 17,
        state: State::Placed,
        ..parcel()
    };
    assert_eq!(read, expected);
}

#[test]
fn frames_are_taken_apart() {
    assert_eq!(
        tidings::avro::confluent(b"\0\0\0\x01\x02abc"),
        Some((258, &b"abc"[..]))
    );
    assert_eq!(tidings::avro::confluent(b"\x01\0\0\0\0"), None);
    let framed = b"\xc3\x01\x01\0\0\0\0\0\0\0abc";
    assert_eq!(tidings::avro::single_object(framed), Some((1, &b"abc"[..])));
    assert_eq!(tidings::avro::single_object(b"\xc3\x01"), None);
}
