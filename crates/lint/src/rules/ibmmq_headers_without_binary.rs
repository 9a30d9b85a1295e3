use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The `ibmmq` binding of a message has `headers`, and does not say that the message is binary.
    ///
    /// Where `type` says something else, the headers are reported as a field that does not apply.
    ///
    /// ## Why it matters
    ///
    /// `headers` MUST NOT be specified for the types `string` and `jms`, and `string` is meant where no `type` is given (IBM MQ Bindings, Message Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ibmmq }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Order:
    ///         payload: { type: string }
    ///         bindings:
    ///           ibmmq: { headers: MQRFH2 }
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
    ///     messages:
    ///       Order:
    ///         payload: { type: string }
    ///         bindings:
    ///           ibmmq: { type: binary, headers: MQRFH2 }
    /// ```
    "ibmmq-headers-without-binary", "B414", Error,
    "a message of IBM MQ has headers without being binary",
    Section::of("Message Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::messages(contract, "ibmmq") {
        if bound.get("headers").is_some() && bound.get("type").is_none() {
            let message = "headers, but without `type` the message is a `string`, which has none";
            let place = bound.key(sources, "headers");
            let help = "write `type: binary`, or remove the headers";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
