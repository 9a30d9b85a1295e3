use std::collections::HashSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;
use tidings_syntax::Value;

use crate::rule::{Section, rule};

rule! {
    /// Something in the document has the form of a secret: a private key, or a token of a known service.
    ///
    /// Only forms that hardly anything else has are looked for.
    ///
    /// ## Why it matters
    ///
    /// A document describes how one is let in (AsyncAPI 3.0, Security Scheme Object) and is read by everybody who uses the
    /// interface.
    /// A key that stands in it must be taken as known.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         payload: { type: object, properties: { key: { type: string } } }
    ///         examples:
    ///           - payload: { key: AKIAQ7GKX2PL4WZN5RTD }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         payload: { type: object, properties: { key: { type: string } } }
    ///         examples:
    ///           - payload: { key: a key }
    /// ```
    "secret-in-document", "X007", Warning,
    "something in the document has the form of a secret",
    Section::of("Security Scheme Object"),
    check
}

/// How a secret begins, how long it is at least, what it consists of beside letters and digits, and what it is.
const FORMS: &[(&str, usize, &str, &str)] = &[
    ("AKIA", 20, "", "an access key of AWS"),
    ("ghp_", 40, "_", "a token of GitHub"),
    ("github_pat_", 60, "_", "a token of GitHub"),
    ("glpat-", 26, "-_", "a token of GitLab"),
    ("xoxb-", 40, "-", "a token of Slack"),
    ("xoxp-", 40, "-", "a token of Slack"),
    ("sk_live_", 30, "_", "a key of Stripe"),
    ("AIza", 39, "-_", "a key of Google"),
    ("-----BEGIN", 27, "- ", "a private key"),
];

fn check(_: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.files() {
        if FORMS.iter().any(|(start, ..)| source.mentions(start)) {
            let mut waiting: Vec<Value<'_>> = source.tree.root().into_iter().collect();
            // An alias leads to a value again and again.
            let mut seen = HashSet::new();
            while let Some(value) = waiting.pop() {
                if !seen.insert(value.node()) {
                    continue;
                }
                waiting.extend(value.items());
                waiting.extend(value.entries().map(|entry| entry.value));
                findings.extend(value.as_str().and_then(|text| secret(text, value)));
            }
        }
    }
    findings
}

/// The finding that `value`, the string `text`, has a secret in it.
fn secret(text: &str, value: Value<'_>) -> Option<Finding> {
    let (_, _, _, what) = FORMS.iter().find(|(start, length, others, _)| {
        text.match_indices(start).any(|(position, _)| {
            let belongs =
                |character: &char| character.is_ascii_alphanumeric() || others.contains(*character);
            let token: String = text[position..].chars().take_while(belongs).collect();
            let varied: HashSet<char> = token[start.len()..].chars().collect();
            // `AKIAXXXXXXXXXXXXXXXX` shows a form and hides nothing.
            let shows_a_form = varied.len() < 5 || token.contains("EXAMPLE");
            let is_key = !start.starts_with('-') || token.contains("PRIVATE KEY");
            token.len() >= *length && !shows_a_form && is_key
        })
    })?;
    Some(
        Finding::new(
            &RULE.meta,
            value.location(),
            format!("this has the form of {what}"),
        )
        .with_help("if it is one, withdraw it, and write an invented value here"),
    )
}
