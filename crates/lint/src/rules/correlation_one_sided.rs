use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::place::key_of;
use crate::rule::{Section, rule};

rule! {
    /// The requests of an operation have a correlation id and none of its replies has one, or the other way round.
    ///
    /// A reply whose address comes from the request is left alone.
    ///
    /// ## Why it matters
    ///
    /// A correlation id ties two messages together (AsyncAPI 3.0, Correlation ID Object), so both must say where it stands.
    /// With one side alone a reply cannot be matched with its request.
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
    "correlation-one-sided", "O009", Warning,
    "only one side of a request and its reply has a correlation id",
    Section::of("Correlation ID Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let reply = operation.reply.as_ref();
        let Some(reply) = reply.filter(|reply| reply.address.is_none()) else {
            continue;
        };
        let (requests, replies) = (&operation.messages, &reply.messages);
        let (with, without) = match (all(contract, requests, true), all(contract, replies, true)) {
            (true, false) if all(contract, replies, false) => ("request", "reply"),
            (false, true) if all(contract, requests, false) => ("reply", "request"),
            _ => continue,
        };
        let message = format!(
            "the {with} of `{}` has a correlation id and the {without} has none",
            operation.key
        );
        findings.push(
            Finding::new(&RULE.meta, key_of(&reply.origin), message)
                .with_help(format!(
                    "say where it stands in the {without}, with `correlationId`"
                ))
                .with_element(operation.element.as_str()),
        );
    }
    findings
}

/// Whether there are messages, and each has (or lacks, if not `correlated`) a correlation id.
fn all(contract: &Contract, messages: &[MessageId], correlated: bool) -> bool {
    let mut each = messages.iter();
    !messages.is_empty()
        && each.all(|message| contract.messages[*message].correlation.is_some() == correlated)
}
