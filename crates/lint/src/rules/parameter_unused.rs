use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;
use tidings_syntax::Entry;

use crate::misspelt::is_meant_by;
use crate::place::{field_at, parameters_in};
use crate::rule::{Section, rule};

rule! {
    /// A channel declares a parameter that its address does not have.
    ///
    /// Channels without an address are left alone: it is known at run time only, and so are its parameters.
    ///
    /// ## Why it matters
    ///
    /// A parameter must have a name that the address uses (AsyncAPI 3.0, Parameters Object).
    /// Where it has none, a value is described that goes nowhere.
    /// A name that `parameter-undeclared` takes for the right spelling of one in the address has no finding of its own.
    /// Query parameters of a WebSocket belong to the channel's `ws` binding, under `query`.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: {}
    ///       lamp: {}
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{street}
    ///     parameters:
    ///       street: {}
    ///   answers:
    ///     address: null
    ///     description: An inbox of whoever asks.
    ///     parameters:
    ///       caller: {}
    /// ```
    "parameter-unused", "C002", Error,
    "a channel declares a parameter that its address does not have",
    Section::of("Parameters Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let Some(address) = &channel.address else {
            continue;
        };
        let used = parameters_in(contract, address);
        let parameters = field_at(sources, &channel.origin.location, "parameters");
        let parameters: Vec<Entry<'_>> = parameters
            .into_iter()
            .flat_map(|parameters| parameters.value.entries())
            .collect();
        let declared: Vec<&str> = parameters.iter().map(|parameter| parameter.key).collect();
        for parameter in &parameters {
            let name = parameter.key;
            if used.contains(&name) || is_meant_by(name, &used, &declared) {
                continue;
            }
            let message = format!("the address `{address}` has no parameter `{name}`");
            let help = format!("write `{{{name}}}` where it stands in the address, or remove it");
            findings.push(
                Finding::new(&RULE.meta, parameter.key_location(), message)
                    .with_help(help)
                    .with_element(channel.element.as_str())
                    .with_detail(name),
            );
        }
    }
    findings
}
