use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The `ibmmq` binding of a channel has both `queue` and `topic`.
    ///
    /// Where `destinationType` says which of the two it is, the other one is reported as a field that does not apply.
    ///
    /// ## Why it matters
    ///
    /// `queue` and `topic` MUST NOT coexist: a channel is one of them (IBM MQ Bindings, Channel Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ibmmq }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       ibmmq: { queue: { objectName: ORDERS }, topic: { string: shop/orders } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ibmmq }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       ibmmq: { destinationType: queue, queue: { objectName: ORDERS } }
    /// ```
    "ibmmq-destination-vs-fields", "B413", Error,
    "a binding of IBM MQ describes a queue and a topic at once",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "ibmmq") {
        let has = |field: &str| bound.get(field).is_some();
        if has("queue") && has("topic") && !has("destinationType") {
            let message = "a queue and a topic: a channel is one of them";
            let place = bound.key(sources, "topic");
            let help = "remove one of them, and say with `destinationType` what the channel is";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
