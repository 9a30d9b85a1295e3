use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::enumeration::placeholders;
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The `default` of a parameter or of a server variable is none of the values in its `enum`.
    ///
    /// ## Why it matters
    ///
    /// `enum` lists the values that may be substituted, and `default` is substituted where nobody chooses (AsyncAPI 3.0,
    /// Parameter Object and Server Variable Object).
    /// So a default outside of the list contradicts it.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: "{region}.example.org"
    ///     protocol: mqtt
    ///     variables:
    ///       region: { enum: [eu, us], default: en }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: "{region}.example.org"
    ///     protocol: mqtt
    ///     variables:
    ///       region: { enum: [eu, us], default: eu }
    /// ```
    "default-not-in-enum", "C004", Error,
    "the default of a parameter or variable is none of its allowed values",
    Section::renamed("Server Variable Object", "Parameter Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for placeholder in placeholders(contract) {
        let default = field_at(sources, &placeholder.origin.location, "default");
        let default = default.map(|default| default.value);
        findings.extend(
            default.and_then(|default| placeholder.refused(&RULE.meta, "default", default)),
        );
    }
    findings
}
