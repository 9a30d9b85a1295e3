//! The steps from a place to those inside it.

use tidings_schema::SchemaId;

use super::conjunction::Conjunction;
use super::difference::{Kind, Sense};
use super::place::{Place, SchemaPair};
use super::walk::Walk;

/// What leads to a place: as it is told, and as it is meant, whatever the order in which schemas stand.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) told: String,
    pub(super) meant: String,
}

impl From<String> for Way {
    fn from(told: String) -> Self {
        let meant = told.clone();
        Self { told, meant }
    }
}

impl<'g> Walk<'g, '_> {
    /// Looks at the values at `path` as [`Self::visit`] does, below a keyword that does not apply to all of them.
    pub(super) fn visit_if(&mut self, base: &[SchemaId], revision: &[SchemaId], path: &str) {
        self.above += 1;
        self.visit(base, revision, path);
        self.above -= 1;
    }

    /// Looks at values inside those at `place`, if both versions say something of them; notes it if only one does.
    pub(super) fn step(
        &mut self,
        place: &Place<'g>,
        keyword: &str,
        step: &str,
        base: &[SchemaId],
        revision: &[SchemaId],
    ) {
        match (base.is_empty(), revision.is_empty()) {
            (true, true) => {}
            (false, false) => self.visit(base, revision, &place.below(step)),
            (true, false) => self.note(place, keyword, Kind::SchemaAdded(keyword.to_owned())),
            (false, true) => self.note(place, keyword, Kind::SchemaRemoved(keyword.to_owned())),
        }
    }

    /// Does `look` below a condition that is broken if it `is_open`.
    pub(super) fn under(&mut self, is_open: bool, look: impl FnOnce(&mut Self)) {
        self.open += usize::from(is_open);
        look(self);
        self.open -= usize::from(is_open);
    }

    /// Looks at values as [`Self::step`] does, below a keyword that does not apply to all of them.
    pub(super) fn step_if(
        &mut self,
        place: &Place<'g>,
        keyword: &str,
        step: &str,
        base: &[SchemaId],
        revision: &[SchemaId],
    ) {
        self.step_if_among(place, keyword, step, None, [base, revision]);
    }

    /// The same, where `words` tell the keyword from the same one of another schema.
    pub(super) fn step_if_among(
        &mut self,
        place: &Place<'g>,
        keyword: &str,
        step: &str,
        words: Option<Way>,
        [base, revision]: [&[SchemaId]; 2],
    ) {
        // What is said below it need not hold for every value, and below `not` it holds for those that are refused.
        let is_inside = !base.is_empty() && !revision.is_empty();
        let inside = is_inside.then(|| format!("inside `{keyword}`"));
        let way = inside.map(Way::from).into_iter().chain(words);
        let way: Vec<Way> = way.collect();
        let condition = usize::from(keyword == "if");
        let sense = self.sense;
        // What came or went with the keyword itself stands beside it.
        if is_inside {
            self.sense = sense_below(keyword, place).within(sense);
        }
        self.above += 1;
        self.conditions += condition;
        self.within(way, |walk| walk.step(place, keyword, step, base, revision));
        self.conditions -= condition;
        self.above -= 1;
        self.sense = sense;
    }

    /// Does `look` at those of the values at a path that `which` names.
    pub(super) fn among(&mut self, which: Option<String>, look: impl FnOnce(&mut Self)) {
        let depth = self.which.len();
        self.which.extend(which);
        look(self);
        self.which.truncate(depth);
    }

    /// Does `look` inside `part` of what both versions demand, if it is one.
    pub(super) fn in_part(&mut self, part: Option<SchemaPair>, look: impl FnOnce(&mut Self)) {
        let depth = self.inside.len();
        self.inside.extend(part);
        look(self);
        self.inside.truncate(depth);
    }

    /// Does `look` where `way` is what leads there, in words.
    pub(super) fn within(
        &mut self,
        way: impl IntoIterator<Item = Way>,
        look: impl FnOnce(&mut Self),
    ) {
        let depth = self.branches.len();
        self.branches.extend(way);
        look(self);
        self.branches.truncate(depth);
    }
}

/// What becomes of the values at `place` where what `keyword` has allows less.
fn sense_below(keyword: &str, place: &Place<'_>) -> Sense {
    let is_counted = |side: &Conjunction<'_>| {
        let mut rules = side.rules();
        rules.any(|(_, rules)| rules.array.max_contains.is_some())
    };
    match keyword {
        "not" => Sense::Turned,
        "if" => Sense::Either,
        // Fewer items count, and there may be too few, and no longer too many.
        "contains" if [&place.base, &place.revision].into_iter().any(is_counted) => Sense::Either,
        _ => Sense::Same,
    }
}
