//! Whether a value can be of two branches of a choice.

use std::collections::HashMap;

use tidings_decide::{Disjoint, Subject, disjoint};
use tidings_diag::{Finding, Severity};
use tidings_schema::{Formats, Literal, SchemaGraph, SchemaId};

use super::builder::Builder;
use super::merge::Choice;
use super::union::Branch;
use crate::rules::OVERLAPPING_UNION;

/// What one question may cost; it is a small part of what whoever asks it on purpose would wait.
const STEPS: u64 = 20_000;

/// More questions than this are asked of no contract.
const MOST_QUESTIONS: usize = 1_000;

/// Witnesses of more characters than this say less than they hide.
const LONGEST_WITNESS: usize = 120;

/// What is known of two schemas.
#[derive(Clone, Debug)]
pub(super) enum Overlap {
    /// Proved: no value is of both.
    None,
    /// This value is of both.
    Shown(Literal),
    /// Neither was found.
    Unknown,
}

/// The answers so far: the same branches are asked about wherever their choice is used.
#[derive(Debug, Default)]
pub(super) struct Overlaps {
    known: HashMap<(SchemaId, SchemaId), Overlap>,
}

impl Overlaps {
    /// Whether a value can be of both schemas.
    fn of(
        &mut self,
        graph: &SchemaGraph,
        one: SchemaId,
        other: SchemaId,
        formats: Formats,
    ) -> Overlap {
        let pair = (graph.resolve(one), graph.resolve(other));
        if let Some(known) = self.known.get(&pair) {
            return known.clone();
        }
        if self.known.len() >= MOST_QUESTIONS {
            return Overlap::Unknown;
        }
        let options = tidings_decide::Options {
            formats,
            budget: STEPS,
            ..tidings_decide::Options::default()
        };
        let [one, other] = [pair.0, pair.1].map(|schema| Subject { graph, schema });
        let answer = match disjoint(one, other, &options) {
            Disjoint::Yes => Overlap::None,
            Disjoint::No(witness) => Overlap::Shown(witness),
            Disjoint::Unknown(_) => Overlap::Unknown,
        };
        self.known.insert(pair, answer.clone());
        answer
    }
}

impl Builder<'_> {
    /// Two branches that may hold for one value, if any do, and what is known of them.
    pub(super) fn overlapping<'b>(
        &mut self,
        branches: &'b [Branch],
    ) -> Option<(&'b Branch, &'b Branch, Overlap)> {
        let mut doubtful = None;
        for (index, one) in branches.iter().enumerate() {
            for other in &branches[index + 1..] {
                let formats = self.formats();
                match self
                    .overlaps
                    .of(self.graph, one.schema, other.schema, formats)
                {
                    Overlap::None => {}
                    // A pair that certainly overlaps says more than one that nobody can tell apart.
                    shown @ Overlap::Shown(_) => return Some((one, other, shown)),
                    Overlap::Unknown => {
                        doubtful.get_or_insert((one, other, Overlap::Unknown));
                    }
                }
            }
        }
        doubtful
    }

    /// Tells the author which branches overlap, and what follows.
    pub(super) fn tell_overlap(
        &mut self,
        choice: &Choice,
        (one, other, overlap): (&Branch, &Branch, Overlap),
    ) {
        let (one, other) = (&one.name, &other.name);
        let both = match overlap {
            Overlap::Shown(witness) => {
                let witness = witness.to_json_text();
                match witness.chars().count() > LONGEST_WITNESS {
                    true => format!("`{one}` and `{other}` describe some values both"),
                    false => format!("`{one}` and `{other}` both describe `{witness}`"),
                }
            }
            Overlap::None | Overlap::Unknown => {
                format!("nothing tells `{one}` and `{other}` apart for certain")
            }
        };
        let follows = match choice.exactly_one {
            true => "a value of both is refused, as `oneOf` demands",
            false => "a value of both is read as the first that declares all of its properties",
        };
        let help = "require a property that is another constant in each branch";
        let message = format!("{both}; {follows}");
        let mut finding =
            Finding::new(&OVERLAPPING_UNION, choice.location.clone(), message).with_help(help);
        if !choice.exactly_one {
            finding.severity = Severity::Info;
        }
        self.find(finding);
    }
}
