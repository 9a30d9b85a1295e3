use tidings_diag::{Finding, Severity};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::location::{Evidence, Wanted};
use crate::place::{field_at, is_v2};
use crate::rule::{Section, rule};

rule! {
    /// The location of a parameter leads to a place that messages of its channel do not have.
    ///
    /// A channel without messages is left alone.
    /// The finding is a warning where only some of the channel's messages lack the place, or nothing describes their headers.
    /// AsyncAPI 2 lets the parameter alone describe the field, so there it is an error only where no valid message can have it.
    ///
    /// ## Why it matters
    ///
    /// The location says where in the message the value of the parameter is found (AsyncAPI 3.0, Parameter Object).
    /// Without it nobody can tell from a message which address it belongs to.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: { location: $message.payload#/street/name }
    ///     messages:
    ///       on:
    ///         payload:
    ///           type: object
    ///           properties:
    ///             street: { type: string }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: { location: $message.payload#/street }
    ///     messages:
    ///       on:
    ///         payload:
    ///           type: object
    ///           properties:
    ///             street: { type: string }
    /// ```
    "parameter-location-unresolvable", "C005", Error,
    "the value of a parameter is at a place that no message of the channel has",
    Section::of("Parameter Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        for parameter in &channel.parameters {
            let Some(expression) = &parameter.location else {
                continue;
            };
            let Some(location) = field_at(sources, &parameter.origin.location, "location") else {
                continue;
            };
            let what = format!("the value of parameter `{}`", parameter.name);
            let wanted = Wanted {
                rule: &RULE.meta,
                what: &what,
                expression,
                written: location.value,
                // AsyncAPI 2 lets the field be described by the parameter alone.
                proof: if is_v2(contract) {
                    Evidence::Forbidden
                } else {
                    Evidence::Undescribed
                },
            };
            let messages = channel.messages.iter();
            let messages = messages.map(|(_, message)| &contract.messages[*message]);
            let missing: Vec<Finding> = messages
                .filter_map(|message| wanted.missing_in(contract, message))
                .collect();
            let everywhere = missing.len() == channel.messages.len();
            findings.extend(missing.into_iter().next().map(|mut finding| {
                if !everywhere {
                    finding.severity = Severity::Warning;
                }
                finding
                    .with_element(channel.element.as_str())
                    .with_detail(parameter.name.as_str())
            }));
        }
    }
    findings
}
