//! Where paths lead in the values of a schema.

use tidings_schema::{Reach, SchemaReader, reach};

use crate::support::Document;

#[track_caller]
fn check(schema: &str, path: &str, expected: Reach) {
    let document = Document::yaml(schema);
    let mut reader = SchemaReader::new(document.sources());
    let id = reader.read(document.root());
    let path: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
    assert_eq!(reach(reader.graph(), id, &path), expected, "{path:?}");
}

const REQUIRED: Reach = Reach::Declared { required: true };
const OPTIONAL: Reach = Reach::Declared { required: false };

fn undeclared(known: &[&str]) -> Reach {
    let known = known.iter().map(|&name| name.to_owned()).collect();
    Reach::Undeclared { known }
}

fn impossible(known: &[&str]) -> Reach {
    let known = known.iter().map(|&name| name.to_owned()).collect();
    Reach::Impossible { known }
}

#[test]
fn properties_are_declared() {
    let order = "{required: [id], properties: {id: {type: string}, note: {type: string}}}";
    check(order, "/id", REQUIRED);
    check(order, "/note", OPTIONAL);
    check(order, "/ident", undeclared(&["id", "note"]));
    check(order, "/id/0", impossible(&[]));
    check(order, "", REQUIRED);
}

#[test]
fn a_schema_is_open_as_far_as_it_says() {
    check("{type: object}", "/id", Reach::Open);
    check("true", "/id", Reach::Open);
    check("false", "/id", impossible(&[]));
    check("{type: string}", "/id", impossible(&[]));
    let closed = "{properties: {a: true}, additionalProperties: false}";
    check(closed, "/b", impossible(&["a"]));
    let free = "{properties: {a: true}, additionalProperties: true}";
    check(free, "/b", Reach::Open);
    let typed = "{properties: {a: true}, additionalProperties: {properties: {c: true}}}";
    check(typed, "/b/c", OPTIONAL);
    check(typed, "/b/d", undeclared(&["c"]));
    check(
        "{patternProperties: {'^x-': {type: string}}}",
        "/x-id",
        OPTIONAL,
    );
}

#[test]
fn parts_hold_together() {
    let parts = "{allOf: [{properties: {a: true}}, {properties: {b: {required: [c]}}}, {required: [b]}, {properties: {b: {properties: {c: true}}}}]}";
    check(parts, "/b/c", REQUIRED);
    check(parts, "/a", OPTIONAL);
    check(parts, "/z", undeclared(&["a", "b"]));
    let closed =
        "{allOf: [{properties: {a: true}, additionalProperties: false}, {properties: {b: true}}]}";
    check(closed, "/b", impossible(&["a"]));
}

#[test]
fn one_alternative_is_enough() {
    let either = "{oneOf: [{required: [a], properties: {a: true}}, {required: [a], properties: {a: true, b: true}}]}";
    check(either, "/a", REQUIRED);
    check(either, "/b", OPTIONAL);
    check(either, "/c", undeclared(&["a", "b"]));
    let conditional = "{if: true, then: {properties: {a: true}}, else: false}";
    check(conditional, "/a", OPTIONAL);
    check("{anyOf: [false, {type: string}]}", "/a", impossible(&[]));
}

#[test]
fn lists_have_items() {
    let list = "{type: array, minItems: 1, items: {required: [id], properties: {id: true}}}";
    check(list, "/0/id", REQUIRED);
    check(list, "/1/id", OPTIONAL);
    check(list, "/name", impossible(&[]));
    check("{type: array}", "/0", Reach::Open);
}

#[test]
fn a_schema_inside_itself_says_nothing_new() {
    let tree =
        "{properties: {next: {$ref: '#'}, id: true}, allOf: [{$ref: '#'}], anyOf: [{$ref: '#'}]}";
    check(tree, "/next/next/id", OPTIONAL);
    check(tree, "/next/ident", undeclared(&["id", "next"]));
}

#[test]
fn no_chain_of_schemas_is_too_long() {
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let links: String = (0..3_000)
            .map(|link| {
                format!(
                    "  s{link}: {{{keyword}: [{{$ref: '#/definitions/s{}'}}]}}\n",
                    link + 1
                )
            })
            .collect();
        let chain = format!(
            "{keyword}: [{{$ref: '#/definitions/s0'}}]\ndefinitions:\n{links}  s3000: {{properties: {{id: true}}}}\n"
        );
        check(&chain, "/id", Reach::Open);
    }
}
