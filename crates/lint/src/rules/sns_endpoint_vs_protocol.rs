use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The endpoint of a consumer is identified in a way that its protocol cannot reach: a queue by a phone number, a web hook by a name.
    ///
    /// ## Why it matters
    ///
    /// Each protocol delivers to one kind of endpoint: `http` and `https` to a `url`, `email` to an `email`, `sms` to a `phone`, the services of Amazon to an `arn` or a `name` (SNS Bindings, Operation Binding Object).
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
    ///       sns:
    ///         consumers:
    ///           - { protocol: https, endpoint: { name: billing }, rawMessageDelivery: true }
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
    ///         consumers:
    ///           - { protocol: https, endpoint: { url: "https://billing.example.org/orders" }, rawMessageDelivery: true }
    /// ```
    "sns-endpoint-vs-protocol", "B410", Warning,
    "the endpoint of a consumer of SNS is not of the kind that its protocol reaches",
    Section::of("Operation Bindings Object"),
    check
}

/// How the endpoint of each protocol is identified.
const IDENTIFIERS: &[(&str, &[&str])] = &[
    ("application", &["arn", "name"]),
    ("email", &["email"]),
    ("email-json", &["email"]),
    ("firehose", &["arn", "name"]),
    ("http", &["url"]),
    ("https", &["url"]),
    ("lambda", &["arn", "name"]),
    ("sms", &["phone"]),
    ("sqs", &["arn", "name", "url"]),
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::operations(contract, "sns") {
        for index in 0..bound.count("consumers") {
            let protocol = bound.text(&format!("consumers/{index}/protocol"));
            let identifiers = IDENTIFIERS.iter().find(|(name, _)| Some(*name) == protocol);
            let Some((protocol, identifiers)) = identifiers else {
                continue;
            };
            let endpoint = format!("consumers/{index}/endpoint");
            let has = |field: &&&str| bound.get(&format!("{endpoint}/{field}")).is_some();
            if bound.get(&endpoint).is_none() || identifiers.iter().any(|field| has(&field)) {
                continue;
            }
            let message = format!("`{protocol}` delivers to {}", any_of(identifiers));
            let place = bound.key(sources, &endpoint);
            let help = format!("write {}, or correct `protocol`", any_of(identifiers));
            let finding = bound.finding(&RULE.meta, place, message);
            findings.push(finding.with_help(help).with_detail(endpoint));
        }
    }
    findings
}

fn any_of(fields: &[&str]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    fields.join(" or ")
}
