//! Objects that keep the properties which their schema does not name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::json::raw::Text;

/// The properties that a schema names, out of an object with others.
///
/// serde's own way to flatten a map puts everything that is not named into a buffer, where numbers lose their digits;
/// here each property is read once, where it stands.
#[derive(Debug)]
struct Named<'a, A, T> {
    entries: A,
    names: &'static [&'static str],
    others: &'a mut BTreeMap<String, T>,
}

/// What reads a type from the properties that its schema names, and puts the others into it.
pub trait Open: Sized {
    /// What a property is that the schema does not name.
    type Other: for<'de> Deserialize<'de>;

    /// The names on the wire that the schema names.
    const NAMES: &'static [&'static str];

    /// Reads the named properties.
    ///
    /// # Errors
    ///
    /// One of them is missing, or is not of its type.
    fn read_named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// The place of the others.
    fn others(&mut self) -> &mut BTreeMap<String, Self::Other>;
}

/// Reads an object with properties that its schema does not name.
///
/// # Errors
///
/// A property is missing, stands twice, or is not of its type.
pub fn read_open<'de, D: Deserializer<'de>, T: Open>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Open> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        let mut others = BTreeMap::new();
        let named = Named {
            entries,
            names: T::NAMES,
            others: &mut others,
        };
        let mut value = T::read_named(MapAccessDeserializer::new(named))?;
        *value.others() = others;
        Ok(value)
    }
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> MapAccess<'de> for Named<'_, A, T> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        while let Some(key) = self.entries.next_key_seed(Text)? {
            if self.names.contains(&&*key) {
                return seed.deserialize(StrDeserializer::new(&key)).map(Some);
            }
            match self.others.entry(key.into_owned()) {
                Entry::Vacant(place) => {
                    place.insert(self.entries.next_value()?);
                }
                Entry::Occupied(first) => {
                    let key = first.key();
                    return Err(A::Error::custom(format!(
                        "the property \"{key}\" stands twice"
                    )));
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.entries.next_value_seed(seed)
    }
}
