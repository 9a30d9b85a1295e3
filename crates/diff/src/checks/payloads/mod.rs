//! What became of payloads and headers: the schemas are asked what breaks, and checks explain it.

mod asked;
mod branches;
mod broken;
mod foreign;
mod impossible;
mod told;

use tidings_model::contract::Payload;
use tidings_schema::SchemaId;

use super::explained::{Explained, attribute, attribute_local};
use super::schema_places::{SchemaPlace, schema_places};
use super::unused::unused_changes;
use super::values::{other_values, silent_values, together};
use super::{Check, Found, Versions, payload_changed, payload_undecided};
use crate::facts::Facts;
use crate::judge::{Judge, Loss, Obstacle, Ruling, Rulings};
use crate::schema::{Difference, Equality, Graphs, Kind, differences};
use crate::{Answer, Answers, Evidence, Version};
use asked::Asked;
use branches::{crossed, in_branches};

/// What became of the schemas that both versions have.
pub(crate) fn payload_changes(
    versions: &Versions<'_>,
    equality: &Equality<'_>,
) -> Vec<(&'static Check, Found)> {
    let mut judge = Judge::new(versions.base, versions.revision, versions.options);
    let graphs = judge.graphs();
    let mut changes = Vec::new();
    for place in schema_places(versions) {
        match (place.was, place.is) {
            (Payload::Schema(was), Payload::Schema(now)) => {
                let found = differences(graphs, equality, *was, *now);
                let is_same = equality.demand_the_same(*was, *now);
                changes.extend(place.schemas(found, (*was, *now), is_same, &mut judge));
            }
            (was, now) => changes.extend(place.foreign(was, now, &mut judge, versions)),
        }
    }
    let unused = unused_changes(versions, graphs, equality, &changes);
    changes.extend(unused);
    changes
}

impl SchemaPlace<'_> {
    /// What differs between two schemas that are written in JSON Schema, and what that means.
    ///
    /// Whatever was `found`, what demands something else is asked: whether it breaks somebody must not depend on whether what
    /// differs has a name.
    fn schemas(
        &self,
        found: Vec<Difference>,
        roots: (SchemaId, SchemaId),
        is_same: bool,
        judge: &mut Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        // What is not told one by one may demand something.
        let may_demand = |kind: &Kind| kind.is_asked() || matches!(kind, Kind::More);
        let is_named = found.iter().any(|one| may_demand(&one.kind));
        let is_broken = |one: &Difference| matches!(one.kind, Kind::Broken(_));
        let (broken, found): (Vec<_>, Vec<_>) = found.into_iter().partition(is_broken);
        let explained: Vec<Explained> = found.into_iter().filter_map(Explained::of).collect();
        if !self.is_judged() || is_same && !is_named {
            let annotations = explained.into_iter().map(|one| self.annotation(one));
            let mut changes: Vec<_> = annotations.collect();
            if !is_same && !is_named {
                changes.extend(self.nameless(roots, judge));
            }
            return changes;
        }
        let mut asked = Asked::new(judge, roots, self.part);
        let rulings = asked.of(roots).clone();
        let mut changes = self.broken(roots, &broken, &rulings, asked.judge);
        if let Some(impossible) = self.impossible(roots, &rulings, asked.judge) {
            changes.push(impossible);
            changes.extend(explained.into_iter().map(|one| self.idle(one)));
            return changes;
        }
        let explained = explained.into_iter().flat_map(Explained::apart);
        let mut explained: Vec<Explained> = explained.collect();
        crossed(&rulings, &mut explained, &mut asked);
        changes.extend(self.unexplained(&rulings, &mut explained, asked.judge.graphs()));
        let graphs = asked.judge.graphs();
        other_values(&mut explained, graphs, |direction, value| {
            asked.shown(direction, value)
        });
        self.other_places(&rulings, &mut explained, &mut asked);
        in_branches(&rulings, &mut explained, &mut asked);
        self.doubts(roots, &rulings, &mut explained, asked.judge);
        let judged = explained.into_iter().map(|one| {
            let answers = match one.difference.kind.is_asked() {
                true => self.answers(&one, &rulings, &mut asked),
                false => Answers::UNTOUCHED,
            };
            (one, answers)
        });
        let told = together(judged);
        let of_told = told
            .iter()
            .fold(Answers::UNTOUCHED, |all, (_, one)| all.and(*one));
        changes.extend(self.undecided(&rulings, of_told));
        let told = told.into_iter();
        changes.extend(
            told.map(|(one, answers)| match one.difference.kind.is_asked() {
                true => self.difference(one, answers, &rulings),
                false => self.annotation(one),
            }),
        );
        changes
    }

    /// What became of schemas about which the protocol says what a change means, where nothing that differs has a name.
    fn nameless(
        &self,
        (base, revision): (SchemaId, SchemaId),
        judge: &mut Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let rulings = judge.schemas(base, revision, self.part);
        let mut changes = self.unexplained(&rulings, &mut [], judge.graphs());
        changes.extend(self.undecided(&rulings, Answers::UNTOUCHED));
        let changes = changes.into_iter().map(|(check, mut found)| {
            found.answers = self.by_rule(&Kind::More);
            (check, found)
        });
        changes.collect()
    }

    /// Finds out which differences lose values besides those for which a message was found: looking for messages may end
    /// early, and the same difference may stand at many places.
    ///
    /// What is lost at a place is lost with every message that has such a value there, if all values there are judged alike.
    fn other_places(
        &self,
        rulings: &Rulings,
        explained: &mut [Explained],
        asked: &mut Asked<'_, '_>,
    ) {
        let graphs = asked.judge.graphs();
        for index in 0..explained.len() {
            let one = &explained[index];
            let difference = &one.difference;
            let silent = [&rulings.backward, &rulings.forward].map(Ruling::answer);
            let silent = [0, 1].map(|direction| {
                let is_known = one.is_lossy[direction] || !one.losses[direction].is_empty();
                silent[direction] == Answer::No && !is_known
            });
            let place = match difference.place() {
                Some(place) if difference.is_unconditional => place,
                _ => continue,
            };
            if !difference.kind.is_asked() || silent == [false, false] || asked.knows(place) {
                continue;
            }
            let there = asked.of(place).clone();
            for (direction, ruling) in [there.backward, there.forward].iter().enumerate() {
                if !silent[direction] {
                    continue;
                }
                let path = explained[index].difference.path.clone();
                for loss in ruling.losses() {
                    attribute_local(loss, &path, direction, explained, graphs, |value| {
                        asked.shown(direction, value)
                    });
                }
                // A list is one reason, whichever of its values are lost there.
                for value in silent_values(explained, index, direction) {
                    let Some(loss) = asked.shown_at(place, direction, &value) else {
                        continue;
                    };
                    attribute_local(&loss, &path, direction, explained, graphs, |value| {
                        asked.shown(direction, value)
                    });
                }
            }
        }
    }

    /// What breaks and no difference explains.
    fn unexplained(
        &self,
        rulings: &Rulings,
        explained: &mut [Explained],
        graphs: Graphs<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let mut lost: Vec<Found> = Vec::new();
        let rulings = [&rulings.backward, &rulings.forward];
        // What matters under the policy is told first, and with its witness.
        for direction in self.directions() {
            match rulings[direction] {
                Ruling::Yes => {}
                Ruling::No(losses) => {
                    for loss in &losses.found {
                        if attribute(loss, direction, explained, graphs) {
                            continue;
                        }
                        let found = self.loss(loss, direction);
                        let is_same = |known: &&mut Found| {
                            known.answers == in_direction(1 - direction, Answer::No)
                                && (&known.base, &known.revision) == (&found.base, &found.revision)
                        };
                        match lost.iter_mut().find(is_same) {
                            Some(known) => known.answers = known.answers.and(found.answers),
                            None => lost.push(found),
                        }
                    }
                }
                // That is told once it is known what the differences mean.
                Ruling::Unknown(_) => {}
            }
        }
        let lost = lost.into_iter();
        lost.map(|found| (self.check(&payload_changed::CHECK), found))
            .collect()
    }

    /// What could not be found out, where no difference of which that is `told` says so: once for both directions.
    fn undecided(&self, rulings: &Rulings, told: Answers) -> Option<(&'static Check, Found)> {
        let mut answers = Answers::UNTOUCHED;
        let mut obstacles: Vec<&Obstacle> = Vec::new();
        // What matters under the policy is told first.
        for direction in self.directions() {
            let told = [told.backward, told.forward][direction];
            // A broken part is told itself.
            match [&rulings.backward, &rulings.forward][direction] {
                Ruling::Unknown(obstacle) if !obstacle.is_broken && told != Answer::Unknown => {
                    answers = answers.and(in_direction(direction, Answer::Unknown));
                    obstacles.push(obstacle);
                }
                _ => {}
            }
        }
        if obstacles.is_empty() {
            return None;
        }
        let what = match (answers.backward, answers.forward) {
            (Answer::Unknown, Answer::Unknown) => "what the difference means",
            (Answer::Unknown, _) => "whether the revision accepts all that the base allows",
            _ => "whether the base accepts all that the revision allows",
        };
        let mut reasons: Vec<&str> = obstacles.iter().map(|one| &*one.reason).collect();
        reasons.dedup();
        let message = format!(
            "{}: it could not be found out {what}, because {}",
            self.called,
            reasons.join(", and ")
        );
        let mut found = self.found(answers, self.whole(), message);
        for obstacle in &obstacles {
            let place = match obstacle.version {
                Version::Base => &mut found.base,
                Version::Revision => &mut found.revision,
            };
            place.get_or_insert_with(|| obstacle.location.clone());
        }
        Some((&payload_undecided::CHECK, found))
    }

    /// A loss that no difference explains.
    fn loss(&self, loss: &Loss, direction: usize) -> Found {
        let (called, reason) = (&self.called, &loss.witness.reason);
        let message = format!("{called}{}: {reason}", loss.encoded());
        let facts = match &loss.facts {
            Some(facts) => facts.clone(),
            None => self.whole(),
        };
        let mut found = self.found(in_direction(direction, Answer::No), facts, message);
        let (refusing, allowing) = (Some(loss.refused_at.clone()), loss.allowed_at.clone());
        (found.base, found.revision) = match direction {
            0 => (allowing, refusing),
            _ => (refusing, allowing),
        };
        found.detail = format!("{} {}", self.name, loss.pointer);
        found.evidence = Evidence::Witness;
        found.witness = Some(loss.witness.clone());
        found
    }

    fn found(&self, answers: Answers, facts: Facts, message: String) -> Found {
        let found = Found::new(self.concern, answers, self.element, facts, message);
        found.with_detail(self.name.as_str())
    }
}

/// An answer in one direction: 0 is backward.
fn in_direction(direction: usize, answer: Answer) -> Answers {
    let mut answers = Answers::UNTOUCHED;
    match direction {
        0 => answers.backward = answer,
        _ => answers.forward = answer,
    }
    answers
}
