//! How single fields are read where a derive alone would read too much or too little; for `deserialize_with`.

use std::collections::BTreeMap;

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

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

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
