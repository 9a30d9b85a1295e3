use tidings_diag::{Applicability, Edit, Finding, Fix};
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::templates;
use crate::rule::{Section, rule};

rule! {
    /// The `host` of a server has a scheme or a path.
    ///
    /// ## Why it matters
    ///
    /// `host` is the name of the server, with the port if need be (AsyncAPI 3.0, Server Object).
    /// The scheme stands in `protocol` and the path in `pathname`; whoever puts the three together again gets them twice.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: "wss://example.org/lights", protocol: wss }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, pathname: /lights, protocol: wss }
    /// ```
    "server-host-not-host", "C018", Warning,
    "the host of a server has a scheme or a path",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let mut templates = templates(sources, server).into_iter();
        let Some(host) = templates.find(|template| template.name == "host") else {
            continue;
        };
        let (scheme, rest) = match host.text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, host.text),
        };
        let (authority, path) = match rest.find('/') {
            Some(start) => rest.split_at(start),
            None => (rest, ""),
        };
        let what = match (scheme, path) {
            (None, "") => continue,
            (Some(scheme), "") => format!("the scheme `{scheme}://`"),
            (None, path) => format!("the path `{path}`"),
            (Some(scheme), path) => format!("the scheme `{scheme}://` and the path `{path}`"),
        };
        let help = match path {
            "" | "/" => format!("write `{authority}`; `protocol` says the rest"),
            path => format!("write `{authority}`, and `pathname: {path}`"),
        };
        let mut finding =
            Finding::new(&RULE.meta, host.location(), format!("this host has {what}"))
                .with_help(help)
                .with_element(server.element.as_str());
        if matches!(path, "" | "/") && !authority.is_empty() {
            let says_the_same = scheme.is_none_or(|scheme| scheme == server.protocol);
            finding = finding.with_fix(Fix {
                title: format!("write `{authority}`"),
                applicability: if says_the_same {
                    Applicability::Safe
                } else {
                    Applicability::Unsafe
                },
                edits: vec![Edit {
                    span: host.part(host.text).span,
                    replacement: authority.to_owned(),
                }],
            });
        }
        findings.push(finding);
    }
    findings
}
