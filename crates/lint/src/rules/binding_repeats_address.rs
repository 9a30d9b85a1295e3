use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A binding gives the channel the name that its address has anyway.
    ///
    /// ## Why it matters
    ///
    /// `destination` of JMS and Anypoint MQ SHOULD only be specified where it differs from the channel's name, and `topic` of Kafka is there for the same case (JMS Bindings, Channel Binding Object; Kafka Bindings, Channel Binding Object).
    /// Two copies of one name are one too many: when the address changes, the other stays behind.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: jms }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       jms: { destination: orders }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: jms }
    /// channels:
    ///   orders:
    ///     address: shop/orders
    ///     bindings:
    ///       jms: { destination: orders }
    /// ```
    "binding-repeats-address", "B008", Info,
    "a binding names the channel as its address does",
    Section::of("Channel Bindings Object"),
    check
}

/// Fields that override the address of a channel.
const NAMES: &[(&str, &str)] = &[
    ("anypointmq", "destination"),
    ("ibmmq", "topic/string"),
    ("jms", "destination"),
    ("kafka", "topic"),
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (protocol, path) in NAMES {
        for (channel, bound) in bindings::channels(contract, protocol) {
            let name = bound.text(path);
            if name.is_some() && name == channel.address.as_deref() {
                let message = "this is the channel's address already";
                let place = bound.key(sources, path);
                let help = "leave it out; it is for names that differ from the address";
                findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
            }
        }
    }
    findings
}
