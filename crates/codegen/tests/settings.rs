//! What a project decides about its code, tried on the committed code of the fixture `settings`.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

mod support;

use serde::{Deserialize, Serialize};
use tidings_codegen::{Form, Options, Settings, generate};

mod decided {
    include!("generated/settings.rs");
}

/// A type that the project has already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    amount: f64,
}

/// Another one, of which the settings say what is true of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Weight(u32);

use decided::{Colour, Line, Moment, Note, Operator, Painted, Sealed, State};

#[track_caller]
fn comes_back<T: tidings::Payload>(text: &str) -> T {
    let value = tidings::json::from_slice::<T>(text.as_bytes())
        .unwrap_or_else(|error| panic!("{text} is refused: {error}"));
    let written = tidings::json::to_vec(&value).expect("what was read is written");
    assert_eq!(String::from_utf8_lossy(&written), text);
    value
}

#[test]
fn types_fields_and_variants_have_the_names_that_were_given() {
    let line = r#"{"sku":"TEA","pieces":3,"Pieces":"three","price":{"amount":1.5}}"#;
    let line: Line = comes_back(line);
    assert_eq!((line.count, line.spoken.as_deref()), (3, Some("three")));
    assert_eq!(comes_back::<Operator>("\"+\""), Operator::Add);
}

#[test]
fn a_type_of_the_project_takes_the_place_of_a_generated_one() {
    let painted: Painted = comes_back(r#"{"colour":"red","price":{"amount":2.0}}"#);
    assert_eq!(painted.price, Some(Price { amount: 2.0 }));
    let own: decided::Own = comes_back(r#"{"a":1}"#);
    assert_eq!(own.get("a"), Some(&1));
}

#[test]
fn open_enumerations_keep_what_they_do_not_list() {
    assert_eq!(
        comes_back::<Operator>("\"%\""),
        Operator::Other("%".to_owned())
    );
    assert_eq!(comes_back::<State>("\"paid\""), State::Paid);
    assert_eq!(
        comes_back::<State>("\"lost\""),
        State::Other("lost".to_owned())
    );
    assert_eq!(comes_back::<Colour>("\"other\""), Colour::Other);
    assert_eq!(
        comes_back::<Colour>("\"blue\""),
        Colour::Other2("blue".to_owned())
    );
    assert!(tidings::json::from_slice::<Colour>(b"7").is_err());
}

#[test]
fn unknown_properties_are_kept_read_over_or_refused() {
    let painted: Painted = comes_back(r#"{"colour":"red","shade":3}"#);
    assert_eq!(painted.additional.len(), 1);
    let note: Note = tidings::json::from_slice(br#"{"text":"a","more":1}"#).expect("it is read");
    assert_eq!(
        tidings::json::to_vec(&note).expect("written"),
        br#"{"text":"a"}"#
    );
    let refused = tidings::json::from_slice::<Sealed>(br#"{"text":"a","more":1}"#);
    assert!(refused.is_err());
}

#[test]
fn a_moment_is_a_text_and_is_checked_nevertheless() {
    let moment: Moment = comes_back("\"2026-11-21T07:30:00.10+01:00\"");
    assert_eq!(moment.as_str(), "2026-11-21T07:30:00.10+01:00");
    assert!(Moment::new("today").is_err());
}

#[test]
fn a_named_text_is_made_in_ways_only_that_check_it() {
    assert!(Moment::try_from("2026-11-21T07:30:00Z").is_ok());
    let error = Moment::try_from("today".to_owned()).expect_err("it is no date-time");
    assert!(error.to_string().contains("date-time"), "{error}");
}

#[test]
fn what_is_made_of_a_type_of_the_project_has_the_traits_that_it_has() {
    fn is_hashed<T: Eq + std::hash::Hash>() {}
    is_hashed::<decided::Parcel>();
}

#[test]
fn a_generated_crate_depends_on_the_packages_of_types_of_the_project() {
    let mut options = support::options("settings");
    options.form = Form::Crate {
        name: "example".to_owned(),
        runtime: tidings_codegen::Runtime::Version,
    };
    let generated = generate(&support::contract("settings"), &options);
    let manifest = generated
        .files
        .iter()
        .find(|(path, _)| path == "Cargo.toml");
    let (_, manifest) = manifest.expect("a crate has a manifest");
    assert!(
        manifest.contains("[dependencies]\nscales = \"1.2\"\ntidings = "),
        "{manifest}"
    );
}

#[test]
fn messages_channels_operations_and_servers_have_the_names_that_were_given() {
    let message = decided::messages::Placed::new(decided::Parcel::new(Weight(3)));
    assert_eq!(message.payload.weight, Weight(3));
    assert_eq!(decided::Server::Live.url(), "amqp://broker.example.org");
    let _ = |client: &decided::Example, parcel: decided::Parcel| drop(client.announce(parcel));
    let _: decided::PurchasesAddress;
}

#[track_caller]
fn told(settings: &str) -> String {
    let mut options = Options::new(Form::SingleFile);
    options.settings = toml::from_str::<Settings>(settings).expect("settings");
    support::in_words(&generate(&support::contract("objects"), &options).findings)
}

#[test]
fn what_selects_nothing_is_told_with_what_was_meant() {
    insta::assert_snapshot!(told(
        "[[type]]\npath = 'Opne'\n[[type]]\npath = 'Closed'\nfields = { nmae = 'title' }\n[[type]]\npath = '/nowhere'"
    ));
}

#[test]
fn what_is_no_rust_is_no_setting() {
    for (settings, error) in [
        ("derive = ['a b']", "`a b` is no path to a type in Rust"),
        (
            "[[type]]\npath = 'A'\nrename = 'type'",
            "`type` is no name in Rust",
        ),
        (
            "[[type]]\npath = 'A'\nattributes = ['x']",
            "`x` is no attribute in Rust",
        ),
        ("[[type]]\nrename = 'A'", "missing field `path`"),
    ] {
        let told = toml::from_str::<Settings>(settings).expect_err(settings);
        assert!(told.message().contains(error), "{told}");
    }
}
