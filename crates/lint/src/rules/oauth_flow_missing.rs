use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;
use tidings_syntax::Kind;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// A security scheme of type `oauth2` has no flow.
    ///
    /// ## Why it matters
    ///
    /// The flows say where a token is to be had (AsyncAPI 3.0, OAuth Flows Object).
    /// Without one nobody can get a token, so nobody is let in.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// components:
    ///   securitySchemes:
    ///     account: { type: oauth2, flows: {} }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// components:
    ///   securitySchemes:
    ///     account:
    ///       type: oauth2
    ///       flows:
    ///         clientCredentials:
    ///           tokenUrl: https://example.org/token
    ///           availableScopes: {}
    /// ```
    "oauth-flow-missing", "X012", Warning,
    "an OAuth 2 scheme has no flow",
    Section::of("OAuth Flows Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scheme in contract.security_schemes.iter() {
        let Some(flows) = field_at(sources, &scheme.origin.location, "flows") else {
            continue;
        };
        if scheme.scheme == "oauth2"
            && flows.value.kind() == Kind::Mapping
            && scheme.flows.is_empty()
        {
            findings.push(
                Finding::new(&RULE.meta, flows.key_location(), "this scheme has no flow")
                    .with_help("add one of `implicit`, `password`, `clientCredentials` and `authorizationCode`"),
            );
        }
    }
    findings
}
