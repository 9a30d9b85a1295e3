use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings::{self, Bound, amazon};
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
    "sqs-fifo-naming", "B403", Warning,
    "the name of a queue or topic says FIFO where it is none, or the other way round",
    Section::of("Channel Bindings Object"),
    check
}

/// The suffix.
const SUFFIX: &str = ".fifo";

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let queues = amazon::queues(contract).into_iter().filter_map(|queue| {
        let is_fifo = queue.is_fifo()?;
        judge(sources, queue.bound, &queue.path("name"), is_fifo, "queue")
    });
    let topics = bindings::channels(contract, "sns").filter_map(|(_, bound)| {
        let is_fifo = bound.text("ordering/type") == Some("FIFO");
        judge(sources, bound, "name", is_fifo, "topic")
    });
    queues.chain(topics).collect()
}

/// What is wrong with the name at `path`, and what to write.
fn judge(
    sources: &Sources,
    bound: Bound<'_>,
    path: &str,
    is_fifo: bool,
    kind: &str,
) -> Option<Finding> {
    let name = bound.text(path)?;
    let (message, help, right) = match (name.strip_suffix(SUFFIX), is_fifo) {
        (None, true) => (
            format!("the name of a FIFO {kind} must end in `{SUFFIX}`"),
            format!("write `{name}{SUFFIX}`"),
            format!("{name}{SUFFIX}"),
        ),
        (Some(stem), false) => (
            format!("only the name of a FIFO {kind} may end in `{SUFFIX}`"),
            format!("write `{stem}`, or make it a FIFO {kind}"),
            stem.to_owned(),
        ),
        _ => return None,
    };
    let place = bound.value(sources, path);
    let finding = bound.finding(&RULE.meta, place, message);
    let mut finding = finding.with_help(help).with_detail(name);
    finding.fix = bound.mend(sources, path, &right);
    Some(finding)
}
