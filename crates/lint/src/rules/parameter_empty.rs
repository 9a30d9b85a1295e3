use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::{address, templates};
use crate::rule::{Section, rule};

rule! {
    /// An address, host or path has braces with no name between them.
    ///
    /// ## Why it matters
    ///
    /// An expression is composed of a name enclosed in braces (AsyncAPI 3.0, Channel Address Expressions).
    /// Without a name nothing can be put in its place, and no parameter can describe it.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{}/on
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
    "parameter-empty", "C003", Error,
    "an address, host or path has braces with no name between them",
    Section::renamed("Channels Object", "Channel Address Expressions"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let channels = contract.channels.iter().filter_map(|channel| {
        let address = address(contract, sources, channel)?;
        Some((address, &channel.element, "parameters"))
    });
    let servers = contract.servers.iter().flat_map(|server| {
        let templates = templates(sources, server).into_iter();
        templates.map(|template| (template, &server.element, "variables"))
    });
    let mut findings = Vec::new();
    for (template, element, declared) in channels.chain(servers) {
        let Some(braces) = empty(template.text) else {
            continue;
        };
        let message = format!("the braces in this `{}` name nothing", template.name);
        let help = format!("write a name between them, and declare it in `{declared}`");
        findings.push(
            Finding::new(&RULE.meta, template.part(braces), message)
                .with_help(help)
                .with_element(element.as_str())
                .with_detail(template.name),
        );
    }
    findings
}

/// The first pair of braces in `text` with nothing but spaces between them.
fn empty(text: &str) -> Option<&str> {
    text.match_indices('{').find_map(|(start, _)| {
        let length = text[start..].find('}')?;
        let braces = &text[start..=start + length];
        braces[1..length].trim().is_empty().then_some(braces)
    })
}
