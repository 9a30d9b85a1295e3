//! What several schemas say of one value, each by itself: two conditions are not one condition, and of two lists of
//! alternatives a value has to be valid under one of each.

use tidings_model::SchemaDigests;
use tidings_schema::{Rules, SchemaGraph, SchemaId};

use super::alternatives::tagged;
use super::place::{Place, SchemaPair};
use super::steps::Way;
use super::walk::Walk;
use crate::facts::Fact;
use crate::matching::Tags;

/// A schema that says something by itself, for the question which one of the other version it is.
pub(super) struct Stated<'s, 'g> {
    digests: &'s SchemaDigests<'g>,
    id: SchemaId,
    pub(super) rules: &'g Rules,
}

impl Stated<'_, '_> {
    /// What it applies under `labels`.
    pub(super) fn parts(&self, labels: &[&str]) -> Fact {
        let parts = self.digests.parts(self.id).into_iter();
        let parts = parts.filter(|(label, _)| labels.contains(&label.as_str()));
        Fact::set(parts.map(|(label, part)| Fact::list([Fact::from(label), part.into()])))
    }
}

/// By what a schema of one version is one of the other version.
pub(super) type Feature<'m> = &'m dyn Fn(&Stated<'_, '_>) -> Fact;

/// One schema of each version, or of one of them.
type Both = [Option<SchemaId>; 2];

impl<'g> Walk<'g, '_> {
    /// Does `look` with the schemas of `place` that say something by itself, which are `stating`: with all of `place` where no
    /// version has several of them, or else with each pair of [`Self::pairs`], with its number.
    pub(super) fn apart(
        &mut self,
        place: &Place<'g>,
        stating: [Vec<SchemaId>; 2],
        marks: &[Feature<'_>],
        mut look: impl FnMut(&mut Self, &Place<'g>, Option<Numbered>),
    ) {
        match self.pairs(place, stating, marks) {
            Some(pairs) => {
                for (place, number) in &pairs {
                    let members = [&place.base, &place.revision].map(|side| side.members.first());
                    let both = match members {
                        [Some(was), Some(is)] => Some(SchemaPair {
                            path: place.path.clone(),
                            schemas: [*was, *is],
                        }),
                        _ => None,
                    };
                    let numbered = self.numbered(place, *number);
                    self.in_part(both, |walk| look(walk, place, Some(numbered)));
                }
            }
            None => look(self, place, None),
        }
    }

    /// Which of the schemas of `place` that are `stating` something by itself are the same, each with its number: those that
    /// are alike by the first of `marks` that finds any, and what is left over in order; `None` where no version has several.
    pub(super) fn pairs(
        &self,
        place: &Place<'g>,
        stating: [Vec<SchemaId>; 2],
        marks: &[Feature<'_>],
    ) -> Option<Vec<(Place<'g>, usize)>> {
        let [mut old, mut new] = stating.clone();
        if old.len() <= 1 && new.len() <= 1 {
            return None;
        }
        let [were, are] = self.equality.hashes().digests();
        let mut pairs: Vec<Both> = Vec::new();
        for mark in marks {
            let mut before = marked(self.graphs.base, were, &old, *mark);
            let now = marked(self.graphs.revision, are, &new, *mark);
            for (one, wanted) in std::mem::take(&mut new).into_iter().zip(now) {
                match before.iter().position(|known| *known == wanted) {
                    Some(index) => {
                        before.remove(index);
                        pairs.push([Some(old.remove(index)), Some(one)]);
                    }
                    None => new.push(one),
                }
            }
        }
        let left = 0..old.len().max(new.len());
        pairs.extend(left.map(|index| [&old, &new].map(|all| all.get(index).copied())));
        let position = |pair: &Both, side: usize| {
            let mut all = stating[side].iter();
            all.position(|known| Some(*known) == pair[side])
        };
        pairs.sort_by_key(|pair| {
            let [was, is] = [0, 1].map(|side| position(pair, side));
            (is.is_none(), is, was)
        });
        let numbered = pairs.into_iter().map(|pair| {
            let number = position(&pair, 1).or(position(&pair, 0)).unwrap_or(0) + 1;
            (place.only(pair), number)
        });
        Some(numbered.collect())
    }

    /// The one schema that each version has at `place`, or that one of them has, with its number.
    fn numbered(&self, place: &Place<'g>, number: usize) -> Numbered {
        let sides = [&place.base, &place.revision];
        Numbered {
            number,
            demand: self.demand(sides.map(|side| side.members.first().copied())),
        }
    }

    /// What tells the demand of a schema from others: as the base has it, or else as the revision does.
    pub(super) fn demand(&self, [was, is]: Both) -> String {
        let [were, are] = self.equality.hashes().digests();
        let demand = was.map(|was| were.of(was));
        let demand = demand.or_else(|| is.map(|is| are.of(is)));
        demand
            .map(Fact::from)
            .map_or_else(String::new, String::from)
    }

    /// What tells each condition from the others, in words that follow others: what its `if` says, or its number.
    pub(super) fn in_words(&self, conditions: &[(Place<'g>, usize)]) -> Vec<Way> {
        let condition = |rules: &Rules| rules.condition;
        let all = |side: usize| -> Vec<SchemaId> {
            let parts = conditions.iter().flat_map(|(place, _)| match side {
                0 => place.base.parts(condition),
                _ => place.revision.parts(condition),
            });
            parts.collect()
        };
        let (old, new) = (all(0), all(1));
        let graphs = [self.graphs.base, self.graphs.revision];
        let tags = Tags::between([(graphs[0], &old), (graphs[1], &new)]);
        let told = conditions.iter().map(|(place, _)| {
            let sides = [place.base.parts(condition), place.revision.parts(condition)];
            let sides = graphs.into_iter().zip(sides);
            let values = sides.flat_map(|(graph, ids)| {
                let values = ids.into_iter().map(|id| tags.of(graph, id));
                values.collect::<Vec<_>>()
            });
            let mut values: Vec<_> = values.collect();
            values.dedup();
            match values.as_slice() {
                [Some(values)] => Some(tagged(values)),
                _ => None,
            }
        });
        let told: Vec<Option<String>> = told.collect();
        let is_alone =
            |words: &Option<String>| told.iter().filter(|one| *one == words).count() == 1;
        let words = told.iter().zip(conditions);
        let words = words.map(|(words, (place, number))| match words {
            Some(told) if is_alone(words) => Way::from(told.clone()),
            _ => self.numbered(place, *number).after("of condition"),
        });
        words.collect()
    }
}

/// One of several schemas that say something by themselves.
#[derive(Clone)]
pub(super) struct Numbered {
    number: usize,
    /// What tells its demand, as the base has it, from others.
    demand: String,
}

impl Numbered {
    /// The schema, behind `words`.
    pub(super) fn after(&self, words: &str) -> Way {
        let space = if words.is_empty() { "" } else { " " };
        Way {
            told: format!("{words}{space}number {}", self.number),
            meant: format!("{words}{space}{}", self.demand),
        }
    }
}

/// What `mark` finds of each of the schemas `ids`.
fn marked<'g>(
    graph: &'g SchemaGraph,
    digests: &SchemaDigests<'g>,
    ids: &[SchemaId],
    mark: Feature<'_>,
) -> Vec<Option<Fact>> {
    let marked = ids.iter().map(|id| {
        let rules = graph.rules(*id)?;
        let id = *id;
        Some(mark(&Stated { digests, id, rules }))
    });
    marked.collect()
}
