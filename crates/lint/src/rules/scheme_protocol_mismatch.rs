use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::protocol::{Family, family};
use crate::rule::{Section, rule};
use crate::security::with_scheme;

rule! {
    /// A server demands a security scheme that its protocol does not have.
    ///
    /// ## Why it matters
    ///
    /// The schemes of SASL (`plain`, `scramSha256`, `scramSha512`, `gssapi`) are for protocols with a connection that logs in,
    /// `http` and `httpApiKey` for those that send headers (AsyncAPI 3.0, Security Scheme Object).
    /// A client of the protocol has no way to do what the other kind asks for.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: kafka-secure
    ///     security:
    ///       - { type: httpApiKey, name: X-Key, in: header }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: kafka-secure
    ///     security:
    ///       - type: scramSha256
    /// ```
    "scheme-protocol-mismatch", "X006", Warning,
    "a way to be let in does not exist in the protocol of the server",
    Section::of("Security Scheme Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let Some(family) = family(&server.protocol) else {
            continue;
        };
        let (foreign, own): (&[&str], _) = match family {
            Family::Http | Family::WebSocket => (
                &["plain", "scramSha256", "scramSha512", "gssapi"],
                "`http` or `oauth2`",
            ),
            _ => (&["http", "httpApiKey"], "`userPassword` or `X509`"),
        };
        for requirement in &server.security {
            let schemes = requirement.schemes.iter();
            let mut schemes = schemes.map(|required| &contract.security_schemes[required.scheme]);
            let Some(scheme) = schemes.find(|scheme| foreign.contains(&scheme.scheme.as_str()))
            else {
                continue;
            };
            let message = format!(
                "server `{}` speaks {}, which has no `{}`",
                server.key, server.protocol, scheme.scheme
            );
            let finding = Finding::new(&RULE.meta, requirement.location.clone(), message)
                .with_help(format!(
                    "demand a scheme that the protocol has, such as {own}"
                ))
                .with_element(server.element.as_str())
                .with_detail(scheme.scheme.as_str());
            findings.push(with_scheme(finding, scheme));
        }
    }
    findings
}
