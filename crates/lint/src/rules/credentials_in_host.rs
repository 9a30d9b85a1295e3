use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::templates;
use crate::rule::{Section, rule};

rule! {
    /// The host or URL of a server has a user name and a password in it.
    ///
    /// ## Why it matters
    ///
    /// `host` is a name with an optional port (AsyncAPI 3.0, Server Object), and a document is read by everybody who uses the
    /// interface.
    /// How one is let in stands in `security`; the password itself belongs in no document.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: "guest:secret@broker.example.org", protocol: amqp }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: amqp
    ///     security:
    ///       - type: userPassword
    /// ```
    "credentials-in-host", "X008", Warning,
    "the address of a server has a name and a password in it",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        for template in templates(sources, server) {
            let Some(credentials) = credentials(template.text) else {
                continue;
            };
            let message = format!("this `{}` has a password in it", template.name);
            findings.push(
                Finding::new(&RULE.meta, template.part(credentials), message)
                    .with_help("remove it and say how one is let in with `security`; then change the password")
                    .with_element(server.element.as_str())
                    .with_detail(template.name),
            );
        }
    }
    findings
}

/// The name and the password in front of the host in `text` (RFC 3986 §3.2.1), unless they are variables.
fn credentials(text: &str) -> Option<&str> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    let (credentials, _) = authority.rsplit_once('@')?;
    let (_, password) = credentials.split_once(':')?;
    (!password.is_empty() && !password.contains('{')).then_some(credentials)
}
