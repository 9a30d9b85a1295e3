//! Arrays whose items differ by position.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tidings_check::{Path, Violations};

use super::Maybe;
use super::secret::secretly;

/// A type that is read from an array, item by item.
pub trait Tuple: Sized {
    /// Reads every item.
    ///
    /// # Errors
    ///
    /// Whatever an item says, or that there are too few or too many.
    fn read<'de, A: SeqAccess<'de>>(items: &mut ItemReader<A>) -> Result<Self, A::Error>;
}

/// Decodes an array by position.
///
/// # Errors
///
/// Whatever an item says, or that there are too few or too many.
pub fn read_tuple<'de, D: Deserializer<'de>, T: Tuple>(deserializer: D) -> Result<T, D::Error> {
    struct Items<T>(PhantomData<T>);

    impl<'de, T: Tuple> Visitor<'de> for Items<T> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
            T::read(&mut ItemReader {
                items,
                read: 0,
                is_secret: false,
            })
        }
    }

    deserializer.deserialize_seq(Items(PhantomData))
}

/// The items of an array that have not been read yet.
#[derive(Debug)]
pub struct ItemReader<A> {
    items: A,
    read: usize,
    /// Whether errors of what is read next show nothing of it.
    is_secret: bool,
}

impl<'de, A: SeqAccess<'de>> ItemReader<A> {
    /// Shows nothing in errors of what is read next.
    pub fn secret(&mut self) -> &mut Self {
        self.is_secret = true;
        self
    }

    /// The next item, if there is one.
    fn next<T: Deserialize<'de>>(&mut self, is_secret: bool) -> Result<Option<T>, A::Error> {
        self.read += 1;
        match is_secret {
            true => secretly(|| self.items.next_element()),
            false => self.items.next_element(),
        }
    }

    /// The next item, which must be there.
    ///
    /// # Errors
    ///
    /// When it is not there, or is something else.
    pub fn required<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        let position = self.read;
        self.optional()?
            .ok_or_else(|| A::Error::custom(format!("the item at position {position} is missing")))
    }

    /// The next item, if there is one.
    ///
    /// # Errors
    ///
    /// When it is something else.
    pub fn optional<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        let is_secret = std::mem::take(&mut self.is_secret);
        self.next(is_secret)
    }

    /// The next item, which may be absent or `null`.
    ///
    /// # Errors
    ///
    /// When it is something else.
    pub fn maybe<T: Deserialize<'de>>(&mut self) -> Result<Maybe<T>, A::Error> {
        Ok(match self.optional::<Option<T>>()? {
            None => Maybe::Absent,
            Some(None) => Maybe::Null,
            Some(Some(value)) => Maybe::Value(value),
        })
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// When one is something else.
    pub fn rest<T: Deserialize<'de>>(&mut self) -> Result<Vec<T>, A::Error> {
        let is_secret = std::mem::take(&mut self.is_secret);
        let mut rest = Vec::new();
        while let Some(item) = self.next(is_secret)? {
            rest.push(item);
        }
        Ok(rest)
    }

    /// Makes sure that no item is left.
    ///
    /// # Errors
    ///
    /// When there is one.
    pub fn end(&mut self) -> Result<(), A::Error> {
        let most = self.read;
        match self.optional::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom(format!(
                "there are more than {most} items"
            ))),
        }
    }
}

/// The items of an array that is being written.
#[derive(Debug)]
pub struct ItemWriter<S> {
    items: S,
    is_broken: bool,
}

impl<S: SerializeSeq> ItemWriter<S> {
    /// Begins an array of `length` items.
    ///
    /// # Errors
    ///
    /// Whatever the format says.
    pub fn new<Z>(serializer: Z, length: usize) -> Result<Self, S::Error>
    where
        Z: Serializer<SerializeSeq = S, Ok = S::Ok, Error = S::Error>,
    {
        Ok(Self {
            items: serializer.serialize_seq(Some(length))?,
            is_broken: false,
        })
    }

    /// Writes an item.
    ///
    /// # Errors
    ///
    /// Where one before it is absent; else whatever the format says.
    pub fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), S::Error> {
        if self.is_broken {
            return Err(S::Error::custom("an item stands behind one that is absent"));
        }
        self.items.serialize_element(item)
    }

    /// Writes an item if it is there.
    ///
    /// # Errors
    ///
    /// Where one before it is absent; else whatever the format says.
    pub fn optional<T: Serialize>(&mut self, item: Option<&T>) -> Result<(), S::Error> {
        match item {
            Some(item) => self.item(item),
            None => {
                self.is_broken = true;
                Ok(())
            }
        }
    }

    /// Writes an item if it is there.
    ///
    /// # Errors
    ///
    /// Where one before it is absent; else whatever the format says.
    pub fn maybe<T: Serialize>(&mut self, item: &Maybe<T>) -> Result<(), S::Error> {
        self.optional((!item.is_absent()).then_some(item))
    }

    /// Writes further items.
    ///
    /// # Errors
    ///
    /// Where one before them is absent; else whatever the format says.
    pub fn rest<T: Serialize>(&mut self, items: &[T]) -> Result<(), S::Error> {
        items.iter().try_for_each(|item| self.item(item))
    }

    /// Ends the array.
    ///
    /// # Errors
    ///
    /// Whatever the format says.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.items.end()
    }
}

/// Reports to `violations` when two items of `tuple` are alike.
pub fn unique_positions<T: Serialize>(tuple: &T, path: &Path<'_>, violations: &mut Violations) {
    // What cannot be written is said where it is written.
    if let Ok(serde_json::Value::Array(items)) = serde_json::to_value(tuple) {
        tidings_check::unique_values(&items, path, violations);
    }
}
