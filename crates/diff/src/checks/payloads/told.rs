//! Differences of schemas in words, each with what it means.

use super::super::explained::Explained;
use super::super::schema_places::SchemaPlace;
use super::super::{Check, Found};
use super::asked::Asked;
use crate::change::Likeness;
use crate::judge::{Of, Ruling, Rulings};
use crate::presence::Presence;
use crate::schema::{Difference, SchemaPair, Sense};
use crate::{Answer, Answers, Evidence};

/// Why it is not known what a difference means of which no message is known that shows it.
const UNTOLD: &str = "; messages are refused because of what changed beside it, and it could not be found out whether any is because of this";

impl SchemaPlace<'_> {
    /// What a difference means, as far as the schemas say.
    pub(super) fn answers(
        &self,
        one: &Explained,
        rulings: &Rulings,
        asked: &mut Asked<'_, '_>,
    ) -> Answers {
        let mut answer = |direction: usize, ruling: &Ruling| match ruling {
            Ruling::Yes => Answer::Yes,
            _ if !one.losses[direction].is_empty() || one.is_lossy[direction] => Answer::No,
            ruling if ruling.tells_all(one.subject()) => Answer::Yes,
            _ if !one.may_lose(direction) => Answer::Yes,
            Ruling::Unknown(obstacle) if obstacle.is_broken => match one.is_doubtful[direction] {
                true => Answer::Unknown,
                false => Answer::Yes,
            },
            _ if one.is_kept[direction] => Answer::Yes,
            // Not every loss was told, so the place is asked about by itself.
            Ruling::No(_) | Ruling::Unknown(_) => {
                match is_kept_there(one, direction, asked)
                    || changes_nothing(&one.difference, asked)
                {
                    true => Answer::Yes,
                    false => Answer::Unknown,
                }
            }
        };
        Answers {
            backward: answer(0, &rulings.backward),
            forward: answer(1, &rulings.forward),
        }
    }

    /// A difference, with what the schemas say that it means.
    pub(super) fn difference(
        &self,
        one: Explained,
        answers: Answers,
        rulings: &Rulings,
    ) -> (&'static Check, Found) {
        let by_rule = self.by_rule(&one.difference.kind);
        let removal = self.removal(&one.difference);
        let judged = answers.and(one.told.answers).and(by_rule);
        let judged = match &removal {
            Some(removal) => judged.at_most(removal.backward),
            None => judged,
        };
        let (check, mut found) = self.told(&one, judged);
        if self.judged(judged) == Answer::Unknown {
            found.message += &self.untold(&one, answers, rulings);
        }
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

    /// Why it is not known what a difference means, in words that follow it: of the direction that counts, if both are unknown.
    fn untold(&self, one: &Explained, answers: Answers, rulings: &Rulings) -> String {
        let answers = [answers.backward, answers.forward];
        let directions = self.directions().into_iter();
        let mut open = directions.filter(|direction| {
            answers[*direction] == Answer::Unknown && !one.is_doubtful[*direction]
        });
        let told =
            open.next().map(
                |direction| match [&rulings.backward, &rulings.forward][direction] {
                    Ruling::Unknown(obstacle) => format!(
                        "; it could not be found out what that means, because {}",
                        obstacle.reason
                    ),
                    Ruling::Yes | Ruling::No(_) => UNTOLD.to_owned(),
                },
            );
        told.unwrap_or_default()
    }

    /// A difference that the schemas are not asked about.
    pub(super) fn annotation(&self, one: Explained) -> (&'static Check, Found) {
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
        let way = difference.way();
        let place = format!("{}{place}{way}", self.called);
        let message = format!("{place}: {}", told.message);
        let mut found = self.found(answers, difference.facts(), message);
        // A property is named by what is said of it, anything else by where it is.
        let named = match difference.kind.names_property() {
            true => "",
            false => difference.path.rsplit('/').next().unwrap_or_default(),
        };
        found.likeness = Some(Likeness {
            place,
            difference: format!("{} {named} {}", self.part.name(), told.identity),
            said: format!("{} {}", self.part.name(), told.identity),
        });
        let values = format!("{} {}{way}", self.name, difference.path);
        found.presence = Presence::of(&difference.kind, &values, &told.message);
        found.base.clone_from(&difference.base);
        found.revision.clone_from(&difference.revision);
        let subject = difference.kind.subject();
        let meant = difference.meant_way();
        found.detail = format!("{} {}{meant} {subject}", self.name, difference.path);
        found.values.clone_from(&told.values);
        let found = found.mutual(told.is_mutual);
        let telling = match difference.kind.is_asked() {
            true => self.check(check),
            false => *check,
        };
        // Another check than the one that explains it has its own advice.
        let advice = told.advice.filter(|_| telling.meta.id == check.meta.id);
        match advice {
            Some(advice) => (telling, found.advised(advice)),
            None => (telling, found),
        }
    }
}

/// Whether nothing is lost in one direction of the values at the place of `one` or around it, where that is enough.
fn is_kept_there(one: &Explained, direction: usize, asked: &mut Asked<'_, '_>) -> bool {
    let difference = &one.difference;
    let place = difference.place();
    // What allows the same as before changes nothing, whatever stands around it.
    let around = difference.whole.as_ref().map(SchemaPair::both);
    let mut places = place.into_iter().chain(around);
    if difference.kind.is_demand()
        && places.any(|place| asked.apart(place).answers() == Answers::UNTOUCHED)
    {
        return true;
    }
    match (difference.sense, place) {
        _ if one.is_crossed[direction] => false,
        (Sense::Same, place) => {
            let there = place.map(|place| asked.of(place));
            let there = there.map(|there| [&there.backward, &there.forward][direction]);
            let is_kept = there.is_some_and(|there| match there {
                Ruling::Yes => true,
                there => difference.is_unconditional && there.tells_all(Of::All),
            });
            is_kept || is_kept_around(difference, direction, asked)
        }
        (Sense::Turned, Some(place)) => {
            let apart = asked.apart(place);
            matches!([&apart.forward, &apart.backward][direction], Ruling::Yes)
        }
        (Sense::Turned, None) | (Sense::Either, _) => false,
    }
}

/// Whether nothing is lost in one direction of the values around the place of `difference`.
fn is_kept_around(difference: &Difference, direction: usize, asked: &mut Asked<'_, '_>) -> bool {
    difference.whole.as_ref().is_some_and(|around| {
        let there = asked.of(around.both());
        matches!([&there.backward, &there.forward][direction], Ruling::Yes)
    })
}

/// Whether an alternative that `difference` is in allows the same values in both versions, so that it changes nothing, whatever
/// else is demanded of them.
fn changes_nothing(difference: &Difference, asked: &mut Asked<'_, '_>) -> bool {
    let mut alternatives = difference.alternatives.iter().rev();
    alternatives.any(|alternative| {
        let apart = asked.apart(alternative.both());
        matches!(
            (&apart.backward, &apart.forward),
            (Ruling::Yes, Ruling::Yes)
        )
    })
}
