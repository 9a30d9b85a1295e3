use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Origin;
use tidings_source::Sources;

use crate::place::{field_at, is_v2, key_of};
use crate::rule::{Section, rule};

rule! {
    /// An operation uses a channel that has no messages.
    ///
    /// An operation that says `messages: []` is left alone: it means it.
    ///
    /// ## Why it matters
    ///
    /// The messages of a channel are what may travel through it (AsyncAPI 3.0, Channel Object).
    /// With none of them nothing can be sent or received, and nothing can be generated.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
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
    ///       on: { payload: { type: boolean } }
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "channel-without-messages", "C014", Warning,
    "an operation uses a channel that has no messages",
    Section::renamed("Operation Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for operation in contract.operations.iter() {
        let channel = &contract.channels[operation.channel];
        // The text and not the contract: a message that is broken has a finding of its own.
        let writes = |origin: &Origin, field| field_at(sources, &origin.location, field).is_some();
        let written = writes(&operation.origin, "messages") || writes(&operation.origin, "message");
        let listed = field_at(sources, &channel.origin.location, "messages");
        let listed = listed.is_some_and(|listed| listed.value.entries().len() > 0);
        if written || listed || !channel.messages.is_empty() {
            continue;
        }
        let message = format!(
            "operation `{}` uses channel `{}`, which has no messages",
            operation.key, channel.key
        );
        let help = if is_v2(contract) {
            "write the operation's `message`"
        } else {
            "list what travels there in the channel's `messages`"
        };
        findings.push(
            Finding::new(&RULE.meta, key_of(&operation.origin), message)
                .with_help(help)
                .with_related(key_of(&channel.origin), "the channel")
                .with_element(operation.element.as_str()),
        );
    }
    findings
}
