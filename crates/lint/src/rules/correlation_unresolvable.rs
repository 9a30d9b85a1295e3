use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::location::{Evidence, Wanted};
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The location of a correlation id leads to a place that the message does not have.
    ///
    /// `allOf`, alternatives and references are followed; a schema that describes nothing beside the place is left alone.
    /// Where the message describes no headers at all the finding is a warning, because a protocol may have such a header.
    ///
    /// ## Why it matters
    ///
    /// The location names information that will be available in the message (AsyncAPI 3.0, Correlation ID Object and Runtime
    /// Expression).
    /// Who looks for the id there finds nothing, and no answer is ever matched with its question.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         headers:
    ///           type: object
    ///           properties:
    ///             requestId: { type: string }
    ///         correlationId:
    ///           location: $message.header#/requestID
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         headers:
    ///           type: object
    ///           properties:
    ///             requestId: { type: string }
    ///         correlationId:
    ///           location: $message.header#/requestId
    /// ```
    "correlation-unresolvable", "M007", Error,
    "the correlation id is at a place that the message does not have",
    Section::of("Correlation ID Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let Some(correlation) = &message.correlation else {
            continue;
        };
        let Some(location) = field_at(sources, &correlation.origin.location, "location") else {
            continue;
        };
        let wanted = Wanted {
            rule: &RULE.meta,
            what: "the correlation id",
            expression: &correlation.location,
            written: location.value,
            proof: Evidence::Undescribed,
        };
        findings.extend(wanted.missing_in(contract, message));
    }
    findings
}
