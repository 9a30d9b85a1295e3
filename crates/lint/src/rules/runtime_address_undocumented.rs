use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::ChannelId;
use tidings_source::Sources;
use tidings_syntax::Kind;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel is `null`, and nothing says where it comes from.
    ///
    /// A channel with a title, a summary, a description or bindings is left alone, and so is one that replies travel through.
    ///
    /// ## Why it matters
    ///
    /// An address that is `null` is unknown until run time (AsyncAPI 3.0, Channel Object).
    /// Whoever implements the other side needs to know who chooses it, and how it is learned.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   inbox:
    ///     address: null
    ///     messages:
    ///       on: { payload: { type: boolean } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   inbox:
    ///     address: null
    ///     description: A queue that each lamp creates, and names when it registers.
    ///     messages:
    ///       on: { payload: { type: boolean } }
    /// ```
    "runtime-address-undocumented", "C023", Info,
    "nothing says where the address of a channel comes from",
    Section::of("Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let replies: Vec<ChannelId> = contract
        .operations
        .iter()
        .filter_map(|operation| operation.reply.as_ref()?.channel)
        .collect();
    let mut findings = Vec::new();
    for (id, channel) in contract.channels.enumerate() {
        let texts = [&channel.title, &channel.summary, &channel.description];
        let is_told = texts.iter().any(|text| text.is_some()) || !channel.bindings.is_empty();
        if is_told || replies.contains(&id) {
            continue;
        }
        let Some(address) = field_at(sources, &channel.origin.location, "address") else {
            continue;
        };
        if address.value.kind() == Kind::Null {
            let message = format!(
                "nothing says where the address of channel `{}` comes from",
                channel.key
            );
            findings.push(
                Finding::new(&RULE.meta, address.key_location(), message)
                    .with_help("tell in the channel's `description` who chooses it and how others learn it")
                    .with_element(channel.element.as_str()),
            );
        }
    }
    findings
}
