use std::collections::HashSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::root_channels;
use crate::rule::{Section, rule};

rule! {
    /// A channel of the document is used by no operation and by no reply.
    ///
    /// A document without any operation is left alone: it describes channels for others to refer to.
    ///
    /// ## Why it matters
    ///
    /// Everything that a document defines outside of `components` must be used by the application (AsyncAPI 3.0, File
    /// Structure).
    /// A channel that nobody sends to or receives from is a leftover, or the operation was forgotten.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { payload: { type: boolean } }
    ///   alarms:
    ///     address: alarms
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
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
    /// operations:
    ///   switch:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// components:
    ///   channels:
    ///     alarms:
    ///       address: alarms
    /// ```
    "channel-unused", "C015", Warning,
    "a channel of the document is used by no operation",
    Section::renamed("Channel Item Object", "File Structure"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    if contract.operations.is_empty() {
        return Vec::new();
    }
    let used: HashSet<&str> = contract
        .operations
        .iter()
        .flat_map(|operation| {
            let reply = operation.reply.as_ref().and_then(|reply| reply.channel);
            [Some(operation.channel), reply]
        })
        .flatten()
        .map(|channel| contract.channels[channel].key.as_str())
        .collect();
    root_channels(contract, sources)
        .filter(|channel| !used.contains(channel.key.as_str()))
        .filter_map(|channel| {
            let entry = sources.root()?.get("channels")?.entry(&channel.key)?;
            let message = format!("no operation and no reply uses channel `{}`", channel.key);
            let help = "write the operation, or move the channel to `components` if others use it";
            Some(
                Finding::new(&RULE.meta, entry.key_location(), message)
                    .with_help(help)
                    .with_element(channel.element.as_str()),
            )
        })
        .collect()
}
