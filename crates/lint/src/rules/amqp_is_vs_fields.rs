use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The `amqp` binding of a channel says with `is` that it is a queue and describes an exchange, or that it is a routing key and describes a queue.
    /// Without `is`, describing both is just as contradictory.
    ///
    /// ## Why it matters
    ///
    /// `exchange` describes a channel that is a routing key, and `queue` one that is a queue; a channel is one of them (AMQP Bindings, Channel Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       amqp: { is: queue, exchange: { name: shop, type: topic } }
    /// ```
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       amqp: { exchange: { name: shop, type: topic }, queue: { name: orders } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   placed:
    ///     address: orders.placed
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: shop, type: topic } }
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       amqp: { is: queue, queue: { name: orders } }
    /// ```
    "amqp-is-vs-fields", "B301", Warning,
    "a binding of AMQP describes a queue where it is a routing key, or an exchange where it is a queue",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "amqp") {
        let has = |field: &str| bound.get(field).is_some();
        let (field, message) = match bound.text("is") {
            Some("queue") if has("exchange") => {
                ("exchange", "an exchange, but the channel is a queue")
            }
            Some("routingKey") if has("queue") => {
                ("queue", "a queue, but the channel is a routing key")
            }
            None if has("exchange") && has("queue") => {
                ("queue", "an exchange and a queue: a channel is one of them")
            }
            _ => continue,
        };
        let help = "describe the queue and the exchange as two channels, or correct `is`";
        let place = bound.key(sources, field);
        findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
    }
    findings
}
