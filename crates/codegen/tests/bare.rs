//! Schemas by themselves, in languages that have a notation of their own: their code is committed, compiled and used.
//!
//! A fixture is a file in `bare/`, its code stands in `generated/bare/` (written by `TIDINGS_BLESS=1 cargo test`).

mod support;

use std::path::PathBuf;

use tidings::Bytes;
use tidings::codec::{Avro, Codec, Protobuf};
use tidings_codegen::{BareSchema, Form, Generated, Options, Runtime, generate_schema};
use tidings_diag::Severity;
use tidings_schema::standalone::{Breadth, Meaning, name_of};
use tidings_source::{DiskFiles, Sources};

mod payment {
    include!("generated/bare/payment.rs");
}
mod readings {
    include!("generated/bare/readings.rs");
}
mod parcel {
    include!("generated/bare/parcel.rs");
}

/// The fixtures by the names of their modules.
const FIXTURES: [(&str, &str); 3] = [
    ("payment", "payment.avsc"),
    ("readings", "readings.avsc"),
    ("parcel", "shop/parcel.proto"),
];

/// What is generated of the file `path` and the `pointer` in it, which has no mistake.
#[track_caller]
fn generated(path: &str, pointer: &str, form: Form) -> Generated {
    let files = DiskFiles::new(support::folder().join("bare"));
    let (sources, mut findings) = Sources::link(&files, path);
    let meaning = Meaning::of_file(&sources, path, pointer, None, Breadth::Types)
        .expect("a file of the fixtures says what it means");
    findings.extend(meaning.findings.clone());
    findings.retain(|finding| finding.severity == Severity::Error);
    assert!(findings.is_empty(), "{}", support::in_words(&findings));
    let schema = BareSchema {
        meaning: &meaning,
        name: name_of(path),
    };
    generate_schema(&schema, &Options::new(form))
}

#[track_caller]
fn single(path: &str, pointer: &str) -> String {
    let generated = generated(path, pointer, Form::SingleFile);
    assert_eq!(generated.files.len(), 1);
    generated.files[0].1.clone()
}

#[test]
fn the_code_of_every_fixture_is_what_is_committed() {
    let bless = std::env::var_os("TIDINGS_BLESS").is_some();
    for (name, path) in FIXTURES {
        let code = single(path, "");
        let file: PathBuf = support::folder().join(format!("generated/bare/{name}.rs"));
        if bless {
            std::fs::write(&file, &code).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            committed == code,
            "{name}: run the tests with TIDINGS_BLESS=1 and read the difference"
        );
    }
}

#[test]
fn types_of_avro_are_written_in_binary_and_in_json() {
    use payment::{Company, Method, Payment, PaymentPayer, Person};
    let company = Company {
        vat: "DE1".to_owned(),
        members: vec![Person::new("Ann")],
    };
    let value = Payment {
        id: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse().unwrap(),
        amount: "12.50".parse().unwrap(),
        method: Method::Transfer,
        received: tidings::avro::TimestampMillis(1_700_000_000_000),
        refund_of: None,
        payer: PaymentPayer::Company(company),
    };
    let body = Avro::encode(&value).unwrap();
    let read: Payment = Avro::decode(&body).unwrap();
    assert_eq!(read, value);
    let json = tidings::json::to_vec(&value).unwrap();
    assert_eq!(tidings::json::from_slice::<Payment>(&json).unwrap(), value);

    // The text of the id begins behind its length.
    let mut wrong = body.to_vec();
    wrong[1] = b'-';
    let refused = <Avro as Codec<Payment>>::decode(&Bytes::from(wrong)).unwrap_err();
    assert!(refused.to_string().starts_with("/id: "), "{refused}");
    let cut = body.slice(..body.len() - 1);
    assert!(<Avro as Codec<Payment>>::decode(&cut).is_err());
}

#[test]
fn what_an_older_schema_wrote_is_read_with_it() {
    let older = r#"{"type": "array", "items": {"type": "map", "values": "long"}}"#;
    let older = tidings::avro::Schema::parse(older).unwrap();
    // One block of one map, with one entry `a: 3`, and the two ends.
    let body = Bytes::from_static(&[2, 2, 2, b'a', 6, 0, 0]);
    let read: readings::Readings = tidings::avro::decode_written_with(&body, &older).unwrap();
    assert_eq!(read.0[0]["a"], 3.0);
}

#[test]
fn messages_are_written_on_the_wire_and_in_json() {
    use parcel::{Address, Item, Lost, Parcel, ParcelCarrier, Reason, Van};
    let value = Parcel::new()
        .with_number("17")
        .with_to(Address::new().with_country("NL"))
        .with_items(vec![Item::new().with_sku("a").with_pieces(2_u32)])
        .with_carrier(ParcelCarrier::Van(Van::new().with_seats(2)));
    let body = Protobuf::encode(&value).unwrap();
    let read: Parcel = Protobuf::decode(&body).unwrap();
    assert_eq!(read, value);
    let json = tidings::json::to_vec(&value).unwrap();
    assert_eq!(tidings::json::from_slice::<Parcel>(&json).unwrap(), value);

    let lost = Lost::new().with_reason(Reason::Stolen);
    assert_eq!(&Protobuf::encode(&lost).unwrap()[..], [16, 1]);
}

#[test]
fn a_message_that_is_named_brings_what_it_leads_to_and_nothing_else() {
    let code = single("shop/parcel.proto", "Lost");
    assert!(code.contains("pub struct Lost {"), "{code}");
    for other in ["Parcel", "Van", "Colour"] {
        assert!(!code.contains(&format!("pub struct {other} {{")), "{code}");
        assert!(!code.contains(&format!("pub enum {other} {{")), "{code}");
    }
}

#[test]
fn the_first_page_says_how_values_are_written() {
    for (name, path) in FIXTURES {
        let form = Form::Crate {
            name: format!("{name}-types"),
            runtime: Runtime::Version,
        };
        let generated = generated(path, "", form);
        let files: std::collections::BTreeMap<_, _> = generated.files.into_iter().collect();
        insta::assert_snapshot!(format!("first_page_of_{name}"), files["src/lib.rs"]);
    }
}
