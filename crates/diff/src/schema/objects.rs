//! What schemas say of objects.

use std::collections::BTreeSet;

use tidings_diag::Location;
use tidings_schema::{Additional, Rules, SchemaGraph, SchemaId, SchemaKind, Type};

use super::apart::{Feature, Stated};
use super::conjunction::Conjunction;
use super::difference::{Held, Idle, Kind, Statement};
use super::place::Place;
use super::walk::Walk;
use crate::facts::Fact;

impl<'g> Walk<'g, '_> {
    pub(super) fn objects(&mut self, place: &Place<'g>) {
        self.bounds(place, Type::Object);
        let (old, new) = (required(&place.base), required(&place.revision));
        let renamed = self.properties(place, &old, &new);
        // Who must write a property under another name must leave out the old one; that is one change.
        let is_told = |name: &String| {
            let mut renamed = renamed.iter();
            renamed.any(|(from, to)| from == name || to == name)
        };
        for name in new.difference(&old).filter(|name| !is_told(name)) {
            let base = list_place(&place.base, &place.revision, "required");
            let revision = required_place(&place.revision, name);
            let kind = repeated_in(&place.base, Kind::Required(name.clone()), |branch| {
                required(branch).contains(name)
            });
            self.note_at(place, kind, base, revision);
        }
        for name in old.difference(&new).filter(|name| !is_told(name)) {
            let base = required_place(&place.base, name);
            let revision = list_place(&place.revision, &place.base, "required");
            let kind = repeated_in(&place.revision, Kind::Optional(name.clone()), |branch| {
                required(branch).contains(name)
            });
            self.note_at(place, kind, base, revision);
        }
        self.additional(place);
        let (old, new) = both(place, |side| {
            side.parts(|rules| rules.object.property_names)
        });
        let is_stated = !old.is_empty() && !new.is_empty();
        let which = is_stated.then(|| "(names of properties)".to_owned());
        self.among(which, |walk| {
            walk.step(place, "propertyNames", "*", &old, &new)
        });
        let (old, new) = both(place, |side| side.parts(|rules| rules.object.unevaluated));
        let is_stated = !old.is_empty() && !new.is_empty();
        let which = is_stated.then(|| "(properties that nothing else describes)".to_owned());
        self.among(which, |walk| {
            walk.step(place, "unevaluatedProperties", "*", &old, &new)
        });
        let which = |name: &str| format!("where the name matches `{name}`");
        self.named_parts(place, "patternProperties", ("*", which), |side, name| {
            let rules = side.rules();
            let patterns = rules.flat_map(|(_, rules)| &rules.object.pattern_properties);
            matching(patterns, name)
        });
        let which = |name: &str| format!("where `{name}` is there");
        self.above += 1;
        self.named_parts(place, "dependentSchemas", ("", which), |side, name| {
            let rules = side.rules();
            let dependent = rules.flat_map(|(_, rules)| &rules.object.dependent_schemas);
            matching(dependent, name)
        });
        self.above -= 1;
        let (old, new) = both(place, dependencies);
        let (kind, keyword) = match (old.is_empty(), new.is_empty()) {
            _ if old == new => return,
            (true, _) => (Kind::SchemaAdded as fn(String) -> Kind, &place.revision),
            (_, true) => (Kind::SchemaRemoved as fn(String) -> Kind, &place.base),
            _ => (Kind::SchemaChanged as fn(String) -> Kind, &place.revision),
        };
        let keyword = keyword.written_as("dependentRequired", "dependencies");
        self.note(place, keyword, kind(keyword.to_owned()));
    }

    /// `additionalProperties`, which is about other properties in a schema that describes more of them.
    fn additional(&mut self, place: &Place<'g>) {
        // Whether other properties are expected says more to people and tools than to a validator.
        let (was_open, is_open) = both(place, says_open);
        let (was_closed, is_closed) = both(place, is_closed);
        if was_open != is_open && !was_closed && !is_closed {
            let (was, is) = both(place, |side| {
                let mut rules = side.rules();
                rules.any(|(_, rules)| rules.keyword("additionalProperties").is_some())
            });
            let kind = Kind::Annotation("additionalProperties", Statement::of(was, is));
            self.note(place, "additionalProperties", kind);
        }
        let mut stating = place.stating(says_of_others);
        let (base, revision) = both(place, |side| {
            let mut others = side.rules().filter(|(_, rules)| says_of_others(rules));
            let first = others.next().map(|(_, rules)| described(rules));
            others.all(|(_, rules)| Some(described(rules)) == first)
        });
        if base && revision {
            stating = [Vec::new(), Vec::new()];
        }
        let others = |one: &Stated<'_, '_>| {
            let closed = matches!(one.rules.object.additional, Additional::Denied);
            let closed = closed.then_some("false");
            Fact::list([closed.into(), one.parts(&["additionalProperties"])])
        };
        let named = |one: &Stated<'_, '_>| Fact::set(described(one.rules));
        let marks: [Feature<'_>; 3] = [
            &|one| Fact::list([others(one), named(one)]),
            &named,
            &others,
        ];
        self.apart(place, stating, &marks, |walk, one, number| {
            let way = number.map(|one| one.after("in `additionalProperties`"));
            walk.within(way, |walk| walk.additional_of(place, one));
        });
    }

    /// `additionalProperties` of `one` of the schemas of `place`, or of all of them.
    fn additional_of(&mut self, place: &Place<'g>, one: &Place<'g>) {
        const KEYWORD: &str = "additionalProperties";
        match both(one, is_closed) {
            (false, true) => return self.note(one, KEYWORD, Kind::Closed),
            (true, false) => return self.note(one, KEYWORD, Kind::Opened),
            _ => {}
        }
        let (old, new) = both(one, |side| {
            side.parts(|rules| match rules.object.additional {
                Additional::Schema(schema) => Some(schema),
                _ => None,
            })
        });
        self.step(one, KEYWORD, "*", &old, &new);
        let (was, is) = both(one, |side| -> BTreeSet<String> {
            let rules = side.rules().filter(|(_, rules)| says_of_others(rules));
            rules.flat_map(|(_, rules)| described(rules)).collect()
        });
        let (before, now) = both(place, |side| -> BTreeSet<String> {
            let rules = side.rules();
            rules.flat_map(|(_, rules)| described(rules)).collect()
        });
        // What came or went altogether is told by itself.
        let mut moved = was.symmetric_difference(&is);
        let stays = |name: &String| before.contains(name) == now.contains(name);
        let (says, said) = both(one, |side| {
            side.rules().any(|(_, rules)| says_of_others(rules))
        });
        if says && said && moved.any(stays) {
            self.note(one, KEYWORD, Kind::SchemaChanged(KEYWORD.to_owned()));
        }
    }

    /// Looks at the declared properties; gives the old and the new name of each that is called otherwise. Both versions
    /// demand it, or neither does: else one name is gone and the other one new, which tells what became of the demand.
    fn properties(
        &mut self,
        place: &Place<'g>,
        was_required: &BTreeSet<String>,
        is_required: &BTreeSet<String>,
    ) -> Vec<(String, String)> {
        let mut all_renamed = Vec::new();
        let (old, new) = (names(&place.base), names(&place.revision));
        let mut gone: Vec<&String> = old.iter().filter(|name| !new.contains(name)).collect();
        for name in &new {
            let (was, is) = (property(&place.base, name), property(&place.revision, name));
            if !was.is_empty() {
                // Else `*` stands for any name.
                let which = (name == "*").then(|| "(the property of that name)".to_owned());
                self.among(which, |walk| walk.visit(&was, &is, &place.below(name)));
                continue;
            }
            let candidates = gone.iter().enumerate().filter(|(_, former)| {
                let was = property(&place.base, former);
                // A name that goes on to be demanded is still its own.
                let is_gone = !is_required.contains(**former) && !was_required.contains(name);
                let is_alike = was_required.contains(**former) == is_required.contains(name);
                is_gone && is_alike && self.is_renamed(&was, &is)
            });
            // Of several it could be any, or none.
            let candidates: Vec<usize> = candidates.map(|(index, _)| index).collect();
            let renamed = match candidates.as_slice() {
                [index] => Some(*index),
                _ => None,
            };
            let revision = property_place(&place.revision, name);
            match renamed {
                Some(index) => {
                    let from = gone.remove(index).clone();
                    let base = property_place(&place.base, &from);
                    let was = property(&place.base, &from);
                    let to = name.clone();
                    all_renamed.push((from.clone(), to.clone()));
                    let held = self.held(&place.base, self.graphs.base);
                    let kind = Kind::PropertyRenamed { from, to, held };
                    self.note_at(place, kind, base, revision);
                    // What demands the same may say something else to people.
                    self.visit(&was, &is, &place.below(name));
                }
                None => {
                    let base = list_place(&place.base, &place.revision, "properties");
                    let name = name.clone();
                    let kind = match was_required.contains(&name) {
                        true => Kind::PropertyDescribed {
                            name,
                            held: self.held(&place.base, self.graphs.base),
                        },
                        false => {
                            let kind = Kind::PropertyAdded(name.clone());
                            repeated_in(&place.base, kind, |branch| {
                                self.are_alike(&property(branch, &name), &is)
                            })
                        }
                    };
                    self.note_at(place, kind, base, revision);
                }
            }
        }
        for name in gone {
            let base = property_place(&place.base, name);
            let revision = list_place(&place.revision, &place.base, "properties");
            let kind = match is_required.contains(name) {
                true => Kind::PropertyUndescribed {
                    name: name.clone(),
                    held: self.held(&place.revision, self.graphs.revision),
                },
                false => {
                    let was = property(&place.base, name);
                    let kind = Kind::PropertyRemoved(name.clone());
                    repeated_in(&place.revision, kind, |branch| {
                        self.are_alike(&was, &property(branch, name))
                    })
                }
            };
            self.note_at(place, kind, base, revision);
        }
        all_renamed
    }

    /// What a property of `side`, whose schemas are in `graph`, holds that it does not declare.
    fn held(&self, side: &Conjunction<'_>, graph: &SchemaGraph) -> Held {
        let says = |found: fn(&Rules) -> bool| {
            let mut rules = side.rules();
            rules.any(|(_, rules)| found(rules))
        };
        let is_closed = says(|rules| {
            let object = &rules.object;
            matches!(object.additional, Additional::Denied) && object.pattern_properties.is_empty()
        });
        let says_of_names = says(|rules| {
            let object = &rules.object;
            !object.pattern_properties.is_empty()
                || matches!(object.additional, Additional::Schema(_))
                || object.property_names.is_some()
                || !object.dependent_schemas.is_empty()
        });
        let says_of_all = says(|rules| {
            !rules.any_of.is_empty()
                || !rules.one_of.is_empty()
                || rules.not.is_some()
                || rules.condition.is_some()
                || rules.enumeration.is_some()
                || rules.constant.is_some()
        });
        let unevaluated = side.parts(|rules| rules.object.unevaluated);
        let refuses = |id: &SchemaId| {
            let schema = graph.get(graph.resolve(*id));
            matches!(schema.kind, SchemaKind::Boolean(false))
        };
        match () {
            () if is_closed => Held::Nothing,
            // What stands around an alternative applies to the same object.
            () if self.is_inside() || says_of_names || says_of_all => Held::Other,
            () if unevaluated.is_empty() => Held::Anything,
            () if unevaluated.iter().any(refuses) && !says_open(side) => Held::Nothing,
            () => Held::Other,
        }
    }

    /// Whether a property that went and one that came are one, because they demand the same, and something at all.
    fn is_renamed(&self, base: &[SchemaId], revision: &[SchemaId]) -> bool {
        let mut revisions = revision.iter();
        self.are_alike(base, revision)
            && !revisions.any(|schema| self.graphs.revision.is_unconstrained(*schema))
    }

    /// Whether a property has one schema in each version, which demands the same.
    fn are_alike(&self, base: &[SchemaId], revision: &[SchemaId]) -> bool {
        match (base, revision) {
            ([base], [revision]) => self.equality.demand_the_same(*base, *revision),
            _ => false,
        }
    }

    /// Looks at the schemas that a keyword has by name.
    fn named_parts(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        (step, which): (&str, impl Fn(&str) -> String),
        parts: impl Fn(&Conjunction<'g>, Option<&str>) -> Vec<(String, SchemaId)>,
    ) {
        let (before, now) = both(place, |side| -> BTreeSet<String> {
            let parts = parts(side, None).into_iter();
            parts.map(|(name, _)| name).collect()
        });
        // What stays has neither come nor gone, whatever it has more or less.
        let stays = !before.is_empty() && !now.is_empty();
        let stated = if now.is_empty() {
            &place.base
        } else {
            &place.revision
        };
        let keyword = match keyword {
            "dependentSchemas" => stated.written_as(keyword, "dependencies"),
            keyword => keyword,
        };
        for name in before.union(&now) {
            let of = |side| -> Vec<SchemaId> {
                let parts = parts(side, Some(name));
                parts.into_iter().map(|(_, schema)| schema).collect()
            };
            let (old, new) = (of(&place.base), of(&place.revision));
            self.among(Some(which(name)), |walk| {
                match stays && (old.is_empty() || new.is_empty()) {
                    true => walk.note(place, keyword, Kind::SchemaChanged(keyword.to_owned())),
                    false => walk.step(place, keyword, step, &old, &new),
                }
            });
        }
    }
}

/// What `kind` is where each alternative of `side`, the version that does not say it, `says` the same.
fn repeated_in(
    side: &Conjunction<'_>,
    kind: Kind,
    says: impl Fn(&Conjunction<'_>) -> bool,
) -> Kind {
    let lists = side.rules();
    let mut lists = lists.flat_map(|(_, rules)| [&rules.any_of, &rules.one_of]);
    let is_repeated = lists.any(|branches| {
        let mut all = branches.iter();
        !branches.is_empty() && all.all(|branch| says(&side.beside(*branch)))
    });
    match is_repeated {
        true => Kind::Idle(Box::new(kind), Idle::Repeated),
        false => kind,
    }
}

/// Those of `parts` that are called `name`; all of them without one.
fn matching<'p>(
    parts: impl Iterator<Item = &'p (String, SchemaId)>,
    name: Option<&str>,
) -> Vec<(String, SchemaId)> {
    parts
        .filter(|(known, _)| name.is_none_or(|name| known == name))
        .cloned()
        .collect()
}

/// What `found` finds in the base and in the revision.
fn both<'g, T>(place: &Place<'g>, found: impl Fn(&Conjunction<'g>) -> T) -> (T, T) {
    (found(&place.base), found(&place.revision))
}

/// The declared properties, each once, in document order.
fn names(side: &Conjunction<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let properties = side.rules().flat_map(|(_, rules)| &rules.object.properties);
    let once = properties.filter(|property| seen.insert(property.name.as_str()));
    once.map(|property| property.name.clone()).collect()
}

/// The schemas of the property `name`.
fn property(side: &Conjunction<'_>, name: &str) -> Vec<SchemaId> {
    let found = side
        .rules()
        .filter_map(|(_, rules)| rules.object.property(name));
    found.map(|property| property.schema).collect()
}

/// Where `side` lists names under `keyword`, `properties` or `required`: of several schemas the one whose list `other` has
/// not got.
fn list_place(
    side: &Conjunction<'_>,
    other: &Conjunction<'_>,
    keyword: &'static str,
) -> Option<Location> {
    side.place_apart(other, keyword, |_, rules| -> BTreeSet<String> {
        let object = &rules.object;
        match keyword {
            "required" => object.required.iter().cloned().collect(),
            _ => object.properties.iter().map(|it| it.name.clone()).collect(),
        }
    })
}

/// Where the property `name` is declared first: its key.
fn property_place(side: &Conjunction<'_>, name: &str) -> Option<Location> {
    let mut rules = side.rules();
    let found = rules.find_map(|(_, rules)| rules.object.property(name));
    found.map(|property| property.location.clone())
}

pub(super) fn required(side: &Conjunction<'_>) -> BTreeSet<String> {
    let names = side.rules().flat_map(|(_, rules)| &rules.object.required);
    names.cloned().collect()
}

/// Where it is said first that the property `name` has to be there.
fn required_place(side: &Conjunction<'_>, name: &str) -> Option<Location> {
    let mut rules = side.rules();
    let (_, rules) = rules.find(|(_, rules)| rules.object.is_required(name))?;
    rules.keyword("required").map(|keyword| keyword.location())
}

/// Whether `additionalProperties` demands something of the properties that are not described beside it.
fn says_of_others(rules: &Rules) -> bool {
    let additional = &rules.object.additional;
    matches!(additional, Additional::Denied | Additional::Schema(_))
}

/// The names and the patterns of the properties that are described.
pub(super) fn described(rules: &Rules) -> BTreeSet<String> {
    let object = &rules.object;
    let names = object.properties.iter().map(|it| it.name.clone());
    let patterns = object.pattern_properties.iter();
    let patterns = patterns.map(|(pattern, _)| format!("pattern {pattern}"));
    names.chain(patterns).collect()
}

fn is_closed(side: &Conjunction<'_>) -> bool {
    side.rules()
        .any(|(_, rules)| matches!(rules.object.additional, Additional::Denied))
}

/// Whether unknown properties are allowed aloud.
fn says_open(side: &Conjunction<'_>) -> bool {
    side.rules()
        .any(|(_, rules)| matches!(rules.object.additional, Additional::Allowed))
}

fn dependencies(side: &Conjunction<'_>) -> BTreeSet<(String, String)> {
    let rules = side.rules();
    let lists = rules.flat_map(|(_, rules)| &rules.object.dependent_required);
    let pairs = lists.flat_map(|(name, others)| {
        others
            .iter()
            .map(move |other| (name.clone(), other.clone()))
    });
    pairs.collect()
}
