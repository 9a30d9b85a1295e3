use tidings_diag::{Finding, nearest};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// The last will of a connection goes to a topic that is the address of no channel.
    ///
    /// ## Why it matters
    ///
    /// A last will is a message like any other (MQTT Bindings, Server Binding Object).
    /// Without a channel for it, nobody learns from the contract that it comes and what is in it.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     bindings:
    ///       mqtt: { lastWill: { topic: lamps/7/gone } }
    /// channels:
    ///   lamps:
    ///     address: lamps/{lamp}
    ///     parameters: { lamp: {} }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     bindings:
    ///       mqtt: { lastWill: { topic: lamps/7/gone } }
    /// channels:
    ///   gone:
    ///     address: lamps/{lamp}/gone
    ///     parameters: { lamp: {} }
    /// ```
    "mqtt-lastwill-undeclared", "B205", Info,
    "the topic of a last will is the address of no channel",
    Section::of("Server Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::servers(contract, "mqtt") {
        let Some(topic) = bound.text("lastWill/topic") else {
            continue;
        };
        let channels = contract.channels.iter();
        let addresses: Vec<&str> = channels
            .filter_map(|channel| channel.address.as_deref())
            .collect();
        if addresses.is_empty() || addresses.iter().any(|address| covers(address, topic)) {
            continue;
        }
        let message = format!("no channel has the address `{topic}`");
        let help = match nearest(topic, addresses) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add a channel for the last will".to_owned(),
        };
        let place = bound.value(sources, "lastWill/topic");
        findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
    }
    findings
}

/// Whether `topic` may be an address of the form `address`, level by level.
fn covers(address: &str, topic: &str) -> bool {
    let levels = || address.split('/');
    let same = |(level, actual): (&str, &str)| level.contains('{') || level == actual;
    levels().count() == topic.split('/').count() && levels().zip(topic.split('/')).all(same)
}
