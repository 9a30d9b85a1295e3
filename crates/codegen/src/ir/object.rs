//! Objects: structs where properties are declared, maps where none are.

use std::collections::BTreeMap;

use tidings_schema::{Additional, SchemaId, SchemaKind};

use super::builder::Builder;
use super::merge::{Part, merge};
use super::merged::{Merged, matches};
use super::patterns::NamePatterns;
use super::place::Place;
use super::{AdditionalFields, Constraints, Field, Kind, PropertyRule, Shape, Struct, Usage};

/// What holds for properties that are not declared.
enum Rest {
    Ignored,
    Denied,
    /// All of these schemas; none allows everything.
    Kept(Vec<SchemaId>),
}

impl Builder<'_> {
    /// Whether an object has names that the contract knows, or must have none.
    pub(super) fn is_struct(&self, merged: &Merged) -> bool {
        let denied = merged
            .additional
            .iter()
            .any(|undeclared| undeclared.additional == Additional::Denied);
        !merged.properties.is_empty()
            || !merged.required.is_empty()
            || match self.name_patterns(merged) {
                NamePatterns::None => denied,
                NamePatterns::Several(_) => true,
                NamePatterns::Every(..) | NamePatterns::Residual => false,
            }
    }

    pub(super) fn object(&mut self, merged: &Merged, place: &Place) -> Shape {
        let mut names: Vec<(String, Vec<SchemaId>)> = merged.properties.clone();
        for name in merged.required.iter().chain(&merged.conditional) {
            if !names.iter().any(|(known, _)| known == name) {
                names.push((name.clone(), Vec::new()));
            }
        }
        let mut fields = Vec::new();
        let mut forbidden = Vec::new();
        for (name, mut schemas) in names {
            let required = merged.required.contains(&name);
            if self.is_denied(merged, &name) {
                if required {
                    return self.uninhabited_shape(&merged.location);
                }
                forbidden.push(PropertyRule::Excludes(vec![name]));
                continue;
            }
            schemas.extend(self.schemas_of_undeclared(merged, &name));
            // Where maps do not say it, the validator does.
            if !matches!(self.name_patterns(merged), NamePatterns::Residual) {
                schemas.extend(merged.matching(&name));
            }
            let usage = match schemas.is_empty() {
                true => Usage::of(Kind::Free),
                false => self.usage(&schemas, &place.property(&name)),
            };
            let docs = schemas
                .first()
                .map(|schema| self.docs(*schema))
                .unwrap_or_default();
            let secret = |schema: &SchemaId| {
                let described = self.graph.get(self.graph.resolve(*schema));
                described.is_sensitive()
            };
            self.types.coverage.properties += 1;
            fields.push(Field {
                sensitive: schemas.iter().any(secret),
                tells: false,
                name,
                usage,
                required,
                docs,
            });
        }
        let mut constraints = self.object_constraints(merged);
        let counts = constraints.min_properties.is_some() || constraints.max_properties.is_some();
        let patterned = match self.name_patterns(merged) {
            NamePatterns::Several(patterns) => {
                self.pattern_fields(patterns, place, &mut constraints)
            }
            _ => Vec::new(),
        };
        let rest = self.rest(merged, &mut constraints);
        if !matches!(rest, Rest::Denied) {
            constraints.property_rules.extend(forbidden);
        }
        let is_declared = |name: &str| fields.iter().any(|field| field.name == name);
        let is_patterned = |name: &str| patterned.iter().any(|one| matches(&one.pattern, name));
        let is_known = |name: &str| is_declared(name) || is_patterned(name);
        let looks = constraints
            .property_rules
            .iter()
            .any(|rule| !rule.names().into_iter().all(is_known));
        let additional = match rest {
            Rest::Denied => AdditionalFields::Denied,
            // Properties that are dropped could not be counted, nor their names be looked at.
            Rest::Ignored if !counts && !looks && constraints.names.is_none() => {
                AdditionalFields::Ignored
            }
            Rest::Ignored => AdditionalFields::Kept(Box::new(Usage::of(Kind::Free))),
            Rest::Kept(schemas) if schemas.is_empty() => {
                AdditionalFields::Kept(Box::new(Usage::of(Kind::Free)))
            }
            Rest::Kept(schemas) => {
                AdditionalFields::Kept(Box::new(self.usage(&schemas, &place.inner("value"))))
            }
        };
        Shape::Struct(Struct {
            fields,
            patterned,
            additional,
            names: BTreeMap::new(),
            constraints: constraints.sparse(),
        })
    }

    pub(super) fn map(
        &mut self,
        merged: &Merged,
        place: &Place,
        constraints: &mut Constraints,
    ) -> Result<Kind, bool> {
        let residual = std::mem::take(&mut constraints.residual);
        *constraints = Constraints {
            residual,
            ..self.object_constraints(merged)
        };
        let value = match self.rest(merged, constraints) {
            Rest::Kept(schemas) if !schemas.is_empty() => {
                self.usage(&schemas, &place.inner("value"))
            }
            _ => Usage::of(Kind::Free),
        };
        Ok(Kind::Map(Box::new(value)))
    }

    /// The constraints of `merged` that are about an object as a whole.
    fn object_constraints(&mut self, merged: &Merged) -> Constraints {
        let mut names: Option<Constraints> = None;
        for schema in &merged.names {
            let rules = merge(self.graph, &[Part::whole(self.graph, *schema)]);
            if !self.are_simple_names(*schema) {
                continue;
            }
            let known = names.get_or_insert_default();
            known.min_length = known.min_length.max(rules.constraints.min_length);
            known.max_length = match (known.max_length, rules.constraints.max_length) {
                (Some(left), Some(right)) => Some(left.min(right)),
                (left, right) => left.or(right),
            };
            known.patterns.extend(rules.constraints.patterns);
        }
        Constraints {
            min_properties: merged.constraints.min_properties,
            max_properties: merged.constraints.max_properties,
            property_rules: merged.constraints.property_rules.clone(),
            names: names
                .filter(|names| *names != Constraints::default())
                .map(Box::new),
            sensitive: merged.constraints.sensitive,
            ..Constraints::default()
        }
    }

    /// What holds for the properties that are not declared; patterns of names are added to `constraints`.
    fn rest(&mut self, merged: &Merged, constraints: &mut Constraints) -> Rest {
        let denied = merged
            .additional
            .iter()
            .any(|undeclared| undeclared.additional == Additional::Denied);
        match self.name_patterns(merged) {
            NamePatterns::None | NamePatterns::Several(_) => {}
            NamePatterns::Every(pattern, schema) => {
                let names = constraints.names.get_or_insert_default();
                names.patterns.push(pattern);
                return Rest::Kept(vec![schema]);
            }
            NamePatterns::Residual => {
                self.types.coverage.free.push(merged.location.clone());
                return Rest::Kept(Vec::new());
            }
        }
        if denied {
            return Rest::Denied;
        }
        let mut rest = Rest::Ignored;
        for undeclared in &merged.additional {
            match (undeclared.additional, &mut rest) {
                (Additional::Schema(schema), Rest::Kept(schemas)) => schemas.push(schema),
                (Additional::Schema(schema), _) => rest = Rest::Kept(vec![schema]),
                (Additional::Allowed, Rest::Ignored) => rest = Rest::Kept(Vec::new()),
                _ => {}
            }
        }
        rest
    }

    /// Whether a branch that does not declare `name` refuses what it does not declare.
    pub(super) fn is_denied(&self, merged: &Merged, name: &str) -> bool {
        let refused = merged.additional.iter().any(|undeclared| {
            undeclared.additional == Additional::Denied && undeclared.is_about(name)
        });
        let never = |schema: &SchemaId| {
            matches!(
                self.graph.get(self.graph.resolve(*schema)).kind,
                SchemaKind::Boolean(false)
            )
        };
        let declared = merged.properties.iter().find(|(known, _)| known == name);
        let excluded = declared.is_some_and(|(_, schemas)| schemas.iter().any(never));
        refused || excluded
    }

    /// The schemas of `additionalProperties` in branches that do not declare `name`.
    fn schemas_of_undeclared(&self, merged: &Merged, name: &str) -> Vec<SchemaId> {
        let rest = merged
            .additional
            .iter()
            .filter(|undeclared| undeclared.is_about(name));
        rest.filter_map(|undeclared| match undeclared.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        })
        .collect()
    }
}
