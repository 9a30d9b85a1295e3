//! Two other provers, which know fewer answers and are hardly ever wrong.

use std::panic::AssertUnwindSafe;

use jsoncompat::{CompatibilityResult, Role, SchemaDocument, analyze_compat};
use jsonschema::Draft;
use jsonschema::canonical::{self, CanonicalSchema, Containment};
use serde_json::Value;
use tidings_schema::Formats;

use crate::answer::{Answer, confirm};
use crate::modern::modern;
use crate::schema::{Schema, literal};

/// How many random pairs the other provers are asked about, `TIDINGS_PAIRS`; `None` and a word when they are not asked,
/// because without optimisation they take minutes.
pub(crate) fn random_pairs() -> Option<usize> {
    let asked = std::env::var("TIDINGS_PAIRS").ok();
    if asked.is_none() {
        println!("TIDINGS_PAIRS is not set, so other provers are not asked");
    }
    Some(asked?.parse().expect("TIDINGS_PAIRS is a number"))
}

/// What a prover says to the question whether every value of one schema is one of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    Yes,
    No,
    Unknown,
}

/// What both say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opinions {
    /// `covers` of the crate jsonschema.
    pub(crate) canonical: Opinion,
    /// `analyze_compat` of the crate jsoncompat.
    pub(crate) jsoncompat: Opinion,
}

impl Opinions {
    /// Asks both.
    pub(crate) fn ask(first: &Schema, second: &Schema) -> Self {
        Self {
            canonical: canonical(first, second),
            jsoncompat: jsoncompat(first, second),
        }
    }

    /// Whether neither has an answer.
    pub(crate) fn are_unknown(self) -> bool {
        self.canonical == Opinion::Unknown && self.jsoncompat == Opinion::Unknown
    }

    /// Who contradicts `answer`, whose witnesses were confirmed.
    ///
    /// A *yes* of jsoncompat does not count against such a value: where definitions refer to each other in turn it has been
    /// seen to overlook that a property fell to `additionalProperties`.
    pub(crate) fn against(self, answer: &Answer) -> Vec<&'static str> {
        let contrary = match answer {
            Answer::Yes => Opinion::No,
            Answer::No(_) => Opinion::Yes,
            Answer::Unknown(_) => return Vec::new(),
        };
        let both = [
            ("canonical", self.canonical),
            ("jsoncompat", self.jsoncompat),
        ];
        let is_refuted = |name: &str| name == "jsoncompat" && matches!(answer, Answer::No(_));
        let against = both
            .into_iter()
            .filter(|(name, opinion)| *opinion == contrary && !is_refuted(name));
        against.map(|(name, _)| name).collect()
    }
}

fn canonical(first: &Schema, second: &Schema) -> Opinion {
    let [Some(first), Some(second)] = [first, second].map(canonicalized) else {
        return Opinion::Unknown;
    };
    covers(&first, &second)
}

/// A schema as the crate jsonschema compares it; `None` where it cannot.
pub(crate) fn canonicalized(schema: &Schema) -> Option<CanonicalSchema> {
    let (plain, draft) = schema.plain();
    let mut options = canonical::options()
        .offline()
        .should_validate_formats(schema.formats() == Formats::Assert);
    if let Some(draft) = draft {
        options = options.with_draft(draft);
    }
    options.canonicalize(plain).ok()
}

/// `covers`: that it is not `No` where no value breaks the inclusion is its own promise.
pub(crate) fn covers(first: &CanonicalSchema, second: &CanonicalSchema) -> Opinion {
    match second.covers(first) {
        Ok(Containment::Yes) => Opinion::Yes,
        Ok(Containment::No) => Opinion::No,
        _ => Opinion::Unknown,
    }
}

/// The counterexample of jsoncompat counts when it is one for us.
fn jsoncompat(first: &Schema, second: &Schema) -> Opinion {
    let [Some(first_document), Some(second_document)] = [first, second].map(document) else {
        return Opinion::Unknown;
    };
    match compatibility(&first_document, &second_document) {
        (Opinion::No, Some(value)) if confirm(first, second, &literal(&value)).is_err() => {
            Opinion::Unknown
        }
        (opinion, _) => opinion,
    }
}

/// A schema as jsoncompat takes it, which judges formats never and knows 2020-12 only; `None` where it cannot.
pub(crate) fn document(schema: &Schema) -> Option<SchemaDocument> {
    if schema.formats() == Formats::Assert {
        return None;
    }
    let (plain, draft) = schema.plain();
    if may_keep_it_busy(plain) {
        return None;
    }
    let plain = match draft? {
        Draft::Draft202012 => plain.clone(),
        Draft::Draft7 => modern(plain),
        _ => return None,
    };
    SchemaDocument::from_json(&plain).ok()
}

/// Whether jsoncompat might look for values for hours: it makes lists up that contain what refers back to the list.
fn may_keep_it_busy(schema: &Value) -> bool {
    let text = schema.to_string();
    let refers = ["$ref", "$dynamicRef"]
        .iter()
        .any(|keyword| text.contains(keyword));
    refers && text.contains("contains")
}

/// `analyze_compat`, and the counterexample that it shows.
pub(crate) fn compatibility(
    first: &SchemaDocument,
    second: &SchemaDocument,
) -> (Opinion, Option<Value>) {
    // A serializer may change when what it writes then was allowed before.
    let ask = || analyze_compat(second, first, Role::Serializer);
    // It panics on some schemas that refer to each other in turn, and has no opinion of them then.
    match std::panic::catch_unwind(AssertUnwindSafe(ask)) {
        Ok(Ok(CompatibilityResult::Compatible)) => (Opinion::Yes, None),
        Ok(Ok(CompatibilityResult::Incompatible { counterexample, .. })) => {
            (Opinion::No, Some(counterexample))
        }
        _ => (Opinion::Unknown, None),
    }
}
