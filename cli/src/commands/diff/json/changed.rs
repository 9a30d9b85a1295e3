//! One change for programs.

use serde::Serialize;
use tidings_diag::Location;
use tidings_diff::Change;

use crate::analysis::Analysis;
use crate::view::Json;

/// A change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Changed<'d> {
    /// The check that found it; `tidings explain` tells more of it.
    check: &'d str,
    /// What it means: `breaking`, `unknown`, `risky`, `compatible` or `annotation`.
    impact: &'d str,
    /// What it means under the policy, where tidings.toml gives the check another weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<&'d str>,
    /// The policy by which it was judged.
    policy: &'d str,
    /// How literally schemas were read.
    reading: &'d str,
    /// That somebody has accepted it, so that it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'d>>,
    /// Whether what the base has is still there: `yes`, `no` or `unknown`.
    backward: &'d str,
    /// Whether what the revision has was there before.
    forward: &'d str,
    /// How that is known: `witness` when schemas were compared, else `rule`.
    evidence: &'d str,
    /// Who does not get along with the revision: `senders`, `receivers`, `both` or `none`. Of a reply, who answers counts
    /// among the senders, and who asks among the receivers.
    breaks: &'d str,
    /// The same by what each of them does with the application: `sends`, `receives`, `answers` or `asks`.
    breaks_by_role: Vec<&'d str>,
    /// Who would have to look at it, whether they break or not: the same words as `breaks`.
    concerns: &'d str,
    /// The same by what each of them does with the application.
    concerns_by_role: Vec<&'d str>,
    /// What changed.
    message: &'d str,
    /// The values of an `enum` that it is about, all of them, where the message names the first ones only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    values: Vec<Json>,
    /// What to do instead.
    advice: Option<&'d str>,
    /// The element that changed.
    element: &'d str,
    /// Where that stands in the base; null for what was added.
    base: Option<Place<'d>>,
    /// Where that stands in the revision; null for what was removed.
    revision: Option<Place<'d>>,
    /// A part of a message that shows it.
    witness: Option<Witness<'d>>,
    /// The same for the same change, whatever its lines.
    fingerprint: String,
    /// The fingerprint of the change that this one is a part of: an operation comes and goes with its channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<&'d str>,
}

/// That somebody has accepted a change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Accepted<'d> {
    /// Why.
    reason: Option<&'d str>,
    /// The last day on which that holds, as `2027-01-31`; null for ever.
    until: Option<&'d str>,
}

/// A place in a document.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Place<'d> {
    /// The file, as the user gave it.
    file: &'d str,
    /// A JSON Pointer in it.
    pointer: Option<String>,
    /// The characters.
    range: Range,
}

/// Characters of a text; the end is not part of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Range {
    /// The first one.
    start: Position,
    /// The one behind the last.
    end: Position,
}

/// A position in a text.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Position {
    /// The line, from 1.
    line: u32,
    /// The character in the line, from 1.
    column: u32,
    /// The byte in the text, from 0.
    offset: u32,
}

/// A part of a message that one version accepts and the other one refuses.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Witness<'d> {
    /// The value.
    #[cfg_attr(test, schemars(with = "serde_json::Value"))]
    instance: Json,
    /// What it is of the message: `payload`, `headers`, `key`, `parameter`, or `binding` for what only a binding describes.
    part: &'d str,
    /// The version that accepts it: `base` or `revision`.
    accepted_by: &'d str,
    /// The version that refuses it.
    rejected_by: &'d str,
    /// Why it is refused.
    reason: &'d str,
    /// The value as it is written by the version that accepts it, in hexadecimal digits, where values travel as bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoded: Option<String>,
    /// What is read instead, where the value is not refused but taken for something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    read_as: Option<Json>,
}

impl<'d> Changed<'d> {
    /// A change from the first of two versions to the second one.
    pub(crate) fn of(change: &'d Change, versions: [&'d Analysis; 2]) -> Self {
        let [base, revision] = versions;
        let place = |analysis, location: &Option<Location>| Place::of(analysis, location.as_ref()?);
        Self {
            check: change.check.id,
            impact: change.impact.name(),
            judged: (change.judged != change.impact).then(|| change.judged.name()),
            policy: change.options.policy.name(),
            reading: change.options.reading.name(),
            accepted: change.accepted.as_ref().map(Accepted::of),
            backward: change.answers.backward.word(),
            forward: change.answers.forward.word(),
            evidence: change.evidence.name(),
            breaks: change.breaks.name(),
            breaks_by_role: change.breaks.deeds(),
            concerns: change.concerns.name(),
            concerns_by_role: change.concerns.deeds(),
            message: &change.message,
            values: change.values.iter().cloned().map(Json).collect(),
            advice: change.advice.as_deref(),
            element: change.element.as_str(),
            base: place(base, &change.base),
            revision: place(revision, &change.revision),
            witness: change.witness.as_ref().map(Witness::of),
            fingerprint: change.fingerprint(),
            part_of: change.part_of.as_deref(),
        }
    }
}

impl<'d> Accepted<'d> {
    /// What is known of that.
    pub(crate) fn of(accepted: &'d tidings_diff::Accepted) -> Self {
        Self {
            reason: accepted.reason.as_deref(),
            until: accepted.until.as_deref(),
        }
    }
}

impl<'d> Place<'d> {
    /// A place in a document; `None` where there is no text to count in.
    pub(crate) fn of(analysis: &'d Analysis, location: &Location) -> Option<Self> {
        let place = tidings_report::Place::of(analysis, location.span)?;
        let position = |at: tidings_diag::LineColumn, offset| Position {
            line: at.line,
            column: at.column,
            offset,
        };
        Some(Self {
            file: place.text.path,
            pointer: location.pointer.as_deref().map(str::to_owned),
            range: Range {
                start: position(place.start, place.span.start),
                end: position(place.end, place.span.end),
            },
        })
    }
}

impl<'d> Witness<'d> {
    fn of(witness: &'d tidings_diff::Witness) -> Self {
        let encoded = witness.encoded.as_ref();
        Self {
            instance: Json(witness.instance.clone()),
            part: witness.part.name(),
            accepted_by: witness.acceptance.accepted_by.name(),
            rejected_by: witness.acceptance.rejected_by.name(),
            reason: &witness.reason,
            encoded: encoded
                .map(|(bytes, _)| bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
            read_as: witness.read_as.clone().map(Json),
        }
    }
}
