//! The answers for programs, described by `schema/compare-1.json`.

use serde::Serialize;
use tidings_decide::Outcome;
use tidings_report::printable_json;

use super::comparison::{Comparison, Counterexample, Direction, Verdict, Version};
use crate::view::Json;

/// Whether one schema accepts whatever another one does, both ways, each answer with a witness or a reason.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Answer {
    /// Whether everything that is valid under the old schema is valid under the new one.
    backward: Word,
    /// Whether everything that is valid under the new schema is valid under the old one.
    forward: Word,
    /// A value that shows that the answer is no.
    backward_witness: Option<Witness>,
    /// A value that shows that the answer is no.
    forward_witness: Option<Witness>,
    /// Why the answer is unknown.
    backward_reason: Option<Obstacle>,
    /// Why the answer is unknown.
    forward_reason: Option<Obstacle>,
    /// Formats that were to be asserted and are not known, so that they demand nothing in these answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown_formats: Vec<String>,
}

/// An answer.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Word {
    /// It is proved.
    Yes,
    /// A witness shows that it is not so.
    No,
    /// Neither was found.
    Unknown,
}

/// A value that one schema accepts and the other one refuses.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Witness {
    /// The value, with nothing in it that is not needed.
    #[cfg_attr(test, schemars(with = "serde_json::Value"))]
    instance: Json,
    /// What the value is of a message.
    part: Part,
    /// The schema that accepts it.
    accepted_by: Side,
    /// The schema that refuses it.
    rejected_by: Side,
    /// Why it is refused.
    reason: String,
    /// The value as it is written by the schema that accepts it, in hexadecimal digits, where values travel as bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoded: Option<String>,
    /// What is read instead, where the bytes are not refused but taken for something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    read_as: Option<Json>,
}

/// What of a message is compared.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Part {
    /// Its content.
    Payload,
}

/// One of the two schemas.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Side {
    /// The first one.
    Old,
    /// The second one.
    New,
}

/// What stands in the way of an answer.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Obstacle {
    /// What it is.
    message: String,
    /// The JSON Pointer of the place in its file, if there is one.
    pointer: Option<String>,
    /// The schema that the place is in.
    schema: Option<Side>,
}

/// The answers as one JSON document.
pub(super) fn document(comparison: &Comparison) -> anyhow::Result<String> {
    let text = serde_json::to_string_pretty(&Answer::from(comparison))?;
    Ok(printable_json(text) + "\n")
}

/// The answers on one line.
pub(super) fn line(comparison: &Comparison) -> anyhow::Result<String> {
    let text = serde_json::to_string(&Answer::from(comparison))?;
    Ok(printable_json(text) + "\n")
}

impl Answer {
    /// The answers about schemas that nothing is known of.
    pub(super) const NONE: Self = Self {
        backward: Word::Unknown,
        forward: Word::Unknown,
        backward_witness: None,
        forward_witness: None,
        backward_reason: None,
        forward_reason: None,
        unknown_formats: Vec::new(),
    };
}

impl From<&Comparison> for Answer {
    fn from(comparison: &Comparison) -> Self {
        let Comparison {
            backward, forward, ..
        } = comparison;
        Self {
            backward: Word::from(backward),
            forward: Word::from(forward),
            backward_witness: witness(backward, Direction::BACKWARD),
            forward_witness: witness(forward, Direction::FORWARD),
            backward_reason: obstacle(backward),
            forward_reason: obstacle(forward),
            unknown_formats: comparison.unknown_formats.clone(),
        }
    }
}

impl From<&Verdict> for Word {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Yes => Self::Yes,
            Verdict::No(_) => Self::No,
            Verdict::Unknown(_) => Self::Unknown,
        }
    }
}

impl From<Version> for Side {
    fn from(version: Version) -> Self {
        match version {
            Version::Old => Self::Old,
            Version::New => Self::New,
        }
    }
}

/// The first value that shows the answer.
fn witness(verdict: &Verdict, direction: Direction) -> Option<Witness> {
    let Verdict::No(counterexamples) = verdict else {
        return None;
    };
    let Counterexample {
        instance,
        objections,
        bytes,
        ..
    } = counterexamples.first()?;
    let reasons = objections.iter();
    let reasons: Vec<&str> = reasons.map(|one| one.message.as_str()).collect();
    let read_as = bytes.as_ref().and_then(|bytes| match &bytes.outcome {
        Outcome::Misread(value) => Some(Json(value.clone())),
        Outcome::Refused => None,
    });
    Some(Witness {
        instance: Json(instance.clone()),
        part: Part::Payload,
        accepted_by: direction.from.into(),
        rejected_by: direction.to.into(),
        reason: reasons.join("; "),
        encoded: bytes.as_ref().map(|bytes| bytes.digits()),
        read_as,
    })
}

fn obstacle(verdict: &Verdict) -> Option<Obstacle> {
    let Verdict::Unknown(reason) = verdict else {
        return None;
    };
    let pointer = reason.location.as_ref().map(|location| &location.pointer);
    Some(Obstacle {
        message: reason.message.clone(),
        pointer: pointer.and_then(|pointer| Some(pointer.as_deref()?.to_owned())),
        schema: reason.version.map(Side::from),
    })
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_written;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_written::<Answer>(
            "compare-1.json",
            "The answers of `tidings schema compare`, version 1",
        );
    }
}
