//! From schemas to types.

use std::collections::HashMap;

use tidings_diag::{Finding, Location};
use tidings_schema::{Literal, Rules, Schema, SchemaGraph, SchemaId, SchemaKind, Type, TypeSet};

use super::{Definition, Docs, Kind, Shape, TypeId, Types, Usage, recursion};
use crate::rules::UNTYPEABLE;

/// Builds the types of a contract, one for each schema that is asked for.
pub(crate) struct Builder<'c> {
    pub(super) graph: &'c SchemaGraph,
    /// Whether known formats are checked.
    pub(super) formats: bool,
    definitions: Vec<Definition>,
    /// What is known of each schema; `None` for one that was refused.
    known: HashMap<SchemaId, Option<Usage>>,
    /// How often a definition was referred to while it was being built.
    referred: HashMap<TypeId, usize>,
    findings: Vec<Finding>,
}

/// What a schema turns out to be: a type that needs a name, or a way to use one that does not.
pub(super) enum Built {
    Shape(Shape),
    Plain(Usage),
}

impl<'c> Builder<'c> {
    pub(crate) fn new(graph: &'c SchemaGraph, formats: bool) -> Self {
        Self {
            graph,
            formats,
            definitions: Vec::new(),
            known: HashMap::new(),
            referred: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// The type of `schema`, which `place` would be a name for if its author gave it none.
    ///
    /// `None` when it was refused, and then a finding says why.
    pub(crate) fn usage(&mut self, schema: SchemaId, place: &str) -> Option<Usage> {
        let id = self.graph.resolve(schema);
        if let Some(known) = self.known.get(&id) {
            let known = known.clone();
            if let Some(definition) = known.as_ref().and_then(Usage::defined) {
                *self.referred.entry(definition).or_default() += 1;
            }
            return known;
        }
        let schema = self.graph.get(id);
        let nullable = self.is_nullable(id);
        let definition = TypeId(self.definitions.len());
        self.definitions.push(Definition {
            names: names(schema, place),
            named: schema.key.is_some(),
            location: schema.location.clone(),
            docs: docs(schema),
            shape: Shape::Pending,
        });
        let defined = Usage {
            nullable,
            ..Usage::of(Kind::Defined(definition))
        };
        self.known.insert(id, Some(defined.clone()));
        let built = match &schema.kind {
            SchemaKind::Boolean(true) => Some(Built::Plain(Usage::of(Kind::Free))),
            SchemaKind::Boolean(false) => {
                self.refuse(
                    &schema.location,
                    "nothing is valid under the schema `false`",
                    "remove what has this schema",
                );
                None
            }
            SchemaKind::Reference(_) => {
                self.refuse(
                    &schema.location,
                    "this reference leads back to itself",
                    "let it lead to a schema",
                );
                None
            }
            SchemaKind::Rules(rules) => self.rules(rules, schema, place),
        };
        let usage = self.settle(definition, schema, defined, built);
        self.known.insert(id, usage.clone());
        usage
    }

    /// Decides whether what was built needs the definition that was kept ready for it.
    fn settle(
        &mut self,
        id: TypeId,
        schema: &Schema,
        defined: Usage,
        built: Option<Built>,
    ) -> Option<Usage> {
        match built? {
            Built::Shape(shape) => {
                self.definitions[id.0].shape = shape;
                Some(defined)
            }
            Built::Plain(mut plain) => {
                let needed = schema.key.is_some() || self.referred.contains_key(&id);
                if !needed {
                    return Some(Usage {
                        nullable: plain.nullable || defined.nullable && !is_free(&plain),
                        ..plain
                    });
                }
                plain.nullable = false;
                plain.constraints.sensitive |= schema.is_sensitive();
                self.definitions[id.0].shape = Shape::Newtype(plain);
                Some(defined)
            }
        }
    }

    fn rules(&mut self, rules: &Rules, schema: &Schema, place: &str) -> Option<Built> {
        let place = names(schema, place).swap_remove(0);
        if rules.is_unconstrained() {
            return Some(Built::Plain(Usage::of(Kind::Free)));
        }
        if rules.all_of.is_empty() {
            return self.merged(rules, &schema.location, &place);
        }
        let merged = self.merge(rules, &schema.location)?;
        self.merged(&merged, &schema.location, &place)
    }

    /// Rules without `allOf`.
    pub(super) fn merged(
        &mut self,
        rules: &Rules,
        location: &Location,
        place: &str,
    ) -> Option<Built> {
        self.refuse_residual(rules, location)?;
        if !rules.one_of.is_empty() || !rules.any_of.is_empty() {
            return self.union(rules, location, place);
        }
        if let Some(constant) = &rules.constant {
            return self.literals(rules, std::slice::from_ref(constant), "const", location);
        }
        if let Some(enumeration) = &rules.enumeration {
            return self.literals(rules, enumeration, "enum", location);
        }
        let types = rules
            .types
            .unwrap_or_else(|| implied_types(rules))
            .without(Type::Null);
        let Some(single) = single_type(types) else {
            return match (types.is_empty(), rules.types) {
                (true, Some(types)) if types.contains(Type::Null) => {
                    Some(Built::Plain(Usage::of(Kind::Null)))
                }
                (true, _) => Some(Built::Plain(Usage::of(Kind::Free))),
                _ => self.union_of_types(rules, types, location, place),
            };
        };
        self.typed(rules, single, location, place)
    }

    /// Rules of one type.
    pub(super) fn typed(
        &mut self,
        rules: &Rules,
        single: Type,
        location: &Location,
        place: &str,
    ) -> Option<Built> {
        Some(match single {
            Type::Null => Built::Plain(Usage::of(Kind::Null)),
            Type::Boolean => Built::Plain(Usage::of(Kind::Bool)),
            Type::Integer => Built::Plain(self.integer(rules, location)?),
            Type::Number => Built::Plain(self.number(rules)),
            Type::String => Built::Plain(self.text(rules)),
            Type::Array => Built::Plain(self.list(rules, location, place)?),
            Type::Object => self.object(rules, location, place)?,
        })
    }

    /// Keywords that no type says and no straight-line check covers.
    fn refuse_residual(&mut self, rules: &Rules, location: &Location) -> Option<()> {
        let refused = [
            ("not", rules.not.is_some()),
            (
                "if",
                rules.condition.is_some()
                    && (rules.consequence.is_some() || rules.alternative.is_some()),
            ),
            ("contains", rules.array.contains.is_some()),
            ("items", !rules.array.prefix.is_empty()),
            ("propertyNames", rules.object.property_names.is_some()),
            (
                "dependencies",
                !rules.object.dependent_required.is_empty()
                    || !rules.object.dependent_schemas.is_empty(),
            ),
        ];
        for (keyword, present) in refused {
            if present {
                let place = rules.keyword(keyword).unwrap_or(location).clone();
                let what = if keyword == "items" {
                    "a list of schemas in `items`".to_owned()
                } else {
                    format!("`{keyword}`")
                };
                let help = "say it with types, properties and simple bounds, or leave it out of the contract";
                self.refuse(
                    &place,
                    &format!("no Rust type says what {what} says, and it cannot be checked yet"),
                    help,
                );
                return None;
            }
        }
        Some(())
    }

    /// Whether `null` is one of several things the schema allows.
    fn is_nullable(&self, id: SchemaId) -> bool {
        let Some(rules) = self.graph.rules(id) else {
            return false;
        };
        let by_type = rules.types.is_none_or(|types| types.contains(Type::Null));
        if let Some(values) = &rules.enumeration {
            return by_type && values.iter().any(|value| matches!(value, Literal::Null));
        }
        if rules.types.is_some() {
            return by_type && rules.types.is_some_and(|types| types.len() > 1);
        }
        rules
            .one_of
            .iter()
            .chain(&rules.any_of)
            .any(|&branch| self.is_null(branch))
    }

    /// Whether the schema allows `null` and nothing else.
    pub(super) fn is_null(&self, id: SchemaId) -> bool {
        let rules = self.graph.rules(self.graph.resolve(id));
        rules
            .and_then(Rules::stated_types)
            .is_some_and(|types| types == TypeSet::only(Type::Null))
    }

    /// Records that nothing can be generated for what stands at `location`.
    pub(crate) fn refuse(&mut self, location: &Location, message: &str, help: &str) {
        self.findings
            .push(Finding::new(&UNTYPEABLE, location.clone(), message).with_help(help));
    }

    pub(super) fn definition(&self, id: TypeId) -> &Definition {
        &self.definitions[id.0]
    }

    /// Adds a definition that no schema of its own stands for.
    pub(super) fn define(
        &mut self,
        name: String,
        location: &Location,
        docs: Docs,
        shape: Shape,
    ) -> Usage {
        let id = TypeId(self.definitions.len());
        self.definitions.push(Definition {
            names: vec![name],
            named: false,
            location: location.clone(),
            docs,
            shape,
        });
        Usage::of(Kind::Defined(id))
    }

    /// Everything that was built, with boxes where a type would contain itself, and what was refused.
    pub(crate) fn finish(mut self) -> (Types, Vec<Finding>) {
        recursion::box_cycles(&mut self.definitions);
        let usages = self
            .known
            .into_iter()
            .filter_map(|(id, usage)| Some((id, usage?)))
            .collect();
        (
            Types {
                definitions: self.definitions,
                usages,
            },
            self.findings,
        )
    }
}

fn is_free(usage: &Usage) -> bool {
    matches!(usage.kind, Kind::Free | Kind::Null)
}

/// The name its author gave a schema, else its title where that reads like a name, else its place.
fn names(schema: &Schema, place: &str) -> Vec<String> {
    if let Some(key) = &schema.key {
        return vec![key.clone()];
    }
    let title = schema
        .title
        .iter()
        .filter(|title| title.split_whitespace().count() <= 4 && !title.trim().is_empty());
    title.cloned().chain([place.to_owned()]).collect()
}

pub(super) fn docs(schema: &Schema) -> Docs {
    Docs {
        title: schema.title.clone(),
        description: schema.description.clone(),
        examples: schema.examples.iter().map(Literal::to_json_text).collect(),
        deprecated: schema.deprecated,
    }
}

/// The type whose keywords a schema uses when it states none.
fn implied_types(rules: &Rules) -> TypeSet {
    if !rules.object.is_unconstrained() {
        TypeSet::only(Type::Object)
    } else if rules.array != Default::default() {
        TypeSet::only(Type::Array)
    } else if !rules.string.is_unconstrained() {
        TypeSet::only(Type::String)
    } else if rules.number != Default::default() {
        TypeSet::only(Type::Number)
    } else {
        TypeSet::EMPTY
    }
}

/// The one type of `types`; a number is an integer's whole family.
fn single_type(types: TypeSet) -> Option<Type> {
    if types.contains(Type::Number) && types.without(Type::Integer).len() == 1 {
        return Some(Type::Number);
    }
    types.single()
}
