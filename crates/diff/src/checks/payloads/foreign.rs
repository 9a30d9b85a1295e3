//! Payloads that are written in another language than JSON Schema.

use tidings_model::contract::Payload;

use super::super::schema_places::SchemaPlace;
use super::super::{Check, Found, payload_changed, payload_undecided};
use crate::judge::{Judge, Ruling};
use crate::{Answer, Answers, Evidence, Part};

impl SchemaPlace<'_> {
    /// What became of a part that is written in another language.
    pub(super) fn foreign(
        &self,
        was: &Payload,
        now: &Payload,
        judge: &mut Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
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
        let mut changes = self.unexplained(&rulings, &mut []);
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
