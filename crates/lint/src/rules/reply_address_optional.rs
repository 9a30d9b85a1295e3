use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::location::{Place, judge};
use crate::place::{field_at, key_of};
use crate::rule::{Section, rule};

rule! {
    /// A request is valid without the address that its reply is sent to.
    ///
    /// A reply without a channel is left alone where its address is optional: such a request may want no answer.
    ///
    /// ## Why it matters
    ///
    /// The reply is sent to the address that stands there in the request (AsyncAPI 3.0, Operation Reply Address Object).
    /// A valid request without it cannot be answered, and nothing says so to whoever sends it.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   questions:
    ///     address: questions
    ///     messages:
    ///       ask:
    ///         headers: { type: object, properties: { answerTo: { type: string } } }
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
    "reply-address-optional", "O007", Warning,
    "a request may lack the address that its reply is sent to",
    Section::of("Operation Reply Address Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(reply) = operation
            .reply
            .as_ref()
            .filter(|reply| reply.channel.is_some())
        else {
            continue;
        };
        let Some(address) = &reply.address else {
            continue;
        };
        let Some(location) = field_at(sources, &address.origin.location, "location") else {
            continue;
        };
        let mut requests = operation
            .messages
            .iter()
            .map(|message| &contract.messages[*message]);
        let lacking = requests.find(|request| {
            let place = judge(contract, request, &address.location);
            matches!(place, Place::There { optional: true })
        });
        if let Some(request) = lacking {
            let text = format!(
                "message `{}` is valid without the address of its reply at `{}`",
                request.key, address.location
            );
            findings.push(
                Finding::new(&RULE.meta, location.value.location(), text)
                    .with_help("make it `required`, with everything that leads there")
                    .with_related(key_of(&request.origin), "the request")
                    .with_element(operation.element.as_str()),
            );
        }
    }
    findings
}
