use tidings_diag::{Finding, nearest};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings::{self, Bound, amazon};
use crate::rule::{Section, rule};

rule! {
    /// A dead letter queue or the endpoint of a consumer is given by a name, and no `sqs` binding of the document describes a queue of that name.
    ///
    /// Documents that describe no queue at all are left alone: theirs are described elsewhere.
    ///
    /// ## Why it matters
    ///
    /// The `name` of an identifier refers to the `name` of a queue in a binding of the document; queues elsewhere are identified by `arn` (SQS Bindings, Channel Binding Object; SNS Bindings, Operation Binding Object).
    /// A name that leads nowhere is mostly misspelt.
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
    ///       sqs:
    ///         queue: { name: orders, fifoQueue: false, redrivePolicy: { deadLetterQueue: { name: order-dlq } } }
    ///         deadLetterQueue: { name: orders-dlq, fifoQueue: false }
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
    ///         queue: { name: orders, fifoQueue: false, redrivePolicy: { deadLetterQueue: { name: orders-dlq } } }
    ///         deadLetterQueue: { name: orders-dlq, fifoQueue: false }
    /// ```
    "sqs-queue-undefined", "B408", Warning,
    "a binding of SNS or SQS names a queue that no binding describes",
    Section::of("Operation Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let queues = amazon::queues(contract);
    let known: Vec<&str> = queues.iter().filter_map(amazon::Queue::name).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let dead_letters = queues.iter().map(|queue| {
        (
            queue.bound,
            queue.path("redrivePolicy/deadLetterQueue/name"),
        )
    });
    let mut named: Vec<(Bound<'_>, String)> = dead_letters.collect();
    for (_, bound) in bindings::operations(contract, "sns") {
        for index in 0..bound.count("consumers") {
            let consumer = format!("consumers/{index}");
            named.push((
                bound,
                format!("{consumer}/redrivePolicy/deadLetterQueue/name"),
            ));
            if bound.text(&format!("{consumer}/protocol")) == Some("sqs") {
                named.push((bound, format!("{consumer}/endpoint/name")));
            }
        }
    }
    let findings = named.into_iter().filter_map(|(bound, path)| {
        let name = bound.text(&path).filter(|name| !known.contains(name))?;
        let message = format!("no `sqs` binding describes a queue `{name}`");
        let near = nearest(name, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "describe the queue, or identify it by its `arn`".to_owned(),
        };
        let place = bound.value(sources, &path);
        let finding = bound.finding(&RULE.meta, place, message);
        let mut finding = finding.with_help(help).with_detail(name);
        finding.fix = near.and_then(|near| bound.mend(sources, &path, near));
        Some(finding)
    });
    findings.collect()
}
