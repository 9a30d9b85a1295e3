//! What schemas say to people in their titles and descriptions.

use tidings_schema::{Schema, SchemaGraph, SchemaId, Type, TypeSet};

use super::assertions::types;
use super::conjunction::Conjunction;
use super::difference::{Kind, Statement};
use super::place::Place;
use super::walk::Walk;

/// What a schema says to people.
struct Text<'g> {
    text: &'g str,
    schema: SchemaId,
    /// Whether it is no schema that another one includes by `allOf`.
    is_own: bool,
}

/// What the schemas that apply to one value say to people by one keyword.
struct Written<'g>(Vec<Text<'g>>);

impl<'g> Written<'g> {
    fn texts(&self) -> Vec<&'g str> {
        self.0.iter().map(|one| one.text).collect()
    }

    /// What the schemas say themselves, or those that they include.
    fn of(&self, is_own: bool) -> impl Iterator<Item = &Text<'g>> {
        self.0.iter().filter(move |one| one.is_own == is_own)
    }

    /// The one of [`Self::of`] that says what `other` does not, or not as often.
    fn telling(&self, is_own: bool, other: &Self) -> Option<&Text<'g>> {
        let known = other.of(is_own).map(|one| one.text);
        let mut known: Vec<&str> = known.collect();
        let is_new = |one: &&Text<'_>| match known.iter().position(|text| *text == one.text) {
            Some(index) => {
                known.remove(index);
                false
            }
            None => true,
        };
        self.of(is_own).find(is_new)
    }
}

impl<'g> Walk<'g, '_> {
    /// `title` and `description`.
    pub(super) fn texts_for_people(&mut self, place: &Place<'g>) {
        let (from, to) = self.written(place, |schema| schema.description.as_deref());
        let is_number = |side| {
            types(side).is_some_and(|types| {
                let is_one = |one| matches!(one, Type::Number | Type::Integer);
                types != TypeSet::EMPTY && types.iter().all(is_one)
            })
        };
        match is_number(&place.base) && is_number(&place.revision) {
            true if from.texts() != to.texts() => {
                let [from, to] = [from, to].map(|all| all.texts().join(" "));
                self.note(place, "description", Kind::NumberDescribed { from, to });
            }
            true => {}
            false => self.said_by_each(place, "description", &from, &to),
        }
        let (from, to) = self.written(place, |schema| schema.title.as_deref());
        self.said_by_each(place, "title", &from, &to);
    }

    /// What the schemas of both versions that apply at `place` say, each with the schema that says it.
    fn written(
        &self,
        place: &Place<'g>,
        told: impl Fn(&'g Schema) -> Option<&'g str>,
    ) -> (Written<'g>, Written<'g>) {
        let of = |side: &Conjunction<'_>, graph: &'g SchemaGraph| {
            let texts = side.members.iter().filter_map(|id| {
                Some(Text {
                    text: told(graph.get(*id))?,
                    schema: *id,
                    is_own: side.roots.contains(id),
                })
            });
            Written(texts.collect())
        };
        (
            of(&place.base, self.graphs.base),
            of(&place.revision, self.graphs.revision),
        )
    }

    /// Notes what became of what `keyword` says to people, of the schema itself or of those that it includes.
    fn said_by_each(
        &mut self,
        place: &Place<'g>,
        keyword: &'static str,
        from: &Written<'g>,
        to: &Written<'g>,
    ) {
        if from.texts() == to.texts() {
            return;
        }
        let said =
            |all: &Written<'g>| -> Vec<&'g str> { all.of(true).map(|one| one.text).collect() };
        let (own_from, own_to) = (said(from), said(to));
        let is_own = own_from != own_to;
        let statement = match is_own {
            true => Statement::of(!own_from.is_empty(), !own_to.is_empty()),
            false => Statement::OfIncluded,
        };
        let (was, is) = (&place.base, &place.revision);
        let [old, new] = [from.telling(is_own, to), to.telling(is_own, from)];
        // Where nothing else is said, it stands in the same one of the schemas in which the other version says something.
        let counterpart =
            |side: &Conjunction<'g>, other: &Conjunction<'g>, text: Option<&Text<'g>>| {
                let mut members = other.members.iter();
                let number = members.position(|id| Some(*id) == text.map(|it| it.schema));
                side.members.get(number?).copied()
            };
        let stands = |side: &Conjunction<'g>, schema: Option<SchemaId>, all: &Written<'g>| {
            let first = all.of(is_own).next().map(|one| one.schema);
            let schema = schema.or(first);
            schema.map_or_else(|| side.place(""), |schema| side.place_in(schema, keyword))
        };
        let base = old
            .map(|one| one.schema)
            .or_else(|| counterpart(was, is, new));
        let revision = new
            .map(|one| one.schema)
            .or_else(|| counterpart(is, was, old));
        let (base, revision) = (stands(was, base, from), stands(is, revision, to));
        self.note_at(place, Kind::Annotation(keyword, statement), base, revision);
    }
}
