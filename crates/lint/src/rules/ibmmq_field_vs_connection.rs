use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::place::field_at;
use crate::rule::{Section, rule};

rule! {
    /// The `ibmmq` binding of a server has a field that does not go with the server's protocol or with the scheme of its URL.
    ///
    /// ## Why it matters
    ///
    /// `cipherSpec` MUST NOT be specified for the protocol `ibmmq`, which is not encrypted; `groupId`, `cipherSpec` and `multiEndpointServer` MUST NOT be specified for `http://` and `file://`, where a table of connections decides; `ccdtQueueManagerName` MUST NOT be specified for `ibmmq://` (IBM MQ Bindings, Server Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: qm.example.org:1414
    ///     protocol: ibmmq
    ///     bindings:
    ///       ibmmq: { cipherSpec: ANY_TLS12_OR_HIGHER }
    /// ```
    ///
    /// ```yaml bad
    /// asyncapi: 2.6.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     url: file://connections.json
    ///     protocol: ibmmq-secure
    ///     bindings:
    ///       ibmmq: { groupId: SHOP }
    /// channels: {}
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: qm.example.org:1414
    ///     protocol: ibmmq-secure
    ///     bindings:
    ///       ibmmq: { cipherSpec: ANY_TLS12_OR_HIGHER }
    /// ```
    "ibmmq-field-vs-connection", "B412", Error,
    "a binding of IBM MQ has a field that the way to the server rules out",
    Section::of("Server Bindings Object"),
    check
}

/// Fields that a table of connections, which is fetched as a file, decides.
const OF_ENDPOINTS: &[&str] = &["cipherSpec", "groupId", "multiEndpointServer"];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (server, bound) in bindings::servers(contract, "ibmmq") {
        let url = field_at(sources, &server.origin.location, "url");
        let url = url.and_then(|url| url.value.as_str()).unwrap_or_default();
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        let (fields, way): (&[&str], String) = match scheme {
            Some(scheme @ ("http" | "file")) => (OF_ENDPOINTS, format!("`{scheme}://`")),
            Some(scheme @ "ibmmq") => (&["ccdtQueueManagerName"], format!("`{scheme}://`")),
            _ => (&[], String::new()),
        };
        let mut wrong: Vec<(&str, &str)> = Vec::new();
        wrong.extend(fields.iter().map(|field| (*field, way.as_str())));
        let is_plain = server.protocol.eq_ignore_ascii_case("ibmmq");
        if is_plain && !fields.contains(&"cipherSpec") {
            wrong.push(("cipherSpec", "the protocol `ibmmq`"));
        }
        wrong.retain(|(field, _)| bound.get(field).is_some());
        for (field, way) in wrong {
            let message = format!("`{field}` must not be specified for {way}");
            let place = bound.key(sources, field);
            let help = match field {
                "cipherSpec" => "remove it, or write `protocol: ibmmq-secure`",
                _ => "remove it",
            };
            let finding = bound.finding(&RULE.meta, place, message);
            findings.push(finding.with_help(help).with_detail(field));
        }
    }
    findings
}
