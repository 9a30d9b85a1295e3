//! Which Rust type the demands on a value come to.

use tidings_schema::{Format, Literal, Type, TypeSet, ValidateOptions, validate_literal};

use super::builder::Builder;
use super::merge::{Key, Part};
use super::merged::Merged;
use super::place::Place;
use super::{Constraints, Kind, Shape, Usage, scalar};

impl Builder<'_> {
    /// Whether the type of `merged` needs a definition wherever it stands.
    pub(super) fn is_compound(&self, merged: &Merged) -> bool {
        if merged.nothing || !merged.refused.is_empty() {
            return false;
        }
        let whole = self.allows_null(merged) && self.residual_sees_null(merged)
            || !merged.choices.is_empty() && self.has_residual(merged);
        if whole {
            return true;
        }
        if !merged.choices.is_empty() {
            return self.sole_branch(merged).is_none();
        }
        let types = merged.types().unwrap_or_default().without(Type::Null);
        match types.single() {
            Some(Type::Object) => merged.literals.is_some() || self.is_struct(merged),
            Some(Type::Array) => merged.literals.is_some() || merged.positions() > 0,
            Some(Type::String) => merged.literals.is_some(),
            Some(_) => false,
            None => types != numbers() && !types.is_empty(),
        }
    }

    pub(super) fn shape(&mut self, merged: &Merged, place: &Place, key: &Key) -> Shape {
        if let Some(instead) = self.instead(merged) {
            return Shape::Newtype(Usage::of(instead));
        }
        if let Some(choice) = merged.choices.first() {
            return match self.sole_branch(merged) {
                Some(branch) => {
                    Shape::Newtype(self.usage_of(branch, &place.inner("value")).or_null(true))
                }
                None => self.choice(merged, choice, place),
            };
        }
        let types = merged.types().unwrap_or_default();
        if types.contains(Type::Null) && types.len() > 1 {
            let narrowed = |only| {
                let parts = key.iter().map(move |part| Part {
                    only,
                    checked: true,
                    ..*part
                });
                parts.collect()
            };
            if let Some(only) = types.without(Type::Null).single() {
                let inner = self.usage_of(narrowed(Some(only)), &place.inner("value"));
                return Shape::Newtype(inner.or_null(true));
            }
        }
        match types.single() {
            Some(Type::String) if merged.literals.is_some() => self.texts(merged),
            Some(Type::Array | Type::Object) if merged.literals.is_some() => self.constants(merged),
            Some(Type::Array) if merged.positions() > 0 => self.tuple(merged, place),
            Some(Type::Object) if self.is_struct(merged) => self.object(merged, place),
            None if types != numbers() && !types.is_empty() => self.by_type(merged, types, place),
            _ => {
                let mut inner = self.nameless(merged, place, key);
                // The definition checks it.
                if !inner.constraints.residual.is_empty() {
                    inner.constraints.residual.clear();
                }
                Shape::Newtype(inner)
            }
        }
    }

    fn texts(&mut self, merged: &Merged) -> Shape {
        let mut texts: Vec<String> = Vec::new();
        let formats = merged.formats.iter().filter(|_| self.assert_formats);
        let formats: Vec<Format> = formats.filter_map(|one| Format::named(one)).collect();
        for literal in merged.literals.iter().flatten() {
            if let Literal::String(text) = literal
                && !texts.contains(text)
                && scalar::fits(text, &merged.constraints)
                && formats.iter().all(|format| format.check(text).is_ok())
            {
                texts.push(text.clone());
            }
        }
        if texts.is_empty() {
            return self.uninhabited_shape(&merged.location);
        }
        Shape::Text(texts)
    }

    /// The constants of `merged`, which are arrays or objects.
    fn constants(&mut self, merged: &Merged) -> Shape {
        let options = ValidateOptions {
            formats: self.formats(),
        };
        let is_valid = |literal: &&Literal| {
            let types = merged.types().unwrap_or_default();
            types.allows(literal.json_type())
                && merged.parts.iter().all(|part| {
                    validate_literal(self.graph, part.schema, literal, &options).is_empty()
                })
        };
        let literals = merged.literals.iter().flatten();
        let constants: Vec<String> = literals
            .filter(is_valid)
            .map(Literal::to_json_text)
            .collect();
        if constants.is_empty() {
            return self.uninhabited_shape(&merged.location);
        }
        Shape::Constants(constants)
    }

    /// The type of a value that needs no definition.
    pub(super) fn nameless(&mut self, merged: &Merged, place: &Place, key: &Key) -> Usage {
        if let Some(instead) = self.instead(merged) {
            return Usage::of(instead);
        }
        if let Some(branch) = self.sole_branch(merged) {
            return self.usage_of(branch, &place.deeper()).or_null(true);
        }
        let residual = self.residual(merged);
        let Some(types) = merged.types() else {
            if self.has_residual(merged) {
                self.types.coverage.free.push(merged.location.clone());
            }
            let constraints = Constraints {
                residual,
                ..Constraints::default()
            };
            return Usage {
                constraints: constraints.sparse(),
                ..Usage::of(Kind::Free)
            };
        };
        let nullable = self.allows_null(merged);
        let types = types.without(Type::Null);
        let mut constraints = merged.constraints.clone();
        constraints.residual = residual;
        let kind = match types.single() {
            _ if types == numbers() => scalar::number(merged, &mut constraints, self.settings),
            None if types.is_empty() && nullable => Ok(Kind::Null),
            Some(Type::Null) => Ok(Kind::Null),
            Some(Type::Boolean) => scalar::boolean(merged, &mut constraints),
            Some(Type::Integer) => scalar::integer(merged, &mut constraints),
            Some(Type::Number) => scalar::number(merged, &mut constraints, self.settings),
            Some(Type::String) => scalar::text(merged, &mut constraints, self.settings),
            Some(Type::Array) => {
                let items = merged.items_at(merged.positions());
                let item = match items.is_empty() {
                    true => Usage::of(Kind::Free),
                    false => self.usage(&items, &place.item()),
                };
                Ok(Kind::List(Box::new(item)))
            }
            Some(Type::Object) => self.map(merged, place, &mut constraints),
            // Several types, or a union too deep to be written here: `is_compound` has seen to it.
            None => return self.define(key.clone(), merged.clone(), None, place),
        };
        let kind = kind.unwrap_or_else(|unsatisfiable| {
            if !unsatisfiable {
                return Kind::Free;
            }
            self.uninhabited(&merged.location);
            Kind::Never
        });
        constraints.keep_for(&kind);
        Usage {
            kind,
            nullable,
            boxed: false,
            constraints: constraints.sparse(),
        }
    }

    /// Whether `null` is among the values.
    pub(super) fn allows_null(&self, merged: &Merged) -> bool {
        let stated = merged
            .types()
            .is_some_and(|types| types.contains(Type::Null));
        let listed = |literals: &Vec<Literal>| literals.contains(&Literal::Null);
        stated && merged.literals.as_ref().is_none_or(listed)
    }
}

fn numbers() -> TypeSet {
    TypeSet::only(Type::Integer).with(Type::Number)
}
