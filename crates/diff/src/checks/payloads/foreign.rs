//! Payloads that are written in another language than JSON Schema.

use tidings_model::contract::{LeftOut, Payload};

use super::super::lack::contract_of;
use super::super::schema_format_changed::language;
use super::super::schema_places::SchemaPlace;
use super::super::unread::{advice, advised, sentence};
use super::super::unused::holds;
use super::super::{Check, Found, Versions, part_left_out, payload_changed, payload_undecided};
use crate::judge::{Judge, Ruling};
use crate::{Answer, Answers, Evidence, Part, Version};

/// What is broken of a schema, in the version `of` it.
fn broken<'c>(versions: &Versions<'c>, payload: &Payload, of: Version) -> Vec<&'c LeftOut> {
    let Some((_, place)) = payload.in_another_language() else {
        return Vec::new();
    };
    let parts = contract_of(versions, of).left_out.iter();
    parts.filter(|one| holds(place, &one.location)).collect()
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
        // Another language is the business of the check of schema formats, and says more than what is broken in one of them.
        if language(was) != language(now) {
            return Vec::new();
        }
        let broken = self.broken_otherwise(was, now, versions);
        if !broken.is_empty() {
            return broken;
        }
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
        let changes = self
            .unexplained(&rulings, &mut [], judge.graphs())
            .into_iter()
            .chain(self.undecided(&rulings, Answers::UNTOUCHED));
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
                "{}: it changed, and each version reads what the other one writes",
                self.called
            );
            let by_rule = match self.part {
                Part::Key => Answers::RISKY,
                _ => Answers::UNTOUCHED,
            };
            let mut found = self.found(by_rule, self.whole(), message);
            (found.base, found.revision) = (places(was), places(now));
            found.evidence = Evidence::Witness;
            changes.push((self.check(&payload_changed::CHECK), found));
        }
        changes
    }

    /// The parts that are broken in one version, so that nothing is known of the rest.
    fn broken_otherwise(
        &self,
        was: &Payload,
        now: &Payload,
        versions: &Versions<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let sides = [(was, Version::Base), (now, Version::Revision)];
        let [before, after] = sides.map(|(payload, version)| broken(versions, payload, version));
        let only_in = |ones: &[&LeftOut], others: &[&LeftOut], version| {
            let is_known = |one: &LeftOut| others.iter().any(|other| other.content == one.content);
            let ones = ones.iter().filter(|one| !is_known(one));
            let found = ones.map(|one| {
                let answers = Answers {
                    backward: Answer::Unknown,
                    forward: Answer::Unknown,
                };
                let message = sentence(contract_of(versions, version), one, version);
                let facts = part_left_out::broken_in(version, one.content);
                let found = self.found(answers, facts, message);
                let mut found = found.because_of(&self.called);
                let [base, revision] = [was, now].map(|payload| {
                    let language = payload.in_another_language();
                    language.map(|(_, place)| place.clone())
                });
                (found.base, found.revision) = (base, revision);
                let found = found.left_out(&one.location, version);
                (
                    &part_left_out::CHECK,
                    advised(found, advice(&one.cause.flaw)),
                )
            });
            found.collect::<Vec<_>>()
        };
        let mut all = only_in(&before, &after, Version::Base);
        all.extend(only_in(&after, &before, Version::Revision));
        all
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
        let message = format!(
            "{}: it changed, and what that means is not known, because schemas in `{format}` are not read",
            self.called
        );
        let answers = Answers {
            backward: Answer::Unknown,
            forward: Answer::Unknown,
        };
        let found = self
            .found(answers, self.whole(), message)
            .in_base(base)
            .in_revision(revision);
        vec![(&payload_undecided::CHECK, found)]
    }
}
