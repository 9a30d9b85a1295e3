use tidings_diag::{Applicability, Finding, nearest};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::mend::replaced;
use crate::place::{listed, value_at};
use crate::rule::{Section, rule};
use crate::security::{requirements, with_scheme};

rule! {
    /// A scope is demanded that no flow of the OAuth 2 scheme offers.
    ///
    /// ## Why it matters
    ///
    /// The flows of a scheme list the scopes that are available, and `scopes` are those of them that are needed (AsyncAPI 3.0,
    /// Security Scheme Object and OAuth Flow Object).
    /// A scope that is not available can never be granted, so nobody is let in.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     security:
    ///       - type: oauth2
    ///         flows:
    ///           clientCredentials:
    ///             tokenUrl: https://example.org/token
    ///             availableScopes: { "lights:read": See the lights }
    ///         scopes: ["lights:write"]
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     security:
    ///       - type: oauth2
    ///         flows:
    ///           clientCredentials:
    ///             tokenUrl: https://example.org/token
    ///             availableScopes: { "lights:read": See the lights }
    ///         scopes: ["lights:read"]
    /// ```
    "oauth-scope-unknown", "X004", Error,
    "a scope is demanded that no flow of the scheme offers",
    Section::renamed("Security Requirement Object", "Security Scheme Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let demanded = requirements(contract).flat_map(|requirement| &requirement.schemes);
    let demanded = demanded.map(|required| (required.scheme, &required.scopes));
    let kept = contract.security_schemes.enumerate();
    let kept = kept.map(|(id, scheme)| (id, &scheme.scopes));
    let mut findings = Vec::new();
    for (scheme, scopes) in demanded.chain(kept) {
        let scheme = &contract.security_schemes[scheme];
        if scheme.scheme != "oauth2" || scheme.flows.is_empty() {
            continue;
        }
        let flows = scheme.flows.iter();
        let available: Vec<&str> = flows
            .flat_map(|flow| flow.available_scopes.iter().map(|(name, _)| name.as_str()))
            .collect();
        for scope in scopes {
            if available.contains(&scope.name.as_str()) {
                continue;
            }
            let near = nearest(&scope.name, available.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if available.is_empty() => "its flows offer no scopes".to_owned(),
                None => format!("its flows offer {}", listed(&available)),
            };
            let message = format!("no flow of the scheme offers the scope `{}`", scope.name);
            let finding = Finding::new(&RULE.meta, scope.location.clone(), message)
                .with_help(help)
                .with_detail(scope.name.as_str());
            let mut finding = with_scheme(finding, scheme);
            finding.fix = near.and_then(|near| {
                let value = value_at(sources, &scope.location)?;
                replaced(value, &scope.name, near, Applicability::Unsafe)
            });
            findings.push(finding);
        }
    }
    findings
}
