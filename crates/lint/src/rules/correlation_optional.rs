use std::collections::BTreeSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::location::{Place, judge};
use crate::place::{field_at, key_of};
use crate::protocol::is_path;
use crate::rule::{Section, rule};

rule! {
    /// A message of a request and its reply says where its correlation id stands, but need not have it.
    ///
    /// Requests by HTTP and WebSocket are left alone, where the connection ties both together.
    ///
    /// ## Why it matters
    ///
    /// A reply is matched with its request by the correlation id (AsyncAPI 3.0, Correlation ID Object).
    /// When a valid message may lack it, some replies cannot be matched, and their senders wait in vain.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   questions:
    ///     address: questions
    ///     messages:
    ///       ask:
    ///         payload: { type: object, properties: { id: { type: string } } }
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
    "correlation-optional", "M008", Warning,
    "a request or reply may lack the correlation id that ties them together",
    Section::of("Correlation ID Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let exchanged: BTreeSet<MessageId> = contract
        .operations
        .iter()
        .filter(|operation| !is_path(contract, &contract.channels[operation.channel]))
        .filter_map(|operation| Some((operation, operation.reply.as_ref()?)))
        .flat_map(|(operation, reply)| operation.messages.iter().chain(&reply.messages))
        .copied()
        .collect();
    let mut findings = Vec::new();
    for message in exchanged.into_iter().map(|id| &contract.messages[id]) {
        let Some(correlation) = &message.correlation else {
            continue;
        };
        let Place::There { optional: true } = judge(contract, message, &correlation.location)
        else {
            continue;
        };
        let Some(location) = field_at(sources, &correlation.origin.location, "location") else {
            continue;
        };
        let text = format!(
            "message `{}` is valid without its correlation id at `{}`",
            message.key, correlation.location
        );
        findings.push(
            Finding::new(&RULE.meta, location.value.location(), text)
                .with_help("make it `required`, with everything that leads there")
                .with_related(key_of(&message.origin), "the message")
                .with_element(message.element.as_str()),
        );
    }
    findings
}
