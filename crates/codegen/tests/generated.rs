//! What is generated for each construct, committed beside the fixtures, compiled, and tried on instances.
//!
//! A fixture is a file in `fixtures/`, as `settings/` may say for it; behind `--` stands the name of further settings.
//! Its code stands in `generated/` (which `golden.rs` keeps up to date), and `instances/` may hold values that its types must take or refuse; the validator has to agree.

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use tidings::{DecodeError, EncodeError, Payload};
use tidings_codegen::{Form, Options, Runtime, generate};
use tidings_diag::FileId;
use tidings_schema::{Literal, ValidateOptions, validate_literal};
use tidings_syntax::Format;

/// Reads a value and writes it again.
type RoundTrip = fn(&[u8]) -> Result<Result<Vec<u8>, EncodeError>, DecodeError>;

fn round_trip<T: Payload>(bytes: &[u8]) -> Result<Result<Vec<u8>, EncodeError>, DecodeError> {
    tidings::json::from_slice::<T>(bytes).map(|value| tidings::json::to_vec(&value))
}

macro_rules! fixtures {
    ($($module:ident $name:literal [$($of:ident),*],)+) => {
        /// A type of the project that fixtures refer to.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct Price {
            amount: f64,
        }

        /// Another one, of which the settings say what is true of it.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub struct Weight(u32);

        $(mod $module {
            include!(concat!("generated/", $name, ".rs"));
        })+

        /// The fixtures whose code is compiled here.
        const NAMES: &[&str] = &[$($name),+];

        /// The types that have instances.
        fn types(fixture: &str) -> Vec<(&'static str, RoundTrip)> {
            match fixture {
                $($name => vec![$((stringify!($of), round_trip::<$module::$of>)),*],)+
                _ => Vec::new(),
            }
        }
    };
}

fixtures! {
    all_of "all-of" [Placed, Wrapped, Narrowed],
    avro "avro" [],
    bindings "bindings" [],
    bytes "bytes" [],
    channels "channels" [],
    choices "choices" [Reachable, Undeclared, Exactly, Host, Any, Fraction, Edge, Holder],
    codecs "codecs" [],
    constants "constants" [Origin, Corner, Mixed, Limited, Code, Holder, Level, Colour, Choice, Number],
    constructors "constructors" [],
    conversations "conversations" [],
    curious "curious" [
        Alike, Anchored, Anything, Branched, Escaped, Filled, Found, Inner, Itself, Kind, Listed, Names, Needs, Nest, Nil, Node,
        Not, OldNull, Secret, Several, Spelled, Titled, Together, Untyped
    ],
    decimals "decimals" [
        Amount, Rate, Bound, Choice, Huge, Float, Quarter, Text, Short, Blob, Paid, Shares, Anything
    ],
    docs "docs" [],
    examples "examples" [],
    exclusions "exclusions" [
        Contact, Exactly, Billing, Apart, Gone, Unlabelled, Word, Slug, Level, Share, Colour, Present, On
    ],
    filled "filled" [],
    framed "framed" [],
    heirs "heirs" [Pet, Keeper, Form, Vague],
    keywords "keywords" [
        Cents, Halves, Wide, Great, Distinct, Numbers, Nested, Marks, Moment, Day, Odd, Kept, Few, Mail, Place
    ],
    lists "lists" [Tags, Matrix, Anything, Times, Reserved, Never],
    located "located" [],
    messages "messages" [],
    names "names" [String, Option, Fields, Alias, Anything],
    notations "notations" [],
    nullable "nullable" [Matrix, MaybeText, Absent, Link],
    objects "objects" [
        Open, Closed, Empty, Kept, Typed, Map, Free, Named, Patterned, Counted, Undeclared, Inline
    ],
    patterns "patterns" [Readings, Closed, Extended, Amounts, Declared, Overlapping, Twice, Dependent],
    protobuf "protobuf" [],
    recursion "recursion" [Tree, List, Even, Expression, Dynamic],
    requests "requests" [],
    residual "residual" [
        NoString, Even, WholeOrGreat, Conditional, Pair, Found, Named, Patterns, Needs, Tree, Perhaps, Secret, Ticket, Seat, Marks
    ],
    scalars "scalars" [Sku, Temperature, Pieces, Reading],
    sensitive "sensitive" [Device, Login, Pin],
    secrets "secrets" [Session, Tokens, Numbers, Only, Pair, Further, Either, Pin],
    sending "sending" [],
    servers "servers" [],
    several "several" [],
    settings "settings" [],
    sides "sides" [],
    sides_of_the_peer "sides--peer" [],
    texts "texts" [Operator, Case, Kind, Sized],
    tuples "tuples" [
        Position, Single, Reading, Sparse, Open, Counted, Never, Both, Perhaps, Tree, Nested
    ],
    uninhabited "uninhabited" [
        Lamp, Sealed, Refused, Letter, Corner, Pair, Either, Only, Neither
    ],
    unions "unions" [
        Payment, Id, Scalar, Loose, Shape, Perhaps, Pet, Versioned, Nested, Told, Contact, Sized, Overlap, Exclusive, Twofold,
        Doubled, Mapped, Text, Animal, Absent, Within, Optional, Numbered, Switched
    ],
    written_by_tools "written-by-tools" [],
    xml "xml" [],
}

#[test]
fn no_fixture_is_forgotten() {
    let mut compiled = NAMES.to_vec();
    compiled.sort_unstable();
    assert_eq!(support::fixtures(), compiled);
}

#[test]
fn types_take_what_is_valid_and_refuse_what_is_not() {
    let entries = std::fs::read_dir(support::folder().join("instances")).unwrap();
    for entry in entries {
        let path = entry.unwrap().path();
        let fixture = path.file_stem().unwrap().to_string_lossy().into_owned();
        check(&fixture, &std::fs::read(&path).unwrap());
    }
}

/// Tries the instances of one fixture: types by name, and of each the `valid` ones, which come back as they were, and
/// the `invalid` ones by what the error says.
fn check(fixture: &str, instances: &[u8]) {
    let contract = support::contract(fixture);
    let known: BTreeMap<_, _> = types(fixture).into_iter().collect();
    let instances: serde_json::Map<String, Value> =
        serde_json::from_slice(instances).expect("instances are an object of types");
    let described: Vec<_> = instances.keys().map(String::as_str).collect();
    assert_eq!(
        described,
        known.keys().copied().collect::<Vec<_>>(),
        "{fixture}: every type has instances"
    );
    for (name, cases) in &instances {
        let schema = contract
            .component_schemas
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, id)| *id);
        let schema = schema.unwrap_or_else(|| panic!("{fixture}: no schema `{name}`"));
        let is_valid = |instance: &Value| {
            let text = instance.to_string();
            let (tree, _) = tidings_syntax::parse(FileId(0), text.as_bytes(), Format::Json);
            let literal = Literal::from(tree.root().expect("an instance is a value"));
            validate_literal(
                &contract.schemas,
                schema,
                &literal,
                &ValidateOptions::default(),
            )
            .is_empty()
        };
        for instance in cases["valid"].as_array().expect("a list") {
            let case = format!("{fixture}: {name}: {instance}");
            let written = known[name.as_str()](instance.to_string().as_bytes());
            let written = written
                .unwrap_or_else(|error| panic!("{case} is refused: {error}"))
                .unwrap_or_else(|error| panic!("{case} is not written: {error}"));
            assert_eq!(
                serde_json::from_slice::<Value>(&written).expect("JSON"),
                *instance,
                "{case}"
            );
            assert!(is_valid(instance), "{case} is refused by the validator");
        }
        for (error, instance) in cases["invalid"].as_object().expect("an object") {
            let case = format!("{fixture}: {name}: {instance}");
            let refused = known[name.as_str()](instance.to_string().as_bytes());
            let told = refused.expect_err(&format!("{case} is taken")).to_string();
            assert!(told.contains(error.as_str()), "{case}: {told}");
            assert!(!is_valid(instance), "{case} is taken by the validator");
        }
    }
}

#[test]
fn bodies_that_nothing_reads_are_bytes_and_told() {
    let generated = generate(&support::contract("bytes"), &Options::new(Form::SingleFile));
    assert_eq!(generated.files.len(), 1);
    insta::assert_snapshot!(support::in_words(&generated.findings));
}

#[test]
fn types_without_values_and_headers_without_types_are_told() {
    let contract = support::contract("uninhabited");
    let generated = generate(&contract, &Options::new(Form::SingleFile));
    assert_eq!(generated.files.len(), 1);
    insta::assert_snapshot!(support::in_words(&generated.findings));
}

#[test]
fn names_that_meet_are_told() {
    let generated = generate(&support::contract("names"), &Options::new(Form::SingleFile));
    insta::assert_snapshot!(support::in_words(&generated.findings));
}

#[test]
fn every_form_holds_the_same_code() {
    let contract = support::contract("messages");
    let text = |form: Form| -> BTreeMap<_, _> {
        generate(&contract, &Options::new(form))
            .files
            .into_iter()
            .collect()
    };
    let modules = text(Form::Modules);
    let whole = text(Form::Crate {
        name: "example".to_owned(),
        runtime: Runtime::Path("../runtime".to_owned()),
    });
    for (path, code) in &modules {
        if path != "mod.rs" {
            let without = |code: &str| code.replace("#[non_exhaustive]\n", "").replace("    ", "");
            assert_eq!(
                without(&whole[&format!("src/{path}")]),
                without(code),
                "{path}"
            );
        }
    }
    insta::assert_snapshot!(whole["Cargo.toml"]);
    insta::assert_snapshot!("first_page_of_a_crate", whole["src/lib.rs"]);
}

/// What the types of a fixture are told to be that they are not quite.
fn told(fixture: &str) -> String {
    let generated = generate(&support::contract(fixture), &Options::new(Form::SingleFile));
    support::in_words(&generated.findings)
}

#[test]
fn what_tools_write_and_hardly_mean_is_told() {
    insta::assert_snapshot!(told("written-by-tools"));
}

#[test]
fn heirs_that_nothing_tells_apart_are_told() {
    insta::assert_snapshot!(told("heirs"));
}

#[test]
fn a_value_is_of_the_heir_that_it_names() {
    let read = |text: &str| tidings::json::from_slice::<heirs::Pet>(text.as_bytes());
    let error = read(r#"{"petType": "Bird", "name": "n"}"#).unwrap_err();
    let known = r#""Cat", "Dog", "Poodle", "StickBug", "Pet""#;
    assert_eq!(
        error.to_string(),
        format!("/petType: \"Bird\" is not one of {known}")
    );
    let error = read(r#"{"petType": "Cat", "name": "n"}"#).unwrap_err();
    assert!(error.to_string().contains("huntingSkill"), "{error}");
    let dog = |kind: &str| {
        heirs::Dog::builder()
            .name("n")
            .pet_type(kind)
            .pack_size(1_u64)
            .build()
    };
    let written = tidings::json::to_vec(&heirs::Pet::from(dog("Dog"))).unwrap();
    assert_eq!(written, br#"{"name":"n","petType":"Dog","packSize":1}"#);
    let error = tidings::json::to_vec(&heirs::Pet::from(dog("Cat"))).unwrap_err();
    assert!(
        error.to_string().starts_with("/petType: \"Cat\""),
        "{error}"
    );
}

#[test]
fn a_constant_that_tells_a_variant_is_written_although_it_may_be_absent() {
    fn check<T: Payload>(values: impl IntoIterator<Item = impl Into<T>>, expected: &str) {
        for value in values {
            let written = tidings::json::to_vec(&value.into()).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }
    use unions::{Debt, First, Numbered, Opened, Optional, Second, Switched, SwitchedOff};
    check::<Optional>([Opened::new(), Opened::default()], r#"{"event":"opened"}"#);
    check::<Numbered>([First::new(), First::default()], r#"{"version":1}"#);
    check::<Numbered>([Second::new(), Second::default()], r#"{"version":2}"#);
    check::<Numbered>([Debt::new(0.5)], r#"{"version":-1,"owed":0.5}"#);
    let off = [SwitchedOff::new(), SwitchedOff::default()];
    check::<Switched>(off, r#"{"on":false}"#);
}
