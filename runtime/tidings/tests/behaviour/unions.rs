//! Unions without a tag.

use serde::{Deserialize, Serialize};
use tidings::__generated::v1;
use tidings::{Payload, json};

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Size {
    Small(Small),
    Named(Named),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Small {
    grams: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Named {
    name: String,
}

impl Payload for Small {
    fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
        v1::check::maximum(self.grams, 100, &path.key("grams"), violations);
    }
}

impl Payload for Named {
    fn check(&self, _: &v1::Path<'_>, _: &mut v1::Violations) {}
}

impl Payload for Size {
    fn check(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
        v1::Alternatives::check_alternative(self, path, violations);
    }
}

impl v1::Alternatives for Size {
    fn check_alternative(&self, path: &v1::Path<'_>, violations: &mut v1::Violations) {
        match self {
            Self::Small(small) => small.check(path, violations),
            Self::Named(named) => named.check(path, violations),
        }
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        v1::one_of(
            deserializer,
            &[
                ("Small", |part| part.decode().map(Self::Small)),
                ("Named", |part| part.decode().map(Self::Named)),
            ],
        )
    }
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Shelf {
    Number(i64),
    Names(Vec<String>),
}

impl Payload for Shelf {
    fn check(&self, _: &v1::Path<'_>, _: &mut v1::Violations) {}
}

impl<'de> Deserialize<'de> for Shelf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        v1::by_type(
            deserializer,
            &[
                (v1::JsonType::Integer, |part| {
                    part.decode().map(Self::Number)
                }),
                (v1::JsonType::Array, |part| part.decode().map(Self::Names)),
            ],
        )
    }
}

#[track_caller]
fn refused<T: Payload + std::fmt::Debug>(json: &str, message: &str) {
    let error = json::from_slice::<T>(json.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn exactly_one_alternative_must_match() {
    let read = |text: &str| json::from_slice::<Size>(text.as_bytes()).unwrap();
    assert_eq!(read(r#"{"grams":7}"#), Size::Small(Small { grams: 7 }));
    // The constraint decides as well as the shape does.
    let named = read(r#"{"grams":101,"name":"crate"}"#);
    assert!(matches!(named, Size::Named(_)));
    refused::<Vec<Size>>(
        r#"[{"grams":7,"name":"crate"}]"#,
        "/0: matches both Small and Named, and only one is allowed",
    );
    refused::<Vec<Size>>(
        r#"[{"grams":"7"}]"#,
        "/0: matches none of Small (/grams: expected an integer, found a string), \
         Named (the property \"name\" is missing)",
    );
}

#[test]
fn the_type_tells_alternatives_apart() {
    let read = |text: &str| json::from_slice::<Shelf>(text.as_bytes()).unwrap();
    assert_eq!(read("7.0"), Shelf::Number(7));
    assert_eq!(read(r#"["a"]"#), Shelf::Names(vec!["a".to_owned()]));
    refused::<Shelf>(
        "7.5",
        "(root): expected an integer or an array, found a number",
    );
    refused::<Vec<Shelf>>("[[1]]", "/0/0: expected a string, found an integer");
}

/// Anything that holds itself in two ways that both look alike until the very end.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Nested {
    One(Box<One>),
    Other(Box<Other>),
    End(u8),
}

#[derive(Debug, Serialize, Deserialize)]
struct One {
    inner: Nested,
}

#[derive(Debug, Serialize, Deserialize)]
struct Other {
    inner: Nested,
}

macro_rules! unchecked {
    ($($payload:ty),*) => {$(
        impl Payload for $payload {
            fn check(&self, _: &v1::Path<'_>, _: &mut v1::Violations) {}
        }
    )*};
}

unchecked!(Nested, One, Other);

impl v1::Alternatives for Nested {
    fn check_alternative(&self, _: &v1::Path<'_>, _: &mut v1::Violations) {}
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        v1::one_of(
            deserializer,
            &[
                ("One", |part| part.decode().map(Self::One)),
                ("Other", |part| part.decode().map(Self::Other)),
                ("End", |part| part.decode().map(Self::End)),
            ],
        )
    }
}

#[test]
fn alternatives_that_double_the_work_at_every_level_end_in_an_error() {
    let depth = 100;
    let json = r#"{"inner":"#.repeat(depth) + "\"x\"" + &"}".repeat(depth);
    let begin = std::time::Instant::now();
    assert!(json::from_slice::<Nested>(json.as_bytes()).is_err());
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}
