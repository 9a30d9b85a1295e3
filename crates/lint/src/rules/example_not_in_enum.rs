use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::enumeration::placeholders;
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// One of the `examples` of a parameter or of a server variable is none of the values in its `enum`.
    ///
    /// ## Why it matters
    ///
    /// `enum` lists the values that may be substituted (AsyncAPI 3.0, Parameter Object and Server Variable Object).
    /// An example that is none of them shows an address that does not exist.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{state}
    ///     parameters:
    ///       state: { enum: ["on", "off"], examples: [dimmed] }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights/{state}
    ///     parameters:
    ///       state: { enum: ["on", "off", dimmed], examples: [dimmed] }
    /// ```
    "example-not-in-enum", "C017", Error,
    "an example of a parameter or variable is none of its allowed values",
    Section::renamed("Server Variable Object", "Parameter Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for placeholder in placeholders(contract) {
        let examples = field_at(sources, &placeholder.origin.location, "examples");
        let examples = examples
            .into_iter()
            .flat_map(|examples| examples.value.items());
        findings.extend(
            examples.filter_map(|example| placeholder.refused(&RULE.meta, "example", example)),
        );
    }
    findings
}
