//! `anyOf` and `oneOf`: branches have no names, so they are paired by what they say.

use tidings_schema::{Rules, SchemaGraph, SchemaId};

use super::conjunction::Conjunction;
use super::difference::Kind;
use super::walk::{Place, Walk};

/// A keyword that lists alternatives.
type Listed = (&'static str, fn(&Rules) -> &[SchemaId]);

const LISTED: &[Listed] = &[
    ("anyOf", |rules| &rules.any_of),
    ("oneOf", |rules| &rules.one_of),
];

impl<'g> Walk<'g, '_> {
    pub(super) fn alternatives(&mut self, place: &Place<'g>) {
        for (keyword, branches) in LISTED {
            let all = |side: &Conjunction<'g>| -> Vec<SchemaId> {
                side.rules()
                    .flat_map(|(_, rules)| branches(rules).to_vec())
                    .collect()
            };
            let (old, new) = (all(&place.base), all(&place.revision));
            match (old.is_empty(), new.is_empty()) {
                (true, true) => {}
                (true, false) => {
                    self.note(place, keyword, Kind::SchemaAdded((*keyword).to_owned()))
                }
                (false, true) => {
                    self.note(place, keyword, Kind::SchemaRemoved((*keyword).to_owned()));
                }
                (false, false) => self.branches(place, keyword, old, new),
            }
        }
        let tags = |side: &Conjunction<'_>| {
            let tags = side
                .rules()
                .filter_map(|(_, rules)| rules.discriminator.clone());
            tags.collect::<Vec<_>>()
        };
        if tags(&place.base) != tags(&place.revision) {
            self.note(place, "discriminator", Kind::Annotation("discriminator"));
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
        let mut changed = Vec::new();
        for branch in new {
            let mut former = old.iter();
            let same = former.position(|former| self.equality.demand_the_same(*former, branch));
            match same {
                // People may still read something else.
                Some(index) => self.visit(&[old.remove(index)], &[branch], &place.path),
                None => changed.push(branch),
            }
        }
        for branch in std::mem::take(&mut changed) {
            let called = name(graphs.revision, branch);
            let former = old
                .iter()
                .position(|former| called.is_some() && name(graphs.base, *former) == called);
            match former {
                Some(index) => {
                    let former = old.remove(index);
                    self.visit(&[former], &[branch], &place.path);
                }
                None => changed.push(branch),
            }
        }
        if let ([former], [branch]) = (old.as_slice(), changed.as_slice()) {
            self.visit(&[*former], &[*branch], &place.path);
            return;
        }
        for branch in changed {
            let revision = Some(graphs.revision.get(branch).location.clone());
            let base = place.base.place(keyword);
            self.note_at(place, Kind::AlternativeAdded(keyword), base, revision);
        }
        for former in old {
            let base = Some(graphs.base.get(former).location.clone());
            let revision = place.revision.place(keyword);
            self.note_at(place, Kind::AlternativeRemoved(keyword), base, revision);
        }
    }
}

/// What the author calls a branch.
fn name(graph: &SchemaGraph, schema: SchemaId) -> Option<&str> {
    let schema = graph.get(graph.resolve(schema));
    schema.key.as_deref().or(schema.title.as_deref())
}
