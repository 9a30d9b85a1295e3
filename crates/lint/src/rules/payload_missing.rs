use std::collections::BTreeSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::place::{field_at, key_of};
use crate::rule::{Section, rule};

rule! {
    /// A message that an operation sends or receives has neither a payload nor headers.
    ///
    /// ## Why it matters
    ///
    /// Every value is a valid payload of such a message (AsyncAPI 3.0, Message Object), so nothing is checked and generated
    /// code can offer nothing but bytes.
    /// A message that is meant to be empty says so: `payload: { type: "null" }`.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { summary: The light is on. }
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { summary: The light is on., payload: { type: boolean } }
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "payload-missing", "M009", Info,
    "a message has neither payload nor headers",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let used: BTreeSet<MessageId> = contract
        .operations
        .iter()
        .flat_map(|operation| {
            let replies = operation.reply.iter().flat_map(|reply| &reply.messages);
            operation.messages.iter().chain(replies)
        })
        .copied()
        .collect();
    let mut findings = Vec::new();
    for message in used.into_iter().map(|id| &contract.messages[id]) {
        // The text and not the contract: a schema that is broken has a finding of its own.
        let written = field_at(sources, &message.origin.location, "payload").is_some();
        if written || message.payload.is_some() || message.headers.is_some() {
            continue;
        }
        let text = format!("message `{}` has neither payload nor headers", message.key);
        findings.push(
            Finding::new(&RULE.meta, key_of(&message.origin), text)
                .with_help("describe what it carries; `payload: { type: \"null\" }` says that it carries nothing")
                .with_element(message.element.as_str()),
        );
    }
    findings
}
