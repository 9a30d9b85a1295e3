//! Fields: the rows.

use super::{Keys, Kind, Version};

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
    /// Whether it must stand there, where it applies.
    pub required: bool,
    /// The version that brought it.
    pub since: Version,
    /// The first version that does not have it any more.
    pub removed: Option<Version>,
    /// The first version that advises against it.
    pub deprecated: Option<Version>,
    /// Where it applies; everywhere when `None`.
    pub when: Option<Condition>,
    /// The first version in which the objects of this field may be references; all of them when `None`.
    pub referable_since: Option<Version>,
    /// Values of a [`Kind::OneOf`] that a later version than the field's own brought.
    pub newer_values: &'static [(&'static str, Version)],
    /// Which values of a [`Kind::OneOf`] are allowed for each value of the deciding field of [`Field::when`].
    pub narrowed: &'static [(&'static str, &'static [&'static str])],
}

/// A field that applies only where another field has one of some values.
#[derive(Debug)]
pub struct Condition {
    /// The other field.
    pub field: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
}

impl Field {
    /// The field `name`, optional and there from the first version on.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            since: Version::new(0, 0),
            removed: None,
            deprecated: None,
            when: None,
            referable_since: None,
            newer_values: &[],
            narrowed: &[],
        }
    }

    /// Makes the field mandatory.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// States the version that brought the field.
    pub const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }

    /// States the first version that does not have the field any more.
    pub const fn removed(mut self, version: Version) -> Self {
        self.removed = Some(version);
        self
    }

    /// States the first version that advises against the field.
    pub const fn deprecated(mut self, version: Version) -> Self {
        self.deprecated = Some(version);
        self
    }

    /// States the first version in which the objects of the field may be references.
    pub const fn referable_since(mut self, version: Version) -> Self {
        self.referable_since = Some(version);
        self
    }

    /// States which of the allowed values a later version brought.
    pub const fn newer_values(mut self, values: &'static [(&'static str, Version)]) -> Self {
        self.newer_values = values;
        self
    }

    /// States which values are allowed for each value of the deciding field.
    pub const fn narrowed(
        mut self,
        values: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.narrowed = values;
        self
    }

    /// Whether `version` has the field.
    pub fn exists_in(&self, version: Version) -> bool {
        self.since <= version && self.removed.is_none_or(|removed| version < removed)
    }

    /// Lets the field apply only where `field` has one of `values`.
    pub const fn when(mut self, field: &'static str, values: &'static [&'static str]) -> Self {
        self.when = Some(Condition { field, values });
        self
    }
}

/// A field of components: a map of `values` with the keys that components allow.
pub const fn reusable(name: &'static str, values: &'static Kind) -> Field {
    Field::new(
        name,
        Kind::Map {
            keys: Keys::Component,
            values,
        },
    )
}
