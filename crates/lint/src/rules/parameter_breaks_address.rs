use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::protocol::{Family, only_family};
use crate::rule::{Section, rule};

rule! {
    /// An allowed value of a parameter has a character that changes the shape of the address.
    ///
    /// Looked at are the `enum` and the `default` of parameters in channels whose servers all speak one protocol.
    ///
    /// ## Why it matters
    ///
    /// A parameter stands for one word of the address (AsyncAPI 3.0, Parameter Object).
    /// A value with the separator in it makes two words, and with a wildcard it makes a pattern; subscribers that listen to the
    /// address with its parameters then miss the message or get others.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   lights:
    ///     address: lights/{street}/on
    ///     parameters:
    ///       street: { enum: [main, "side/left"] }
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
    ///       street: { enum: [main, side-left] }
    /// ```
    "parameter-breaks-address", "C006", Warning,
    "an allowed value of a parameter changes the shape of the address",
    Section::of("Parameter Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let breaking = match only_family(contract, channel) {
            Some(Family::Mqtt) => "/+#",
            Some(Family::Nats) => ".*> ",
            Some(Family::Solace) => "/*>",
            Some(Family::Http | Family::WebSocket) => "/?#",
            _ => continue,
        };
        for parameter in &channel.parameters {
            let place = &parameter.origin.location;
            let listed = field_at(sources, place, "enum");
            let listed = listed.into_iter().flat_map(|listed| listed.value.items());
            let default = field_at(sources, place, "default").map(|default| default.value);
            for value in listed.chain(default) {
                let text = value.as_str().unwrap_or_default();
                let Some(character) = text.chars().find(|character| breaking.contains(*character))
                else {
                    continue;
                };
                let message = format!(
                    "the value `{text}` of parameter `{}` has a `{character}`, which changes the shape of the address",
                    parameter.name
                );
                findings.push(
                    Finding::new(&RULE.meta, value.location(), message)
                        .with_help("choose a value without it, or write the longer address as a channel of its own")
                        .with_element(channel.element.as_str())
                        .with_detail(format!("{} {text}", parameter.name)),
                );
            }
        }
    }
    findings
}
