use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::SecurityRequirement;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// A server with the protocol `anypointmq` has no `security` with a scheme of type `oauth2` and the flow `clientCredentials`.
    ///
    /// ## Why it matters
    ///
    /// Anypoint MQ lets in who has a token for client credentials and nobody else; `security` of the server MUST match that (Anypoint MQ Bindings, Server Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: mq-us-east-1.anypoint.mulesoft.com, pathname: /api, protocol: anypointmq }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: mq-us-east-1.anypoint.mulesoft.com
    ///     pathname: /api
    ///     protocol: anypointmq
    ///     security:
    ///       - type: oauth2
    ///         flows:
    ///           clientCredentials:
    ///             tokenUrl: https://mq-us-east-1.anypoint.mulesoft.com/api/v1/authorize
    ///             availableScopes: {}
    /// ```
    "anypointmq-security", "B416", Error,
    "a server of Anypoint MQ does not ask for the credentials that it needs",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let is_right = |requirement: &SecurityRequirement| {
        let schemes = requirement.schemes.iter();
        let mut schemes = schemes.map(|required| &contract.security_schemes[required.scheme]);
        schemes.any(|scheme| {
            let mut flows = scheme.flows.iter();
            scheme.scheme == "oauth2" && flows.any(|flow| flow.grant == "clientCredentials")
        })
    };
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let is_meant = server.protocol.eq_ignore_ascii_case("anypointmq");
        if !is_meant || server.security.iter().any(is_right) {
            continue;
        }
        let location = &server.origin.location;
        let place = match field_at(sources, location, "security") {
            Some(security) => security.key_location(),
            None => server
                .origin
                .key
                .clone()
                .unwrap_or_else(|| location.clone()),
        };
        let message = "Anypoint MQ asks for a token for client credentials";
        findings.push(
            Finding::new(&RULE.meta, place, message)
                .with_help("refer under `security` to a scheme of type `oauth2` with the flow `clientCredentials`")
                .with_section("Anypoint MQ Bindings, Server Object")
                .with_element(server.element.as_str()),
        );
    }
    findings
}
