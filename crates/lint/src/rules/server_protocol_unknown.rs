use tidings_diag::{Applicability, Edit, Finding, Fix, nearest};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::field_at;
use crate::protocol::names;
use crate::rule::{Section, rule};

rule! {
    /// The `protocol` of a server looks like a misspelling of one that the specification knows.
    ///
    /// Other protocols are let through: the specification names those it knows "but not limited to" them.
    ///
    /// ## Why it matters
    ///
    /// Bindings and transports are chosen by the protocol (AsyncAPI 3.0, Server Object).
    /// For a misspelt one nothing is found, and nothing says so.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafak }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// ```
    "server-protocol-unknown", "C019", Warning,
    "the protocol of a server is a misspelling of a known one",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let name = server.protocol.as_str();
        if names().any(|known| known == name) {
            continue;
        }
        // A longer or shorter name is a protocol of its own, such as `mqtt-sn`, and no slip.
        let similar = names().filter(|known| known.len().abs_diff(name.len()) <= 1);
        let Some(near) = nearest(name, similar) else {
            continue;
        };
        let Some(protocol) = field_at(sources, &server.origin.location, "protocol") else {
            continue;
        };
        let location = protocol.value.location();
        let fix = Fix {
            title: format!("write `{near}`"),
            applicability: Applicability::Unsafe,
            edits: vec![Edit {
                span: location.span,
                replacement: near.to_owned(),
            }],
        };
        findings.push(
            Finding::new(
                &RULE.meta,
                location,
                format!("`{name}` is not a protocol that the specification names"),
            )
            .with_help(format!("did you mean `{near}`?"))
            .with_fix(fix)
            .with_element(server.element.as_str()),
        );
    }
    findings
}
