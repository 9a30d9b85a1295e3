use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// A server with the protocol `jms` has a `protocolVersion` that is no version of JMS.
    ///
    /// ## Why it matters
    ///
    /// `protocolVersion` MUST be one of the versions of the JMS API (JMS Bindings, Server Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: "broker.example.org:61616", protocol: jms, protocolVersion: "5.0" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: "broker.example.org:61616", protocol: jms, protocolVersion: "2.0" }
    /// ```
    "jms-protocol-version", "B415", Error,
    "a server of JMS states a version that the interface does not have",
    Section::of("Server Object"),
    check
}

/// JMS Bindings 0.0.1, "Server Object".
const VERSIONS: &[&str] = &[
    "1.0", "1.0.1", "1.0.1a", "1.0.2", "1.0.2a", "1.0.2b", "1.1", "2.0", "2.0a", "2.1", "3.0",
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let Some(version) = &server.protocol_version else {
            continue;
        };
        let field = field_at(sources, &server.origin.location, "protocolVersion");
        if let Some(field) = field
            && server.protocol.eq_ignore_ascii_case("jms")
            && !VERSIONS.contains(&version.as_str())
        {
            let versions: Vec<String> = VERSIONS.iter().map(|known| format!("`{known}`")).collect();
            let message = format!("`{version}` is no version of JMS");
            findings.push(
                Finding::new(&RULE.meta, field.value.location(), message)
                    .with_help(format!("the versions are {}", versions.join(", ")))
                    .with_section("JMS Bindings, Server Object")
                    .with_element(server.element.as_str()),
            );
        }
    }
    findings
}
