use tidings_diag::{Applicability, Edit, Finding, Fix};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::address;
use crate::protocol::is_path;
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel ends with a slash.
    ///
    /// Paths of HTTP and WebSocket are left alone, where the slash can be meant.
    ///
    /// ## Why it matters
    ///
    /// A topic with a slash at its end is another topic than the one without it (AsyncAPI 3.0, Channel Object, takes the
    /// address as it stands), and somebody will write it without.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/on/
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/on
    /// ```
    "address-trailing-slash", "C012", Warning,
    "the address of a channel ends with a slash",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        if address.text.len() < 2 || !address.text.ends_with('/') || is_path(contract, channel) {
            continue;
        }
        let place = address.last("/");
        let fix = Fix {
            title: "remove the slash".to_owned(),
            applicability: Applicability::Unsafe,
            edits: vec![Edit {
                span: place.span,
                replacement: String::new(),
            }],
        };
        findings.push(
            Finding::new(&RULE.meta, place, "this address ends with a slash")
                .with_help("remove it, unless the broker knows the address with it")
                .with_fix(fix)
                .with_element(channel.element.as_str()),
        );
    }
    findings
}
