use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The path of a server with the protocol `anypointmq` ends in a major version such as `/v1`.
    ///
    /// ## Why it matters
    ///
    /// The path MUST exclude the version of the broker's interface, which `protocolVersion` states; clients put the two together (Anypoint MQ Bindings, Server Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: mq-us-east-1.anypoint.mulesoft.com
    ///     pathname: /api/v1
    ///     protocol: anypointmq
    ///     security: [{ type: oauth2, flows: { clientCredentials: { tokenUrl: "https://example.org/token", availableScopes: {} } } }]
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
    ///     protocolVersion: v1
    ///     security: [{ type: oauth2, flows: { clientCredentials: { tokenUrl: "https://example.org/token", availableScopes: {} } } }]
    /// ```
    "anypointmq-version-in-path", "B420", Error,
    "the path of a server of Anypoint MQ ends in the version of the interface",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let last = |path: &'_ str| {
            path.trim_end_matches('/')
                .rsplit('/')
                .next()
                .map(str::to_owned)
        };
        let fields = ["pathname", "url"].into_iter();
        let field = fields
            .filter_map(|field| field_at(sources, &server.origin.location, field))
            .next();
        let Some((field, segment)) = field.and_then(|field| {
            let segment = last(field.value.as_str()?)?;
            Some((field, segment))
        }) else {
            continue;
        };
        let digits = segment.strip_prefix('v').unwrap_or_default();
        let is_version = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_version && server.protocol.eq_ignore_ascii_case("anypointmq") {
            let message = format!(
                "`{segment}` is the version of the interface, which the path must not have"
            );
            findings.push(
                Finding::new(&RULE.meta, field.value.location(), message)
                    .with_help(format!(
                        "remove it from the path and write `protocolVersion: {segment}`"
                    ))
                    .with_section("Anypoint MQ Bindings, Server Object")
                    .with_element(server.element.as_str()),
            );
        }
    }
    findings
}
