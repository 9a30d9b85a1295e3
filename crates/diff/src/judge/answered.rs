//! What `tidings-decide` answers, as rulings.

use std::collections::HashSet;

use tidings_decide::{Break, ForeignBreak, Outcome, Readable, Side, Subset, Unknown};

use super::ruling::{Loss, Losses, Obstacle, Ruling};
use crate::facts::Facts;
use crate::{Acceptance, Part, Witness};

/// Keywords that apply schemas to a value and refuse it without saying which demand of these it does not meet.
const COMBINING: [&str; 6] = [
    "anyOf",
    "oneOf",
    "not",
    "contains",
    "minContains",
    "maxContains",
];

/// The answer for values.
pub(super) fn of_values(answer: Subset, acceptance: Acceptance, part: Part) -> Ruling {
    match answer {
        Subset::Yes => Ruling::Yes,
        Subset::No(breaks) => {
            let mut told = HashSet::new();
            let found = breaks.found.into_iter();
            let found = found.flat_map(|one| losses(one, acceptance, part));
            let found = found
                .filter(|loss| told.insert((loss.refused_at.clone(), loss.witness.reason.clone())));
            Ruling::No(Losses {
                found: found.collect(),
                is_all: breaks.is_all,
            })
        }
        Subset::Unknown(unknown) => Ruling::Unknown(obstacle(unknown, acceptance)),
    }
}

/// The losses that `one` shows: each demand that it does not meet is enough to refuse it.
pub(super) fn losses(one: Break, acceptance: Acceptance, part: Part) -> impl Iterator<Item = Loss> {
    let Break {
        instance,
        objections,
    } = one;
    objections.into_iter().map(move |objection| {
        let failure = objection.failure;
        Loss {
            witness: Witness {
                instance: instance.clone(),
                part,
                acceptance,
                reason: match failure.pointer.as_str() {
                    "" => failure.message,
                    pointer => format!("{pointer}: {}", failure.message),
                },
                encoded: None,
                read_as: None,
            },
            within: String::new(),
            refused_at: failure.schema,
            keyword: failure.keyword,
            pointer: failure.pointer,
            missing: failure.missing,
            is_of_combination: COMBINING.contains(&failure.keyword),
            is_of_tag: failure.is_of_tag,
            allowed_at: objection.allowed_by,
            encodings: Vec::new(),
            facts: None,
        }
    })
}

/// The answer for data that travel in several encodings: what breaks one of them breaks.
pub(super) fn of_bytes(
    answers: impl IntoIterator<Item = Readable>,
    acceptance: Acceptance,
    part: Part,
) -> Ruling {
    let mut losses: Vec<Loss> = Vec::new();
    let mut obstructed = None;
    for answer in answers {
        match answer {
            Readable::Yes => {}
            Readable::No(breaks) => {
                for one in breaks {
                    let loss = foreign_loss(one, acceptance, part);
                    // What breaks at one place in every encoding is one thing.
                    let mut known = losses.iter_mut();
                    let known = known.find(|known| {
                        (&known.refused_at, &known.allowed_at)
                            == (&loss.refused_at, &loss.allowed_at)
                            && known.encodings != loss.encodings
                    });
                    match known {
                        Some(known) => known.encodings.extend(loss.encodings),
                        None => losses.push(loss),
                    }
                }
            }
            Readable::Unknown(unknown) => {
                obstructed.get_or_insert_with(|| obstacle(unknown, acceptance));
            }
        }
    }
    match obstructed {
        _ if !losses.is_empty() => Ruling::No(Losses {
            found: losses,
            is_all: false,
        }),
        Some(obstacle) => Ruling::Unknown(obstacle),
        None => Ruling::Yes,
    }
}

fn foreign_loss(one: ForeignBreak, acceptance: Acceptance, part: Part) -> Loss {
    // It names what is written and what it is read as.
    let facts = Facts::said(&one.message);
    Loss {
        witness: Witness {
            instance: one.instance,
            part,
            acceptance,
            reason: one.message,
            encoded: Some((one.encoded, one.encoding)),
            read_as: match one.outcome {
                Outcome::Refused => None,
                Outcome::Misread(value) => Some(value),
            },
        },
        within: String::new(),
        refused_at: one.read_at,
        keyword: "",
        pointer: String::new(),
        missing: None,
        is_of_combination: false,
        is_of_tag: false,
        allowed_at: Some(one.written_at),
        encodings: vec![one.encoding],
        facts: Some(facts),
    }
}

fn obstacle(unknown: Unknown, acceptance: Acceptance) -> Obstacle {
    Obstacle {
        is_broken: unknown.is_of_broken(),
        reason: unknown.reason,
        version: match unknown.side {
            Side::First => acceptance.accepted_by,
            Side::Second => acceptance.rejected_by,
        },
        location: unknown.location,
    }
}
