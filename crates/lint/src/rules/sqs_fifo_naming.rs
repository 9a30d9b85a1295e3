use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings::{self, amazon};
use crate::rule::{Section, rule};

rule! {
    /// A FIFO queue of SQS or a FIFO topic of SNS has a name that does not end in `.fifo`, or a standard one has a name that does.
    ///
    /// ## Why it matters
    ///
    /// Amazon requires the suffix of the one kind and refuses it for the other (Amazon SQS, `CreateQueue`; Amazon SNS, `CreateTopic`; SQS Bindings, Channel Binding Object; SNS Bindings, Channel Binding Object).
    /// Creating the queue or the topic fails.
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
    ///       sqs: { queue: { name: orders, fifoQueue: true } }
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
    ///       sns: { name: orders.fifo }
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
    ///       sqs: { queue: { name: orders.fifo, fifoQueue: true } }
    /// ```
    "sqs-fifo-naming", "B403", Error,
    "the name of a queue or topic says FIFO where it is none, or the other way round",
    Section::of("Channel Bindings Object"),
    check
}

/// The suffix.
const SUFFIX: &str = ".fifo";

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let queues = amazon::queues(contract).into_iter().filter_map(|queue| {
        let name = queue.name()?;
        judge(name, queue.is_fifo()?, "queue").map(|(message, help)| {
            let place = queue.bound.value(sources, &queue.path("name"));
            let finding = queue.bound.finding(&RULE.meta, place, message);
            finding.with_help(help).with_detail(name)
        })
    });
    let topics = bindings::channels(contract, "sns").filter_map(|(_, bound)| {
        let name = bound.text("name")?;
        let is_fifo = bound.text("ordering/type") == Some("FIFO");
        judge(name, is_fifo, "topic").map(|(message, help)| {
            let place = bound.value(sources, "name");
            bound.finding(&RULE.meta, place, message).with_help(help)
        })
    });
    queues.chain(topics).collect()
}

/// What is wrong with `name`, and what to write.
fn judge(name: &str, is_fifo: bool, kind: &str) -> Option<(String, String)> {
    match (name.strip_suffix(SUFFIX), is_fifo) {
        (None, true) => Some((
            format!("the name of a FIFO {kind} must end in `{SUFFIX}`"),
            format!("write `{name}{SUFFIX}`"),
        )),
        (Some(stem), false) => Some((
            format!("only the name of a FIFO {kind} may end in `{SUFFIX}`"),
            format!("write `{stem}`, or make it a FIFO {kind}"),
        )),
        _ => None,
    }
}
