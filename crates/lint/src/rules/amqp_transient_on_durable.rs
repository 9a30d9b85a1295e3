use tidings_diag::{Finding, Location};
use tidings_model::Contract;
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// An operation sends transient messages (`deliveryMode: 1`) to a queue that is durable.
    ///
    /// ## Why it matters
    ///
    /// A durable queue survives a restart of the broker, but only with the messages that are persistent (AMQP 0-9-1, section 3.1.7; AMQP Bindings, Operation Binding Object).
    /// The others are lost, though the queue promises that they are kept.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages: { Order: { payload: { type: object } } }
    ///     bindings:
    ///       amqp: { is: queue, queue: { name: orders, durable: true } }
    /// operations:
    ///   place:
    ///     action: send
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       amqp: { deliveryMode: 1 }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages: { Order: { payload: { type: object } } }
    ///     bindings:
    ///       amqp: { is: queue, queue: { name: orders, durable: true } }
    /// operations:
    ///   place:
    ///     action: send
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       amqp: { deliveryMode: 2 }
    /// ```
    "amqp-transient-on-durable", "B303", Warning,
    "messages on a durable queue are sent as transient",
    Section::of("Operation Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let durable: Vec<(&str, Location)> = bindings::channels(contract, "amqp")
        .filter(|(_, bound)| bound.flag("queue/durable") == Some(true))
        .map(|(channel, bound)| {
            (
                channel.element.as_str(),
                bound.key(sources, "queue/durable"),
            )
        })
        .collect();
    let mut findings = Vec::new();
    for (operation, bound) in bindings::operations(contract, "amqp") {
        let channel = contract.channels[operation.channel].element.as_str();
        let queue = durable.iter().find(|(element, _)| *element == channel);
        let transient = bound.get("deliveryMode") == Some(&Literal::Number("1".to_owned()));
        if let Some((_, place)) = queue.filter(|_| transient) {
            let message = "a transient message does not survive a restart, though its queue does";
            let finding = bound
                .finding(&RULE.meta, bound.key(sources, "deliveryMode"), message)
                .with_help("write `deliveryMode: 2`, or `durable: false` for the queue")
                .with_related(place.clone(), "the queue is durable");
            findings.push(finding);
        }
    }
    findings
}
