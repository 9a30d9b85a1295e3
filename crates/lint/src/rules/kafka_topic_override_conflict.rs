use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::place::{field_at, is_v2};
use crate::rule::{Section, rule};

rule! {
    /// A channel has an address, and its `kafka` binding names another topic.
    ///
    /// In AsyncAPI 2 the channel's name is its address and the binding is the only place for another name, so such documents are left alone.
    ///
    /// ## Why it matters
    ///
    /// From AsyncAPI 3.0 on the address of a channel is the name of the topic, and `topic` is there for names that differ from the channel's (Kafka Bindings, Channel Binding Object).
    /// Where they differ, readers and generators disagree about which one is meant.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       kafka: { topic: orders.v2 }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders.v2
    /// ```
    "kafka-topic-override-conflict", "B103", Warning,
    "a binding of Kafka names another topic than the address of the channel",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    if is_v2(contract) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (channel, bound) in bindings::channels(contract, "kafka") {
        let (Some(address), Some(topic)) = (&channel.address, bound.text("topic")) else {
            continue;
        };
        if address != topic {
            let message = format!("the topic is `{topic}` here and `{address}` as the address");
            let help =
                "write the name of the topic as the channel's `address` and leave `topic` out";
            let place = bound.value(sources, "topic");
            let mut finding = bound.finding(&RULE.meta, place, message).with_help(help);
            if let Some(field) = field_at(sources, &channel.origin.location, "address") {
                finding = finding.with_related(field.value.location(), "the address");
            }
            findings.push(finding);
        }
    }
    findings
}
