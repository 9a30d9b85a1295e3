//! Payloads that are written in another language than JSON Schema.

use std::collections::HashSet;

use tidings_model::Contract;
use tidings_model::contract::Payload;

use super::super::schema_places::SchemaPlace;
use super::super::unused::holds;
use super::super::{Check, Found, Versions, payload_changed, payload_undecided};
use crate::judge::{Judge, Ruling};
use crate::{Answer, Answers, Evidence, Part};

/// Whether a part of one of two schemas is broken, and the other version has not got the same broken part.
fn is_broken_otherwise(was: &Payload, now: &Payload, versions: &Versions<'_>) -> bool {
    let broken = |contract: &Contract, payload: &Payload| -> HashSet<u64> {
        let Some((_, place)) = payload.in_another_language() else {
            return HashSet::new();
        };
        let parts = contract.left_out.iter();
        let parts = parts.filter(|one| holds(place, &one.location));
        parts.map(|one| one.content).collect()
    };
    broken(versions.base, was) != broken(versions.revision, now)
}

impl SchemaPlace<'_> {
    /// What became of a part that is written in another language.
    pub(super) fn foreign(
        &self,
        was: &Payload,
        now: &Payload,
        judge: &mut Judge<'_>,
        versions: &Versions<'_>,
    ) -> Vec<(&'static Check, Found)> {
        if is_broken_otherwise(was, now, versions) {
            // The broken part itself is told.
            return Vec::new();
        }
        // Another language is the business of the check of schema formats.
        let Some(rulings) = judge.foreign(was, now, self.content_types, self.part) else {
            return self.opaque(was, now);
        };
        let differs = judge.foreign_differs(was, now);
        let is_open = [&rulings.backward, &rulings.forward]
            .iter()
            .all(|ruling| matches!(ruling, Ruling::Unknown(_)));
        // What cannot be read is no change where it is the same.
        if is_open && !differs {
            return Vec::new();
        }
        let advice = match now {
            Payload::Avro { .. } => {
                "add a field with a default beside the old one, write both, and remove the old one when nobody reads it"
            }
            _ => {
                "leave every field its number, its name and its type, and add a field under a new number"
            }
        };
        let changes = self.unexplained(&rulings, &mut []).into_iter();
        let advised = changes.map(|(check, found)| match self.part {
            Part::Key => (check, found),
            _ => (check, found.advised(advice)),
        });
        let mut changes: Vec<_> = advised.collect();
        let places = |payload: &Payload| {
            payload
                .in_another_language()
                .map(|(_, place)| place.clone())
        };
        if changes.is_empty() && differs {
            let message = format!(
                "{}: it changed, and everybody reads what the other one writes",
                self.called
            );
            let by_rule = match self.part {
                Part::Key => Answers::RISKY,
                _ => Answers::UNTOUCHED,
            };
            let mut found = self.found(by_rule, message);
            (found.base, found.revision) = (places(was), places(now));
            found.evidence = Evidence::Witness;
            changes.push((self.check(&payload_changed::CHECK), found));
        }
        changes
    }

    /// What became of a part that nothing here reads.
    fn opaque(&self, was: &Payload, now: &Payload) -> Vec<(&'static Check, Found)> {
        let (
            Payload::Opaque {
                schema: old,
                location: base,
                format,
            },
            Payload::Opaque {
                schema: new,
                location: revision,
                ..
            },
        ) = (was, now)
        else {
            return Vec::new();
        };
        if old == new {
            return Vec::new();
        }
        let message = format!("{}: it changed, and `{format}` is not read", self.called);
        let answers = Answers {
            backward: Answer::Unknown,
            forward: Answer::Unknown,
        };
        let found = self
            .found(answers, message)
            .in_base(base)
            .in_revision(revision);
        vec![(&payload_undecided::CHECK, found)]
    }
}
