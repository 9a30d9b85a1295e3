use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_source::Sources;
use tidings_syntax::Kind;

use crate::example::{Judged, travels_as_json};
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The payload of an example is not valid under the schema of the message's payload.
    ///
    /// Looked at are payloads with a schema that this program reads and that travel as JSON.
    /// Where only a `format` is broken the finding is a warning, because JSON Schema leaves open whether a format is checked.
    ///
    /// ## Why it matters
    ///
    /// The payload of an example must validate against the message's payload (AsyncAPI 3.0, Message Example Object).
    /// People copy examples, mocks send them, and tests compare with them.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         payload: { type: object, properties: { level: { type: integer, maximum: 10 } } }
    ///         examples:
    ///           - payload: { level: 11 }
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
    ///         payload: { type: object, properties: { level: { type: integer, maximum: 10 } } }
    ///         examples:
    ///           - payload: { level: 10 }
    /// ```
    "message-example-payload-invalid", "M018", Error,
    "the payload of an example is not valid under the message's payload schema",
    Section::of("Message Example Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let Some(schema) = message.payload.as_ref().and_then(Payload::json_schema) else {
            continue;
        };
        for example in &message.examples {
            let Some(payload) = field_at(sources, &example.location, "payload") else {
                continue;
            };
            // Text of another kind of content stands in an example as a string.
            if payload.value.kind() == Kind::String && !travels_as_json(message) {
                continue;
            }
            let judged = Judged {
                rule: &RULE.meta,
                what: "payload",
                message,
                schema,
                value: payload.value,
            };
            findings.extend(judged.failures(contract));
        }
    }
    findings
}
