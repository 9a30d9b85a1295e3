//! Unions whose branches are told apart by a constant.
//!
//! Where the property with the constant comes first, its branch is read as any other object is, straight from the text.
//! Only where it stands behind others the whole is found first, because there is no going back.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;
use tidings_check::message::Shown;

use super::source::Properties;
use super::{Part, PartError, buffer};
use crate::Payload;
use crate::json::{Scope, Strict, words};
use crate::payload::is_read;

/// A constant that tells a branch.
pub trait Tag {
    /// Whether `found` is this constant.
    fn is(&self, found: &Value) -> bool;

    /// The constant as errors show it.
    fn shown(&self) -> impl Display;
}

impl Tag for &'static str {
    fn is(&self, found: &Value) -> bool {
        found.as_str() == Some(self)
    }

    fn shown(&self) -> impl Display {
        format!("\"{self}\"")
    }
}

/// A constant that need not be a text, as JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonTag(pub &'static str);

impl Tag for JsonTag {
    fn is(&self, found: &Value) -> bool {
        serde_json::from_str(self.0).is_ok_and(|tag: Value| buffer::are_same(&tag, found))
    }

    fn shown(&self) -> impl Display {
        self.0
    }
}

/// A union whose branches are told apart by a constant.
pub trait Tagged: Payload {
    /// The constants.
    type Tag: Tag + 'static;

    /// The property that holds the constant.
    const PROPERTY: &'static str;

    /// The constants of all branches.
    const TAGS: &'static [Self::Tag];

    /// Decodes the branch of the constant with this number in [`Self::TAGS`].
    ///
    /// # Errors
    ///
    /// What the branch says.
    fn decode<'de, C: Content<'de>>(number: usize, content: C) -> Result<Self, C::Error>;
}

/// The content of a union of which the branch is known.
pub trait Content<'de>: Sized {
    /// Why it is not of the branch.
    type Error;

    /// Decodes the content as one branch.
    ///
    /// # Errors
    ///
    /// The first place that does not fit.
    fn decode<T: Payload>(self) -> Result<T, Self::Error>;

    /// Decodes the content as a branch that is a union again, which begins anew.
    ///
    /// # Errors
    ///
    /// The first place that does not fit.
    fn decode_union<T: Payload>(self) -> Result<T, Self::Error>;
}

impl Content<'_> for Part<'_> {
    type Error = PartError;

    fn decode<T: Payload>(self) -> Result<T, PartError> {
        Part::decode(self)
    }

    fn decode_union<T: Payload>(self) -> Result<T, PartError> {
        Part::decode(self)
    }
}

/// The tags of a union, for an error.
struct Known<U>(PhantomData<U>);

impl<U: Tagged> Display for Known<U> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, tag) in U::TAGS.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{}", tag.shown())?;
        }
        Ok(())
    }
}

/// Decodes a union whose branches are told apart by a constant.
///
/// # Errors
///
/// Says which tags there are when the content has none of them; else what the branch of the tag says.
pub fn tagged<'de, U: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    deserializer.deserialize_map(Union(PhantomData))
}

/// The number of the branch that `found` tells.
fn branch_of<U: Tagged, E: Error>(found: &Value) -> Result<usize, E> {
    let number = U::TAGS.iter().position(|tag| tag.is(found));
    number.ok_or_else(|| {
        let shown = match found {
            Value::String(text) => Shown::Text(text).unless(is_read()).to_string(),
            other => buffer::type_of(other).to_owned(),
        };
        let message = format!("{shown} is not one of {}", Known::<U>(PhantomData));
        Scope::leave_untold();
        E::custom(words::placed(&words::step(U::PROPERTY), &message))
    })
}

struct Union<U>(PhantomData<U>);

impl<'de, U: Tagged> Visitor<'de> for Union<U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<U, A::Error> {
        let first = entries.next_key::<String>()?;
        if first.as_deref() == Some(U::PROPERTY) {
            let tag = buffer::next_value(&mut entries)?;
            let number = branch_of::<U, A::Error>(&tag)?;
            return U::decode(
                number,
                Rest {
                    property: U::PROPERTY,
                    tag: Some(tag),
                    entries,
                },
            );
        }
        let mut properties = Properties::default();
        if let Some(first) = first {
            properties.read_value(first, &mut entries)?;
        }
        properties.read_rest(entries)?;
        let source = properties.source()?;
        let _scope = Scope::join(source.size);
        let Some(found) = source.property::<A::Error>(U::PROPERTY)? else {
            return Err(A::Error::custom(format!(
                "the property \"{}\", one of {}, is missing",
                U::PROPERTY,
                Known::<U>(PhantomData)
            )));
        };
        let number = branch_of::<U, A::Error>(&found)?;
        let decoded = U::decode(number, source.part());
        decoded.map_err(|PartError(message)| A::Error::custom(message))
    }
}

/// An object of which the first property was read already.
struct Rest<A> {
    property: &'static str,
    tag: Option<Value>,
    entries: A,
}

impl<'de, A: MapAccess<'de>> Content<'de> for Rest<A> {
    type Error = A::Error;

    fn decode<T: Payload>(self) -> Result<T, A::Error> {
        T::deserialize(self)
    }

    fn decode_union<T: Payload>(self) -> Result<T, A::Error> {
        // A union in a union in a union would make a type of serde for each, and one in itself would never end.
        let mut properties = Properties::default();
        if let Some(tag) = self.tag {
            properties.insert(self.property.to_owned(), &tag.to_string())?;
        }
        properties.read_rest(self.entries)?;
        let source = properties.source()?;
        let _scope = Scope::join(source.size);
        let decoded = source.part().decode();
        decoded.map_err(|PartError(message)| A::Error::custom(message))
    }
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Rest<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.tag {
            Some(_) => seed
                .deserialize(self.property.into_deserializer())
                .map(Some),
            None => self.entries.next_key_seed(seed),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.tag.take() {
            // What is told of the tag was told when the branch was chosen.
            Some(tag) => seed.deserialize(Strict(tag)).map_err(A::Error::custom),
            None => self.entries.next_value_seed(seed),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        let left = self.entries.size_hint()?;
        Some(left + usize::from(self.tag.is_some()))
    }
}
