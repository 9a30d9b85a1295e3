use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// An exchange of type `default` has a name.
    ///
    /// ## Why it matters
    ///
    /// The default exchange is the one without a name, which every broker has and nobody declares (AMQP 0-9-1, section 3.1.3.1; AMQP Bindings, Channel Binding Object).
    /// An exchange with a name is another one, and needs its own type.
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
    ///       amqp: { is: routingKey, exchange: { name: shop, type: default } }
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
    ///     bindings:
    ///       amqp: { is: routingKey, exchange: { name: "", type: default } }
    /// ```
    "amqp-default-exchange-named", "B305", Warning,
    "the default exchange of AMQP is given a name",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "amqp") {
        let name = bound.text("exchange/name").unwrap_or_default();
        if bound.text("exchange/type") == Some("default") && !name.is_empty() {
            let message = format!("the default exchange has no name, this one is called `{name}`");
            let help =
                "remove the name, or write `topic`, `direct`, `fanout` or `headers` as its type";
            let place = bound.value(sources, "exchange/name");
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    findings
}
