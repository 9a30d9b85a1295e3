use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_source::Sources;

use crate::place::key_of;
use crate::protocol::{Family, only_family};
use crate::rule::{Section, rule};

rule! {
    /// The schema of a message's headers describes a header that HTTP itself has.
    ///
    /// Looked at are messages of channels whose servers all speak HTTP, and the headers by which HTTP says how a message is sent.
    ///
    /// ## Why it matters
    ///
    /// `headers` are those of the application; the schema must not define the protocol's own (AsyncAPI 3.0, Message Object).
    /// The client of the protocol writes those by itself, and a second value for one of them breaks the message.
    /// The content type stands in `contentType`, other things of HTTP in the `http` binding of the message.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, protocol: https }
    /// channels:
    ///   lights:
    ///     address: /lights
    ///     messages:
    ///       on:
    ///         headers: { type: object, properties: { Content-Length: { type: integer } } }
    ///         payload: { type: boolean }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, protocol: https }
    /// channels:
    ///   lights:
    ///     address: /lights
    ///     messages:
    ///       on:
    ///         headers: { type: object, properties: { Lamp: { type: string } } }
    ///         payload: { type: boolean }
    /// ```
    "header-of-protocol", "M023", Error,
    "the schema of headers describes a header of the protocol itself",
    Section::of("Message Object"),
    check
}

/// Fields that say how a message of HTTP is sent, not what it is about (RFC 9110 §7.2, §7.6, §7.8, §8.3, §8.6; RFC 9112 §6).
const OF_HTTP: &[&str] = &[
    "connection",
    "content-length",
    "content-type",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        if only_family(contract, channel) != Some(Family::Http) {
            continue;
        }
        for message in channel
            .messages
            .iter()
            .map(|(_, message)| &contract.messages[*message])
        {
            let Some(Payload::Schema(headers)) = message.headers else {
                continue;
            };
            let properties = contract
                .schemas
                .rules(headers)
                .map(|rules| &rules.object.properties);
            for property in properties.into_iter().flatten() {
                if !OF_HTTP.contains(&property.name.to_ascii_lowercase().as_str()) {
                    continue;
                }
                let text = format!(
                    "`{}` is a header of HTTP, which its client writes",
                    property.name
                );
                findings.push(
                    Finding::new(&RULE.meta, property.location.clone(), text)
                        .with_help("remove it; `contentType` and the `http` binding are for what HTTP needs to know")
                        .with_related(key_of(&message.origin), "the message")
                        .with_element(message.element.as_str())
                        .with_detail(property.name.as_str()),
                );
            }
        }
    }
    findings
}
