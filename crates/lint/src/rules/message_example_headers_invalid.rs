use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_source::Sources;

use crate::example::Judged;
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The headers of an example are not valid under the schema of the message's headers.
    ///
    /// Where only a `format` is broken the finding is a warning, because JSON Schema leaves open whether a format is checked.
    ///
    /// ## Why it matters
    ///
    /// The headers of an example must validate against the message's headers (AsyncAPI 3.0, Message Example Object).
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
    ///         headers: { type: object, required: [lamp], properties: { lamp: { type: string } } }
    ///         payload: { type: boolean }
    ///         examples:
    ///           - headers: { lamb: kitchen }
    ///             payload: true
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
    ///         headers: { type: object, required: [lamp], properties: { lamp: { type: string } } }
    ///         payload: { type: boolean }
    ///         examples:
    ///           - headers: { lamp: kitchen }
    ///             payload: true
    /// ```
    "message-example-headers-invalid", "M019", Error,
    "the headers of an example are not valid under the message's headers schema",
    Section::of("Message Example Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let Some(schema) = message.headers.as_ref().and_then(Payload::json_schema) else {
            continue;
        };
        for example in &message.examples {
            let Some(headers) = field_at(sources, &example.location, "headers") else {
                continue;
            };
            let judged = Judged {
                rule: &RULE.meta,
                what: "headers",
                message,
                schema,
                value: headers.value,
            };
            findings.extend(judged.failures(contract));
        }
    }
    findings
}
