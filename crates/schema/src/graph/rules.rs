//! All keywords of one schema object.

use super::{ArrayRules, Keyword, NumberRules, ObjectRules, SchemaId, Sparse, StringRules, Unread};
use crate::{Literal, Type, TypeSet};

/// The keywords of one schema object; everything absent demands nothing.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// `type`; `None` allows every type.
    pub types: Option<TypeSet>,
    /// `enum`.
    pub enumeration: Option<Vec<Literal>>,
    /// `const`.
    pub constant: Option<Box<Literal>>,
    /// What holds for numbers.
    pub number: Sparse<NumberRules>,
    /// What holds for strings.
    pub string: Sparse<StringRules>,
    /// What holds for arrays.
    pub array: Sparse<ArrayRules>,
    /// What holds for objects.
    pub object: Sparse<ObjectRules>,
    /// `allOf`; empty when absent.
    pub all_of: Sparse<Vec<SchemaId>>,
    /// `anyOf`; empty when absent.
    pub any_of: Sparse<Vec<SchemaId>>,
    /// `oneOf`; empty when absent.
    pub one_of: Sparse<Vec<SchemaId>>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `if`.
    pub condition: Option<SchemaId>,
    /// `then`; ignored without `if`.
    pub consequence: Option<SchemaId>,
    /// `else`; ignored without `if`.
    pub alternative: Option<SchemaId>,
    /// `$dynamicRef` or `$recursiveRef`, where it is more than a `$ref`.
    pub dynamic_reference: Option<Box<DynamicReference>>,
    /// `discriminator`: the property that names the schema of a value, AsyncAPI's string or OpenAPI's `propertyName`.
    pub discriminator: Option<Box<str>>,
    /// OpenAPI's `discriminator.mapping`: values of that property with the schemas they stand for.
    pub mapping: Sparse<Vec<(String, SchemaId)>>,
    /// What is broken and would demand something.
    pub unread: Sparse<Vec<Unread>>,
    /// Keywords of this dialect that have no field here because nothing but their presence is used yet, and those the
    /// dialect does not know: name and position, so that nothing is ignored silently.
    pub other: Sparse<Vec<Keyword>>,
    /// What the keywords say that demand nothing and have no field: `$id`, `$comment`, `externalDocs`, `readOnly`, and
    /// those that the dialect does not know. `example` is among them, which tells its value from those of `examples`, and
    /// so is OpenAPI's `nullable`, which adds to `types` where there is a `type` and means nothing elsewhere.
    pub asides: Sparse<Vec<(String, Literal)>>,
    /// Each keyword of this object that has a meaning in its dialect, in document order.
    pub keywords: Box<[Keyword]>,
}

impl Rules {
    /// Values of these types.
    pub(crate) fn of_types(types: &[Type]) -> Self {
        Self {
            types: Some(types.iter().copied().collect()),
            ..Self::default()
        }
    }

    /// Whole numbers within bounds.
    pub(crate) fn of_integers(minimum: i128, maximum: i128) -> Self {
        Self {
            number: NumberRules {
                minimum: Some(minimum.to_string()),
                maximum: Some(maximum.to_string()),
                ..NumberRules::default()
            }
            .into(),
            ..Self::of_types(&[Type::Integer])
        }
    }

    /// Whether no keyword that could be read demands anything.
    pub fn is_unconstrained(&self) -> bool {
        let applies_nothing = self.all_of.is_empty()
            && self.any_of.is_empty()
            && self.one_of.is_empty()
            && self.not.is_none()
            && self.dynamic_reference.is_none()
            // Without a consequence and an alternative a condition decides nothing.
            && (self.condition.is_none() || self.consequence.is_none() && self.alternative.is_none());
        self.types.is_none()
            && self.enumeration.is_none()
            && self.constant.is_none()
            && self.number.is_unconstrained()
            && self.string.is_unconstrained()
            && self.array.is_unconstrained()
            && self.object.is_unconstrained()
            && applies_nothing
    }

    /// Whether the object stands in a document with keywords of its own; what types of other languages look like does not.
    pub(crate) fn is_written(&self) -> bool {
        !self.keywords.is_empty()
    }

    /// The keyword `name` of this object, which knows where it stands.
    pub fn keyword(&self, name: &str) -> Option<&Keyword> {
        self.keywords.iter().find(|keyword| keyword.name == name)
    }

    /// The keyword `name` of this object, whether it has a meaning in its dialect or not.
    pub fn written_keyword(&self, name: &str) -> Option<&Keyword> {
        let mut others = self.other.iter();
        self.keyword(name)
            .or_else(|| others.find(|keyword| keyword.name == name))
    }

    /// The values that `const` and `enum` list.
    pub fn listed(&self) -> impl Iterator<Item = &Literal> {
        let enumerated = self.enumeration.iter().flatten();
        self.constant.as_deref().into_iter().chain(enumerated)
    }

    /// The types that `type`, `const` and `enum` leave, when one of them says so.
    pub fn stated_types(&self) -> Option<TypeSet> {
        let literals = match (self.constant.as_deref(), &self.enumeration) {
            (Some(constant), _) => std::slice::from_ref(constant),
            (None, Some(enumeration)) => enumeration.as_slice(),
            (None, None) => return self.types,
        };
        let of_literals = literals.iter().map(Literal::json_type).collect();
        Some(match self.types {
            Some(types) => types.intersection(of_literals),
            None => of_literals,
        })
    }
}

/// A reference whose target depends on the schemas that led to it (2020-12 core §8.2.3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicReference {
    /// The name of the `$dynamicAnchor`; empty for `$recursiveRef`.
    pub name: String,
    /// The schema that is meant where no schema further out has the name too.
    pub target: SchemaId,
}

#[cfg(test)]
mod tests {
    use crate::{Rules, Schema};

    #[test]
    fn a_schema_takes_little_room() {
        // Documents have thousands, so what most schemas lack belongs into a group of its own. Allocators round up, mostly
        // to 160 and to 192 bytes from here; beside a shared schema stand two counters.
        let shared = size_of::<Schema>() + 2 * size_of::<usize>();
        assert!(shared <= 160, "{shared}");
        let rules = size_of::<Rules>();
        assert!(rules <= 192, "{rules}");
    }
}
