use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A topic is compacted and nothing else, and still says how long or how much it retains.
    ///
    /// ## Why it matters
    ///
    /// `retention.ms` and `retention.bytes` decide what the policy `delete` removes; a topic whose `cleanup.policy` is `compact` alone ignores them (Apache Kafka, "Topic Configs"; Kafka Bindings, Channel Binding Object).
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
    ///       kafka: { topicConfiguration: { cleanup.policy: [compact], retention.ms: 3600000 } }
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
    ///     bindings:
    ///       kafka: { topicConfiguration: { cleanup.policy: [compact, delete], retention.ms: 3600000 } }
    /// ```
    "kafka-retention-vs-compaction", "B106", Info,
    "a topic of Kafka that is only compacted has a retention",
    Section::of("Channel Bindings Object"),
    check
}

/// Settings that only the policy `delete` reads.
const RETENTION: &[&str] = &[
    "topicConfiguration/retention.bytes",
    "topicConfiguration/retention.ms",
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "kafka") {
        let policies = bound.get("topicConfiguration/cleanup.policy");
        let policies = policies.and_then(Literal::as_array).unwrap_or_default();
        let only_compacts = !policies.is_empty()
            && policies
                .iter()
                .all(|policy| policy.as_str() == Some("compact"));
        let settings = RETENTION.iter().filter(|path| bound.get(path).is_some());
        for path in settings.filter(|_| only_compacts) {
            let message = "a topic that is only compacted ignores this";
            let place = bound.key(sources, path);
            let help = "add `delete` to `cleanup.policy`, or remove it";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
