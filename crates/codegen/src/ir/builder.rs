//! Which Rust type a schema is.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use tidings_diag::Finding;
use tidings_schema::{
    Formats, SchemaGraph, SchemaId, SchemaKind, Type, TypeSet, ValidateOptions, validate_literal,
};

use super::decisions::{Addresses, decide, replacements};
use super::fallible::fallible;
use super::heirs::Heirs;
use super::merge::{Key, Part, merge};
use super::merged::Merged;
use super::nullable::show_null;
use super::overlap::Overlaps;
use super::patterns::Exclusive;
use super::place::Place;
use super::recursion::box_recursion;
use super::traits::traits;
use super::tried::{keep_for_others, write_tags};
use super::{Definition, Docs, Kind, Shape, TypeId, Types, Union, Usage};
use crate::rules::UNTYPEABLE;
use crate::settings::{self, Replacement, Settings};

/// Types without a name are written into each other this deep; what lies deeper gets a name.
const DEEPEST: usize = 8;

/// More types than this come only from documents that are made to be hostile.
const MOST_TYPES: usize = 50_000;

/// Builds the types of a contract; each schema gives one type, however often it is used.
pub(crate) struct Builder<'c> {
    pub(crate) graph: &'c SchemaGraph,
    pub(super) settings: &'c Settings,
    pub(super) assert_formats: bool,
    replacements: HashMap<SchemaId, Replacement>,
    pub(super) types: Types,
    /// The types of Avro, by what their schemas say.
    pub(super) avro: HashMap<String, TypeId>,
    /// The types of Protocol Buffers, by what their schemas say.
    pub(super) protobuf: HashMap<String, TypeId>,
    pub(super) known: HashMap<Key, TypeId>,
    waiting: VecDeque<(TypeId, Key)>,
    pub(super) findings: Vec<Finding>,
    pub(super) overlaps: Overlaps,
    pub(super) heirs: Heirs,
    pub(super) exclusive: Exclusive,
    /// What keys demand; nothing for those that are being looked at.
    pub(super) merged: RefCell<HashMap<Key, Option<Rc<Merged>>>>,
}

impl<'c> Builder<'c> {
    /// A builder of types for the schemas of `graph`.
    pub(crate) fn new(graph: &'c SchemaGraph, settings: &'c Settings) -> Self {
        let mut builder = Self {
            graph,
            settings,
            assert_formats: settings.formats == settings::Formats::Check,
            replacements: replacements(graph, &Addresses::new(graph), settings),
            types: Types::default(),
            avro: HashMap::new(),
            protobuf: HashMap::new(),
            known: HashMap::new(),
            waiting: VecDeque::new(),
            findings: Vec::new(),
            overlaps: Overlaps::default(),
            heirs: Heirs::default(),
            exclusive: Exclusive::default(),
            merged: RefCell::default(),
        };
        builder.find_heirs();
        builder
    }

    /// The types so far.
    pub(crate) fn types(&self) -> &Types {
        &self.types
    }

    /// The types, with boxes where one would contain itself, and what could not be typed.
    pub(crate) fn finish(mut self) -> (Types, Vec<Finding>) {
        show_null(&mut self.types);
        keep_for_others(&mut self.types);
        box_recursion(&mut self.types);
        let decided = decide(
            &mut self.types,
            self.graph,
            &self.replacements,
            self.settings,
        );
        self.findings.extend(decided);
        write_tags(&mut self.types);
        self.straighten();
        self.types.traits = traits(&self.types);
        self.types.fallible = fallible(&self.types);
        (self.types, self.findings)
    }

    /// Builds what waits to be built.
    pub(super) fn build(&mut self) {
        while let Some((id, key)) = self.waiting.pop_front() {
            let merged = self.merged(&key);
            let name = self.types.get(id).names.last().cloned().unwrap_or_default();
            let shape = self.shape(&merged, &Place::new(name), &key);
            self.types.definitions[id.0].shape = shape;
        }
    }

    pub(super) fn docs(&self, schema: SchemaId) -> Docs {
        let part = Part {
            own: true,
            ..Part::whole(self.graph, schema)
        };
        let mut docs = merge(self.graph, &[part]).docs;
        self.judge(&mut docs, &[schema]);
        docs
    }

    /// Tells the examples that are valid under all of `schemas` from those that are not.
    fn judge(&self, docs: &mut Docs, schemas: &[SchemaId]) {
        let options = ValidateOptions {
            formats: self.formats(),
        };
        for example in &mut docs.examples {
            let is_valid = |schema: &SchemaId| {
                validate_literal(self.graph, *schema, &example.value, &options).is_empty()
            };
            example.is_valid = schemas.iter().all(is_valid);
        }
    }

    /// How a value is used for which all of `schemas` hold.
    pub(super) fn usage(&mut self, schemas: &[SchemaId], place: &Place) -> Usage {
        let mut key: Key = Vec::new();
        for schema in schemas {
            let part = self.plain(Part::whole(self.graph, *schema));
            if !key.contains(&part) {
                key.push(part);
            }
        }
        // Schemas that demand nothing add nothing.
        if key.len() > 1 {
            let demanding = |part: &Part| !self.graph.is_unconstrained(part.schema);
            let kept: Key = key.iter().copied().filter(demanding).collect();
            key = if kept.is_empty() {
                key[..1].to_vec()
            } else {
                kept
            };
        }
        self.usage_of(key, place)
    }

    /// The branch of an `allOf`, `oneOf` or `anyOf` that has one branch and nothing beside it, as people write to describe a
    /// reference.
    pub(super) fn plain(&self, mut part: Part) -> Part {
        for _ in 0..DEEPEST {
            let is_replaced = self.replacements.contains_key(&part.schema);
            let described = self.described(part.schema);
            let Some(branch) = described.filter(|_| !is_replaced) else {
                break;
            };
            part = Part::whole(self.graph, branch);
        }
        part
    }

    /// The schema that `schema` describes and adds no demand to: the only branch of its `allOf`, `oneOf` or `anyOf` that
    /// demands anything.
    pub(super) fn described(&self, schema: SchemaId) -> Option<SchemaId> {
        let SchemaKind::Rules(rules) = &self.graph.get(schema).kind else {
            return None;
        };
        let demanding = |branch: &&SchemaId| !self.graph.is_unconstrained(**branch);
        let all_of = rules.all_of.iter().filter(demanding);
        let mut branches = all_of.chain(&rules.one_of).chain(&rules.any_of);
        let (Some(&branch), None) = (branches.next(), branches.next()) else {
            return None;
        };
        let mut rest = (**rules).clone();
        (rest.all_of, rest.one_of, rest.any_of) = Default::default();
        rest.is_unconstrained().then_some(branch)
    }

    /// Whether known formats are demands.
    pub(super) fn formats(&self) -> Formats {
        match self.assert_formats {
            true => Formats::Assert,
            false => Formats::Annotate,
        }
    }

    /// The name that the author gave to `schema`.
    pub(super) fn author_name(&self, schema: SchemaId) -> Option<String> {
        self.graph.get(schema).key.as_deref().map(str::to_owned)
    }

    /// How a value is used for which every part of `key` holds.
    pub(super) fn usage_of(&mut self, key: Key, place: &Place) -> Usage {
        if let [part] = key[..]
            && part == Part::whole(self.graph, part.schema)
            && let Some(replacement) = self.replacements.get(&part.schema)
        {
            let nullable = self.allows_null(&merge(self.graph, &key));
            let replacement = replacement.clone();
            let package = replacement.package.clone();
            self.types
                .packages
                .extend(package.map(|of| (of.name, of.version)));
            return Usage::of(Kind::Foreign(Box::new(replacement))).or_null(nullable);
        }
        if let Some(id) = self.known.get(&key) {
            return Usage::of(Kind::Defined(*id));
        }
        let merged = self.merged(&key);
        let author = match key[..] {
            [part] if part.is_whole() => self.author_name(part.schema),
            _ => None,
        };
        let free = merged.types().is_none()
            && merged.choices.is_empty()
            && !merged.nothing
            && !self.has_residual(&merged);
        if let (Some(name), true) = (&author, free) {
            return self.name_of_anything(key, &merged, name);
        }
        if author.is_none() && place.depth() < DEEPEST && !self.is_compound(&merged) {
            return self.nameless(&merged, place, &key);
        }
        self.define(key, merged, author, place)
    }

    /// The name that the author gave to any value.
    fn name_of_anything(&mut self, key: Key, merged: &Merged, name: &str) -> Usage {
        let mut docs = merged.docs.clone();
        let schemas: Vec<SchemaId> = key.iter().map(|part| part.schema).collect();
        self.judge(&mut docs, &schemas);
        let id = TypeId(self.types.definitions.len());
        self.types.definitions.push(Definition {
            names: vec![name.to_owned()],
            named: true,
            location: merged.location.clone(),
            docs,
            shape: Shape::Alias(Usage::of(Kind::Free)),
            residual: Vec::new(),
        });
        self.known.insert(key, id);
        Usage::of(Kind::Defined(id))
    }

    /// A definition for a union that stands behind a nullable name.
    pub(super) fn define_union(&mut self, union: Union, merged: &Merged, place: &Place) -> Usage {
        let id = TypeId(self.types.definitions.len());
        self.types.definitions.push(Definition {
            names: vec![place.name()],
            named: false,
            location: merged.location.clone(),
            docs: Docs::default(),
            shape: Shape::Union(union),
            residual: Vec::new(),
        });
        Usage::of(Kind::Defined(id))
    }

    pub(super) fn define(
        &mut self,
        key: Key,
        merged: Merged,
        author: Option<String>,
        place: &Place,
    ) -> Usage {
        let named = author.is_some();
        // `null` beside an object or an enumeration is said where the type is used; a name of its own keeps it.
        if !named && self.allows_null(&merged) && !self.residual_sees_null(&merged) {
            let parts = merged.types().map(|types| types.without(Type::Null));
            if let Some(only) = parts.and_then(TypeSet::single) {
                let narrowed = key.iter().map(|part| Part {
                    only: Some(only),
                    ..*part
                });
                return self.usage_of(narrowed.collect(), place).or_null(true);
            }
        }
        if self.types.definitions.len() >= MOST_TYPES {
            self.findings.push(Finding::new(
                &UNTYPEABLE,
                merged.location,
                format!("the contract has more than {MOST_TYPES} types"),
            ));
            return Usage::of(Kind::Free);
        }
        let id = TypeId(self.types.definitions.len());
        let mut names: Vec<String> = author.into_iter().collect();
        let mut docs = merged.docs.clone();
        docs.title = docs.title.filter(|title| named || !place.is_called(title));
        let title = docs.title.clone();
        names.extend(title.filter(|title| !named && is_name(title)));
        names.extend((!named).then(|| place.name()));
        let schemas: Vec<SchemaId> = key.iter().map(|part| part.schema).collect();
        self.judge(&mut docs, &schemas);
        let residual = self.residual(&merged);
        self.types.definitions.push(Definition {
            names,
            named,
            location: merged.location,
            docs,
            shape: Shape::Newtype(Usage::of(Kind::Free)),
            residual,
        });
        self.known.insert(key.clone(), id);
        self.waiting.push_back((id, key));
        Usage::of(Kind::Defined(id))
    }
}

/// A title is a name when it is a few words, and prose otherwise.
pub(super) fn is_name(title: &str) -> bool {
    title.chars().any(char::is_alphanumeric) && title.split_whitespace().count() <= 5
}
