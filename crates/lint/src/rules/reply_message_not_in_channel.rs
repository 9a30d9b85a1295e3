use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::rule::{Section, rule};
use crate::unlisted::unlisted;

rule! {
    /// A reply names a message that the reply's channel does not list, or names it past the channel's list.
    ///
    /// ## Why it matters
    ///
    /// Who waits for the answer listens on the reply's channel and expects what it lists.
    /// So the `messages` of a reply must be some of that channel's (AsyncAPI 3.0, Operation Reply Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   questions:
    ///     address: questions
    ///     messages:
    ///       ask:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    /// operations:
    ///   ask:
    ///     action: send
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       channel: { $ref: "#/channels/answers" }
    ///       messages:
    ///         - $ref: "#/channels/questions/messages/ask"
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   questions:
    ///     address: questions
    ///     messages:
    ///       ask:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    /// operations:
    ///   ask:
    ///     action: send
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       channel: { $ref: "#/channels/answers" }
    ///       messages:
    ///         - $ref: "#/channels/answers/messages/say"
    /// ```
    "reply-message-not-in-channel", "O004", Error,
    "a reply names a message that is not one of its channel's",
    Section::of("Operation Reply Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(reply) = &operation.reply else {
            continue;
        };
        let Some(channel) = reply.channel else {
            continue;
        };
        let element = operation.element.as_str();
        let references = &reply.message_references;
        findings.extend(unlisted(
            &RULE.meta, contract, sources, channel, references, element,
        ));
    }
    findings
}
