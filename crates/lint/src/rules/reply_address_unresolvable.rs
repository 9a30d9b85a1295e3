use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::location::{Evidence, Wanted};
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The location of a reply's address leads to a place that the request does not have.
    ///
    /// Where the request describes no headers at all the finding is a warning, because a protocol may have such a header.
    ///
    /// ## Why it matters
    ///
    /// The reply is sent to the address that stands there in the request (AsyncAPI 3.0, Operation Reply Address Object).
    /// When it does not stand there, the reply cannot be sent.
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
    ///     address: null
    ///     description: An inbox of whoever asks.
    ///     messages:
    ///       say: { payload: { type: string } }
    /// operations:
    ///   answer:
    ///     action: receive
    ///     channel: { $ref: "#/channels/questions" }
    ///     reply:
    ///       address: { location: $message.header#/replyTo }
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
    "reply-address-unresolvable", "O006", Error,
    "the address of a reply is at a place that the request does not have",
    Section::of("Operation Reply Address Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(address) = operation
            .reply
            .as_ref()
            .and_then(|reply| reply.address.as_ref())
        else {
            continue;
        };
        let Some(location) = field_at(sources, &address.origin.location, "location") else {
            continue;
        };
        let wanted = Wanted {
            rule: &RULE.meta,
            what: "the address of the reply",
            expression: &address.location,
            written: location.value,
            proof: Evidence::Undescribed,
        };
        let mut requests = operation
            .messages
            .iter()
            .map(|message| &contract.messages[*message]);
        let missing = requests.find_map(|request| wanted.missing_in(contract, request));
        findings.extend(missing.map(|finding| finding.with_element(operation.element.as_str())));
    }
    findings
}
