//! `docs/binding-coverage.md` names rules and rows that exist.

use tidings_model::grammar::all::{objects, versions};
use tidings_model::grammar::bindings::PROTOCOLS;
use tidings_model::grammar::table::Object;

/// The rows of the table: protocol, demand, and what finds a document that does otherwise.
fn rows() -> Vec<[String; 3]> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/binding-coverage.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let lines = page.lines().filter(|line| line.starts_with("| "));
    lines
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let cells: [&str; 3] = cells.try_into().expect("three cells");
            cells.map(str::to_owned)
        })
        .collect()
}

/// Every table, so often as a version has it.
fn tables() -> Vec<&'static Object> {
    versions().into_iter().flat_map(objects).collect()
}

#[test]
fn what_finds_it_exists() {
    let rules = || {
        tidings_model::RULES
            .iter()
            .chain(tidings_lint::RULES)
            .map(|rule| rule.id)
    };
    let tables = tables();
    for [_, demand, found_by] in rows() {
        let found_by = found_by.trim_matches('`');
        let exists = match found_by.split_once(": ") {
            Some((name, field)) => tables
                .iter()
                .any(|table| table.name == name && table.field(field).is_some()),
            None => rules().any(|rule| rule == found_by),
        };
        assert!(exists, "{demand}: there is no {found_by}");
    }
}

#[test]
fn every_protocol_with_fields_is_listed() {
    let rows = rows();
    for protocol in PROTOCOLS {
        let parts = [
            protocol.server,
            protocol.channel,
            protocol.operation,
            protocol.message,
        ];
        let is_reserved = parts.iter().all(|part| part.fields.is_empty());
        let is_listed = rows.iter().any(|[name, _, _]| name == protocol.key);
        assert!(is_listed || is_reserved, "{} is not listed", protocol.key);
    }
}
