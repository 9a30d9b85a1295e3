use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::rule::{Section, rule};
use crate::unlisted::unlisted;

rule! {
    /// An operation names a message that its channel does not list, or names it past the channel's list.
    ///
    /// ## Why it matters
    ///
    /// The channel says what travels through it; an operation can only narrow that down.
    /// So the `messages` of an operation must be some of its channel's, referred to where the channel lists them and not
    /// in `components` or elsewhere (AsyncAPI 3.0, Operation Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { payload: { type: boolean } }
    ///   alarms:
    ///     address: alarms
    ///     messages:
    ///       raised: { payload: { type: string } }
    /// operations:
    ///   raise:
    ///     action: send
    ///     channel: { $ref: "#/channels/alarms" }
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    ///     messages:
    ///       - $ref: "#/channels/alarms/messages/raised"
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
    ///     messages:
    ///       - $ref: "#/channels/lights/messages/on"
    /// ```
    "operation-message-not-in-channel", "O001", Error,
    "an operation names a message that is not one of its channel's",
    Section::of("Operation Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let element = operation.element.as_str();
        let references = &operation.message_references;
        findings.extend(unlisted(
            &RULE.meta,
            contract,
            sources,
            operation.channel,
            references,
            element,
        ));
    }
    findings
}
