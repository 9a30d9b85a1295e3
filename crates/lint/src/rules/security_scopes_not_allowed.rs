use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::is_v2;
use crate::rule::{Section, rule};
use crate::security::{requirements, with_scheme};

rule! {
    /// An AsyncAPI 2 document demands scopes of a security scheme that is neither `oauth2` nor `openIdConnect`.
    ///
    /// ## Why it matters
    ///
    /// The list of a requirement holds the names of scopes, and must be empty for schemes of other types (AsyncAPI 2.6,
    /// Security Requirement Object).
    /// A password or a certificate grants no scopes, so nobody could ever have them.
    ///
    /// ```yaml bad
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     url: broker.example.org
    ///     protocol: mqtt
    ///     security:
    ///       - account: ["lights:read"]
    /// channels: {}
    /// components:
    ///   securitySchemes:
    ///     account: { type: userPassword }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 2.6.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     url: broker.example.org
    ///     protocol: mqtt
    ///     security:
    ///       - account: []
    /// channels: {}
    /// components:
    ///   securitySchemes:
    ///     account: { type: userPassword }
    /// ```
    "security-scopes-not-allowed", "X011", Error,
    "scopes are demanded of a scheme that has none",
    Section::renamed("Security Requirement Object", "Security Scheme Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    if !is_v2(contract) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for required in requirements(contract).flat_map(|requirement| &requirement.schemes) {
        let scheme = &contract.security_schemes[required.scheme];
        let Some(scope) = required.scopes.first() else {
            continue;
        };
        if matches!(scheme.scheme.as_str(), "oauth2" | "openIdConnect") {
            continue;
        }
        let message = format!("a scheme of type `{}` has no scopes", scheme.scheme);
        let finding = Finding::new(&RULE.meta, scope.location.clone(), message)
            .with_help("write an empty list")
            .with_detail(scope.name.as_str());
        findings.push(with_scheme(finding, scheme));
    }
    findings
}
