//! All types of a contract, and what can be said of them together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    AvroDefinition, Decided, Definition, Field, Integer, Kind, ProtobufSource, Residual, Shape,
    Struct, ToldBy, Traits, TypeId, Union, Usage, Variant,
};
use crate::Coverage;

/// The types of a contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    pub(crate) definitions: Vec<Definition>,
    /// What the project has decided about each, once all are built.
    pub(crate) decided: Vec<Decided>,
    /// How much of what the schemas say the definitions say.
    pub(crate) coverage: Coverage,
    /// What is true of each, once all are built.
    pub(crate) traits: Vec<Traits>,
    /// Whether there is anything to check of each, once all are built.
    pub(super) fallible: Vec<bool>,
    /// The packages that types come from which the project has already, with their versions.
    pub(crate) packages: BTreeMap<String, String>,
    /// The definitions that are written in Avro's binary encoding.
    pub(crate) avro: Vec<AvroDefinition>,
    /// The definitions that are made of Protocol Buffers.
    pub(crate) protobuf: HashMap<TypeId, ProtobufSource>,
}

impl Types {
    /// The definition `id`.
    pub(crate) fn get(&self, id: TypeId) -> &Definition {
        &self.definitions[id.0]
    }

    /// Whether a value of `usage` is one number, truth value or text, which can stand alone as text.
    pub(crate) fn is_scalar(&self, usage: &Usage) -> bool {
        let is_scalar = match &usage.kind {
            Kind::Bool
            | Kind::Integer(_)
            | Kind::Number
            | Kind::Decimal
            | Kind::Text
            | Kind::Formatted(_) => true,
            Kind::Defined(id) => match &self.get(*id).shape {
                Shape::Text(_) => true,
                Shape::Newtype(inner) | Shape::Alias(inner) => self.is_scalar(inner),
                Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) | Shape::Constants(_) => false,
            },
            Kind::Free
            | Kind::Never
            | Kind::Null
            | Kind::Ready(_)
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Foreign(_) => false,
        };
        is_scalar && !usage.nullable
    }

    /// Whether something is left to the validator that the runtime embeds.
    pub(crate) fn need_residual(&self) -> bool {
        self.definitions.iter().any(|definition| {
            let mut usages = definition.shape.usages().into_iter();
            definition.residual.iter().any(Residual::is_left) || usages.any(Usage::needs_residual)
        })
    }

    /// Whether a value of `shape` holds something that is never to be shown.
    pub(crate) fn hold_secrets(&self, shape: &Shape) -> bool {
        let mut seen = HashSet::new();
        let mut shapes = vec![shape];
        while let Some(shape) = shapes.pop() {
            let is_secret = |field: &Field| field.sensitive;
            if matches!(shape, Shape::Struct(structure) if structure.fields.iter().any(is_secret)) {
                return true;
            }
            let mut usages = shape.usages();
            while let Some(usage) = usages.pop() {
                match &usage.kind {
                    _ if usage.constraints.sensitive => return true,
                    Kind::List(inner) | Kind::Map(inner) => usages.push(inner),
                    Kind::Defined(id) if seen.insert(*id) => shapes.push(&self.get(*id).shape),
                    _ => {}
                }
            }
        }
        false
    }

    /// Whether `usage` itself, or an item or value in it that has no type of its own, is never to be shown.
    pub(crate) fn is_secret(&self, usage: &Usage) -> bool {
        let mut usage = usage;
        // A name may stand for itself, so there are no more steps than names.
        for _ in 0..=self.definitions.len() {
            if usage.constraints.sensitive {
                return true;
            }
            usage = match &usage.kind {
                Kind::List(inner) | Kind::Map(inner) => return self.is_secret(inner),
                Kind::Defined(id) => match &self.get(*id).shape {
                    Shape::Alias(inner) => inner,
                    _ => return false,
                },
                _ => return false,
            };
        }
        false
    }

    /// Whether a value of `usage` holds numbers that are lost where serde puts values into a buffer of its own.
    pub(crate) fn holds_wide_numbers(&self, usage: &Usage) -> bool {
        let mut seen = HashSet::new();
        let mut usages = vec![usage];
        while let Some(usage) = usages.pop() {
            match &usage.kind {
                Kind::Decimal | Kind::Integer(Integer::I128 | Integer::U128) => return true,
                Kind::List(inner) | Kind::Map(inner) => usages.push(inner),
                Kind::Defined(id) if seen.insert(*id) => {
                    usages.extend(self.get(*id).shape.usages())
                }
                _ => {}
            }
        }
        false
    }

    /// What the project has decided about the definition `id`.
    pub(crate) fn decided(&self, id: TypeId) -> &Decided {
        &self.decided[id.0]
    }

    /// What is true of the definition `id`.
    pub(crate) fn traits(&self, id: TypeId) -> Traits {
        self.traits[id.0]
    }

    /// Whether a value of the definition `id` may break what the contract demands.
    pub(crate) fn is_fallible(&self, id: TypeId) -> bool {
        self.fallible[id.0]
    }

    /// The struct that `usage` is, perhaps under other names.
    pub(crate) fn structure(&self, usage: &Usage) -> Option<TypeId> {
        let mut usage = usage;
        // A name may stand for itself, so there are no more steps than names.
        for _ in 0..=self.definitions.len() {
            let Kind::Defined(id) = usage.kind else {
                return None;
            };
            match &self.get(id).shape {
                Shape::Struct(_) => return Some(id),
                Shape::Newtype(inner) | Shape::Alias(inner) => usage = inner,
                _ => return None,
            }
        }
        None
    }

    /// What `usage` is behind the names that add nothing.
    pub(crate) fn plain<'u>(&'u self, usage: &'u Usage) -> &'u Usage {
        let mut usage = usage;
        // A name may stand for itself, so there are no more steps than names.
        for _ in 0..=self.definitions.len() {
            match usage.defined().map(|id| &self.get(id).shape) {
                Some(Shape::Alias(inner)) if !usage.boxed => usage = inner,
                _ => break,
            }
        }
        usage
    }

    /// What the struct holds that `usage` is, perhaps under other names.
    pub(crate) fn object(&self, usage: &Usage) -> Option<&Struct> {
        match &self.get(self.structure(usage)?).shape {
            Shape::Struct(structure) => Some(structure),
            _ => None,
        }
    }

    /// The field that tells of which variant of `union` a value of `variant` is, where its type takes other texts as well.
    pub(crate) fn untold_tag(&self, union: &Union, variant: &Variant) -> Option<&Field> {
        let ToldBy::Tag(property) = &union.told_by else {
            return None;
        };
        let mut fields = self.object(&variant.usage)?.fields.iter();
        let field = fields.find(|field| field.name == *property && !field.usage.nullable)?;
        let takes_others = match &field.usage.kind {
            Kind::Text => true,
            Kind::Defined(id) => match &self.get(*id).shape {
                Shape::Text(texts) => texts.iter().any(|one| !variant.told.contains(one)),
                Shape::Newtype(inner) => inner.kind == Kind::Text && !inner.nullable,
                _ => false,
            },
            _ => false,
        };
        (takes_others && field.required).then_some(field)
    }

    /// Whether a value of `usage` may be `null` although it is no `Option` to look at.
    pub(crate) fn hides_null(&self, usage: &Usage) -> bool {
        let Kind::Defined(id) = usage.kind else {
            return false;
        };
        match &self.get(id).shape {
            Shape::Newtype(inner) | Shape::Alias(inner) => inner.nullable || self.hides_null(inner),
            _ => false,
        }
    }
}
