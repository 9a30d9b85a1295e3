//! Objects that keep the properties which their schema does not name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use tidings_check::StaticPattern;

use crate::json::raw::Text;

/// The properties that a schema names, out of an object with others.
///
/// serde's own way to flatten a map puts everything that is not named into a buffer, where numbers lose their digits,
/// and has one map for all of it; here each property is read once, where it stands, and put where it belongs.
#[derive(Debug)]
struct Named<'a, A, T: Open> {
    entries: A,
    others: &'a mut T::Others,
}

/// What reads a type from the properties that its schema names, and puts the others into it.
pub trait Open: Sized {
    /// What gathers the others.
    type Others: Default;

    /// The names on the wire that the schema names.
    const NAMES: &'static [&'static str];

    /// The patterns of names that the schema describes; no name matches two of them.
    fn patterns() -> &'static [StaticPattern] {
        &[]
    }

    /// Reads the named properties.
    ///
    /// # Errors
    ///
    /// One of them is missing, or is not of its type.
    fn read_named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads the property `name`, which the schema does not name, into `others`.
    ///
    /// `place` is that of the pattern that its name matches, and the number of patterns where it matches none.
    ///
    /// # Errors
    ///
    /// It is not of its type, stands twice, or must not be there.
    fn read_other<'de, A: MapAccess<'de>>(
        others: &mut Self::Others,
        place: usize,
        name: String,
        entries: &mut A,
    ) -> Result<(), A::Error>;

    /// Puts the others where they belong.
    fn put(&mut self, others: Self::Others);
}

/// Reads an object with properties that its schema does not name.
///
/// # Errors
///
/// A property is missing, stands twice, or is not of its type.
pub fn read_open<'de, D: Deserializer<'de>, T: Open>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Object(PhantomData))
}

/// Reads the value of the property `name` into `map`.
///
/// # Errors
///
/// It is not of its type, or stands twice.
pub fn keep<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut BTreeMap<String, T>,
    name: String,
    entries: &mut A,
) -> Result<(), A::Error> {
    match map.entry(name) {
        Entry::Vacant(place) => {
            place.insert(entries.next_value()?);
            Ok(())
        }
        Entry::Occupied(first) => {
            let name = first.key();
            Err(A::Error::custom(format!(
                "the property \"{name}\" stands twice"
            )))
        }
    }
}

/// Reads past the value of a property that nobody has asked for.
///
/// # Errors
///
/// It is no value.
pub fn pass_over<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<(), A::Error> {
    entries.next_value::<IgnoredAny>().map(|_| ())
}

/// Refuses the property `name`, because only `names` may be there.
///
/// # Errors
///
/// Always.
pub fn deny<E: Error>(name: &str, names: &'static [&'static str]) -> Result<(), E> {
    Err(E::unknown_field(name, names))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Open> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        let mut others = T::Others::default();
        let named: Named<'_, A, T> = Named {
            entries,
            others: &mut others,
        };
        let mut value = T::read_named(MapAccessDeserializer::new(named))?;
        value.put(others);
        Ok(value)
    }
}

impl<'de, A: MapAccess<'de>, T: Open> MapAccess<'de> for Named<'_, A, T> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        while let Some(key) = self.entries.next_key_seed(Text)? {
            if T::NAMES.contains(&&*key) {
                return seed.deserialize(StrDeserializer::new(&key)).map(Some);
            }
            let patterns = T::patterns();
            let mut matching = patterns.iter();
            let place = matching.position(|pattern| pattern.is_match(&key));
            let place = place.unwrap_or(patterns.len());
            T::read_other(self.others, place, key.into_owned(), &mut self.entries)?;
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.entries.next_value_seed(seed)
    }
}
