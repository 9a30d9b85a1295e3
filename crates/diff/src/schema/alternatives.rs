//! `anyOf` and `oneOf`: branches have no names, so they are paired by what they say.

use tidings_schema::{Rules, SchemaGraph, SchemaId};

use super::apart::Feature;
use super::conjunction::Conjunction;
use super::difference::{Branch, Choice, Kind};
use super::place::{Place, SchemaPair};
use super::steps::Way;
use super::walk::Walk;
use crate::facts::Fact;
use crate::matching::{Reason, Tags};

/// A keyword that lists alternatives.
type Listed = (&'static str, fn(&Rules) -> &[SchemaId]);

const LISTED: &[Listed] = &[
    ("anyOf", |rules| &rules.any_of),
    ("oneOf", |rules| &rules.one_of),
];

/// The alternatives of both versions at a place.
struct List<'l> {
    keyword: &'static str,
    path: &'l str,
    branches: [Vec<SchemaId>; 2],
}

/// What became of an alternative.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// The place of the values it is about, as a JSON Pointer.
    pub(crate) path: String,
    /// What it is called in the base, if it is there.
    pub(crate) base: Option<String>,
    /// What it is called in the revision, if it is there.
    pub(crate) revision: Option<String>,
    /// Why both are one, in words that follow "by"; empty where only one version has it.
    pub(crate) reason: String,
    /// The schemas in the base and in the revision.
    pub(crate) schemas: [Option<SchemaId>; 2],
}

impl<'g> Walk<'g, '_> {
    pub(super) fn alternatives(&mut self, place: &Place<'g>) {
        for (keyword, branches) in LISTED {
            let stating = [&place.base, &place.revision]
                .map(|side| side.stating(|rules| side.is_choice(branches(rules))));
            let marks: [Feature<'_>; 2] = [&|one| one.parts(&[keyword]), &|one| {
                Fact::from(one.rules.one_of.len().max(one.rules.any_of.len()) as u64)
            }];
            self.apart(place, stating, &marks, |walk, place, number| {
                let way = number.map(|one| one.after(&format!("in `{keyword}`")));
                walk.within(way, |walk| walk.listed(place, keyword, *branches));
            });
        }
        let tags = |side: &Conjunction<'_>| {
            let tags = side
                .rules()
                .filter_map(|(_, rules)| rules.discriminator.clone());
            tags.collect::<Vec<_>>()
        };
        self.said(
            place,
            "discriminator",
            &tags(&place.base),
            &tags(&place.revision),
        );
    }

    /// Looks into an alternative of both versions, which `listed` has, to which `way` leads; what is in it has to do with all of
    /// the values where it `is_decisive`.
    fn visit_alternative(
        &mut self,
        [former, branch]: [SchemaId; 2],
        listed: &List<'_>,
        is_decisive: bool,
        way: Way,
    ) {
        let path = listed.path;
        let schemas = [former, branch];
        let alternative = SchemaPair {
            path: path.to_owned(),
            schemas,
        };
        let above = self.choices.len();
        if listed.keyword == "oneOf" {
            let others = [0, 1].map(|version| {
                let others = listed.branches[version].iter().copied();
                others.filter(|one| *one != schemas[version]).collect()
            });
            self.choices.push(Choice { schemas, others });
        }
        let look = |walk: &mut Self| match is_decisive {
            true => walk.visit(&[former], &[branch], path),
            false => walk.visit_if(&[former], &[branch], path),
        };
        self.within([way], |walk| walk.in_part(Some(alternative), look));
        self.choices.truncate(above);
    }

    /// What leads into an alternative that nothing is told of: the base knows it as `former`.
    fn unnamed(&self, former: SchemaId) -> Way {
        Way {
            told: String::new(),
            meant: self.demand([Some(former), None]),
        }
    }

    /// What became of the list of `branches` that `keyword` has.
    fn listed(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        branches: fn(&Rules) -> &[SchemaId],
    ) {
        let mut old = place.base.branches(branches);
        let mut new = place.revision.branches(branches);
        // What was no alternative is one now, or the other way round.
        if !new.is_empty() {
            old.extend(place.base.branch);
        } else if !old.is_empty() {
            new.extend(place.revision.branch);
        }
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (true, false) => self.note(place, keyword, Kind::SchemaAdded(keyword.to_owned())),
            (false, true) => self.note(place, keyword, Kind::SchemaRemoved(keyword.to_owned())),
            (false, false) => self.branches(place, keyword, old, new),
        }
    }

    fn branches(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        mut old: Vec<SchemaId>,
        new: Vec<SchemaId>,
    ) {
        let graphs = self.graphs;
        let listed = List {
            keyword,
            path: &place.path,
            branches: [old.clone(), new.clone()],
        };
        let tell = |walk: &mut Self, base: Option<SchemaId>, revision, reason: &str| {
            let words = |version: usize, branch: Option<SchemaId>| {
                let (graph, all, side) = match version {
                    0 => (graphs.base, &listed.branches[0], &place.base),
                    _ => (graphs.revision, &listed.branches[1], &place.revision),
                };
                let branch = branch?;
                let number = all.iter().position(|one| *one == branch).unwrap_or(0) + 1;
                Some(match name(graph, branch) {
                    _ if side.branch == Some(branch) => "the whole schema".to_owned(),
                    Some(name) => format!("`{name}`"),
                    None => format!("number {number} of `{keyword}`"),
                })
            };
            walk.chosen.push(Chosen {
                path: place.path.clone(),
                base: words(0, base),
                revision: words(1, revision),
                reason: reason.to_owned(),
                schemas: [base, revision],
            });
        };
        let mut changed = Vec::new();
        for branch in new {
            let mut former = old.iter();
            let same = former.position(|former| self.equality.demand_the_same(*former, branch));
            match same {
                // People may still read something else.
                Some(index) => {
                    tell(
                        self,
                        Some(old[index]),
                        Some(branch),
                        Reason::Content.words(),
                    );
                    let words = name(graphs.revision, branch).map(|name| format!("as `{name}`"));
                    let former = old.remove(index);
                    let way = words.map_or_else(|| self.unnamed(former), Way::from);
                    self.visit_alternative([former, branch], &listed, false, way);
                }
                None => changed.push(branch),
            }
        }
        if old.is_empty() && changed.is_empty() {
            return;
        }
        let tags = Tags::between([
            (graphs.base, &listed.branches[0]),
            (graphs.revision, &listed.branches[1]),
        ]);
        let by_name = |walk: &mut Self, base, revision, _: &str| {
            tell(walk, Some(base), Some(revision), Reason::Name.words());
        };
        self.alike(
            &listed,
            (&mut old, &mut changed),
            by_name,
            |graph, branch| {
                Some(Mark {
                    words: format!("as `{}`", name(graph, branch)?),
                    is_decisive: false,
                })
            },
        );
        let by_value = |walk: &mut Self, base, revision, words: &str| {
            let reason = format!("the value that tells it from the others, {words}");
            tell(walk, Some(base), Some(revision), &reason);
        };
        self.alike(
            &listed,
            (&mut old, &mut changed),
            by_value,
            |graph, branch| {
                let values = tags.of(graph, branch)?;
                Some(Mark {
                    words: tagged(&values),
                    is_decisive: values.iter().any(|(name, _)| demands(graph, branch, name)),
                })
            },
        );
        if let ([former], [branch]) = (old.as_slice(), changed.as_slice())
            && !tags.tell_apart([(graphs.base, *former), (graphs.revision, *branch)])
        {
            tell(
                self,
                Some(*former),
                Some(*branch),
                Reason::Remaining.words(),
            );
            let way = self.unnamed(*former);
            self.visit_alternative([*former, *branch], &listed, false, way);
            return;
        }
        let called = |graph: &SchemaGraph, branch: SchemaId| {
            let named = name(graph, branch).map(|name| format!("`{name}`"));
            let known_by = named.or_else(|| Some(tagged(&tags.of(graph, branch)?)));
            Branch {
                keyword,
                known_by: known_by.map_or_else(String::new, |words| format!(", {words}")),
                schema: branch,
            }
        };
        for branch in changed {
            tell(self, None, Some(branch), "");
            let revision = Some(graphs.revision.get(branch).location.clone());
            let base = place.base.place(keyword);
            let kind = Kind::AlternativeAdded(called(graphs.revision, branch));
            self.note_at(place, kind, base, revision);
        }
        for former in old {
            tell(self, Some(former), None, "");
            let base = Some(graphs.base.get(former).location.clone());
            let revision = place.revision.place(keyword);
            let kind = Kind::AlternativeRemoved(called(graphs.base, former));
            self.note_at(place, kind, base, revision);
        }
    }
}

/// The constants that tell a branch from the others, in words.
pub(super) fn tagged(values: &[(String, String)]) -> String {
    let told = values.iter();
    let told = told.map(|(name, value)| format!("`{name}` is `{value}`"));
    format!("where {}", told.collect::<Vec<_>>().join(" and "))
}

/// What a branch is known by.
#[derive(PartialEq)]
struct Mark {
    /// In words that follow a path.
    words: String,
    /// Whether values of other branches are none of this one.
    is_decisive: bool,
}

impl<'g> Walk<'g, '_> {
    /// Looks into those of the branches that have one mark, tells them with its words, and takes them off what is left of
    /// both sides.
    fn alike(
        &mut self,
        listed: &List<'_>,
        (old, new): (&mut Vec<SchemaId>, &mut Vec<SchemaId>),
        tell: impl Fn(&mut Self, SchemaId, SchemaId, &str),
        mark: impl Fn(&SchemaGraph, SchemaId) -> Option<Mark>,
    ) {
        let graphs = self.graphs;
        let marks = old.iter().map(|branch| mark(graphs.base, *branch));
        let mut marks: Vec<Option<Mark>> = marks.collect();
        for branch in std::mem::take(new) {
            let wanted = mark(graphs.revision, branch);
            let known = marks
                .iter()
                .position(|mark| mark.is_some() && *mark == wanted);
            let (Some(index), Some(wanted)) = (known, wanted) else {
                new.push(branch);
                continue;
            };
            marks.remove(index);
            let former = old.remove(index);
            tell(self, former, branch, &wanted.words);
            let way = wanted.words.into();
            self.visit_alternative([former, branch], listed, wanted.is_decisive, way);
        }
    }
}

/// Whether values of `branch` must have the property `name`.
fn demands(graph: &SchemaGraph, branch: SchemaId, name: &str) -> bool {
    let rules = Conjunction::of(graph, &[branch]);
    rules
        .rules()
        .any(|(_, rules)| rules.object.is_required(name))
}

/// What the author calls a branch.
fn name(graph: &SchemaGraph, schema: SchemaId) -> Option<&str> {
    let schema = graph.get(graph.resolve(schema));
    schema.key.as_deref().or(schema.title.as_deref())
}
