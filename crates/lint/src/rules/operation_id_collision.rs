use std::collections::HashMap;

use tidings_diag::{Finding, Location};
use tidings_model::Contract;
use tidings_model::contract::Operation;
use tidings_source::Sources;

use crate::place::key_of;
use crate::rule::{Section, rule};

rule! {
    /// The names of two operations differ in case only.
    ///
    /// ## Why it matters
    ///
    /// Names of operations are case-sensitive, and it is recommended that they follow the conventions for names in programs
    /// (AsyncAPI 3.0, Operations Object).
    /// People and file systems read `switchOn` and `switchon` as one, and code generated for both needs an arbitrary number
    /// behind one of them.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on: { payload: { type: boolean } }
    /// operations:
    ///   switchOn:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    ///   switchon:
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
    ///   switchOn:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    ///   dim:
    ///     action: send
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "operation-id-collision", "O003", Warning,
    "the names of two operations differ in case only",
    Section::renamed("Operation Object", "Operations Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut first: HashMap<String, &Operation> = HashMap::new();
    let mut findings = Vec::new();
    for operation in contract.operations.iter() {
        let Some(earlier) = first.get(&operation.key.to_lowercase()) else {
            first.insert(operation.key.to_lowercase(), operation);
            continue;
        };
        if earlier.key == operation.key {
            continue;
        }
        let message = format!(
            "`{}` and `{}` differ in case only",
            operation.key, earlier.key
        );
        findings.push(
            Finding::new(&RULE.meta, place_of(operation), message)
                .with_help("give one of them a name of its own")
                .with_related(place_of(earlier), "the other operation")
                .with_element(operation.element.as_str()),
        );
    }
    findings
}

/// Where the operation is named.
fn place_of(operation: &Operation) -> Location {
    match &operation.id {
        Some(id) => id.location.clone(),
        None => key_of(&operation.origin),
    }
}
