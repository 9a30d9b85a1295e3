use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::place::key_of;
use crate::protocol::is_path;
use crate::rule::{Section, rule};

rule! {
    /// Replies arrive on one address for all requests, and neither requests nor replies have a correlation id.
    ///
    /// A reply whose address comes from the request is left alone, and so are HTTP and WebSocket, where a connection ties both
    /// together.
    ///
    /// ## Why it matters
    ///
    /// Whoever sends two requests gets two replies on the same channel (AsyncAPI 3.0, Operation Reply Object).
    /// Without a correlation id they cannot be told apart.
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
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       say:
    ///         payload: { type: object, required: [id], properties: { id: { type: string } } }
    /// operations:
    ///   ask:
    ///     action: send
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       channel: { $ref: "#/channels/answers" }
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
    /// ```
    "reply-without-correlation", "O008", Warning,
    "nothing tells which request a reply belongs to",
    Section::of("Operation Reply Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(reply) = &operation.reply else {
            continue;
        };
        let Some(channel) = reply.channel.map(|channel| &contract.channels[channel]) else {
            continue;
        };
        let is_shared = channel.address.is_some() && reply.address.is_none();
        if !is_shared
            || is_path(contract, channel)
            || operation.messages.is_empty()
            || correlated(contract, &operation.messages)
            || correlated(contract, &reply.messages)
        {
            continue;
        }
        let message = format!(
            "replies to `{}` share channel `{}`, and no correlation id tells which request one belongs to",
            operation.key, channel.key
        );
        findings.push(
            Finding::new(&RULE.meta, key_of(&reply.origin), message)
                .with_help("give request and reply a `correlationId`")
                .with_related(key_of(&channel.origin), "the channel of the replies")
                .with_element(operation.element.as_str()),
        );
    }
    findings
}

/// Whether one of `messages` has a correlation id.
fn correlated(contract: &Contract, messages: &[MessageId]) -> bool {
    messages
        .iter()
        .any(|message| contract.messages[*message].correlation.is_some())
}
