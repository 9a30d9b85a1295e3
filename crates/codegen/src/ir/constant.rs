//! Values of which there is only one, so that nobody needs to be asked for them.

use super::{Bound, Field, Kind, Shape, TypeId, Types, Usage};

/// The only value that a field may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Constant {
    /// The default of the field's type, which has a name.
    Default,
    Bool(bool),
    Integer(i128),
}

impl Types {
    /// The only value of `field`, where there is only one.
    pub(crate) fn constant(&self, field: &Field) -> Option<Constant> {
        let usage = self.plain(&field.usage);
        if [&field.usage, usage]
            .iter()
            .any(|one| one.nullable || one.boxed)
        {
            return None;
        }
        match usage.defined() {
            Some(id) => self.is_constant(id).then_some(Constant::Default),
            None => scalar(usage),
        }
    }

    /// Whether `field` has only one value, which is not the default of its Rust type.
    pub(crate) fn is_plain_constant(&self, field: &Field) -> bool {
        let constant = self.constant(field);
        constant.is_some_and(|constant| constant != Constant::Default)
    }

    /// Whether the definition `id` takes one value only, which is its default.
    pub(crate) fn is_constant(&self, id: TypeId) -> bool {
        match &self.get(id).shape {
            Shape::Constants(all) => all.len() == 1,
            Shape::Newtype(_) => self.constant_scalar(id).is_some(),
            _ => self.constant_text(id).is_some(),
        }
    }

    /// The only truth value or whole number that the definition `id` takes.
    pub(crate) fn constant_scalar(&self, id: TypeId) -> Option<Constant> {
        match &self.get(id).shape {
            Shape::Newtype(inner) if !inner.nullable => scalar(inner),
            _ => None,
        }
    }

    /// The only text that the definition `id` takes.
    pub(crate) fn constant_text(&self, id: TypeId) -> Option<&str> {
        match self.closed_texts(id)? {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The texts that the definition `id` takes, where these are all that it takes.
    pub(crate) fn closed_texts(&self, id: TypeId) -> Option<&[String]> {
        match &self.get(id).shape {
            Shape::Text(texts) if !self.decided(id).open => Some(texts),
            _ => None,
        }
    }
}

/// The only truth value or whole number that `usage` allows.
fn scalar(usage: &Usage) -> Option<Constant> {
    match usage.kind {
        Kind::Bool => usage.constraints.truth.map(Constant::Bool),
        Kind::Integer(_) => {
            let only = usage
                .constraints
                .bounds
                .iter()
                .find_map(|bound| match bound {
                    Bound::OneOf(values) => match &values[..] {
                        [only] => only.parse().ok(),
                        _ => None,
                    },
                    _ => None,
                })?;
            let (least, greatest) = usage.constraints.whole_range();
            (least == Some(only) && greatest == Some(only)).then_some(Constant::Integer(only))
        }
        _ => None,
    }
}
