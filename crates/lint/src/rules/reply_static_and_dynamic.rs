use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// A reply takes its address from the request, and its channel has an address too.
    ///
    /// ## Why it matters
    ///
    /// When the `address` of a reply is given, the address of its channel must be `null` or left out (AsyncAPI 3.0, Operation
    /// Reply Object).
    /// Otherwise there are two addresses, and whoever waits for the reply may listen at the wrong one.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   questions:
    ///     address: questions
    ///     messages:
    ///       ask:
    ///         headers: { type: object, required: [answerTo], properties: { answerTo: { type: string } } }
    ///         payload: { type: string }
    ///   answers:
    ///     address: answers
    ///     description: An inbox of whoever asks.
    ///     messages:
    ///       say: { payload: { type: string } }
    /// operations:
    ///   answer:
    ///     action: receive
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       address: { location: $message.header#/answerTo }
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
    ///         headers: { type: object, required: [answerTo], properties: { answerTo: { type: string } } }
    ///         payload: { type: string }
    ///   answers:
    ///     address: null
    ///     description: An inbox of whoever asks.
    ///     messages:
    ///       say: { payload: { type: string } }
    /// operations:
    ///   answer:
    ///     action: receive
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       address: { location: $message.header#/answerTo }
    ///       channel: { $ref: "#/channels/answers" }
    /// ```
    "reply-static-and-dynamic", "O005", Error,
    "a reply takes its address from the request, and its channel has an address too",
    Section::of("Operation Reply Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(reply) = &operation.reply else {
            continue;
        };
        let Some(channel) = reply.channel.map(|channel| &contract.channels[channel]) else {
            continue;
        };
        let dynamic = field_at(sources, &reply.origin.location, "address");
        let fixed = field_at(sources, &channel.origin.location, "address")
            .filter(|address| address.value.as_str().is_some());
        if let (Some(dynamic), Some(fixed)) = (dynamic, fixed) {
            let message = format!(
                "the reply takes its address from the request, and channel `{}` has one too",
                channel.key
            );
            findings.push(
                Finding::new(&RULE.meta, dynamic.key_location(), message)
                    .with_help("remove this field, or write `address: null` in the channel")
                    .with_related(fixed.value.location(), "the address of the channel")
                    .with_element(operation.element.as_str()),
            );
        }
    }
    findings
}
