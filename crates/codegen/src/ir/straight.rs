//! Conditions that straight-line code asks instead of the embedded validator, once all types are known.

use tidings_schema::{Rules, SchemaId};

use super::builder::Builder;
use super::demand::{Demand, ObjectDemand};
use super::recursion::usages_mut;
use super::{Kind, Residual, Shape, TypeId, Usage};

/// A condition on a value, made of what simpler schemas demand of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// `if`, and `dependentSchemas`: what is demanded where a demand is kept, and where it is not.
    If {
        test: Demand,
        consequence: Demand,
        alternative: Demand,
    },
    /// `contains`: how many items keep a demand.
    Contains {
        item: Demand,
        least: u64,
        most: Option<u64>,
    },
}

/// The value that a condition is about.
#[derive(Clone, Copy)]
enum Subject<'s> {
    /// A value of this definition.
    Defined(TypeId, &'s Shape),
    /// A value that is used so.
    Used(&'s Usage),
}

impl Builder<'_> {
    /// Takes from the embedded validator what straight-line code can ask.
    pub(super) fn straighten(&mut self) {
        for index in 0..self.types.definitions.len() {
            let definition = &mut self.types.definitions[index];
            let mut usages = definition.shape.usages().into_iter();
            if definition.residual.is_empty() && !usages.any(Usage::needs_residual) {
                continue;
            }
            let mut residual = std::mem::take(&mut definition.residual);
            let mut shape = definition.shape.clone();
            for one in &mut residual {
                self.straighten_one(one, Subject::Defined(TypeId(index), &shape));
            }
            let mut is_changed = false;
            for usage in usages_mut(&mut shape) {
                is_changed |= self.straighten_usage(usage);
            }
            let definition = &mut self.types.definitions[index];
            definition.residual = residual;
            if is_changed {
                definition.shape = shape;
            }
        }
    }

    /// The same for what is left to the validator where a type is used; says whether anything was.
    fn straighten_usage(&self, usage: &mut Usage) -> bool {
        let mut is_changed = match &mut usage.kind {
            Kind::List(inner) | Kind::Map(inner) => self.straighten_usage(inner),
            _ => false,
        };
        if !usage.constraints.residual.is_empty() {
            let subject = usage.clone();
            for one in &mut usage.constraints.residual {
                self.straighten_one(one, Subject::Used(&subject));
            }
            is_changed = true;
        }
        is_changed
    }

    fn straighten_one(&self, residual: &mut Residual, subject: Subject<'_>) {
        let Some(rules) = self.graph.rules(residual.source) else {
            return;
        };
        let mut straight = Vec::new();
        for keyword in &residual.selected {
            match self.conditions(keyword, rules, subject) {
                Some(conditions) => straight.extend(conditions),
                // The validator judges all of them at once.
                None => return,
            }
        }
        if !residual.selected.is_empty() {
            residual.straight = straight;
            residual.keywords.clear();
        }
    }

    /// What `keyword` of `rules` says of `subject`; none where straight-line code cannot ask it.
    fn conditions(
        &self,
        keyword: &str,
        rules: &Rules,
        subject: Subject<'_>,
    ) -> Option<Vec<Condition>> {
        match keyword {
            "if" => {
                let branch = |schema: Option<SchemaId>| match schema {
                    Some(schema) => self.demand_on(schema, subject),
                    None => Some(Demand::Nothing),
                };
                Some(vec![Condition::If {
                    test: branch(rules.condition)?,
                    consequence: branch(rules.consequence)?,
                    alternative: branch(rules.alternative)?,
                }])
            }
            "dependentSchemas" => {
                let Subject::Defined(of, Shape::Struct(structure)) = subject else {
                    return None;
                };
                let dependent = rules.object.dependent_schemas.iter();
                let conditions = dependent.map(|(name, schema)| {
                    if !structure.fields.iter().any(|field| field.name == *name) {
                        return None;
                    }
                    Some(Condition::If {
                        test: Demand::Object(ObjectDemand {
                            of,
                            required: vec![name.clone()],
                            rules: Vec::new(),
                            properties: Vec::new(),
                        }),
                        consequence: self.demand_on(*schema, subject)?,
                        alternative: Demand::Nothing,
                    })
                });
                conditions.collect()
            }
            "contains" => {
                let usage = match subject {
                    Subject::Defined(_, Shape::Newtype(usage)) | Subject::Used(usage) => usage,
                    Subject::Defined(..) => return None,
                };
                let (Kind::List(item), false) = (&usage.kind, usage.nullable) else {
                    return None;
                };
                Some(vec![Condition::Contains {
                    item: self.demand(rules.array.contains?, item, 0)?,
                    least: rules.array.min_contains.unwrap_or(1),
                    most: rules.array.max_contains,
                }])
            }
            _ => None,
        }
    }

    fn demand_on(&self, schema: SchemaId, subject: Subject<'_>) -> Option<Demand> {
        match subject {
            Subject::Defined(id, Shape::Struct(_)) => {
                self.demand(schema, &Usage::of(Kind::Defined(id)), 0)
            }
            Subject::Defined(_, Shape::Newtype(usage)) | Subject::Used(usage) => {
                self.demand(schema, usage, 0)
            }
            Subject::Defined(..) => None,
        }
    }
}
