//! How single fields are read where a derive alone would read too much or too little; for `deserialize_with`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Maybe;
use crate::json::Strict;

/// Reads an optional property that, where it is there, must not be null.
///
/// # Errors
///
/// It is null, or not of the type.
pub fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a required property that may be null; without this a derive takes a missing one for null.
///
/// # Errors
///
/// It is not of the type.
pub fn nullable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

/// A type made of integers.
pub trait Integers: for<'de> Deserialize<'de> {}

macro_rules! integers {
    ($($integer:ty),*) => {$( impl Integers for $integer {} )*};
}

integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl<T: Integers> Integers for Option<T> {}
impl<T: Integers> Integers for Vec<T> {}
impl<T: Integers> Integers for Box<T> {}
impl<T: Integers> Integers for Maybe<T> {}
impl<T: Integers> Integers for BTreeMap<String, T> {}

/// Reads integers, also where they are written like `1.0`: to JSON Schema an integer is a number without a fraction.
///
/// [`crate::json::from_slice`] does so everywhere; this is for types that are read with serde directly.
///
/// # Errors
///
/// It is not of the type.
pub fn integer<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Integers,
{
    T::deserialize(Strict(deserializer))
}

/// Reads the properties of an object that its schema does not name; for a flattened field, whose values serde would
/// read more loosely than [`crate::json::from_slice`] does elsewhere.
///
/// # Errors
///
/// One of them is not of the type, or stands twice.
pub fn additional<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Entries<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
        type Value = BTreeMap<String, T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = entries.next_entry::<String, T>()? {
                match map.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert(value);
                    }
                    Entry::Occupied(first) => {
                        let key = first.key();
                        return Err(A::Error::custom(format!(
                            "the property \"{key}\" stands twice"
                        )));
                    }
                }
            }
            Ok(map)
        }
    }

    Strict(deserializer).deserialize_map(Entries(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Labelled {
        name: String,
        #[serde(flatten, deserialize_with = "additional")]
        labels: BTreeMap<String, u8>,
    }

    #[test]
    fn what_is_not_named_is_read_as_strictly_as_the_rest() {
        let read = |json| serde_json::from_str::<Labelled>(json);
        let labelled = read(r#"{"a": 1, "name": "x", "b": 2.0}"#).unwrap();
        assert_eq!(
            labelled.labels.into_iter().collect::<Vec<_>>(),
            [("a".into(), 1), ("b".into(), 2)]
        );
        for json in [
            r#"{"name": "x", "a": 1, "a": 2}"#,
            r#"{"name": "x", "a": "1"}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
