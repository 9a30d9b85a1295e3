//! What became of payloads and headers: the schemas are asked what breaks, and checks explain it.

use std::collections::HashSet;

use tidings_model::contract::Payload;
use tidings_schema::SchemaId;

use super::explained::{Explained, attribute, attribute_local, other_values};
use super::schema_places::{SchemaPlace, schema_places};
use super::unused::unused_changes;
use super::{Check, Found, Versions, part_left_out, payload_changed, payload_undecided};
use crate::change::Likeness;
use crate::judge::{Judge, Loss, Obstacle, Ruling, Rulings};
use crate::schema::{Difference, Equality, Graphs, Kind, differences};
use crate::{Answer, Answers, Evidence, Part, Version};

/// What became of the schemas that both versions have.
pub(crate) fn payload_changes(
    versions: &Versions<'_>,
    equality: &Equality<'_>,
) -> Vec<(&'static Check, Found)> {
    let mut judge = Judge::new(versions.base, versions.revision, versions.options);
    let graphs = Graphs {
        base: &versions.base.schemas,
        revision: &versions.revision.schemas,
    };
    let mut changes = Vec::new();
    for place in schema_places(versions) {
        match (place.was, place.is) {
            (Payload::Schema(was), Payload::Schema(now)) => {
                let found = differences(graphs, equality, *was, *now);
                changes.extend(place.schemas(found, (*was, *now), &mut judge));
            }
            (was, now) => changes.extend(place.foreign(was, now, &mut judge)),
        }
    }
    let unused = unused_changes(versions, graphs, equality, &changes);
    changes.extend(unused);
    changes
}

impl SchemaPlace<'_> {
    /// What differs between two schemas that are written in JSON Schema, and what that means.
    fn schemas(
        &self,
        found: Vec<Difference>,
        roots: (SchemaId, SchemaId),
        judge: &mut Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let is_asked = found.iter().any(|one| one.kind.is_asked());
        let is_broken = |one: &Difference| matches!(one.kind, Kind::Broken(_));
        let (broken, found): (Vec<_>, Vec<_>) = found.into_iter().partition(is_broken);
        let mut explained: Vec<Explained> = found.into_iter().filter_map(Explained::of).collect();
        if !self.is_judged() || !is_asked {
            let annotations = explained.into_iter();
            return annotations.map(|one| self.annotation(one)).collect();
        }
        let rulings = judge.schemas(roots.0, roots.1, self.part);
        let mut changes = self.unexplained(&rulings, &mut explained);
        changes.extend(self.broken(roots, &broken, &rulings, judge));
        other_values(&mut explained, |direction, value| {
            judge.shown(roots, direction, value, self.part)
        });
        self.other_places(roots, &rulings, &mut explained, judge);
        self.doubts(roots, &rulings, &mut explained, judge);
        for one in explained {
            if !one.difference.kind.is_asked() {
                changes.push(self.annotation(one));
                continue;
            }
            changes.push(self.difference(one, &rulings, judge));
        }
        changes
    }

    /// The parts that are broken in one version only, and those because of which it is unknown what a difference means.
    fn broken(
        &self,
        (base, revision): (SchemaId, SchemaId),
        differences: &[Difference],
        rulings: &Rulings,
        judge: &Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let answer = |ruling: &Ruling| match ruling.is_broken() {
            true => Answer::Unknown,
            false => Answer::Yes,
        };
        let answers = Answers {
            backward: answer(&rulings.backward),
            forward: answer(&rulings.forward),
        };
        let is_unknown = answers != Answers::UNTOUCHED;
        let parts = judge.broken_parts(base, revision).into_iter();
        let found = parts.filter_map(|(version, unread)| {
            let place = Some(&unread.location);
            let mut differences = differences.iter();
            let difference = differences.find(|one| match one.kind {
                Kind::Broken(Version::Base) => one.base.as_ref() == place,
                _ => one.revision.as_ref() == place,
            });
            let described = part_left_out::described(unread, version);
            let mut found = match (is_unknown, difference) {
                (true, _) => self.found(answers, described).because_of(&self.called),
                (false, Some(_)) => Found::annotation(self.element, described),
                (false, None) => return None,
            };
            found = found.left_out(&unread.location, version);
            if let Some(difference) = difference {
                found.base.clone_from(&difference.base);
                found.revision.clone_from(&difference.revision);
            }
            Some((&part_left_out::CHECK, found))
        });
        found.collect()
    }

    /// Marks the differences that may lose values, where it is unknown because of a broken part what is lost: those that
    /// would lose some if that part demanded nothing.
    fn doubts(
        &self,
        roots: (SchemaId, SchemaId),
        rulings: &Rulings,
        explained: &mut [Explained],
        judge: &Judge<'_>,
    ) {
        for (direction, ruling) in [&rulings.backward, &rulings.forward]
            .into_iter()
            .enumerate()
        {
            if explained.is_empty() || !ruling.is_broken() {
                continue;
            }
            let Ruling::No(losses) = judge.schemas_as_read(roots, direction, self.part) else {
                continue;
            };
            for loss in &losses {
                attribute(loss, direction, explained);
            }
            for one in explained.iter_mut() {
                one.is_doubtful[direction] = !std::mem::take(&mut one.losses[direction]).is_empty();
            }
        }
    }

    /// Finds out which differences lose values besides those for which a message was found: looking for messages may end
    /// early, and the same difference may stand at many places.
    ///
    /// What is lost at a place is lost with every message that has such a value there, if all values there are judged alike.
    fn other_places(
        &self,
        roots: (SchemaId, SchemaId),
        rulings: &Rulings,
        explained: &mut [Explained],
        judge: &mut Judge<'_>,
    ) {
        let mut asked = HashSet::from([roots]);
        for index in 0..explained.len() {
            let one = &explained[index];
            let difference = &one.difference;
            let silent = [&rulings.backward, &rulings.forward].map(Ruling::answer);
            let silent = [0, 1].map(|direction| {
                let is_known = one.is_lossy[direction] || !one.losses[direction].is_empty();
                silent[direction] == Answer::No && !is_known
            });
            let place = match (&*difference.base_schemas, &*difference.revision_schemas) {
                ([was], [now]) if difference.is_unconditional => (*was, *now),
                _ => continue,
            };
            if !difference.kind.is_asked() || silent == [false, false] || !asked.insert(place) {
                continue;
            }
            let there = judge.schemas(place.0, place.1, self.part);
            for (direction, ruling) in [there.backward, there.forward].into_iter().enumerate() {
                let (true, Ruling::No(losses)) = (silent[direction], ruling) else {
                    continue;
                };
                let path = explained[index].difference.path.clone();
                for loss in &losses {
                    attribute_local(loss, &path, direction, explained, |value| {
                        judge.shown(roots, direction, value, self.part)
                    });
                }
            }
        }
    }

    /// What breaks and no difference explains, and what could not be found out.
    fn unexplained(
        &self,
        rulings: &Rulings,
        explained: &mut [Explained],
    ) -> Vec<(&'static Check, Found)> {
        let mut changes = Vec::new();
        let mut lost: Vec<Found> = Vec::new();
        let rulings = [&rulings.backward, &rulings.forward];
        // What matters under the policy is told first, and with its witness.
        for direction in self.directions() {
            match rulings[direction] {
                Ruling::Yes => {}
                Ruling::No(losses) => {
                    for loss in losses {
                        if attribute(loss, direction, explained) {
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
                // The broken part itself is told.
                Ruling::Unknown(obstacle) if obstacle.is_broken => {}
                Ruling::Unknown(obstacle) => {
                    let found = self.obstructed(obstacle, direction);
                    changes.push((&payload_undecided::CHECK, found));
                }
            }
        }
        changes.extend(
            lost.into_iter()
                .map(|found| (self.check(&payload_changed::CHECK), found)),
        );
        changes
    }

    /// What could not be found out.
    fn obstructed(&self, obstacle: &Obstacle, direction: usize) -> Found {
        let message = format!(
            "{}: it could not be found out what the difference means, because {}",
            self.called, obstacle.reason
        );
        let mut found = self.found(in_direction(direction, Answer::Unknown), message);
        match obstacle.version {
            Version::Base => found.base = Some(obstacle.location.clone()),
            Version::Revision => found.revision = Some(obstacle.location.clone()),
        }
        found.detail = format!("{} {direction}", self.name);
        found
    }

    /// A loss that no difference explains.
    fn loss(&self, loss: &Loss, direction: usize) -> Found {
        let message = format!("{}: {}", self.called, loss.witness.reason);
        let mut found = self.found(in_direction(direction, Answer::No), message);
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

    /// A difference, with what it means.
    fn difference(
        &self,
        one: Explained,
        rulings: &Rulings,
        judge: &mut Judge<'_>,
    ) -> (&'static Check, Found) {
        let mut alone = None;
        let mut answer = |direction: usize, ruling: &Ruling| match ruling {
            Ruling::Yes => Answer::Yes,
            _ if !one.losses[direction].is_empty() || one.is_lossy[direction] => Answer::No,
            Ruling::No(_) if !ruling.is_exhausted() => Answer::Yes,
            Ruling::Unknown(obstacle) if obstacle.is_broken => match one.is_doubtful[direction] {
                true => Answer::Unknown,
                false => Answer::Yes,
            },
            // Not every loss was told, so the place is asked about by itself.
            Ruling::No(_) | Ruling::Unknown(_) => {
                let asked = alone.get_or_insert_with(|| {
                    match (
                        &*one.difference.base_schemas,
                        &*one.difference.revision_schemas,
                    ) {
                        ([was], [now]) => Some(judge.schemas(*was, *now, self.part)),
                        _ => None,
                    }
                });
                let asked = asked
                    .as_ref()
                    .map(|asked| [&asked.backward, &asked.forward]);
                match asked.map(|asked| asked[direction].answer()) {
                    Some(Answer::Yes) => Answer::Yes,
                    _ => Answer::Unknown,
                }
            }
        };
        let answers = Answers {
            backward: answer(0, &rulings.backward),
            forward: answer(1, &rulings.forward),
        };
        let by_rule = self.by_rule(&one.difference.kind);
        let removal = self.removal(&one.difference);
        let judged = answers.and(one.told.answers).and(by_rule);
        let judged = match &removal {
            Some(removal) => judged.at_most(removal.backward),
            None => judged,
        };
        let (check, mut found) = self.told(&one, judged);
        if let Some(removal) = removal {
            found.message += &removal.announced;
            found = found.after(&removal);
        }
        let is_shown =
            found.answers == answers.and(one.told.answers) && one.is_lossy == [false, false];
        found.evidence = match is_shown {
            true => Evidence::Witness,
            false => Evidence::Rule,
        };
        if !one.difference.kind.is_demand() && found.answers == Answers::UNTOUCHED {
            found.concern = None;
        }
        // Of two witnesses the one that shows what breaks is told.
        let directions = self.directions().into_iter();
        let mut losses = directions.flat_map(|direction| &one.losses[direction]);
        found.witness = losses.next().map(|loss| loss.witness.clone());
        (check, found)
    }

    /// A difference that the schemas are not asked about.
    fn annotation(&self, one: Explained) -> (&'static Check, Found) {
        let by_rule = match one.difference.kind.is_demand() {
            true => self.by_rule(&one.difference.kind),
            false => Answers::UNTOUCHED,
        };
        let (check, mut found) = self.told(&one, one.told.answers.and(by_rule));
        if found.answers == Answers::UNTOUCHED {
            found.concern = None;
        }
        (check, found)
    }

    fn told(&self, one: &Explained, answers: Answers) -> (&'static Check, Found) {
        let Explained {
            check,
            told,
            difference,
            ..
        } = one;
        let place = match difference.path.as_str() {
            "" => String::new(),
            path => format!(" `{path}`"),
        };
        let branch = match difference.branch.as_str() {
            "" => String::new(),
            branch => format!(" {branch}"),
        };
        let place = format!("{}{place}{branch}", self.called);
        let message = format!("{place}: {}", told.message);
        let mut found = self.found(answers, message);
        // A property is named by what is said of it, anything else by where it is.
        let named = match difference.kind.names_property() {
            true => "",
            false => difference.path.rsplit('/').next().unwrap_or_default(),
        };
        found.likeness = Some(Likeness {
            place,
            difference: format!("{} {named}{branch} {}", self.part.name(), told.message),
        });
        found.base.clone_from(&difference.base);
        found.revision.clone_from(&difference.revision);
        found.detail = format!("{} {}{branch} {}", self.name, difference.path, told.message);
        match difference.kind.is_asked() {
            true => (self.check(check), found),
            false => (*check, found),
        }
    }

    /// What became of a part that is written in another language.
    fn foreign(
        &self,
        was: &Payload,
        now: &Payload,
        judge: &mut Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        // Another language is the business of the check of schema formats.
        let Some(rulings) = judge.foreign(was, now, self.part) else {
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

    fn found(&self, answers: Answers, message: String) -> Found {
        Found::new(self.concern, answers, self.element, message).with_detail(self.name.as_str())
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
