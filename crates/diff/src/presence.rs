//! A property that came or went with the demand that it is there: two differences of schemas, and one fact.
//!
//! Each is judged by itself, because they break different people: who left the property out, and who refuses what they do
//! not know. What is worse gives the meaning and the words. The name is always that of the demand, whatever the policy and
//! the weights of both checks make of it, so that an accepted break stays accepted when these change.

use std::collections::HashMap;

use tidings_model::contract::ElementId;

use crate::checks::{BACKWARD, FORWARD};
use crate::schema::Kind;
use crate::{Change, Evidence, Impact};

/// What a change says of a property of some values.
#[derive(Clone, Debug)]
pub(crate) struct Presence {
    /// The values and the property.
    of: Property,
    /// What is said of it, in words that follow the place.
    told: String,
    /// Whether that is about it having to be there, and not about it being declared.
    is_demand: bool,
}

/// A property of some values that comes or goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Property {
    place: String,
    name: String,
    is_coming: bool,
}

impl Presence {
    /// What `kind`, a difference of values that `place` names, says of a property, which is `told` in words.
    pub(crate) fn of(kind: &Kind, place: &str, told: &str) -> Option<Self> {
        let (name, is_coming, is_demand) = match kind {
            Kind::PropertyAdded(name) => (name, true, false),
            Kind::Required(name) => (name, true, true),
            Kind::PropertyRemoved(name) => (name, false, false),
            Kind::Optional(name) => (name, false, true),
            _ => return None,
        };
        Some(Self {
            of: Property {
                place: place.to_owned(),
                name: name.clone(),
                is_coming,
            },
            told: told.to_owned(),
            is_demand,
        })
    }

    /// Whether it says the one thing of a property of which `other` says the other one.
    fn is_other_half_of(&self, other: &Self) -> bool {
        self.of == other.of && self.is_demand != other.is_demand
    }

    /// What is said where it is both.
    fn joined(&self) -> String {
        let name = &self.of.name;
        match self.of.is_coming {
            true => format!("property `{name}` is new and must be there"),
            false => format!("property `{name}`, which had to be there, is gone"),
        }
    }
}

/// `told`, differences of the same values in words, where a property and the demand for it are told as one.
pub(crate) fn joined_words(told: Vec<(&Kind, String)>) -> Vec<String> {
    let mut joined: Vec<(Option<Presence>, String)> = Vec::new();
    for (kind, words) in told {
        let presence = Presence::of(kind, "", &words);
        let half = presence.as_ref().and_then(|one| {
            let mut halves = joined.iter_mut();
            halves.find(|(other, _)| other.as_ref().is_some_and(|it| one.is_other_half_of(it)))
        });
        match (half, &presence) {
            (Some(half), Some(one)) => *half = (None, one.joined()),
            _ => joined.push((presence, words)),
        }
    }
    joined.into_iter().map(|(_, words)| words).collect()
}

/// `changes`, each with what goes with it, where a property and the demand for it are told as one.
pub(crate) fn joined<W>(changes: impl IntoIterator<Item = (Change, W)>) -> Vec<(Change, W)> {
    let mut told: Vec<(Change, W)> = Vec::new();
    let mut known: HashMap<(ElementId, Property), usize> = HashMap::new();
    for (change, whole) in changes {
        let Some(presence) = &change.presence else {
            told.push((change, whole));
            continue;
        };
        let key = (change.element.clone(), presence.of.clone());
        let first = known.get(&key).and_then(|first| told.get_mut(*first));
        match first {
            Some((first, _)) if is_other_half(first, presence) => {
                *first = match presence.is_demand {
                    true => join(first.clone(), change),
                    false => join(change, first.clone()),
                };
            }
            _ => {
                known.insert(key, told.len());
                told.push((change, whole));
            }
        }
    }
    told
}

/// Whether `change` says the one thing and `presence` the other.
fn is_other_half(change: &Change, presence: &Presence) -> bool {
    let of = change.presence.as_ref();
    of.is_some_and(|of| of.is_demand != presence.is_demand)
}

/// One change of two halves: what is `declared` and what is `demanded`, which names it.
fn join(declared: Change, demanded: Change) -> Change {
    let (check, detail, facts) = (
        demanded.check,
        demanded.detail.clone(),
        // What the property holds is part of it.
        demanded.facts.clone().with(declared.facts.clone()),
    );
    let (base, revision) = (declared.base.clone(), declared.revision.clone());
    let also = vec![[demanded.base.clone(), demanded.revision.clone()]];
    let (mut worse, other) = match demanded.judged >= declared.judged {
        true => (demanded, declared),
        false => (declared, demanded),
    };
    if let Some(presence) = worse.presence.take() {
        let joined = presence.joined();
        worse.message = worse.message.replacen(&presence.told, &joined, 1);
        if let Some(likeness) = &mut worse.likeness {
            likeness.difference = likeness.difference.replacen(&presence.told, &joined, 1);
        }
    }
    if other.judged >= Impact::Risky {
        worse.concerns = worse.concerns | other.concerns;
    }
    if other.judged == worse.judged {
        worse.breaks = worse.breaks | other.breaks;
        worse.advice = both_advised(worse.advice, other.advice);
    }
    if other.evidence == Evidence::Rule {
        worse.evidence = Evidence::Rule;
    }
    worse.judged_by.extend(other.judged_by);
    Change {
        check,
        detail,
        facts,
        answers: worse.answers.and(other.answers),
        witness: worse.witness.or(other.witness),
        orders: worse.orders.and(other.orders),
        base,
        revision,
        also,
        ..worse
    }
}

/// What to do instead of two halves: what one check advises in general is part of what the other one knows better.
fn both_advised(one: Option<String>, other: Option<String>) -> Option<String> {
    let is_general = |advice: &String| [BACKWARD, FORWARD].contains(&advice.as_str());
    match (one, other) {
        (Some(one), Some(other)) if one == other || is_general(&other) => Some(one),
        (Some(one), Some(other)) if is_general(&one) => Some(other),
        (Some(one), Some(other)) => Some(format!("{one}; {other}")),
        (one, other) => one.or(other),
    }
}
