//! Laws of what reads bodies: random values come back as they were, in every notation, and hostile bytes end in an error.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use tidings::codec::{Avro, Cbor, Codec, Json, MessagePack, Protobuf, Xml};
use tidings::{Bytes, Maybe, Value};

mod payment {
    include!("generated/bare/payment.rs");
}
mod parcel {
    include!("generated/bare/parcel.rs");
}
mod readings {
    include!("generated/bare/readings.rs");
}
mod xml {
    include!("generated/xml.rs");
}

/// What `value` was written as is read as it; changed bytes are read as something that is valid, or refused.
fn check<C: Codec<T>, T: Debug + PartialEq>(
    value: &T,
    change: &Change,
) -> Result<(), TestCaseError> {
    let body = C::encode(value).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let read = C::decode(&body).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&read, value);
    if let Ok(other) = C::decode(&change.of(&body)) {
        prop_assert!(C::encode(&other).is_ok(), "{:?}", other);
    }
    Ok(())
}

/// A change of a body: what is cut out of it, and what is put in there.
#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    cut: usize,
    put: Vec<u8>,
}

impl Change {
    fn of(&self, body: &Bytes) -> Bytes {
        let mut bytes = body.to_vec();
        let start = self.at.index(bytes.len() + 1);
        let end = (start + self.cut).min(bytes.len());
        bytes.splice(start..end, self.put.iter().copied());
        bytes.into()
    }
}

fn changes() -> impl Strategy<Value = Change> {
    let put = prop_oneof![
        vec(any::<u8>(), 0..4),
        Just(vec![0xff; 10]),
        Just(vec![0xfe, 0xff, 0xff, 0xff, 0x0f]),
        Just(vec![0xdd, 0xff, 0xff, 0xff, 0xff]),
        Just(vec![0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ];
    (any::<prop::sample::Index>(), 0_usize..4, put).prop_map(|(at, cut, put)| Change {
        at,
        cut,
        put,
    })
}

/// Any JSON value whose numbers every notation keeps.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e300..1e300_f64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn people() -> impl Strategy<Value = payment::Person> {
    any::<String>().prop_map(payment::Person::new)
}

fn payments() -> impl Strategy<Value = payment::Payment> {
    use payment::{Company, Method, Payment, PaymentPayer};
    let amount = -999_999_999_999_i64..=999_999_999_999;
    let amount = amount.prop_map(|cents| {
        let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
        let text = format!("{sign}{}.{:02}", cents / 100, cents % 100);
        text.parse().expect("it is a decimal of this size")
    });
    let payer = prop_oneof![
        people().prop_map(PaymentPayer::Person),
        (any::<String>(), vec(people(), 0..4))
            .prop_map(|(vat, members)| PaymentPayer::Company(Company::new(vat, members))),
    ];
    let method = prop_oneof![Just(Method::Card), Just(Method::Transfer)];
    let id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    let refund_of = proptest::option::of(any::<String>());
    (id, amount, method, any::<i64>(), refund_of, payer).prop_map(
        |(id, amount, method, received, refund_of, payer)| Payment {
            id: id.parse().expect("it is a UUID"),
            amount,
            method,
            received: tidings::avro::TimestampMillis(received),
            refund_of,
            payer,
        },
    )
}

fn parcels() -> impl Strategy<Value = parcel::Parcel> {
    use parcel::{Address, Item, Parcel, ParcelCarrier, Priority, Van};
    let address = (vec(any::<String>(), 0..3), any::<String>())
        .prop_map(|(lines, country)| Address::new().with_lines(lines).with_country(country));
    let item = (any::<String>(), any::<u32>())
        .prop_map(|(sku, pieces)| Item::new().with_sku(sku).with_pieces(pieces));
    let carrier = prop_oneof![
        any::<String>().prop_map(ParcelCarrier::Courier),
        any::<i32>().prop_map(|seats| ParcelCarrier::Van(Van::new().with_seats(seats))),
    ];
    let priority = prop_oneof![
        Just(Priority::Unspecified),
        Just(Priority::High),
        (2..i32::MAX).prop_map(Priority::Unnamed),
    ];
    (
        any::<String>(),
        proptest::option::of(address),
        vec(item, 0..4),
        proptest::option::of(carrier),
        priority,
    )
        .prop_map(|(number, to, items, carrier, priority)| Parcel {
            to,
            carrier,
            priority,
            ..Parcel::new().with_number(number).with_items(items)
        })
}

/// Texts without the characters that XML has none for, and without line ends, which its readers are told to change.
fn texts() -> impl Strategy<Value = String> {
    "[ -~äß€😀]{0,12}"
}

fn orders() -> impl Strategy<Value = xml::types::Order> {
    use xml::types::{Line, Order};
    // An element without text is one with an empty text, so a text is never absent.
    let line = ("[ -~äß€😀]{1,12}", texts()).prop_map(|(sku, text)| Line {
        sku,
        text: Some(text),
    });
    let weight = prop_oneof![
        Just(Maybe::Absent),
        Just(Maybe::Null),
        (-1e9..1e9_f64).prop_map(Maybe::Value),
    ];
    let labels = btree_map("[a-zä_][a-z0-9.-]{0,5}", any::<i64>(), 1..4);
    let leaf = (
        1..u32::MAX,
        any::<bool>(),
        weight,
        vec(line, 0..4),
        proptest::option::of(vec(texts(), 0..3)),
        proptest::option::of(labels),
    )
        .prop_map(|(id, urgent, weight, lines, notes, labels)| Order {
            id: id.into(),
            urgent,
            placed_at: None,
            weight,
            lines,
            notes,
            labels: labels.map(|labels: BTreeMap<String, i64>| labels),
            parent: None,
        });
    leaf.prop_recursive(3, 4, 1, |inner| {
        (inner.clone(), inner).prop_map(|(parent, order)| Order {
            parent: Some(Box::new(parent)),
            ..order
        })
    })
}

proptest! {
    #[test]
    fn values_come_back_in_cbor_and_messagepack(value in values(), change in changes()) {
        check::<Cbor, _>(&value, &change)?;
        check::<MessagePack, _>(&value, &change)?;
        check::<Json, _>(&value, &change)?;
    }

    #[test]
    fn payments_come_back_in_avro(value in payments(), change in changes()) {
        check::<Avro, _>(&value, &change)?;
        check::<Json, _>(&value, &change)?;
        check::<Cbor, _>(&value, &change)?;
    }

    #[test]
    fn readings_come_back_in_avro(
        value in vec(btree_map(any::<String>(), -1e300..1e300_f64, 0..4), 0..4),
        change in changes(),
    ) {
        check::<Avro, _>(&readings::Readings(value), &change)?;
    }

    #[test]
    fn parcels_come_back_in_protocol_buffers(value in parcels(), change in changes()) {
        check::<Protobuf, _>(&value, &change)?;
        check::<Json, _>(&value, &change)?;
        check::<MessagePack, _>(&value, &change)?;
    }

    #[test]
    fn orders_come_back_in_xml(value in orders(), change in changes()) {
        check::<Xml<xml::messages::Order>, _>(&value, &change)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        let body = Bytes::from(bytes);
        let _ = <Cbor as Codec<Value>>::decode(&body);
        let _ = <MessagePack as Codec<Value>>::decode(&body);
        let _ = <Avro as Codec<payment::Payment>>::decode(&body);
        let _ = <Avro as Codec<readings::Readings>>::decode(&body);
        let _ = <Protobuf as Codec<parcel::Parcel>>::decode(&body);
        let _ = <Xml<xml::messages::Order> as Codec<xml::types::Order>>::decode(&body);
    }
}
