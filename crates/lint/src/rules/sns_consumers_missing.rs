use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Action;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The `sns` binding of an operation that receives has no `consumers`.
    ///
    /// An empty binding is left alone: it says only that SNS is used.
    ///
    /// ## Why it matters
    ///
    /// SNS pushes, so receiving needs a subscription: `consumers` are required of operations that receive (SNS Bindings, Operation Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: sns }
    /// channels:
    ///   orders: { address: orders, messages: { Order: { payload: { type: object } } } }
    /// operations:
    ///   bill:
    ///     action: receive
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       sns: { topic: { name: orders } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: sns }
    /// channels:
    ///   orders: { address: orders, messages: { Order: { payload: { type: object } } } }
    /// operations:
    ///   bill:
    ///     action: receive
    ///     channel: { $ref: "#/channels/orders" }
    ///     bindings:
    ///       sns:
    ///         topic: { name: orders }
    ///         consumers:
    ///           - protocol: sqs
    ///             endpoint: { arn: "arn:aws:sqs:eu-west-1:123456789012:billing" }
    ///             rawMessageDelivery: true
    /// ```
    "sns-consumers-missing", "B409", Error,
    "an operation that receives from SNS does not say who consumes",
    Section::of("Operation Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (operation, bound) in bindings::operations(contract, "sns") {
        let is_used = bound.get("topic").is_some() || bound.get("deliveryPolicy").is_some();
        let receives = operation.action == Action::Receive;
        if receives && is_used && bound.get("consumers").is_none() {
            let message = "an operation that receives needs `consumers`";
            let help = "list each subscription: `protocol`, `endpoint` and `rawMessageDelivery`";
            let place = bound.own_key(sources);
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
