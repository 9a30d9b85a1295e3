use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings::amazon;
use crate::rule::{Section, rule};

rule! {
    /// A FIFO queue has `fifoThroughputLimit: perMessageGroupId` without `deduplicationScope: messageGroup`.
    ///
    /// ## Why it matters
    ///
    /// The value `perMessageGroupId` is allowed only where the other field is `messageGroup` (SQS Bindings, Channel Binding Object).
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
    ///       sqs: { queue: { name: orders.fifo, fifoQueue: true, fifoThroughputLimit: perMessageGroupId } }
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
    ///       sqs:
    ///         queue:
    ///           name: orders.fifo
    ///           fifoQueue: true
    ///           deduplicationScope: messageGroup
    ///           fifoThroughputLimit: perMessageGroupId
    /// ```
    "sqs-throughput-without-scope", "B407", Error,
    "a queue counts its throughput by message group without deduplicating by it",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let findings = amazon::queues(contract).into_iter().filter_map(|queue| {
        let limit = queue.path("fifoThroughputLimit");
        let is_by_group = queue.bound.text(&limit) == Some("perMessageGroupId");
        let scope = queue.bound.text(&queue.path("deduplicationScope"));
        (is_by_group && scope != Some("messageGroup")).then(|| {
            let message =
                "`perMessageGroupId` is allowed only with `deduplicationScope: messageGroup`";
            let place = queue.bound.value(sources, &limit);
            let finding = queue.bound.finding(&RULE.meta, place, message);
            finding
                .with_help("add `deduplicationScope: messageGroup`, or write `perQueue`")
                .with_detail(limit)
        })
    });
    findings.collect()
}
