use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A topic is compacted, and none of the messages on the channel describes a `key`.
    ///
    /// ## Why it matters
    ///
    /// Compaction keeps the last record of each key, and Kafka refuses records without a key on a compacted topic (Apache Kafka, `cleanup.policy`; Kafka Bindings, Channel Binding Object).
    /// Either the messages have a key that the contract does not show, or sending fails.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Order: { payload: { type: object } }
    ///     bindings:
    ///       kafka: { topicConfiguration: { cleanup.policy: [compact] } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Order:
    ///         payload: { type: object }
    ///         bindings:
    ///           kafka: { key: { type: string } }
    ///     bindings:
    ///       kafka: { topicConfiguration: { cleanup.policy: [compact] } }
    /// ```
    "kafka-compacted-without-key", "B102", Warning,
    "a topic of Kafka is compacted, and no message of the channel has a key",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (channel, bound) in bindings::channels(contract, "kafka") {
        let has_key = channel.messages.iter().any(|(_, message)| {
            let binding = bindings::binding(&contract.messages[*message].bindings, "kafka");
            binding.is_some_and(|binding| binding.value.get("key").is_some())
        });
        let policies = bound.get(POLICY).and_then(Literal::as_array);
        let is_compacted = policies
            .unwrap_or_default()
            .iter()
            .any(|policy| policy.as_str() == Some("compact"));
        if is_compacted && !has_key && !channel.messages.is_empty() {
            let message = "the topic is compacted, but none of its messages describes a key";
            let place = bound.key(sources, POLICY);
            let help = "describe `key` in the `kafka` binding of the messages";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}

const POLICY: &str = "topicConfiguration/cleanup.policy";
