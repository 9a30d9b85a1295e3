use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::{address, is_v2};
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel has a brace without its partner.
    ///
    /// ## Why it matters
    ///
    /// An expression in an address is a name between a pair of braces (AsyncAPI 3.0, Channel Address Expressions).
    /// With one brace alone nobody can tell where the name begins and ends, and tools disagree about what is fixed in the
    /// address and what varies.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street/on
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}/on
    ///     parameters:
    ///       street: { description: The name of the street. }
    /// ```
    "address-brace-unmatched", "C024", Error,
    "the address of a channel has a brace without its partner",
    Section::renamed("Channels Object", "Channel Address Expressions"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    if is_v2(contract) {
        // There the address is a key, and its form is checked like that of other keys.
        return Vec::new();
    }
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        if let Some(brace) = unmatched(address.text) {
            let message = format!("the `{brace}` of this address has no partner");
            let help = "write an expression as a name in braces, such as `{street}`";
            findings.push(
                Finding::new(&RULE.meta, address.part(brace), message)
                    .with_help(help)
                    .with_element(channel.element.as_str()),
            );
        }
    }
    findings
}

/// The first brace of `text` that has no partner, with what stands between it and the next one.
fn unmatched(text: &str) -> Option<&str> {
    let mut open = None;
    for (position, character) in text.char_indices() {
        match (character, open) {
            ('{', None) => open = Some(position),
            ('{', Some(start)) => return Some(&text[start..position]),
            ('}', Some(_)) => open = None,
            ('}', None) => return Some(&text[position..=position]),
            _ => {}
        }
    }
    open.map(|start| &text[start..])
}
