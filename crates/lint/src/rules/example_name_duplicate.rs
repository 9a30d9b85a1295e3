use std::collections::HashMap;

use tidings_diag::{Finding, Location};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// Two examples of a message have the same `name`.
    ///
    /// ## Why it matters
    ///
    /// The name of an example is for machines (AsyncAPI 3.0, Message Example Object): mocks and documentation pick an example by
    /// it, and always get the first.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         payload: { type: boolean }
    ///         examples:
    ///           - { name: switched, payload: true }
    ///           - { name: switched, payload: false }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         payload: { type: boolean }
    ///         examples:
    ///           - { name: switchedOn, payload: true }
    ///           - { name: switchedOff, payload: false }
    /// ```
    "example-name-duplicate", "M021", Info,
    "two examples of a message have the same name",
    Section::of("Message Example Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let mut first: HashMap<&str, Location> = HashMap::new();
        for example in &message.examples {
            let name = field_at(sources, &example.location, "name");
            let Some((name, place)) =
                name.and_then(|name| Some((name.value.as_str()?, name.value.location())))
            else {
                continue;
            };
            let Some(earlier) = first.get(name) else {
                first.insert(name, place);
                continue;
            };
            let text = format!(
                "another example of message `{}` is called `{name}` too",
                message.key
            );
            findings.push(
                Finding::new(&RULE.meta, place, text)
                    .with_related(earlier.clone(), "the other example")
                    .with_element(message.element.as_str())
                    .with_detail(name),
            );
        }
    }
    findings
}
