//! What a schema demands of a value whose type is known, where straight-line code can ask it.

use tidings_schema::{Additional, Literal, SchemaId, SchemaKind, Type, TypeSet};

use super::builder::Builder;
use super::constraints::PropertyRule;
use super::merge::{Part, merge};
use super::merged::{Merged, matches};
use super::{
    AdditionalFields, Bound, Constraints, Integer, Kind, Shape, Struct, TypeId, Usage, scalar,
};

/// Schemas in schemas are looked through this deep.
const DEEPEST: usize = 8;

/// What a schema demands of a value whose type is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Nothing that the type leaves open.
    Nothing,
    /// That there is no value.
    Never,
    /// Constraints of a truth value, a number or a text; of an enumeration they are about its text.
    Scalar(Box<Constraints>),
    /// One of these texts, and constraints of them.
    Texts(Vec<String>),
    /// What is demanded of the value inside of a named one.
    Inside(Box<Demand>),
    /// What is demanded of a value that may be `null`, and whether it may.
    OrNull(bool, Box<Demand>),
    /// What is demanded of any JSON value: one of these types, and of a text more.
    Typed(Vec<&'static str>, Box<Demand>),
    /// What is demanded of an object.
    Object(ObjectDemand),
}

/// What a schema demands of an object with declared properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ObjectDemand {
    /// The type of the object.
    pub(crate) of: TypeId,
    /// The properties that must be there.
    pub(crate) required: Vec<String>,
    /// What else is said of which are there.
    pub(crate) rules: Vec<PropertyRule>,
    /// What is demanded of the values of declared properties, where they are there.
    pub(crate) properties: Vec<(String, Demand)>,
}

impl Builder<'_> {
    /// What `schema` demands of a value of `usage`; none where straight-line code cannot ask it.
    pub(super) fn demand(&self, schema: SchemaId, usage: &Usage, depth: usize) -> Option<Demand> {
        if depth > DEEPEST {
            return None;
        }
        let target = self.graph.resolve(schema);
        match &self.graph.get(target).kind {
            SchemaKind::Boolean(true) => return Some(Demand::Nothing),
            SchemaKind::Boolean(false) if usage.nullable => {
                return Some(Demand::OrNull(false, Box::new(Demand::Never)));
            }
            SchemaKind::Boolean(false) => return Some(Demand::Never),
            SchemaKind::Reference(_) => return None,
            SchemaKind::Rules(rules) if rules.is_unconstrained() => return Some(Demand::Nothing),
            SchemaKind::Rules(_) => {}
        }
        let merged = merge(self.graph, &[Part::whole(self.graph, target)]);
        if !self.is_plain(&merged) {
            return None;
        }
        let usage = self.types.plain(usage);
        let demand = match &usage.kind {
            Kind::Defined(id) => return self.demand_of_defined(schema, &merged, usage, *id, depth),
            Kind::Bool => of_scalar(&merged, &[Type::Boolean], |merged, constraints| {
                scalar::boolean(merged, constraints).map(|_| ())
            }),
            Kind::Number => {
                let of_floats = [Type::Number, Type::Integer];
                let mut demand = of_scalar(&merged, &of_floats, scalar::floating)?;
                let is_whole = merged
                    .stated
                    .is_some_and(|stated| !stated.contains(Type::Number));
                if let (true, Demand::Scalar(constraints)) = (is_whole, &mut demand) {
                    constraints.bounds.push(Bound::MultipleOf("1".to_owned()));
                }
                Some(demand)
            }
            Kind::Integer(_) if !scalar::is_within_reach(&merged.constraints) => None,
            Kind::Integer(integer) => of_scalar(
                &merged,
                &[Type::Number, Type::Integer],
                |merged, constraints| scalar::spelled_for(*integer, merged, constraints),
            )
            .filter(|demand| fits(demand, *integer)),
            Kind::Text => of_text(&merged),
            Kind::Free => of_free(&merged),
            _ => None,
        }?;
        Some(or_null(&merged, usage, demand))
    }

    /// What `merged` demands of a value of the definition `id`.
    fn demand_of_defined(
        &self,
        schema: SchemaId,
        merged: &Merged,
        usage: &Usage,
        id: TypeId,
        depth: usize,
    ) -> Option<Demand> {
        let demand = match &self.types.get(id).shape {
            Shape::Text(_) => of_text(merged)?,
            Shape::Newtype(inner) => {
                Demand::Inside(Box::new(self.demand(schema, inner, depth + 1)?))
            }
            Shape::Alias(inner) => self.demand(schema, inner, depth + 1)?,
            Shape::Struct(structure) => self.demand_of_object(merged, id, structure, depth)?,
            Shape::Union(_) | Shape::Tuple(_) | Shape::Constants(_) => return None,
        };
        Some(or_null(merged, usage, demand))
    }

    /// What `merged` demands of an object of the type `of`, which is `structure`.
    pub(super) fn demand_of_object(
        &self,
        merged: &Merged,
        of: TypeId,
        structure: &Struct,
        depth: usize,
    ) -> Option<Demand> {
        let is_object = |types: TypeSet| types.contains(Type::Object);
        if merged.stated.is_some_and(|stated| !is_object(stated)) {
            return Some(Demand::Never);
        }
        let is_more = merged.literals.is_some()
            || !merged.patterns.is_empty()
            || !merged.names.is_empty()
            || merged.constraints.min_properties.is_some()
            || merged.constraints.max_properties.is_some()
            || merged.additional.iter().any(|undeclared| {
                !matches!(
                    undeclared.additional,
                    Additional::Unstated | Additional::Allowed
                )
            });
        // What is not declared was dropped, and nothing can be said of it.
        let is_seen = |name: &str| {
            structure.fields.iter().any(|field| field.name == name)
                || !matches!(structure.additional, AdditionalFields::Ignored)
                || structure
                    .patterned
                    .iter()
                    .any(|one| matches(&one.pattern, name))
        };
        let rules = &merged.constraints.property_rules;
        let named = rules.iter().flat_map(PropertyRule::names);
        let mut named = named.chain(merged.required.iter().map(String::as_str));
        if is_more || !named.all(is_seen) {
            return None;
        }
        let mut properties = Vec::new();
        for (name, schemas) in &merged.properties {
            let field = structure.fields.iter().find(|field| field.name == *name);
            for schema in schemas {
                match (field, &structure.additional) {
                    (Some(field), _) => match self.demand(*schema, &field.usage, depth + 1)? {
                        Demand::Nothing => {}
                        demand => properties.push((name.clone(), demand)),
                    },
                    (None, AdditionalFields::Denied) if structure.patterned.is_empty() => {}
                    (None, _) if self.graph.is_unconstrained(*schema) => {}
                    (None, _) => return None,
                }
            }
        }
        let is_nothing = merged.required.is_empty() && rules.is_empty() && properties.is_empty();
        Some(match is_nothing {
            true => Demand::Nothing,
            false => Demand::Object(ObjectDemand {
                of,
                required: merged.required.clone(),
                rules: rules.clone(),
                properties,
            }),
        })
    }

    /// Whether `merged` says nothing but what constraints, properties and literals say.
    pub(super) fn is_plain(&self, merged: &Merged) -> bool {
        merged.choices.is_empty()
            && merged.unchosen.is_empty()
            && merged.refused.is_empty()
            && !merged.nothing
            && merged.items.is_empty()
            && (merged.formats.is_empty() || !self.assert_formats)
            && !self.has_groups(merged)
    }
}

/// What is demanded where `null` may stand as well: a schema without a type says nothing of it.
fn or_null(merged: &Merged, usage: &Usage, demand: Demand) -> Demand {
    if !usage.nullable {
        return demand;
    }
    let is_stated = merged
        .stated
        .is_none_or(|stated| stated.contains(Type::Null));
    let literals = merged.literals.as_ref();
    let is_listed = literals.is_none_or(|literals| literals.contains(&Literal::Null));
    Demand::OrNull(is_stated && is_listed, Box::new(demand))
}

/// What `merged` demands of a value of one of `types`, which `spell` says in terms of that type.
fn of_scalar(
    merged: &Merged,
    types: &[Type],
    spell: impl Fn(&Merged, &mut Constraints) -> Result<(), bool>,
) -> Option<Demand> {
    let is_one = |stated: TypeSet| types.iter().any(|one| stated.contains(*one));
    if merged.stated.is_some_and(|stated| !is_one(stated)) {
        return Some(Demand::Never);
    }
    let mut constraints = Constraints {
        bounds: merged.constraints.bounds.clone(),
        truth: merged.constraints.truth,
        ..Constraints::default()
    };
    let own = Merged {
        literals: merged.literals.clone().map(|literals| {
            let literals = literals.into_iter();
            let is_own = |literal: &Literal| {
                let of = literal.json_type();
                types.contains(&of)
            };
            literals.filter(is_own).collect()
        }),
        ..merged.clone()
    };
    let is_empty = own.literals.as_ref().is_some_and(Vec::is_empty);
    if is_empty || spell(&own, &mut constraints).is_err() {
        return Some(Demand::Never);
    }
    Some(match constraints == Constraints::default() {
        true => Demand::Nothing,
        false => Demand::Scalar(Box::new(constraints)),
    })
}

/// What `merged` demands of a text.
fn of_text(merged: &Merged) -> Option<Demand> {
    if merged
        .stated
        .is_some_and(|stated| !stated.contains(Type::String))
    {
        return Some(Demand::Never);
    }
    let all = &merged.constraints;
    let constraints = Constraints {
        min_length: all.min_length,
        max_length: all.max_length,
        patterns: all.patterns.clone(),
        not_patterns: all.not_patterns.clone(),
        not_texts: all.not_texts.clone(),
        ..Constraints::default()
    };
    let Some(literals) = &merged.literals else {
        return Some(match constraints == Constraints::default() {
            true => Demand::Nothing,
            false => Demand::Scalar(Box::new(constraints)),
        });
    };
    // Both together are rare, and patterns are not run here.
    if constraints != Constraints::default() {
        return None;
    }
    let texts: Vec<String> = literals
        .iter()
        .filter_map(Literal::as_str)
        .map(str::to_owned)
        .collect();
    Some(match texts.is_empty() {
        true => Demand::Never,
        false => Demand::Texts(texts),
    })
}

/// What `merged` demands of any JSON value, where that is its type and the form of a text.
fn of_free(merged: &Merged) -> Option<Demand> {
    let texts = Constraints {
        min_length: None,
        max_length: None,
        patterns: Vec::new(),
        not_patterns: Vec::new(),
        not_texts: Vec::new(),
        ..merged.constraints.clone()
    };
    let literals = merged.literals.iter().flatten();
    let is_more = !texts.check_nothing()
        || !merged.properties.is_empty()
        || !merged.required.is_empty()
        || !merged.patterns.is_empty()
        || !merged.additional.is_empty()
        || !merged.names.is_empty()
        || literals.clone().any(|literal| literal.as_str().is_none());
    if is_more {
        return None;
    }
    let of_text = of_text(merged)?;
    let only_texts = merged.literals.is_some();
    let types = match (merged.stated, only_texts) {
        (_, true) => vec![Type::String.name()],
        (Some(stated), false) => stated.iter().map(Type::name).collect(),
        (None, false) => Vec::new(),
    };
    let of_text = match of_text {
        // A value that is no text may be allowed all the same.
        Demand::Never if !only_texts => Demand::Nothing,
        demand => demand,
    };
    Some(match (types.is_empty(), &of_text) {
        (true, Demand::Nothing) => Demand::Nothing,
        _ => Demand::Typed(types, Box::new(of_text)),
    })
}

/// Whether every number in `demand` is one of `integer`.
fn fits(demand: &Demand, integer: Integer) -> bool {
    let Demand::Scalar(constraints) = demand else {
        return true;
    };
    let (least, greatest) = integer.range();
    let is_one = |text: &String| {
        let number: Option<i128> = text.parse().ok();
        number.is_some_and(|number| (least..=greatest).contains(&number))
    };
    constraints.bounds.iter().all(|bound| match bound {
        Bound::Minimum(text)
        | Bound::Maximum(text)
        | Bound::ExclusiveMinimum(text)
        | Bound::ExclusiveMaximum(text)
        | Bound::MultipleOf(text) => is_one(text),
        Bound::OneOf(texts) | Bound::NoneOf(texts) => texts.iter().all(is_one),
    })
}
