//! The walk over both schemas.

use std::collections::{BTreeSet, HashSet};

use tidings_diag::Location;
use tidings_schema::{Rules, Schema, SchemaGraph, SchemaId};

use super::alternatives::Chosen;
use super::conjunction::Conjunction;
use super::difference::{Choice, Difference, Kind, Sense};
use super::equality::Equality;
use super::place::{Place, SchemaPair};
use super::steps::Way;
use crate::Version;

/// How many differences are told of one pair of schemas: who exchanges a schema for another one reads no list.
const MOST: usize = 200;

/// How many schemas inside each other are looked at: more than fit into a document without references.
const DEEPEST: usize = 128;

/// The schemas of both versions.
#[derive(Clone, Copy)]
pub(crate) struct Graphs<'g> {
    pub(crate) base: &'g SchemaGraph,
    pub(crate) revision: &'g SchemaGraph,
}

/// Where `base` and `revision`, schemas of messages, differ; in the order of the revision.
pub(crate) fn differences<'g>(
    graphs: Graphs<'g>,
    equality: &'g Equality<'_>,
    base: SchemaId,
    revision: SchemaId,
) -> Vec<Difference> {
    Walk::new(graphs, equality).differences(base, revision)
}

/// What became of the alternatives of `base` and `revision`, schemas of messages that differ; in the order in which they
/// are met.
pub(crate) fn chosen<'g>(
    graphs: Graphs<'g>,
    equality: &'g Equality<'_>,
    base: SchemaId,
    revision: SchemaId,
) -> Vec<Chosen> {
    let mut walk = Walk::new(graphs, equality);
    walk.differences(base, revision);
    walk.chosen
}

fn joined<'w>(words: impl Iterator<Item = &'w String>) -> String {
    let words: Vec<&str> = words
        .map(String::as_str)
        .filter(|one| !one.is_empty())
        .collect();
    words.join(" ")
}

/// The walk as far as it has gone.
pub(crate) struct Walk<'g, 'c> {
    pub(super) graphs: Graphs<'g>,
    pub(super) equality: &'g Equality<'c>,
    pub(super) seen: HashSet<(BTreeSet<SchemaId>, BTreeSet<SchemaId>)>,
    pub(super) found: Vec<Difference>,
    /// How many schemas stand around the place that is looked at.
    depth: usize,
    /// Whether more differs than is noted.
    is_cut: bool,
    /// How many alternatives, conditions and negations stand above the place that is looked at.
    pub(super) above: usize,
    /// How many of those are an `if`, which demands nothing itself.
    pub(super) conditions: usize,
    /// How many conditions that are broken stand above the place that is looked at.
    pub(super) open: usize,
    /// The branches on the way to the place that is looked at, and the keywords that do not apply to all values, in words.
    pub(super) branches: Vec<Way>,
    /// What is said of the values around the place that is looked at and of those there, where one schema in each version says
    /// it.
    wholes: Vec<SchemaPair>,
    /// The alternatives of both versions, and the schemas of an `allOf`, that stand above the place that is looked at.
    pub(super) inside: Vec<SchemaPair>,
    /// The alternatives of `oneOf` of both versions that stand above it.
    pub(super) choices: Vec<Choice>,
    /// What becomes of the whole where less is allowed at the place that is looked at.
    pub(super) sense: Sense,
    /// What tells the values at the place that is looked at from others with the same path, in words.
    pub(super) which: Vec<String>,
    /// What became of the alternatives that were met.
    pub(super) chosen: Vec<Chosen>,
}

impl<'g, 'c> Walk<'g, 'c> {
    pub(crate) fn new(graphs: Graphs<'g>, equality: &'g Equality<'c>) -> Self {
        Self {
            graphs,
            equality,
            seen: HashSet::new(),
            found: Vec::new(),
            depth: 0,
            is_cut: false,
            above: 0,
            conditions: 0,
            open: 0,
            branches: Vec::new(),
            wholes: Vec::new(),
            inside: Vec::new(),
            choices: Vec::new(),
            sense: Sense::Same,
            which: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Where `base` and `revision` differ, besides what the walk has seen before.
    pub(crate) fn differences(&mut self, base: SchemaId, revision: SchemaId) -> Vec<Difference> {
        if self.equality.say_the_same(base, revision) {
            return Vec::new();
        }
        self.visit(&[base], &[revision], "");
        let mut found = std::mem::take(&mut self.found);
        if std::mem::take(&mut self.is_cut) {
            let place = Place::of(self.graphs, self.equality, &[base], &[revision], "");
            found.push(Difference {
                kind: Kind::More,
                facts: self.facts(&place, &Kind::More, [None, None]),
                path: String::new(),
                which: String::new(),
                branch: String::new(),
                meant: String::new(),
                base: Some(self.graphs.base.get(base).location.clone()),
                revision: Some(self.graphs.revision.get(revision).location.clone()),
                base_schemas: vec![base],
                revision_schemas: vec![revision],
                whole: None,
                alternatives: Vec::new(),
                choices: Vec::new(),
                sense: Sense::Either,
                is_unconditional: true,
                is_of_condition: false,
                is_open: false,
            });
        }
        found
    }

    /// Looks at the values at `path`, to which `base` applied and `revision` does.
    pub(super) fn visit(&mut self, base: &[SchemaId], revision: &[SchemaId], path: &str) {
        let place = Place::of(self.graphs, self.equality, base, revision, path);
        let all =
            |side: &Conjunction<'_>| side.members.iter().copied().chain(side.branch).collect();
        let pair = (all(&place.base), all(&place.revision));
        if self.seen.contains(&pair) {
            return;
        }
        if self.noted(true) >= MOST || self.depth >= DEEPEST {
            self.is_cut |= !self.say_the_same(base, revision);
            return;
        }
        self.seen.insert(pair);
        self.depth += 1;
        let around = self.wholes.len();
        self.wholes.extend(match (base, revision) {
            ([was], [is]) => Some(SchemaPair {
                path: path.to_owned(),
                schemas: [*was, *is],
            }),
            _ => None,
        });
        self.look_at(&place);
        self.wholes.truncate(around);
        self.depth -= 1;
    }

    /// Whether what applies at a place is written alike in both versions, as far as that is known without looking inside.
    fn say_the_same(&self, base: &[SchemaId], revision: &[SchemaId]) -> bool {
        let mut pairs = base.iter().zip(revision);
        base.len() == revision.len()
            && pairs.all(|(base, revision)| self.equality.say_the_same(*base, *revision))
    }

    fn look_at(&mut self, place: &Place<'g>) {
        self.languages(place);
        if self.broken(place) || self.emptied(place) {
            return;
        }
        self.assertions(place);
        self.annotations(place);
        let of_types = self.all_of_types(place);
        self.type_itself(place, of_types);
        self.conditions(place);
        self.alternatives(place);
    }

    /// Notes what is broken at `place` in one version only; answers whether nothing else is known of it there.
    fn broken(&mut self, place: &Place<'g>) -> bool {
        let (base, revision) = (place.base.unread(), place.revision.unread());
        let (was, is) = (place.base.place(""), place.revision.place(""));
        let mut differs = false;
        for unread in base.iter().filter(|one| !revision.contains(one)) {
            let location = Some(unread.location.clone());
            self.note_at(place, Kind::Broken(Version::Base), location, is.clone());
            differs = true;
        }
        for unread in revision.iter().filter(|one| !base.contains(one)) {
            let location = Some(unread.location.clone());
            self.note_at(
                place,
                Kind::Broken(Version::Revision),
                was.clone(),
                location,
            );
            differs = true;
        }
        differs
            && [&place.base, &place.revision]
                .iter()
                .any(|it| it.is_unread())
    }

    /// Notes that only one version allows anything at `place`; answers whether that is so, as nothing else differs then.
    fn emptied(&mut self, place: &Place<'g>) -> bool {
        let kind = match (place.base.never, place.revision.never) {
            (None, Some(_)) => Kind::Emptied,
            (Some(_), None) => Kind::Filled,
            _ => return false,
        };
        self.note(place, "", kind);
        true
    }

    /// How many differences are noted that say which values are valid, or do not: of one sort never so many are noted that
    /// the other one is not.
    fn noted(&self, is_demand: bool) -> usize {
        let found = self.found.iter();
        let alike = found.filter(|one| one.kind.is_demand() == is_demand);
        alike.count()
    }

    /// Notes a difference at `place`, which `keyword` states.
    pub(super) fn note(&mut self, place: &Place<'g>, keyword: &str, kind: Kind) {
        let (base, revision) = (place.base.place(keyword), place.revision.place(keyword));
        self.note_at(place, kind, base, revision);
    }

    /// Notes a difference at `place`, which `keyword` states where it is `said` what the other version does not say.
    pub(super) fn note_apart<T: PartialEq>(
        &mut self,
        place: &Place<'g>,
        keyword: &str,
        kind: Kind,
        said: impl Fn(&'g Schema, &'g Rules) -> T,
    ) {
        let base = place.base.place_apart(&place.revision, keyword, &said);
        let revision = place.revision.place_apart(&place.base, keyword, &said);
        self.note_at(place, kind, base, revision);
    }

    /// Notes a difference at `place`, which stands at `base` and `revision`.
    pub(super) fn note_at(
        &mut self,
        place: &Place<'g>,
        kind: Kind,
        base: Option<Location>,
        revision: Option<Location>,
    ) {
        if place.is_of_broken(&kind) {
            return;
        }
        if self.noted(kind.is_demand()) >= MOST {
            self.is_cut = true;
            return;
        }
        let facts = self.facts(place, &kind, [base.as_ref(), revision.as_ref()]);
        self.found.push(Difference {
            kind,
            facts,
            path: place.path.clone(),
            which: self.which.join(" "),
            branch: joined(self.branches.iter().map(|way| &way.told)),
            meant: joined(self.branches.iter().map(|way| &way.meant)),
            base,
            revision,
            base_schemas: place.base.all().to_vec(),
            revision_schemas: place.revision.all().to_vec(),
            whole: self.wholes.last().cloned(),
            alternatives: self.inside.clone(),
            choices: self.choices.clone(),
            sense: self.sense,
            is_unconditional: self.above == 0,
            is_of_condition: self.conditions > 0,
            is_open: self.open > 0,
        });
    }

    /// Whether an alternative, a condition or a negation stands above the place that is looked at.
    pub(super) fn is_inside(&self) -> bool {
        self.above > 0 || self.branches.iter().any(|way| !way.told.is_empty())
    }
}
