//! Groups of keywords of which most schemas have none.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::Keyword;
use crate::{Literal, SchemaId};

/// A group of keywords that can be absent as a whole.
pub trait Group: Default + 'static {
    /// The group without any keyword.
    const NONE: &'static Self;
}

/// The entries of OpenAPI's `discriminator.mapping`.
impl Group for Vec<(String, SchemaId)> {
    const NONE: &'static Self = &Self::new();
}

/// The schemas of `allOf`, `anyOf` and `oneOf`.
impl Group for Vec<SchemaId> {
    const NONE: &'static Self = &Self::new();
}

/// `examples`.
impl Group for Vec<Literal> {
    const NONE: &'static Self = &Self::new();
}

/// Extensions, and what keywords say that demand nothing.
impl Group for Vec<(String, Literal)> {
    const NONE: &'static Self = &Self::new();
}

/// Keywords that nothing but their presence is used of.
impl Group for Vec<Keyword> {
    const NONE: &'static Self = &Self::new();
}

/// A group of keywords that takes the room of a pointer while none of them is there.
///
/// It reads like the group itself; writing to it makes the room.
#[derive(Clone)]
pub struct Sparse<T>(Option<Box<T>>);

impl<T: Group> Sparse<T> {
    /// What two groups say together: `join` is asked only where both say something.
    pub(crate) fn or(self, other: Self, join: impl FnOnce(T, T) -> T) -> Self {
        Self(match (self.0, other.0) {
            (Some(one), Some(other)) => Some(Box::new(join(*one, *other))),
            (one, other) => one.or(other),
        })
    }
}

impl<T: Group> Deref for Sparse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NONE)
    }
}

impl<T: Group> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<'s, T> IntoIterator for &'s Sparse<Vec<T>>
where
    Vec<T>: Group,
{
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'s, T> IntoIterator for &'s mut Sparse<Vec<T>> {
    type Item = &'s mut T;
    type IntoIter = std::slice::IterMut<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        let items = self.0.as_deref_mut().map(Vec::as_mut_slice);
        items.unwrap_or_default().iter_mut()
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for Sparse<T> {
    fn from(group: T) -> Self {
        Self(Some(Box::new(group)))
    }
}

impl<T: Group + PartialEq> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Group + Eq> Eq for Sparse<T> {}

impl<T: Group + fmt::Debug> fmt::Debug for Sparse<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use crate::{NumberRules, Sparse};

    #[test]
    fn a_group_without_keywords_takes_no_room_and_reads_as_one() {
        let mut number: Sparse<NumberRules> = Sparse::default();
        assert!(number.0.is_none());
        assert_eq!(number.minimum, None);
        assert_eq!(number, NumberRules::default().into());
        number.minimum = Some("1".to_owned());
        assert_eq!(number.minimum.as_deref(), Some("1"));
        assert_ne!(number, Sparse::default());
    }

    #[test]
    fn groups_are_joined_where_both_say_something() {
        let below = |maximum: &str| {
            Sparse::from(NumberRules {
                maximum: Some(maximum.to_owned()),
                ..NumberRules::default()
            })
        };
        let larger = |one: NumberRules, other: NumberRules| NumberRules {
            maximum: one.maximum.max(other.maximum),
            ..one
        };
        assert_eq!(below("1").or(below("2"), larger), below("2"));
        let none = Sparse::default;
        assert_eq!(below("1").or(none(), larger), below("1"));
        assert_eq!(none().or(below("2"), larger), below("2"));
        assert_eq!(none().or(none(), larger), none());
    }
}
