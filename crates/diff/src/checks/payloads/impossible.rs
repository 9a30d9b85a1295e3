//! Parts of which one version allows no value at all.

use tidings_schema::SchemaId;

use super::super::explained::Explained;
use super::super::schema_places::SchemaPlace;
use super::super::{Check, Found, payload_impossible};
use super::in_direction;
use crate::judge::{Judge, Ruling, Rulings};
use crate::{Answer, Answers, Evidence};

impl SchemaPlace<'_> {
    /// That one version allows nothing where the other one allows something, which is all there is to say of what breaks.
    pub(super) fn impossible(
        &self,
        (base, revision): (SchemaId, SchemaId),
        rulings: &Rulings,
        judge: &mut Judge<'_>,
    ) -> Option<(&'static Check, Found)> {
        // What allows nothing is included in anything.
        let (direction, reader) = match (&rulings.backward, &rulings.forward) {
            (Ruling::No(_), Ruling::Yes) => (0, revision),
            (Ruling::Yes, Ruling::No(_)) => (1, base),
            _ => return None,
        };
        if !judge.refuses_everything(direction, reader) {
            return None;
        }
        let message = match direction {
            0 => {
                "no value fits its schema any more, so whoever reads by the revision refuses every message"
            }
            _ => "no value fitted its schema, so whoever reads by the base refuses every message",
        };
        let answers = in_direction(direction, Answer::No);
        let message = format!("{}: {message}", self.called);
        let mut found = self.found(answers, self.whole(), message);
        let [base, revision] = judge.locations(base, revision);
        found = found.in_base(base).in_revision(revision);
        found.evidence = Evidence::Witness;
        let losses = [&rulings.backward, &rulings.forward][direction].losses();
        found.witness = losses.first().map(|loss| loss.witness.clone());
        Some((self.check(&payload_impossible::CHECK), found))
    }

    /// A difference that decides about no message, because one version allows none.
    pub(super) fn idle(&self, mut one: Explained) -> (&'static Check, Found) {
        if one.difference.kind.is_demand() {
            one.told.answers = Answers::UNTOUCHED;
        }
        self.annotation(one)
    }
}
