//! What generated tests say of examples.

use std::panic::catch_unwind;

use tidings::__generated::v1::{Example, Path, Violations};

use crate::contract::{Parcel, messages};

/// What the test of an example says that fails in `attempt`.
fn complaint(attempt: impl FnOnce(Example) + std::panic::UnwindSafe) -> String {
    let panic = catch_unwind(|| attempt(Example::at("/components/schemas/Parcel/examples/0")));
    let panic = panic.expect_err("a complaint");
    *panic.downcast::<String>().expect("a text")
}

#[test]
fn an_example_comes_back_as_it_was() {
    let example = Example::at("/components/schemas/Parcel/examples/0");
    let read: Vec<f64> = example.read("[1, 2.50]");
    assert_eq!(read, [1.0, 2.5]);
    let payload = example.read(r#"{"parcelId": "P1", "grams": 2, "unknown": true}"#);
    example.travels(&messages::PrintLabel { payload });
}

#[test]
fn an_example_that_breaks_its_schema_fails_with_its_place() {
    let parcel =
        |example: Example| drop(example.read::<Parcel>(r#"{"parcelId": "P1", "grams": 40000}"#));
    insta::assert_snapshot!(
        [
            complaint(parcel),
            complaint(|example| drop(example.read::<Vec<u32>>(r#"[1, "two"]"#))),
            complaint(|example| {
                example.read::<Lossy>(r#"{"a/b": [1, 2]}"#);
            }),
        ]
        .join("\n")
    );
}

/// A type that writes something else than it reads.
#[derive(serde::Serialize, serde::Deserialize)]
struct Lossy {
    #[serde(rename = "a/b", serialize_with = "sorted")]
    numbers: [u32; 2],
}

/// Writes the greatest number first.
fn sorted<S: serde::Serializer>(numbers: &[u32; 2], serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&[numbers[0].max(numbers[1]); 2], serializer)
}

impl tidings::Payload for Lossy {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}
