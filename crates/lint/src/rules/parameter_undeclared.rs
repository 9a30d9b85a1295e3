use tidings_diag::{Finding, nearest};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::{address, field_at, parameters_in};
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel has an expression `{name}`, and the channel's `parameters` do not declare it.
    ///
    /// ## Why it matters
    ///
    /// `parameters` must name every parameter of the address (AsyncAPI 3.0, Parameters Object).
    /// Without the declaration nobody knows which values are allowed, and a client cannot build the address.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}/{lamp}
    ///     parameters:
    ///       street: { description: The name of the street. }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}/{lamp}
    ///     parameters:
    ///       street: { description: The name of the street. }
    ///       lamp: {}
    /// ```
    "parameter-undeclared", "C001", Error,
    "the address of a channel has a parameter that the channel does not declare",
    Section::of("Parameters Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let location = &channel.origin.location;
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        // The text and not the contract: a declaration that is broken has a finding of its own.
        let declared: Vec<&str> = field_at(sources, location, "parameters")
            .into_iter()
            .flat_map(|parameters| parameters.value.entries())
            .map(|parameter| parameter.key)
            .collect();
        for name in parameters_in(contract, address.text) {
            if declared.contains(&name) {
                continue;
            }
            let place = address.placeholder(name);
            let message = format!("the parameter `{name}` of this address is not declared");
            let help = match nearest(name, declared.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add `{name}` to the channel's `parameters`"),
            };
            findings.push(
                Finding::new(&RULE.meta, place, message)
                    .with_help(help)
                    .with_element(channel.element.as_str())
                    .with_detail(name),
            );
        }
    }
    findings
}
