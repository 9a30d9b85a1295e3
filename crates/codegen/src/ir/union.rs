//! `oneOf` and `anyOf`: values of which several schemas describe one.

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_schema::{Rules, SchemaId, Type, TypeSet};

use super::scalar::of_type;
use super::schema::Built;
use super::{Builder, Docs, Field, Kind, Shape, Struct, ToldBy, Union, Usage, Variant};

impl Builder<'_> {
    pub(super) fn union(
        &mut self,
        rules: &Rules,
        location: &Location,
        place: &str,
    ) -> Option<Built> {
        let (keyword, branches) = match (rules.one_of.as_slice(), rules.any_of.as_slice()) {
            (branches, []) => ("oneOf", branches),
            ([], branches) => ("anyOf", branches),
            _ => {
                self.refuse(
                    location,
                    "a schema has both `oneOf` and `anyOf`",
                    "keep one of them",
                );
                return None;
            }
        };
        let keyword_place = rules.keyword(keyword).unwrap_or(location).clone();
        if !self.stands_alone(rules) {
            let message =
                format!("`{keyword}` stands beside keywords that would hold for every branch");
            self.refuse(
                &keyword_place,
                &message,
                "move these keywords into the branches",
            );
            return None;
        }
        let branches: Vec<SchemaId> = branches
            .iter()
            .copied()
            .filter(|&branch| !self.is_null(branch))
            .collect();
        let mut variants = Vec::new();
        for (index, &branch) in branches.iter().enumerate() {
            let usage = self.usage(branch, &format!("{place} {}", index + 1))?;
            variants.push(Variant {
                name: self.variant_name(branch, &usage, index),
                tag: None,
                usage,
            });
        }
        if let [single] = variants.as_slice() {
            return Some(Built::Plain(single.usage.clone()));
        }
        if let Some(texts) = self.texts(&variants) {
            return Some(Built::Shape(Shape::Text(texts)));
        }
        if let Some(tag) = self.tag(&mut variants) {
            return Some(Built::Shape(Shape::Union(Union {
                told_by: ToldBy::Tag(tag),
                variants,
            })));
        }
        if self.differ_in_type(&variants) {
            return Some(Built::Shape(Shape::Union(Union {
                told_by: ToldBy::JsonType,
                variants,
            })));
        }
        if keyword == "oneOf" {
            return Some(Built::Shape(Shape::Union(Union {
                told_by: ToldBy::Trying,
                variants,
            })));
        }
        let help =
            "use `oneOf`, or give each branch a required property with a constant of its own";
        self.refuse(
            &keyword_place,
            "a value may fit several branches of `anyOf`, and no Rust type keeps all of them",
            help,
        );
        None
    }

    /// `type: [string, integer]`.
    pub(super) fn union_of_types(
        &mut self,
        rules: &Rules,
        types: TypeSet,
        location: &Location,
        place: &str,
    ) -> Option<Built> {
        let types = if types.contains(Type::Number) {
            types.without(Type::Integer)
        } else {
            types
        };
        let mut variants = Vec::new();
        for single in types.iter() {
            let place = format!("{place} {}", single.name());
            let usage = match self.typed(&of_type(rules, single), single, location, &place)? {
                Built::Plain(usage) => usage,
                Built::Shape(shape) => self.define(place, location, Docs::default(), shape),
            };
            variants.push(Variant {
                name: single.name().to_owned(),
                tag: None,
                usage,
            });
        }
        Some(Built::Shape(Shape::Union(Union {
            told_by: ToldBy::JsonType,
            variants,
        })))
    }

    /// Whether nothing beside the alternatives holds for the value, a type that every branch has apart.
    fn stands_alone(&self, rules: &Rules) -> bool {
        let beside = Rules {
            one_of: Vec::new(),
            any_of: Vec::new(),
            types: None,
            ..rules.clone()
        };
        let typed = rules.types.is_none_or(|types| {
            let fits = |&branch: &SchemaId| {
                let branch = self.graph.resolve(branch);
                let stated = self
                    .graph
                    .rules(branch)
                    .and_then(|rules| rules.stated_types().or_else(|| self.object_type(rules)));
                stated.is_some_and(|stated| stated.iter().all(|member| types.allows(member)))
            };
            rules.one_of.iter().chain(&rules.any_of).all(fits)
        });
        beside.is_unconstrained() && typed
    }

    /// An object without a `type` that declares properties, itself or in its `allOf`, is one all the same.
    fn object_type(&self, rules: &Rules) -> Option<TypeSet> {
        let of_parts = || {
            rules.all_of.iter().any(|&part| {
                self.graph
                    .rules(self.graph.resolve(part))
                    .is_some_and(|rules| !rules.object.is_unconstrained())
            })
        };
        (!rules.object.is_unconstrained() || of_parts()).then(|| TypeSet::only(Type::Object))
    }

    fn variant_name(&self, branch: SchemaId, usage: &Usage, index: usize) -> String {
        let schema = self.graph.get(self.graph.resolve(branch));
        if let Some(name) = schema.key.as_ref().or(schema.title.as_ref()) {
            return name.clone();
        }
        match &usage.kind {
            Kind::Free => "any".to_owned(),
            Kind::Null => "null".to_owned(),
            Kind::Bool => "boolean".to_owned(),
            Kind::Integer(_) => "integer".to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::DateTime => "time".to_owned(),
            Kind::List(_) => "list".to_owned(),
            Kind::Map(_) => "map".to_owned(),
            Kind::Defined(_) => format!("variant {}", index + 1),
        }
    }

    /// All branches are constant texts: one enumeration.
    fn texts(&self, variants: &[Variant]) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for variant in variants {
            let Shape::Text(values) = &self.definition(variant.usage.defined()?).shape else {
                return None;
            };
            if variant.usage.nullable || self.definition(variant.usage.defined()?).named {
                return None;
            }
            texts.extend(values.iter().cloned());
        }
        let distinct: HashSet<&String> = texts.iter().collect();
        (distinct.len() == texts.len()).then_some(texts)
    }

    /// The property whose constant text tells all branches apart; the tags are noted in the variants.
    fn tag(&self, variants: &mut [Variant]) -> Option<String> {
        let first = self.struct_of(variants.first()?)?;
        let candidates: Vec<String> = first
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        candidates.into_iter().find(|name| {
            let tags: Option<Vec<String>> = variants
                .iter()
                .map(|variant| self.constant(variant, name))
                .collect();
            let Some(tags) = tags else { return false };
            let distinct = tags.iter().collect::<HashSet<_>>().len() == tags.len();
            if distinct {
                for (variant, tag) in variants.iter_mut().zip(tags) {
                    variant.tag = Some(tag);
                }
            }
            distinct
        })
    }

    fn struct_of(&self, variant: &Variant) -> Option<&Struct> {
        match &self
            .definition(
                variant
                    .usage
                    .defined()
                    .filter(|_| !variant.usage.nullable)?,
            )
            .shape
        {
            Shape::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    fn constant(&self, variant: &Variant, name: &str) -> Option<String> {
        let is_constant =
            |field: &&Field| field.name == name && field.required && !field.usage.nullable;
        let field = self.struct_of(variant)?.fields.iter().find(is_constant)?;
        match &self.definition(field.usage.defined()?).shape {
            Shape::Text(texts) if texts.len() == 1 => texts.first().cloned(),
            _ => None,
        }
    }

    fn differ_in_type(&self, variants: &[Variant]) -> bool {
        let mut seen = HashSet::new();
        variants.iter().all(|variant| {
            let types = (!variant.usage.nullable)
                .then(|| self.json_type(&variant.usage.kind))
                .flatten();
            types.is_some_and(|single| {
                seen.insert(if single == Type::Integer {
                    Type::Number
                } else {
                    single
                })
            })
        })
    }

    /// The JSON type of every value of `kind`, if there is one.
    pub(super) fn json_type(&self, kind: &Kind) -> Option<Type> {
        json_type(kind, &|id| &self.definition(id).shape)
    }
}

/// The JSON type of every value of `kind`, if there is one.
pub(crate) fn json_type<'d>(
    kind: &Kind,
    shape: &dyn Fn(super::TypeId) -> &'d Shape,
) -> Option<Type> {
    Some(match kind {
        Kind::Free => return None,
        Kind::Null => Type::Null,
        Kind::Bool => Type::Boolean,
        Kind::Integer(_) => Type::Integer,
        Kind::Number => Type::Number,
        Kind::Text | Kind::DateTime => Type::String,
        Kind::List(_) => Type::Array,
        Kind::Map(_) => Type::Object,
        Kind::Defined(id) => match shape(*id) {
            Shape::Struct(_) => Type::Object,
            Shape::Text(_) => Type::String,
            Shape::Newtype(inner) => return json_type(&inner.kind, shape),
            Shape::Union(Union {
                told_by: ToldBy::Tag(_),
                ..
            }) => Type::Object,
            Shape::Pending | Shape::Union(_) => return None,
        },
    })
}
