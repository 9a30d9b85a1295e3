use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::key_of;
use crate::protocol::is_path;
use crate::rule::{Section, rule};

rule! {
    /// A reply goes to the channel of its request, as a message that is a request too.
    ///
    /// HTTP and WebSocket are left alone, where question and answer share a connection.
    ///
    /// ## Why it matters
    ///
    /// The reply travels through the channel that the reply names (AsyncAPI 3.0, Operation Reply Object).
    /// When that is the request's own, whoever answers requests receives the replies as well, and answers them again.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   talk:
    ///     address: talk
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    /// operations:
    ///   answer:
    ///     action: receive
    ///     channel: { $ref: "#/channels/talk" }
    ///     reply:
    ///       channel: { $ref: "#/channels/talk" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   talk:
    ///     address: talk
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    ///         correlationId: { location: $message.payload#/id }
    /// operations:
    ///   answer:
    ///     action: receive
    ///     channel: { $ref: "#/channels/talk" }
    ///     reply:
    ///       channel: { $ref: "#/channels/answers" }
    /// ```
    "reply-loop", "O010", Warning,
    "a reply goes back to where the request came from, as a message that is a request",
    Section::of("Operation Reply Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(reply) = &operation.reply else {
            continue;
        };
        let channel = &contract.channels[operation.channel];
        if reply.channel != Some(operation.channel) || is_path(contract, channel) {
            continue;
        }
        let mut replies = reply.messages.iter();
        let Some(message) = replies.find(|reply| operation.messages.contains(reply)) else {
            continue;
        };
        let message = format!(
            "`{}` is a request of `{}` and its reply, on the same channel",
            contract.messages[*message].key, operation.key
        );
        findings.push(
            Finding::new(&RULE.meta, key_of(&reply.origin), message)
                .with_help(
                    "give replies a channel of their own, or list other `messages` in the reply",
                )
                .with_related(key_of(&channel.origin), "the channel of both")
                .with_element(operation.element.as_str()),
        );
    }
    findings
}
