use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The `retention` of a channel has only one of `time` and `size`.
    ///
    /// ## Why it matters
    ///
    /// Both fields are mandatory where a retention is specified, says the text, though its table calls them optional with the default 0 (Pulsar Bindings, Channel Binding Object).
    /// To Pulsar 0 in one of them means that nothing is retained, so the missing one decides.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: pulsar }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       pulsar: { namespace: shop, persistence: persistent, retention: { time: 60 } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: pulsar }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       pulsar: { namespace: shop, persistence: persistent, retention: { time: 60, size: -1 } }
    /// ```
    "pulsar-retention-incomplete", "B418", Warning,
    "a retention of Pulsar has only one of its two limits",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "pulsar") {
        let has = |field: &str| bound.get(&format!("retention/{field}")).is_some();
        let missing = match (has("time"), has("size")) {
            (true, false) => "size",
            (false, true) => "time",
            _ => continue,
        };
        let message = format!("the retention has no `{missing}`");
        let place = bound.key(sources, "retention");
        let help = format!("add `{missing}`; -1 is for no limit");
        findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
    }
    findings
}
