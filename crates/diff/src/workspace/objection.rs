//! Why a message is not accepted, as data, so that what is refused now can be told from what was refused before.

use std::collections::BTreeMap;
use std::fmt;

use tidings_diag::listed;
use tidings_schema::Literal;
use tidings_syntax::unescape_pointer;

use crate::Part;
use crate::judge::Loss;

/// How many values a sentence names.
const NAMED: usize = 8;

/// A demand that messages do not meet, and what of them does not meet it.
#[derive(Clone, Debug)]
pub struct Objection {
    demand: Demand,
    /// How the first value that was found does not meet it, in one sentence without a full stop.
    told: String,
    /// Each value at the place that is sent and refused, as JSON, with such a sentence, where the sender lists what it sends
    /// there; empty where it does not.
    values: BTreeMap<String, String>,
}

/// What tells one demand from another one, whatever its lines and the limit that it sets.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Demand {
    /// A keyword for what is at a place in a message.
    Keyword {
        part: &'static str,
        place: Vec<String>,
        kind: &'static str,
        missing: Option<String>,
    },
    /// Nothing but a sentence says it.
    Said(String),
}

impl Objection {
    /// What one sentence says, without a full stop.
    pub fn said(sentence: impl Into<String>) -> Self {
        let told = sentence.into();
        Self {
            demand: Demand::Said(told.clone()),
            told,
            values: BTreeMap::new(),
        }
    }

    /// What `loss` of `part` shows, where the sender lists the values `listed` at its place and each of `refused` shows the
    /// same of another one of them.
    pub(super) fn of(part: Part, loss: &Loss, listed: &[Literal], refused: &[Loss]) -> Self {
        let mut reason = Self::said(told(part, loss));
        if loss.facts.is_some() {
            return reason;
        }
        reason.demand = Demand::Keyword {
            part: part.name(),
            place: place(loss),
            kind: kind(loss.keyword),
            missing: loss.missing.clone(),
        };
        let is_listed = value(loss).is_some_and(|value| listed.contains(value));
        if is_listed {
            let all = std::iter::once(loss).chain(refused);
            let all = all.filter_map(|one| Some((value(one)?.to_json_text(), told(part, one))));
            reason.values.extend(all);
        }
        reason
    }

    /// Adds what `other` says, if it is of the same demand; says whether it is.
    pub(super) fn takes(&mut self, other: &Self) -> bool {
        let is_same = self.demand == other.demand;
        if is_same {
            let values = other.values.iter();
            (self.values).extend(values.map(|(value, told)| (value.clone(), told.clone())));
        }
        is_same
    }

    /// What of it was no reason among those that there were before.
    pub fn besides(&self, before: &[Self]) -> Option<Self> {
        let known = before.iter().find(|known| known.demand == self.demand);
        let Some(known) = known else {
            return Some(self.clone());
        };
        match (self.values.is_empty(), known.values.is_empty()) {
            // What may be anything may be what is listed now.
            (_, true) => None,
            (true, false) => Some(self.clone()),
            (false, false) => {
                let mut values = self.values.clone();
                values.retain(|value, _| !known.values.contains_key(value));
                let told = values.values().next()?.clone();
                Some(Self {
                    demand: self.demand.clone(),
                    told,
                    values,
                })
            }
        }
    }

    /// The same for the same reason, whatever of it is named.
    pub fn identity(&self) -> String {
        let others: Vec<&str> = self.others().collect();
        match others.len() > NAMED {
            true => format!("{self}: {}", others.join(", ")),
            false => self.to_string(),
        }
    }

    /// The values besides the one that is told.
    fn others(&self) -> impl Iterator<Item = &str> {
        let others = self.values.iter().filter(|(_, told)| **told != self.told);
        others.map(|(value, _)| value.as_str())
    }
}

impl fmt::Display for Objection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told)?;
        let count = self.others().count();
        let mut others: Vec<String> = self.others().take(NAMED).map(str::to_owned).collect();
        if count > NAMED {
            others.push(format!("{} more", count - NAMED));
        }
        match others.is_empty() {
            true => Ok(()),
            false => write!(formatter, " (likewise {})", listed(&others, "and")),
        }
    }
}

/// What is wrong with the payload needs no word that says so.
fn told(part: Part, loss: &Loss) -> String {
    match part {
        Part::Payload => loss.witness.reason.clone(),
        part => format!("{}: {}", part.name(), loss.witness.reason),
    }
}

/// What is refused of the witness.
pub(super) fn value(loss: &Loss) -> Option<&Literal> {
    let judges_value = loss.missing.is_none() && !NAMES.contains(&loss.keyword);
    judges_value
        .then(|| loss.witness.instance.at(&loss.pointer))
        .flatten()
}

/// Keywords that refuse a property whatever its value.
const NAMES: [&str; 3] = ["", "additionalProperties", "unevaluatedProperties"];

/// The path to what is refused, of names of properties inside each other and `*` for every item of an array.
pub(super) fn place(loss: &Loss) -> Vec<String> {
    let mut at = Some(&loss.witness.instance);
    let mut place = Vec::new();
    let mut pointer = String::new();
    for segment in loss.pointer.split('/').skip(1) {
        let is_item = matches!(at, Some(Literal::Array(_)));
        place.push(if is_item {
            "*".to_owned()
        } else {
            unescape_pointer(segment)
        });
        pointer = pointer + "/" + segment;
        at = loss.witness.instance.at(&pointer);
    }
    place
}

/// What a keyword demands, where several demand the same.
pub(super) fn kind(keyword: &'static str) -> &'static str {
    match keyword {
        "const" | "type" | "anyOf" | "oneOf" => "enum",
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        keyword => keyword,
    }
}
