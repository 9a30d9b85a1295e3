use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Action;
use tidings_source::Sources;

use crate::place::{address, key_of};
use crate::protocol::{Family, only_family};
use crate::rule::{Section, rule};

rule! {
    /// The application sends to an address that has a wildcard of MQTT or NATS.
    ///
    /// ## Why it matters
    ///
    /// Wildcards are for those who subscribe; a message is sent to one address (AsyncAPI 3.0, Channel Object).
    /// MQTT closes the connection of whoever publishes to a wildcard, NATS refuses the subject.
    /// What varies in an address is written as a parameter, which the receiving side turns into a wildcard by itself.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   lights:
    ///     address: lights/+/on
    ///     messages:
    ///       on: { payload: { type: boolean } }
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   lights:
    ///     address: lights/{street}/on
    ///     parameters:
    ///       street: { description: The name of the street. }
    ///     messages:
    ///       on: { payload: { type: boolean } }
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "address-wildcard-on-send", "C010", Error,
    "the application sends to an address with wildcards",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        if operation.action != Action::Send {
            continue;
        }
        let channel = &contract.channels[operation.channel];
        let (separator, wildcards) = match only_family(contract, channel) {
            Some(Family::Mqtt) => ('/', ["+", "#"]),
            Some(Family::Nats) => ('.', ["*", ">"]),
            _ => continue,
        };
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        let wildcard = address
            .text
            .split(separator)
            .find(|word| wildcards.contains(word));
        if let Some(wildcard) = wildcard {
            let message = format!(
                "operation `{}` sends to this address, and `{wildcard}` is a wildcard",
                operation.key
            );
            findings.push(
                Finding::new(&RULE.meta, address.part(wildcard), message)
                    .with_help(
                        "write a parameter, such as `{street}`, and declare it in `parameters`",
                    )
                    .with_related(key_of(&operation.origin), "the operation that sends")
                    .with_element(operation.element.as_str()),
            );
        }
    }
    findings
}
