use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel has the wildcards `*` or `#`, and its exchange is of a type that knows none.
    ///
    /// ## Why it matters
    ///
    /// Only an exchange of type `topic` reads `*` and `#` in a routing key; `direct` and `default` compare it letter by letter (AMQP 0-9-1, section 3.1.3; AMQP Bindings, Channel Binding Object).
    /// No message ever has such a key, so nothing arrives.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders.*
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: shop, type: direct } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// channels:
    ///   orders:
    ///     address: orders.*
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: shop, type: topic } }
    /// ```
    "amqp-exchange-vs-routing-key", "B302", Warning,
    "a routing key has wildcards, and its exchange compares literally",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (channel, bound) in bindings::channels(contract, "amqp") {
        let Some(kind @ ("default" | "direct")) = bound.text("exchange/type") else {
            continue;
        };
        let address = channel.address.as_deref().unwrap_or_default();
        let Some(wildcard) = address.split('.').find(|word| matches!(*word, "*" | "#")) else {
            continue;
        };
        let message =
            format!("an exchange of type `{kind}` takes `{wildcard}` of `{address}` literally");
        let help = "write `type: topic`, or name each routing key";
        let place = bound.value(sources, "exchange/type");
        let mut finding = bound.finding(&RULE.meta, place, message).with_help(help);
        finding.fix = bound.mend(sources, "exchange/type", "topic");
        findings.push(finding);
    }
    findings
}
