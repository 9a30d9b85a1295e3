//! Bindings that are reserved for later: they must be empty, and say so.

use tidings_model::grammar::bindings::{PROTOCOLS, Part, Protocol};
use tidings_model::lower;
use tidings_source::{MemoryFiles, Sources};

/// A document in which `binding` is the binding of `protocol` for `part`.
fn document(protocol: &Protocol, part: Part, binding: &str) -> String {
    let bindings = format!(r#""bindings": {{ "{}": {binding} }}"#, protocol.key);
    let content = match part {
        Part::Server => {
            format!(r#""servers": {{ "main": {{ "host": "a", "protocol": "b", {bindings} }} }}"#)
        }
        Part::Channel => format!(r#""channels": {{ "orders": {{ {bindings} }} }}"#),
        Part::Operation => format!(
            r##""channels": {{ "orders": {{}} }}, "operations": {{ "place": {{ "action": "send", "channel": {{ "$ref": "#/channels/orders" }}, {bindings} }} }}"##
        ),
        Part::Message => {
            format!(
                r#""channels": {{ "orders": {{ "messages": {{ "Order": {{ {bindings} }} }} }} }}"#
            )
        }
    };
    format!(
        r#"{{ "asyncapi": "3.1.0", "info": {{ "title": "Orders", "version": "1" }}, {content} }}"#
    )
}

/// What is found, but for the deprecation of a protocol.
fn found(document: &str) -> Vec<(&'static str, Option<String>)> {
    let files = MemoryFiles::new([("asyncapi.json", document)]);
    let (sources, findings) = Sources::link(&files, "asyncapi.json");
    assert_eq!(findings, [], "{document}");
    let findings = lower(&sources).findings.into_iter();
    findings
        .map(|finding| (finding.rule.id, finding.help))
        .filter(|(rule, _)| *rule != "deprecated-field")
        .collect()
}

#[test]
fn reserved_bindings_are_empty() {
    let mut reserved = 0;
    for protocol in PROTOCOLS {
        for part in Part::ALL {
            if !protocol.object(part).fields.is_empty() {
                continue;
            }
            reserved += 1;
            for empty in ["{}", r#"{ "x-own": 1 }"#] {
                assert_eq!(found(&document(protocol, part, empty)), []);
            }
            let findings = found(&document(
                protocol,
                part,
                r#"{ "bindingVersion": "0.1.0" }"#,
            ));
            let [(rule, Some(help))] = &findings[..] else {
                panic!("{} {part:?}: {findings:?}", protocol.key);
            };
            assert_eq!(*rule, "unknown-field");
            assert!(help.contains("must be empty"), "{help}");
        }
    }
    assert!(reserved > 30, "only {reserved} objects are reserved");
}
