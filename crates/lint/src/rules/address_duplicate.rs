use std::collections::HashMap;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Channel;
use tidings_source::Sources;

use crate::place::{address, root_channels};
use crate::protocol::is_path;
use crate::rule::{Section, rule};

rule! {
    /// Two channels have the same address on the same servers.
    ///
    /// Channels of HTTP and WebSocket are left alone, where many channels may share one path, and so are channels whose bindings
    /// tell them apart.
    ///
    /// ## Why it matters
    ///
    /// Messages that arrive at an address do not say which channel they were meant for (AsyncAPI 3.0, Channel Object), so what
    /// one channel promises is broken by the messages of the other.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   on:
    ///     address: lights
    ///     messages:
    ///       on: { payload: { type: boolean } }
    ///   dimmed:
    ///     address: lights
    ///     messages:
    ///       dimmed: { payload: { type: integer } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { payload: { type: boolean } }
    ///       dimmed: { payload: { type: integer } }
    /// ```
    "address-duplicate", "C008", Warning,
    "two channels have the same address",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut first: HashMap<&str, Vec<&Channel>> = HashMap::new();
    let mut findings = Vec::new();
    for channel in root_channels(contract, sources) {
        let Some(text) = channel.address.as_deref() else {
            continue;
        };
        let earlier = first.entry(text).or_default();
        let twin = earlier
            .iter()
            .find(|earlier| meet(contract, earlier, channel));
        if let Some(twin) = twin
            && let Some(place) = address(contract, sources, channel)
        {
            let message = format!(
                "channel `{}` has the address of channel `{}`",
                channel.key, twin.key
            );
            let mut finding = Finding::new(&RULE.meta, place.location(), message)
                .with_help(
                    "describe what travels there in one channel, or mend one of the addresses",
                )
                .with_element(channel.element.as_str())
                .with_detail(channel.key.as_str());
            if let Some(place) = address(contract, sources, twin) {
                finding = finding.with_related(place.location(), "the same address");
            }
            findings.push(finding);
        }
        earlier.push(channel);
    }
    findings
}

/// Whether messages of the two channels meet: on a server of both, with nothing in bindings to tell them apart.
fn meet(contract: &Contract, left: &Channel, right: &Channel) -> bool {
    let shares_server = left.servers.is_empty()
        || right.servers.is_empty()
        || left
            .servers
            .iter()
            .any(|server| right.servers.contains(server));
    let bound_alike = left.bindings.len() == right.bindings.len()
        && left
            .bindings
            .iter()
            .zip(&right.bindings)
            .all(|(left, right)| left.protocol == right.protocol && left.value == right.value);
    shares_server && bound_alike && !is_path(contract, left) && !is_path(contract, right)
}
