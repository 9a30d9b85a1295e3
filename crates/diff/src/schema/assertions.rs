//! What schemas demand of a value by itself, and what they say of it for people.

use std::collections::BTreeSet;

use tidings_model::contract::SUNSET;
use tidings_schema::{Literal, Rules, SchemaGraph, Type, TypeSet};

use super::asides::meant_elsewhere;
use super::conjunction::Conjunction;
use super::difference::{Bound, Idle, Kind, Limit, Statement};
use super::ending::{Ending, day_in_words};
use super::place::Place;
use super::types::{in_words, type_change};
use super::walk::Walk;

/// The keywords that bound something: the type of the values that have it, what is bounded, and the bound as written.
type Bounding = (&'static str, Type, Limit, fn(&Rules) -> Option<String>);

const BOUNDS: &[Bounding] = &[
    ("minimum", Type::Number, Limit::Number, |rules| {
        rules.number.minimum.clone()
    }),
    ("maximum", Type::Number, Limit::Number, |rules| {
        rules.number.maximum.clone()
    }),
    ("exclusiveMinimum", Type::Number, Limit::Number, |rules| {
        rules.number.exclusive_minimum.clone()
    }),
    ("exclusiveMaximum", Type::Number, Limit::Number, |rules| {
        rules.number.exclusive_maximum.clone()
    }),
    ("multipleOf", Type::Number, Limit::Number, |rules| {
        rules.number.multiple_of.clone()
    }),
    ("minLength", Type::String, Limit::Length, |rules| {
        count(rules.string.min_length)
    }),
    ("maxLength", Type::String, Limit::Length, |rules| {
        count(rules.string.max_length)
    }),
    ("minItems", Type::Array, Limit::Count, |rules| {
        count(rules.array.min_items)
    }),
    ("maxItems", Type::Array, Limit::Count, |rules| {
        count(rules.array.max_items)
    }),
    ("minContains", Type::Array, Limit::Count, |rules| {
        count(rules.array.min_contains)
    }),
    ("maxContains", Type::Array, Limit::Count, |rules| {
        count(rules.array.max_contains)
    }),
    ("minProperties", Type::Object, Limit::Count, |rules| {
        count(rules.object.min_properties)
    }),
    ("maxProperties", Type::Object, Limit::Count, |rules| {
        count(rules.object.max_properties)
    }),
    ("uniqueItems", Type::Array, Limit::Count, |rules| {
        rules.array.unique_items.then(|| "true".to_owned())
    }),
];

/// The bounds that mean nothing without a `contains` beside them.
const OF_CONTAINS: [&str; 2] = ["minContains", "maxContains"];

/// What texts hold, as far as it is said: the keyword, and what it says.
type Content = (&'static str, fn(&Rules) -> Option<String>);

const CONTENT: &[Content] = &[
    ("contentEncoding", |rules| {
        rules.string.content_encoding.clone()
    }),
    ("contentMediaType", |rules| {
        rules.string.content_media_type.clone()
    }),
];

fn count(limit: Option<u64>) -> Option<String> {
    limit.map(|limit| limit.to_string())
}

impl<'g> Walk<'g, '_> {
    pub(super) fn assertions(&mut self, place: &Place<'g>) {
        self.values(place);
    }

    /// `type`, with what is said of types that only one version allows.
    pub(super) fn type_itself(&mut self, place: &Place<'g>, with: Vec<Kind>) {
        let (old, new) = (types(&place.base), types(&place.revision));
        if old == new {
            return;
        }
        let is_possible = listed(&place.revision).is_none_or(|values| {
            let mut values = values.iter();
            values.any(|value| is_of(new, value))
        });
        // Who says something of another type does not only say it in `type`.
        let keyword = if with.is_empty() { "type" } else { "" };
        let change = type_change(&place.base, &place.revision);
        let is_repeated = with.is_empty() && !change.takes && !change.adds;
        let kind = Kind::Type {
            from: in_words(&place.base, &place.revision),
            to: in_words(&place.revision, &place.base),
            with,
            is_possible,
            change,
        };
        let kind = match is_repeated {
            true => Kind::Idle(Box::new(kind), Idle::Repeated),
            false => kind,
        };
        self.note(place, keyword, kind);
    }

    pub(super) fn numbers(&mut self, place: &Place<'g>) {
        self.bounds(place, Type::Number);
    }

    pub(super) fn texts(&mut self, place: &Place<'g>) {
        self.bounds(place, Type::String);
        let patterns = |rules: &Rules| rules.string.pattern.clone();
        let (from, to) = (
            tightest(&place.base, patterns),
            tightest(&place.revision, patterns),
        );
        if from != to {
            self.note(place, "pattern", Kind::Pattern { from, to });
        }
    }

    /// `format`, which numbers have, too.
    pub(super) fn formats(&mut self, place: &Place<'g>) {
        let formats = |rules: &Rules| rules.string.format.clone();
        let (from, to) = (
            tightest(&place.base, formats),
            tightest(&place.revision, formats),
        );
        if from != to {
            self.note(place, "format", Kind::Format { from, to });
        }
    }

    /// The bounds of values of `one` type.
    pub(super) fn bounds(&mut self, place: &Place<'g>, one: Type) {
        // How many items `contains` counts is said of each `contains` by itself.
        self.bounds_of(place, |keyword, of| {
            of == one && !OF_CONTAINS.contains(&keyword)
        });
    }

    /// How many items have to be like one that has to be there.
    pub(super) fn bounds_of_contains(&mut self, place: &Place<'g>) {
        self.bounds_of(place, |keyword, _| OF_CONTAINS.contains(&keyword));
    }

    /// The bounds that are `meant`, by keyword and type.
    fn bounds_of(&mut self, place: &Place<'g>, meant: impl Fn(&str, Type) -> bool) {
        let mut changed: Vec<(Limit, Option<Bound>, Option<Bound>)> = Vec::new();
        for (keyword, _, limit, bound) in BOUNDS.iter().filter(|(name, of, ..)| meant(name, *of)) {
            let (from, to) = (
                tightest(&place.base, *bound),
                tightest(&place.revision, *bound),
            );
            let is_same = from
                .iter()
                .map(|bound| number(bound))
                .eq(to.iter().map(|bound| number(bound)));
            if is_same {
                continue;
            }
            let bound = |values: Vec<String>| Bound::of(keyword, values);
            let (from, to) = (bound(from), bound(to));
            // What is gone from one of two keywords and new in the other one has moved.
            let counterpart = changed.iter_mut().find(|(_, was, is)| {
                let moves = |one: &Option<Bound>, other: &Option<Bound>| {
                    let both = one.as_ref().zip(other.as_ref());
                    both.is_some_and(|(one, other)| one.bounds_as(other))
                };
                is.is_none() && from.is_none() && moves(was, &to)
                    || was.is_none() && to.is_none() && moves(&from, is)
            });
            match counterpart {
                Some((_, was, is)) => {
                    *was = was.take().or(from);
                    *is = is.take().or(to);
                }
                None => changed.push((*limit, from, to)),
            }
        }
        for (limit, from, to) in changed {
            let stated = |one: &Option<Bound>, other: &Option<Bound>| {
                let stated = one.as_ref().or(other.as_ref());
                stated.map_or("", |bound| bound.keyword)
            };
            let base = place.base.place(stated(&from, &to));
            let revision = place.revision.place(stated(&to, &from));
            self.note_at(place, Kind::Limit { limit, from, to }, base, revision);
        }
    }

    /// `enum` and `const`.
    fn values(&mut self, place: &Place<'g>) {
        let states = |side: &Conjunction<'_>, name: &str| {
            side.rules().any(|(_, rules)| rules.keyword(name).is_some())
        };
        let name = match states(&place.revision, "enum") || states(&place.base, "enum") {
            true => "enum",
            false => "const",
        };
        match (listed(&place.base), listed(&place.revision)) {
            (None, None) => {}
            (None, Some(mut now)) => {
                now.retain(|value| is_of(types(&place.revision), value));
                self.note(place, name, Kind::ValuesListed(now));
            }
            (Some(_), None) => self.note(place, name, Kind::ValuesUnlisted),
            (Some(before), Some(now)) => {
                let gone = alone(types(&place.base), &before, &now);
                self.note_values(place, name, gone, Kind::ValuesRemoved);
                let new = alone(types(&place.revision), &now, &before);
                self.note_values(place, name, new, Kind::ValuesAdded);
            }
        }
    }

    /// Notes what became of `values` of a list, and of `idle` ones, which mean nothing because they are of no type that is
    /// allowed.
    fn note_values(
        &mut self,
        place: &Place<'g>,
        keyword: &str,
        (values, idle): (Vec<Literal>, Vec<Literal>),
        became: fn(Vec<Literal>) -> Kind,
    ) {
        if !values.is_empty() {
            self.note(place, keyword, became(values));
        }
        if !idle.is_empty() {
            let kind = Kind::Idle(Box::new(became(idle)), Idle::Value);
            self.note(place, keyword, kind);
        }
    }

    /// Titles, descriptions, examples, defaults and extensions.
    pub(super) fn annotations(&mut self, place: &Place<'g>) {
        let graphs = self.graphs;
        self.texts_for_people(place);
        self.examples(place);
        let ending = |side: &Conjunction<'_>, graph: &SchemaGraph| {
            let members = side.members.iter().map(|id| graph.get(*id));
            Ending {
                is_deprecated: members.clone().any(|schema| schema.deprecated),
                sunset: members
                    .filter_map(|schema| schema.extension(SUNSET))
                    .map(day_in_words)
                    .next(),
            }
        };
        let (mut from, mut to) = (
            ending(&place.base, graphs.base),
            ending(&place.revision, graphs.revision),
        );
        let is_set = |value: &Literal| value.as_bool() == Some(true);
        let [was, is] = meant_elsewhere(place, "deprecated");
        from.is_deprecated |= was.into_iter().any(is_set);
        to.is_deprecated |= is.into_iter().any(is_set);
        if from != to {
            self.note(place, "deprecated", Kind::Ending { from, to });
        }
        let xml = |side: &Conjunction<'_>, graph: &SchemaGraph| -> Vec<String> {
            let members = side.members.iter().map(|id| graph.get(*id));
            let all = members.filter_map(|schema| schema.xml.as_deref());
            all.map(Literal::to_json_text).collect()
        };
        let (from, to) = (
            xml(&place.base, graphs.base),
            xml(&place.revision, graphs.revision),
        );
        self.said_in_words(place, "xml", (from, to));
        for (keyword, told) in CONTENT {
            let said = (
                tightest(&place.base, *told),
                tightest(&place.revision, *told),
            );
            self.said_in_words(place, keyword, said);
        }
        self.defaults(place);
        self.extensions(place);
        self.asides(place);
    }

    /// Notes what became of what `keyword` says to people.
    pub(super) fn said<T: PartialEq>(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        from: &[T],
        to: &[T],
    ) {
        if from != to {
            let statement = Statement::of(!from.is_empty(), !to.is_empty());
            self.note(place, keyword, Kind::Annotation(keyword, statement));
        }
    }

    fn defaults(&mut self, place: &Place<'g>) {
        let of = |side: &Conjunction<'_>, graph: &SchemaGraph| {
            let mut members = side.members.iter();
            members.find_map(|id| graph.get(*id).default.as_deref().cloned())
        };
        let (from, to) = (
            of(&place.base, self.graphs.base),
            of(&place.revision, self.graphs.revision),
        );
        if from != to {
            self.note(place, "default", Kind::Default { from, to });
        }
    }

    fn extensions(&mut self, place: &Place<'g>) {
        let of = |side: &Conjunction<'_>, graph: &SchemaGraph| {
            let members = side.members.iter();
            let extensions = members.flat_map(|id| &graph.get(*id).extensions);
            extensions.cloned().collect::<Vec<(String, Literal)>>()
        };
        let (from, to) = (
            of(&place.base, self.graphs.base),
            of(&place.revision, self.graphs.revision),
        );
        // The announced end is told as such.
        let names = changed(&from, &to).into_iter();
        for name in names.filter(|name| name != SUNSET) {
            let kind = Kind::Extension(name.clone());
            self.note_apart(place, &name, kind, |schema, _| {
                of_name(&schema.extensions, &name)
            });
        }
    }
}

/// The values of those of `all` that are called `name`.
pub(super) fn of_name<'a>(all: &'a [(String, Literal)], name: &str) -> Vec<&'a Literal> {
    let named = all.iter().filter(|(known, _)| known == name);
    named.map(|(_, value)| value).collect()
}

/// The values that `enum` and `const` allow; `None` for all.
pub(super) fn listed(side: &Conjunction<'_>) -> Option<Vec<Literal>> {
    let lists = side.rules().flat_map(|(_, rules)| {
        let constant = rules.constant.as_deref().map(std::slice::from_ref);
        constant.into_iter().chain(rules.enumeration.as_deref())
    });
    // Only what every list has is allowed.
    lists.map(<[Literal]>::to_vec).reduce(|common, list| {
        let mut common = common;
        common.retain(|value| list.contains(value));
        common
    })
}

/// The names under which one list has a value that the other one does not have.
pub(super) fn changed(from: &[(String, Literal)], to: &[(String, Literal)]) -> BTreeSet<String> {
    let gone = from.iter().filter(|one| !to.contains(one));
    let new = to.iter().filter(|one| !from.contains(one));
    gone.chain(new).map(|(name, _)| name.clone()).collect()
}

/// The types that are allowed; `None` for all.
pub(super) fn types(side: &Conjunction<'_>) -> Option<TypeSet> {
    let stated = side.rules().filter_map(|(_, rules)| rules.types);
    stated.reduce(TypeSet::intersection)
}

/// Those of `values` that are not among `others`: the ones of `types`, and the rest.
fn alone(
    types: Option<TypeSet>,
    values: &[Literal],
    others: &[Literal],
) -> (Vec<Literal>, Vec<Literal>) {
    let own = values.iter().filter(|value| !others.contains(value));
    own.cloned().partition(|value| is_of(types, value))
}

/// Whether `value` is of one of the `types`.
fn is_of(types: Option<TypeSet>, value: &Literal) -> bool {
    types.is_none_or(|types| types.allows(value.json_type()))
}

/// Every statement of `told` once, in a fixed order.
fn tightest(side: &Conjunction<'_>, told: impl Fn(&Rules) -> Option<String>) -> Vec<String> {
    let mut all: Vec<String> = side.rules().filter_map(|(_, rules)| told(rules)).collect();
    all.sort();
    all.dedup();
    all
}

/// A bound such that `1.0` and `1` are one.
fn number(text: &str) -> Literal {
    Literal::Number(text.to_owned())
}
