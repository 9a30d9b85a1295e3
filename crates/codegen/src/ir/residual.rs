//! What neither types nor straight-line checks say, left to the validator that the runtime embeds.

use tidings_schema::{Additional, Rules, SchemaGraph, SchemaId, Selection, Type, bundle};

use super::Condition;
use super::builder::Builder;
use super::merge::{Choice, Part, meant_statically, merge};
use super::merged::Merged;
use super::patterns::NamePatterns;
use super::unevaluated::closes;

/// Keywords that no type says: checked by the embedded validator, or in the end by straight-line code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Residual {
    /// The names of those that are left to the validator, as the contract writes them.
    pub(crate) keywords: Vec<String>,
    /// A JSON Schema of them that refers to nothing outside itself.
    pub(crate) schema: String,
    /// What straight-line code asks instead, if it can ask everything.
    pub(crate) straight: Vec<Condition>,
    /// The schema that they stand in.
    pub(super) source: SchemaId,
    /// Their names in 2020-12; none where they need every keyword beside them.
    pub(super) selected: Vec<&'static str>,
}

impl Residual {
    /// Whether the embedded validator is needed.
    pub(crate) fn is_left(&self) -> bool {
        !self.keywords.is_empty()
    }
}

/// A group of keywords that no type says.
struct Group {
    /// The names that dialects give them; the one that stands there is told.
    spellings: &'static [&'static str],
    /// Their names in 2020-12; none where they need every keyword beside them.
    selected: &'static [&'static str],
    /// The only type that they are about.
    about: Option<Type>,
    stands: fn(&Rules) -> bool,
}

const GROUPS: &[Group] = &[
    Group {
        spellings: &["not"],
        selected: &["not"],
        about: None,
        stands: |rules| rules.not.is_some(),
    },
    Group {
        spellings: &["if"],
        selected: &["if"],
        about: None,
        stands: |rules| {
            rules.condition.is_some()
                && (rules.consequence.is_some() || rules.alternative.is_some())
        },
    },
    Group {
        spellings: &["contains"],
        selected: &["contains"],
        about: Some(Type::Array),
        stands: |rules| rules.array.contains.is_some(),
    },
    Group {
        spellings: &["unevaluatedItems"],
        selected: &[],
        about: Some(Type::Array),
        stands: |rules| rules.array.unevaluated.is_some(),
    },
    Group {
        spellings: &["unevaluatedProperties"],
        selected: &[],
        about: Some(Type::Object),
        stands: |rules| rules.object.unevaluated.is_some(),
    },
    Group {
        spellings: &["dependencies", "dependentSchemas"],
        selected: &["dependentSchemas"],
        about: Some(Type::Object),
        stands: |rules| !rules.object.dependent_schemas.is_empty(),
    },
];

/// References that mean another schema wherever one comes from.
const DYNAMIC: Group = Group {
    spellings: &["$dynamicRef", "$recursiveRef"],
    selected: &["$dynamicRef"],
    about: None,
    stands: |rules| rules.dynamic_reference.is_some(),
};

/// Demands on names that cannot be said of a map.
const NAMES: Group = Group {
    spellings: &["propertyNames"],
    selected: &["propertyNames"],
    about: Some(Type::Object),
    stands: |rules| rules.object.property_names.is_some(),
};

/// Schemas by the look of names that maps cannot say.
const PATTERNS: Group = Group {
    spellings: &["patternProperties", "additionalProperties"],
    selected: &["patternProperties", "additionalProperties"],
    about: Some(Type::Object),
    stands: |rules| {
        let object = &rules.object;
        let allows_others = matches!(
            object.additional,
            Additional::Unstated | Additional::Allowed
        );
        !object.pattern_properties.is_empty() || !allows_others
    },
};

/// Keywords about values of some types that stand without a type.
const UNTYPED: Group = Group {
    spellings: &[
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "items",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "pattern",
        "format",
    ],
    selected: &[],
    about: None,
    stands: |rules| !rules.is_unconstrained(),
};

/// Alternatives that leave the type alone.
const ALTERNATIVES: [(&Group, bool); 2] = [
    (
        &Group {
            spellings: &["oneOf"],
            selected: &["oneOf"],
            about: None,
            stands: |rules| !rules.one_of.is_empty(),
        },
        true,
    ),
    (
        &Group {
            spellings: &["anyOf"],
            selected: &["anyOf"],
            about: None,
            stands: |rules| !rules.any_of.is_empty(),
        },
        false,
    ),
];

impl Builder<'_> {
    /// Whether something is left to the embedded validator.
    pub(super) fn has_residual(&self, merged: &Merged) -> bool {
        let mut parts = rules_of(self.graph, merged);
        parts.any(|(part, rules)| !self.groups(merged, part, rules).is_empty())
    }

    /// Whether what is left to the embedded validator may refuse `null`.
    pub(super) fn residual_sees_null(&self, merged: &Merged) -> bool {
        let mut parts = rules_of(self.graph, merged);
        parts.any(|(part, rules)| {
            let groups = self.groups(merged, part, rules);
            groups.iter().any(|group| group.about.is_none())
        })
    }

    /// What is left to the embedded validator.
    pub(super) fn residual(&mut self, merged: &Merged) -> Vec<Residual> {
        let graph = self.graph;
        let mut residual = Vec::new();
        for (part, rules) in rules_of(graph, merged) {
            let groups = self.groups(merged, part, rules);
            if groups.is_empty() {
                continue;
            }
            let keywords = groups.iter().map(|group| group.written_in(rules));
            let selected: Vec<&str> = groups
                .iter()
                .flat_map(|group| group.selected)
                .copied()
                .collect();
            let needs_all = groups.iter().any(|group| group.selected.is_empty());
            let selection = match needs_all {
                true => Selection::Whole,
                false => Selection::Keywords(&selected),
            };
            match bundle(graph, part.schema, selection, self.assert_formats) {
                Ok(schema) => residual.push(Residual {
                    keywords: keywords.collect(),
                    schema,
                    straight: Vec::new(),
                    source: part.schema,
                    selected: match needs_all {
                        true => Vec::new(),
                        false => selected.clone(),
                    },
                }),
                Err(error) => {
                    let location = graph.get(part.schema).location.clone();
                    let why = format!("no Rust type says what stands here, and {error}");
                    self.untyped(location, &why);
                }
            }
        }
        residual
    }

    /// The groups of keywords in `rules` that are to be checked where `part` is used.
    fn groups(&self, merged: &Merged, part: Part, rules: &Rules) -> Vec<&'static Group> {
        if part.checked {
            return Vec::new();
        }
        if merged.untyped && UNTYPED.stands_in(rules) {
            return vec![&UNTYPED];
        }
        let mut groups: Vec<&Group> = GROUPS.iter().collect();
        if closes(self.graph, rules).is_some() {
            groups.retain(|group| group.spellings != ["unevaluatedProperties"]);
        }
        if merged.settled.contains(&part.schema) {
            groups.retain(|group| group.selected != ["not"]);
        }
        if meant_statically(self.graph, rules).is_none() {
            groups.push(&DYNAMIC);
        }
        let names = rules.object.property_names;
        if names.is_some_and(|names| !self.are_simple_names(names)) {
            groups.push(&NAMES);
        }
        if PATTERNS.stands_in(rules) && matches!(self.name_patterns(merged), NamePatterns::Residual)
        {
            groups.push(&PATTERNS);
        }
        for (group, exactly_one) in ALTERNATIVES {
            let mut unchosen = merged.unchosen.iter();
            let is_it = |choice: &Choice| {
                choice.part.schema == part.schema && choice.exactly_one == exactly_one
            };
            if unchosen.any(is_it) {
                groups.push(group);
            }
        }
        groups.retain(|group| group.stands_in(rules) && group.is_about(part.only));
        groups
    }

    /// Whether a part of `merged` has keywords that no type says.
    pub(super) fn has_groups(&self, merged: &Merged) -> bool {
        let stands = |rules: &Rules| {
            let mut groups = GROUPS.iter().chain([&DYNAMIC]);
            groups.any(|group| group.stands_in(rules))
        };
        let settled = |part: &Part| merged.settled.contains(&part.schema);
        rules_of(self.graph, merged).any(|(part, rules)| {
            let only_not = settled(&part) && {
                let mut others = GROUPS.iter().filter(|group| group.selected != ["not"]);
                !others.any(|group| group.stands_in(rules))
            };
            stands(rules) && !only_not
        })
    }

    /// Whether nothing is demanded of names but patterns and lengths.
    pub(super) fn are_simple_names(&self, names: SchemaId) -> bool {
        let merged = merge(self.graph, &[Part::whole(self.graph, names)]);
        let leaves_texts = merged
            .types()
            .is_none_or(|types| types.contains(Type::String));
        let groups = |rules: &Rules| GROUPS.iter().any(|group| group.stands_in(rules));
        leaves_texts
            && merged.choices.is_empty()
            && merged.refused.is_empty()
            && merged.literals.is_none()
            && merged.formats.is_empty()
            && !merged.nothing
            && !rules_of(self.graph, &merged).any(|(_, rules)| groups(rules))
    }
}

impl Group {
    fn stands_in(&self, rules: &Rules) -> bool {
        (self.stands)(rules)
    }

    /// Whether it says anything of values that are `only` of one type.
    fn is_about(&self, only: Option<Type>) -> bool {
        match (only, self.about) {
            (Some(only), Some(about)) => only == about,
            _ => true,
        }
    }

    /// Its name, as `rules` have it.
    fn written_in(&self, rules: &Rules) -> String {
        let mut spellings = self.spellings.iter();
        let written = spellings.find(|keyword| rules.keyword(keyword).is_some());
        (*written.unwrap_or(&self.spellings[0])).to_owned()
    }
}

/// The parts of `merged` that have keywords.
pub(super) fn rules_of<'g>(
    graph: &'g SchemaGraph,
    merged: &'g Merged,
) -> impl Iterator<Item = (Part, &'g Rules)> {
    let parts = merged.parts.iter();
    parts.filter_map(|part| Some((*part, graph.rules(part.schema)?)))
}
