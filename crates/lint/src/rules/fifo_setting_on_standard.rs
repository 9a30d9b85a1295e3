use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings::{self, amazon};
use crate::rule::{Section, rule};

rule! {
    /// A standard queue of SQS or a standard topic of SNS has a setting that only FIFO queues and topics have.
    ///
    /// ## Why it matters
    ///
    /// `deduplicationScope` and `fifoThroughputLimit` apply only to FIFO queues (SQS Bindings, Channel Binding Object), and `contentBasedDeduplication` only to FIFO topics (Amazon SNS, `CreateTopic`; SNS Bindings, Channel Binding Object).
    /// Amazon refuses to create the queue or the topic.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: sqs }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       sqs: { queue: { name: orders, fifoQueue: false, deduplicationScope: queue } }
    /// ```
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: sns }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       sns: { name: orders, ordering: { type: standard, contentBasedDeduplication: true } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: sqs }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       sqs: { queue: { name: orders.fifo, fifoQueue: true, deduplicationScope: queue } }
    /// ```
    "fifo-setting-on-standard", "B406", Error,
    "a standard queue or topic has a setting that only FIFO ones have",
    Section::of("Channel Bindings Object"),
    check
}

/// Settings of a queue.
const OF_QUEUES: &[&str] = &["deduplicationScope", "fifoThroughputLimit"];

/// The setting of a topic.
const OF_TOPICS: &str = "ordering/contentBasedDeduplication";

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for queue in amazon::queues(contract) {
        if queue.is_fifo() != Some(false) {
            continue;
        }
        for field in OF_QUEUES {
            let path = queue.path(field);
            if queue.bound.get(&path).is_some() {
                let message =
                    format!("`{field}` applies to FIFO queues only, this is a standard one");
                let place = queue.bound.key(sources, &path);
                let finding = queue.bound.finding(&RULE.meta, place, message);
                findings.push(
                    finding
                        .with_help("remove it, or make it a FIFO queue")
                        .with_detail(path),
                );
            }
        }
    }
    for (_, bound) in bindings::channels(contract, "sns") {
        let is_standard = bound.text("ordering/type") == Some("standard");
        if is_standard && bound.flag(OF_TOPICS) == Some(true) {
            let message = "a standard topic has no deduplication by content";
            let place = bound.key(sources, OF_TOPICS);
            let help = "remove it, or write `type: FIFO`";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
