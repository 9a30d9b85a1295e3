//! What has been asked about one place of a contract and the places inside it.

use std::collections::HashMap;

use tidings_decide::Wanted;
use tidings_schema::{Literal, SchemaId};
use tidings_syntax::unescape_pointer;

use crate::Part;
use crate::judge::{Judge, Loss, Ruling, Rulings};
use crate::schema::{Choice, SchemaPair};

/// The answers about the schemas of one part and of the places in it, each asked for once.
pub(super) struct Asked<'j, 'c> {
    pub(super) judge: &'j mut Judge<'c>,
    roots: (SchemaId, SchemaId),
    part: Part,
    known: HashMap<(SchemaId, SchemaId), Rulings>,
    apart: HashMap<(SchemaId, SchemaId), Rulings>,
    with: Vec<Answered>,
    /// By the path as well: one schema may stand at several.
    between: HashMap<(usize, SchemaPair, bool), Option<Ruling>>,
    /// By the alternatives beside it as well: one schema may stand in several lists.
    are_apart: HashMap<(usize, SchemaId, Vec<SchemaId>), bool>,
}

/// What [`Asked::with`] has answered: differences of one place ask the same.
struct Answered {
    direction: usize,
    wanted: Vec<(String, Wanted)>,
    answer: Option<Ruling>,
}

impl<'j, 'c> Asked<'j, 'c> {
    /// Nothing has been asked about `roots`, the schemas of a whole part, yet.
    pub(super) fn new(judge: &'j mut Judge<'c>, roots: (SchemaId, SchemaId), part: Part) -> Self {
        Self {
            judge,
            roots,
            part,
            known: HashMap::new(),
            apart: HashMap::new(),
            with: Vec::new(),
            between: HashMap::new(),
            are_apart: HashMap::new(),
        }
    }

    /// What the two schemas of `place` mean for each other by themselves.
    pub(super) fn of(&mut self, place: (SchemaId, SchemaId)) -> &Rulings {
        let (was, is) = place;
        self.known
            .entry(place)
            .or_insert_with(|| self.judge.schemas(was, is, self.part))
    }

    /// Whether that has been asked.
    pub(super) fn knows(&self, place: (SchemaId, SchemaId)) -> bool {
        self.known.contains_key(&place)
    }

    /// Which values one of the two schemas of `place` allows and the other one refuses, as they stand.
    pub(super) fn apart(&mut self, place: (SchemaId, SchemaId)) -> &Rulings {
        let (was, is) = place;
        self.apart
            .entry(place)
            .or_insert_with(|| self.judge.schemas_apart(was, is, self.part))
    }

    /// What the whole part means in one direction (0 is backward) as far as it has each of `wanted` at its path, as every item
    /// where that leads through an array; `None` where that is not known.
    pub(super) fn with(
        &mut self,
        direction: usize,
        wanted: Vec<(String, Wanted)>,
    ) -> Option<Ruling> {
        let is_same = |known: &&Answered| known.direction == direction && known.wanted == wanted;
        if let Some(known) = self.with.iter().find(is_same) {
            return known.answer.clone();
        }
        let steps = |path: &str| path.split('/').skip(1).map(unescape_pointer).collect();
        let asked = wanted.iter();
        let asked: Vec<(Vec<String>, Wanted)> = asked
            .map(|(path, wanted)| (steps(path), wanted.clone()))
            .collect();
        let answer = self
            .judge
            .schemas_with(self.roots, direction, &asked, self.part);
        self.with.push(Answered {
            direction,
            wanted,
            answer: answer.clone(),
        });
        answer
    }

    /// What the whole part means in one direction (0 is backward) as far as what is at the path of `alternative` fits it in
    /// one version only: in the emitter's if it `is_emitted`, or in the reader's; `None` where that is not known.
    pub(super) fn between(
        &mut self,
        direction: usize,
        alternative: &SchemaPair,
        is_emitted: bool,
    ) -> Option<Ruling> {
        let SchemaPair { path, schemas } = alternative;
        let steps: Vec<String> = path.split('/').skip(1).map(unescape_pointer).collect();
        // Of several items each may fit by itself.
        if steps.iter().any(|step| step == "*") {
            return None;
        }
        let (judge, roots, part) = (&mut *self.judge, self.roots, self.part);
        let asked = self
            .between
            .entry((direction, alternative.clone(), is_emitted));
        asked
            .or_insert_with(|| {
                judge.schemas_between(roots, direction, (&steps, *schemas), is_emitted, part)
            })
            .clone()
    }

    /// Whether it is proved that no value fits `choice` and another alternative beside it, as who reads in one direction
    /// (0 is backward) has them.
    pub(super) fn is_apart(&mut self, direction: usize, choice: &Choice) -> bool {
        let reader = 1 - direction;
        let (schema, others) = (choice.schemas[reader], &choice.others[reader]);
        let judge = &mut *self.judge;
        let asked = self.are_apart.entry((direction, schema, others.clone()));
        *asked.or_insert_with(|| judge.are_apart(direction, schema, others))
    }

    /// How many questions [`Self::with`] and [`Self::between`] have asked.
    pub(super) fn questions(&self) -> usize {
        self.with.len() + self.between.len()
    }

    /// The loss of a whole part in one direction (0 is backward) that `value` shows.
    pub(super) fn shown(&mut self, direction: usize, value: &Literal) -> Option<Loss> {
        self.shown_at(self.roots, direction, value)
    }

    /// The loss at `place` in one direction that `value`, which is a value there, shows.
    pub(super) fn shown_at(
        &mut self,
        place: (SchemaId, SchemaId),
        direction: usize,
        value: &Literal,
    ) -> Option<Loss> {
        let shown = self.judge.shown(place, direction, value, self.part);
        shown.into_iter().next()
    }
}
