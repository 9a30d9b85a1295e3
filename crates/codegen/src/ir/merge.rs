//! Brings together what several schemas demand of one value.
//!
//! `allOf` and the keywords beside it are one demand, and so are a `oneOf` with keywords beside it and one of its
//! branches. A [`Key`] lists the schemas; [`merge`] brings their keywords together.

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_schema::{
    Additional, Keyword, Literal, Property, Rules, Schema, SchemaGraph, SchemaId, SchemaKind, Type,
    TypeSet,
};

use super::conditional;
use super::decisions::extensible_texts;
use super::exclusion::settle;
use super::merged::{Merged, Undeclared};
use super::unevaluated::closes;
use super::{Constraints, Docs, Example};

/// A schema, or a part of its keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Part {
    /// The schema, references followed.
    pub(super) schema: SchemaId,
    /// Leaves out `allOf`, whose branches are listed beside it.
    pub(super) own: bool,
    /// Leaves out `oneOf`, a branch of which is listed beside it.
    pub(super) without_one_of: bool,
    /// Leaves out `anyOf`, a branch of which is listed beside it.
    pub(super) without_any_of: bool,
    /// Values of this type only.
    pub(super) only: Option<Type>,
    /// Leaves out what the embedded validator checks, because it does so where the value as a whole stands.
    pub(super) checked: bool,
}

/// Schemas that all hold for one value.
pub(super) type Key = Vec<Part>;

impl Part {
    /// The whole schema.
    pub(super) fn whole(graph: &SchemaGraph, schema: SchemaId) -> Self {
        Self {
            schema: graph.resolve(schema),
            own: false,
            without_one_of: false,
            without_any_of: false,
            only: None,
            checked: false,
        }
    }

    /// Whether the part is all that its schema says.
    pub(super) fn is_whole(self) -> bool {
        !self.own && !self.without_one_of && !self.without_any_of && self.only.is_none()
    }

    /// The part without its `oneOf`, or without its `anyOf`.
    pub(super) fn without_choice(mut self, exactly_one: bool) -> Self {
        match exactly_one {
            true => self.without_one_of = true,
            false => self.without_any_of = true,
        }
        self
    }
}

/// A group of alternatives.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The part it stands in.
    pub(super) part: Part,
    pub(super) branches: Vec<SchemaId>,
    /// `oneOf` instead of `anyOf`.
    pub(super) exactly_one: bool,
    pub(super) discriminator: Option<String>,
    /// Whether the branches are the schemas that inherit the one of `part`, and then that one itself.
    pub(super) of_heirs: bool,
    /// OpenAPI's `discriminator.mapping`.
    pub(super) mapping: Vec<(String, SchemaId)>,
    pub(super) location: Location,
}

impl Choice {
    /// Whether `branch` is the schema that the others inherit.
    pub(super) fn is_itself(&self, branch: SchemaId) -> bool {
        self.of_heirs && branch == self.part.schema
    }
}

/// The keywords of one schema about the items of an array.
#[derive(Clone, Debug)]
pub(super) struct Items {
    /// By position.
    pub(super) prefix: Vec<SchemaId>,
    /// Of every further item.
    pub(super) rest: Option<SchemaId>,
}

/// More parts than this are not one value any more.
const MOST_PARTS: usize = 64;

/// What the schemas of `key` demand together.
pub(super) fn merge(graph: &SchemaGraph, key: &[Part]) -> Merged {
    let first = key.first().map(|part| graph.get(part.schema));
    let mut merged = Merged {
        parts: Vec::new(),
        location: first.map_or_else(nowhere, |schema| schema.location.clone()),
        docs: Docs::default(),
        stated: None,
        implied: TypeSet::EMPTY,
        literals: None,
        constraints: Constraints::default(),
        formats: Vec::new(),
        items: Vec::new(),
        properties: Vec::new(),
        required: Vec::new(),
        conditional: Vec::new(),
        patterns: Vec::new(),
        additional: Vec::new(),
        names: Vec::new(),
        choices: Vec::new(),
        unchosen: Vec::new(),
        refused: Vec::new(),
        untyped: false,
        settled: Vec::new(),
        nothing: false,
    };
    let mut waiting: Vec<Part> = key.iter().rev().copied().collect();
    let mut seen = HashSet::new();
    while let Some(part) = waiting.pop() {
        if !seen.insert(part) {
            continue;
        }
        if merged.parts.len() >= MOST_PARTS {
            let location = merged.location.clone();
            let reason = format!("more than {MOST_PARTS} schemas hold for one value");
            merged.refuse(reason, location);
            break;
        }
        let schema = graph.get(part.schema);
        merged.constraints.sensitive |= schema.is_sensitive();
        // What a branch of `allOf` says about itself need not be true of the whole.
        if key.contains(&part) {
            merged.docs.add(schema);
        }
        merged.parts.push(Part { own: true, ..part });
        match &schema.kind {
            SchemaKind::Boolean(allowed) => merged.nothing |= !allowed,
            SchemaKind::Reference(_) => {}
            SchemaKind::Rules(rules) => {
                merged.add(part, rules);
                merged.conditional.extend(conditional::names(graph, rules));
                let closed = closes(graph, rules).map(|declared| Undeclared {
                    additional: Additional::Denied,
                    declared,
                    patterns: Vec::new(),
                });
                merged.additional.extend(closed);
                let only_texts = rules.types == Some(TypeSet::only(Type::String));
                if let Some(texts) = extensible_texts(schema).filter(|_| only_texts) {
                    merged.literals.get_or_insert(texts);
                }
                if let Some(target) = meant_statically(graph, rules) {
                    waiting.push(Part::whole(graph, target));
                }
                if !part.own {
                    let branches = rules.all_of.iter().rev();
                    waiting.extend(branches.map(|branch| Part::whole(graph, *branch)));
                }
            }
        }
        if let Some(only) = part.only {
            let only = TypeSet::only(only);
            merged.state(only);
        }
    }
    settle(graph, &mut merged);
    merged.drop_chosen(graph);
    merged
}

/// The schema that the dynamic reference of `rules` means wherever one comes from, because no other has its name.
pub(super) fn meant_statically(graph: &SchemaGraph, rules: &Rules) -> Option<SchemaId> {
    let reference = rules.dynamic_reference.as_deref()?;
    let mut meant = graph.dynamic_anchors(&reference.name);
    meant
        .all(|anchor| anchor == reference.target)
        .then_some(reference.target)
}

impl Docs {
    fn add(&mut self, schema: &Schema) {
        self.title = self
            .title
            .take()
            .or_else(|| schema.title.as_deref().map(str::to_owned));
        let description = || schema.description.as_deref().map(str::to_owned);
        self.description = self.description.take().or_else(description);
        let default = || schema.default.as_deref().map(Literal::to_json_text);
        self.default = self.default.take().or_else(default);
        let examples = schema.examples.iter().cloned();
        self.examples.extend(examples.map(|value| Example {
            value,
            is_valid: true,
        }));
        self.deprecated |= schema.deprecated;
    }
}

impl Merged {
    /// Drops the choices one branch of which holds anyway, as where a type and its subtypes name each other.
    fn drop_chosen(&mut self, graph: &SchemaGraph) {
        let parts = self
            .parts
            .iter()
            .filter(|part| !part.without_one_of && !part.without_any_of && part.only.is_none());
        let holding: HashSet<SchemaId> = parts.map(|part| part.schema).collect();
        let holds = |choice: &Choice| {
            let branches = choice.branches.iter().map(|branch| graph.resolve(*branch));
            let mut others = branches.filter(|branch| *branch != choice.part.schema);
            others.any(|branch| holding.contains(&branch))
        };
        let (chosen, open) = std::mem::take(&mut self.choices)
            .into_iter()
            .partition(holds);
        self.choices = open;
        let chosen: Vec<Choice> = chosen;
        // That no other branch holds is what a discriminator is for.
        let counted = |choice: &Choice| choice.exactly_one && choice.discriminator.is_none();
        self.unchosen.extend(chosen.into_iter().filter(counted));
    }

    fn add(&mut self, part: Part, rules: &Rules) {
        if let Some(types) = rules.types {
            self.state(types);
        }
        let literals = match (rules.constant.as_deref(), &rules.enumeration) {
            (Some(constant), Some(all)) => {
                Some(all.iter().filter(|one| *one == constant).cloned().collect())
            }
            (Some(constant), None) => Some(vec![constant.clone()]),
            (None, all) => all.clone(),
        };
        if let Some(literals) = literals {
            self.literals = Some(match self.literals.take() {
                Some(known) => known
                    .into_iter()
                    .filter(|one| literals.contains(one))
                    .collect(),
                None => literals,
            });
        }
        self.add_values(rules);
        self.add_object(rules);
        for (branches, left_out, exactly_one, keyword) in [
            (&rules.one_of, part.without_one_of, true, "oneOf"),
            (&rules.any_of, part.without_any_of, false, "anyOf"),
        ] {
            if !branches.is_empty() && !left_out {
                self.choices.push(Choice {
                    part: Part { own: true, ..part },
                    branches: branches.to_vec(),
                    exactly_one,
                    discriminator: rules.discriminator.as_deref().map(str::to_owned),
                    of_heirs: false,
                    mapping: rules.mapping.to_vec(),
                    location: rules
                        .keyword(keyword)
                        .map_or_else(|| self.location.clone(), Keyword::location),
                });
            }
        }
    }

    fn add_values(&mut self, rules: &Rules) {
        self.constraints.add_number(&rules.number);
        self.constraints.add_string(&rules.string);
        self.constraints.add_array(&rules.array);
        if let Some(format) = &rules.string.format {
            self.formats.push(format.clone());
        }
        if rules.array.items.is_some() || !rules.array.prefix.is_empty() {
            self.items.push(Items {
                prefix: rules.array.prefix.clone(),
                rest: rules.array.items,
            });
        }
        let about = [
            (Type::Object, !rules.object.is_unconstrained()),
            (Type::Array, !rules.array.is_unconstrained()),
            (Type::Number, !rules.number.is_unconstrained()),
            (Type::String, !rules.string.is_unconstrained()),
        ];
        for (about, says_so) in about {
            if says_so {
                self.implied = self.implied.with(about);
            }
        }
    }

    fn add_object(&mut self, rules: &Rules) {
        let object = &rules.object;
        self.constraints.add_object(object);
        for Property { name, schema, .. } in &object.properties {
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, schemas)) => schemas.push(*schema),
                None => self.properties.push((name.clone(), vec![*schema])),
            }
        }
        for name in &object.required {
            if !self.required.contains(name) {
                self.required.push(name.clone());
            }
        }
        self.patterns
            .extend(object.pattern_properties.iter().cloned());
        if object.additional != Additional::Unstated {
            let declared = object
                .properties
                .iter()
                .map(|property| property.name.clone());
            let patterns = object.pattern_properties.iter();
            self.additional.push(Undeclared {
                additional: object.additional,
                declared: declared.collect(),
                patterns: patterns.map(|(pattern, _)| pattern.clone()).collect(),
            });
        }
        self.names.extend(object.property_names);
    }
}

fn nowhere() -> Location {
    Location {
        span: tidings_diag::Span::new(tidings_diag::FileId(0), 0, 0),
        pointer: None,
    }
}
