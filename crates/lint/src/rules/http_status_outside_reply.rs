use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::MessageId;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A message has a `statusCode` in its `http` binding, and no operation lists it in its `reply`.
    ///
    /// ## Why it matters
    ///
    /// `statusCode` is only relevant for messages that a reply refers to; everywhere else it is ignored (HTTP Bindings, Message Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: https }
    /// channels:
    ///   orders:
    ///     address: /orders
    ///     messages:
    ///       Order:
    ///         payload: { type: object }
    ///         bindings:
    ///           http: { statusCode: 201 }
    /// operations:
    ///   place:
    ///     action: send
    ///     channel: { $ref: "#/channels/orders" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: https }
    /// channels:
    ///   orders:
    ///     address: /orders
    ///     messages:
    ///       Order: { payload: { type: object } }
    ///       Accepted:
    ///         payload: { type: string }
    ///         bindings:
    ///           http: { statusCode: 201 }
    /// operations:
    ///   place:
    ///     action: send
    ///     channel: { $ref: "#/channels/orders" }
    ///     messages: [{ $ref: "#/channels/orders/messages/Order" }]
    ///     reply:
    ///       channel: { $ref: "#/channels/orders" }
    ///       messages: [{ $ref: "#/channels/orders/messages/Accepted" }]
    /// ```
    "http-status-outside-reply", "B411", Info,
    "a message has an HTTP status code, and no operation replies with it",
    Section::of("Message Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let replies: Vec<MessageId> = contract
        .operations
        .iter()
        .filter_map(|operation| operation.reply.as_ref())
        .flat_map(|reply| &reply.messages)
        .copied()
        .collect();
    let mut findings = Vec::new();
    for (message, bound) in bindings::messages(contract, "http") {
        let is_reply = contract.operations.is_empty() || replies.contains(&message);
        if bound.get("statusCode").is_some() && !is_reply {
            let text = "no operation replies with this message, so its status code is ignored";
            let place = bound.key(sources, "statusCode");
            let help = "list the message in the `reply` of an operation, or remove the status code";
            findings.push(bound.finding(&RULE.meta, place, text).with_help(help));
        }
    }
    findings
}
