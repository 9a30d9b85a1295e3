//! What the schemas that are applied to one value say together about its parts.

use std::collections::{BTreeMap, BTreeSet};

use tidings_diag::Location;
use tidings_schema::{
    Additional, Literal, ObjectRules, Rules, SchemaGraph, SchemaId, SchemaKind, Type, Unread,
};

use crate::patterns::Patterns;

/// Schemas that are applied to one value, references followed.
pub(super) type Together = BTreeSet<SchemaId>;

/// Everything that [`Together`] leads to in place: through `allOf`, `anyOf`, `oneOf`, `if`, `then`, `else`,
/// `dependentSchemas` and references.
///
/// What stands under `not` declares nothing: it says what a value is not.
pub(super) struct Position<'g> {
    graph: &'g SchemaGraph,
    rules: Vec<&'g Rules>,
}

impl<'g> Position<'g> {
    pub(super) fn of(graph: &'g SchemaGraph, together: &Together) -> Self {
        let mut waiting: Vec<SchemaId> = together.iter().rev().copied().collect();
        let mut seen = BTreeSet::new();
        let mut rules = Vec::new();
        while let Some(id) = waiting.pop() {
            let id = graph.resolve(id);
            if seen.insert(id)
                && let Some(found) = graph.rules(id)
            {
                rules.push(found);
                waiting.extend(in_place(graph, found));
            }
        }
        Self { graph, rules }
    }

    /// How many schemas there are, which is what asking about one name costs.
    pub(super) fn len(&self) -> usize {
        self.rules.len()
    }

    fn objects(&self) -> impl Iterator<Item = &'g ObjectRules> {
        self.rules.iter().map(|rules| &*rules.object)
    }

    /// The names that are mentioned, each with the schemas that are applied to its value.
    pub(super) fn names(&self, patterns: &mut Patterns) -> BTreeMap<&'g str, Together> {
        let mut names: BTreeMap<&str, Together> = BTreeMap::new();
        for object in self.objects() {
            let declared = object.properties.iter().map(|property| &property.name);
            let dependent = object.dependent_required.iter();
            let dependent = dependent.flat_map(|(name, names)| names.iter().chain([name]));
            let schemas = object.dependent_schemas.iter().map(|(name, _)| name);
            let mentioned = declared.chain(&object.required);
            for name in mentioned.chain(dependent).chain(schemas) {
                names.entry(name).or_default();
            }
        }
        for (name, together) in &mut names {
            for object in self.objects() {
                together.extend(applied_to(self.graph, object, name, patterns));
            }
        }
        names
    }

    /// Where the property `name` is declared first.
    pub(super) fn declaration(&self, name: &str) -> Option<&'g Location> {
        let mut declared = self.objects().filter_map(|object| object.property(name));
        declared.next().map(|property| &property.location)
    }

    /// The patterns of names, each with the schemas that may be applied to the value of a name that matches it.
    pub(super) fn patterns(
        &self,
        names: &BTreeMap<&'g str, Together>,
        patterns: &mut Patterns,
    ) -> BTreeMap<&'g str, Together> {
        let all: Together = self
            .objects()
            .flat_map(|object| &object.pattern_properties)
            .map(|(_, schema)| self.graph.resolve(*schema))
            .chain(self.rest())
            .collect();
        self.pattern_sources()
            .map(|source| {
                // A name can match several patterns, and which ones is not asked here: all of them may apply.
                let matching = names
                    .iter()
                    .filter(|(name, _)| patterns.is_match(source, name) == Ok(true));
                let named = matching.flat_map(|(_, together)| together).copied();
                (source, all.iter().copied().chain(named).collect())
            })
            .collect()
    }

    /// The patterns of names, as written.
    pub(super) fn pattern_sources(&self) -> impl Iterator<Item = &'g str> {
        let sources = self.objects().flat_map(|object| &object.pattern_properties);
        sources.map(|(source, _)| source.as_str())
    }

    /// The schemas for names that nothing mentions: `additionalProperties` and `unevaluatedProperties` that say what
    /// they hold.
    pub(super) fn rest(&self) -> Together {
        let schemas = self.objects().flat_map(about_rest);
        schemas
            .map(|schema| self.graph.resolve(schema))
            .filter(|&schema| says_something(self.graph, schema))
            .collect()
    }

    /// Whether something is demanded that could not be read, so that any name may be declared.
    pub(super) fn is_unread(&self) -> bool {
        let mut unread = self.rules.iter().flat_map(|rules| rules.unread.iter());
        unread.any(Unread::may_declare)
    }

    /// Whether something is said about objects at all: where nothing is, any object will do.
    pub(super) fn speaks_of_objects(&self) -> bool {
        self.rules.iter().any(|rules| {
            rules
                .types
                .is_some_and(|types| types.contains(Type::Object))
                || !rules.object.is_unconstrained()
                || rules.object.additional == Additional::Allowed
        })
    }

    /// Whether the object is a map with keys of the writer's choice, if nothing gives it names: unknown names are allowed
    /// on purpose, or the schema counts or describes them.
    pub(super) fn is_map(&self) -> bool {
        self.objects().any(|object| {
            object.additional == Additional::Allowed
                || object.property_names.is_some()
                || about_rest(object).any(|schema| self.graph.is_unconstrained(schema))
        })
    }

    /// How many names the object must have, as far as single schemas say.
    pub(super) fn least_names(&self) -> u64 {
        let least = self.objects().filter_map(|object| object.min_properties);
        least.max().unwrap_or_default()
    }

    /// The schemas that are applied to each of the first items, and to those behind them; the second is empty where
    /// nothing is said.
    pub(super) fn items(&self) -> (Vec<Together>, Together) {
        let arrays = || self.rules.iter().map(|rules| &*rules.array);
        let resolved = |schema: &SchemaId| self.graph.resolve(*schema);
        let anywhere =
            || arrays().flat_map(|array| array.contains.iter().chain(&array.unevaluated));
        let longest = arrays().map(|array| array.prefix.len()).max();
        let prefix = (0..longest.unwrap_or_default()).map(|index| {
            let here =
                arrays().filter_map(|array| array.prefix.get(index).or(array.items.as_ref()));
            here.chain(anywhere()).map(resolved).collect()
        });
        let prefix = prefix.collect();
        let behind = arrays().filter_map(|array| array.items.as_ref());
        (prefix, behind.chain(anywhere()).map(resolved).collect())
    }

    /// The arrays and objects that `const` and `enum` spell out.
    pub(super) fn literals(&self) -> Vec<Literal> {
        let literals = self.rules.iter().flat_map(|rules| rules.listed());
        let composed =
            |literal: &&Literal| matches!(literal, Literal::Array(_) | Literal::Object(_));
        let mut composed: Vec<Literal> = literals.filter(composed).cloned().collect();
        composed.dedup();
        composed
    }
}

/// The schemas that `rules` applies to the same value, but for `not`.
fn in_place<'g>(graph: &'g SchemaGraph, rules: &'g Rules) -> impl Iterator<Item = SchemaId> {
    let combined = rules
        .all_of
        .iter()
        .chain(&rules.any_of)
        .chain(&rules.one_of);
    let conditional = rules.condition.into_iter().flat_map(|condition| {
        [Some(condition), rules.consequence, rules.alternative]
            .into_iter()
            .flatten()
    });
    let dependent = rules.object.dependent_schemas.iter();
    let dynamic = rules.dynamic_reference.iter().flat_map(|reference| {
        let others = graph.dynamic_anchors(&reference.name);
        others.chain([reference.target])
    });
    combined
        .copied()
        .chain(conditional)
        .chain(dependent.map(|(_, schema)| *schema))
        .chain(dynamic)
}

/// The schemas that `object` applies to the value of the property `name`.
fn applied_to(
    graph: &SchemaGraph,
    object: &ObjectRules,
    name: &str,
    patterns: &mut Patterns,
) -> Together {
    let named = object.property(name).map(|property| property.schema);
    let matching = object.pattern_properties.iter();
    let matching = matching.filter(|(source, _)| patterns.is_match(source, name) == Ok(true));
    let mut applied: Together = named
        .into_iter()
        .chain(matching.map(|(_, schema)| *schema))
        .map(|schema| graph.resolve(schema))
        .collect();
    if applied.is_empty() {
        let rest = about_rest(object).map(|schema| graph.resolve(schema));
        applied.extend(rest.filter(|&schema| says_something(graph, schema)));
    }
    applied
}

/// What `object` says about names that it does not mention.
fn about_rest(object: &ObjectRules) -> impl Iterator<Item = SchemaId> {
    let additional = match object.additional {
        Additional::Schema(schema) => Some(schema),
        Additional::Unstated | Additional::Allowed | Additional::Denied => None,
    };
    additional.into_iter().chain(object.unevaluated)
}

/// Whether a schema for unknown names says what they hold, instead of allowing or refusing all of them.
fn says_something(graph: &SchemaGraph, schema: SchemaId) -> bool {
    let is_open = graph.is_unconstrained(schema) && graph.unread(schema).is_empty();
    !is_open && !is_false(graph, schema)
}

/// Whether `schema` is `false`.
pub(super) fn is_false(graph: &SchemaGraph, schema: SchemaId) -> bool {
    let schema = graph.get(graph.resolve(schema));
    matches!(schema.kind, SchemaKind::Boolean(false))
}
