//! What references lead to, over files in memory.

use tidings_diag::FileId;
use tidings_source::{MemoryFiles, Sources};

const DOCUMENT: &str = "\
channels:
  orders: { $ref: 'channels.yaml#/orders' }
components:
  schemas:
    Order: { type: object }
    a/b~c: { type: string }
    with space: { type: number }
    Alias: { $ref: '#/components/schemas/Order' }
    Far: { $ref: '#/components/schemas/Alias' }
    Round: { $ref: '#/components/schemas/Trip' }
    Trip: { $ref: '#/components/schemas/Round' }
    Self: { $ref: '#/components/schemas/Self' }
    List: [ 1, 2 ]
    Record: { $ref: './avro/record.avsc' }
    Wire: { $ref: 'wire.proto' }
    Nothing: { $ref: 'nothing.yaml' }
    Typo: { $ref: 'chanels.yaml' }
    Above: { $ref: '../above.yaml' }
    Web: { $ref: 'https://example.com/x.yaml#/A' }
";

const FILES: [(&str, &str); 5] = [
    ("api/asyncapi.yaml", DOCUMENT),
    (
        "api/channels.yaml",
        "orders: { address: orders, messages: { placed: { $ref: 'asyncapi.yaml#/components/schemas/Order' } } }\n",
    ),
    (
        "api/avro/record.avsc",
        r#"{"type": "record", "next": {"$ref": "../../common.json#/x"}}"#,
    ),
    ("api/wire.proto", "message: [ {not yaml"),
    ("common.json", r#"{"x": [true]}"#),
];

fn link() -> Sources {
    let mut files: Vec<(&str, &str)> = FILES.to_vec();
    files.push(("api/nothing.yaml", ""));
    let (sources, findings) = Sources::link(&MemoryFiles::new(files), "api/asyncapi.yaml");
    assert_eq!(findings, []);
    sources
}

/// Steps along `reference` in the document and shows file and pointer of the value, or what is said instead.
#[track_caller]
fn check_step(reference: &str, expected: &str) {
    let sources = link();
    let shown = match sources.step(FileId(0), reference) {
        Ok(value) => {
            let file = &sources.file(value.span().file).path;
            format!("{file}#{}", value.pointer())
        }
        Err(unresolved) => match unresolved.help {
            Some(help) => format!("{} ({help})", unresolved.message),
            None => unresolved.message,
        },
    };
    assert_eq!(shown, expected, "for {reference}");
}

#[test]
fn files_are_read_in_the_order_of_the_references() {
    let sources = link();
    let paths: Vec<&str> = sources
        .files()
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "api/asyncapi.yaml",
            "api/channels.yaml",
            "api/avro/record.avsc",
            "api/wire.proto",
            "api/nothing.yaml",
            "common.json"
        ]
    );
}

#[test]
fn pointers_lead_to_values() {
    check_step("#", "api/asyncapi.yaml#");
    check_step(
        "#/components/schemas/Order",
        "api/asyncapi.yaml#/components/schemas/Order",
    );
    check_step(
        "#/components/schemas/a~1b~0c",
        "api/asyncapi.yaml#/components/schemas/a~1b~0c",
    );
    check_step(
        "#/components/schemas/a%2Fb~0c",
        "`#/components/schemas/a%2Fb~0c` leads nowhere: `/components/schemas` has no `a`",
    );
    check_step(
        "#/components/schemas/with%20space",
        "api/asyncapi.yaml#/components/schemas/with space",
    );
    check_step(
        "#/components/schemas/List/1",
        "api/asyncapi.yaml#/components/schemas/List/1",
    );
    check_step(
        "channels.yaml#/orders/address",
        "api/channels.yaml#/orders/address",
    );
    check_step("./asyncapi.yaml#/channels", "api/asyncapi.yaml#/channels");
    check_step("avro/record.avsc", "api/avro/record.avsc#");
    check_step("../common.json#/x/0", "common.json#/x/0");
}

#[test]
fn a_pointer_goes_on_behind_a_reference() {
    check_step(
        "#/channels/orders/address",
        "api/channels.yaml#/orders/address",
    );
    check_step(
        "#/channels/orders/messages/placed/type",
        "api/asyncapi.yaml#/components/schemas/Order/type",
    );
}

#[test]
fn what_does_not_exist_is_told_with_the_nearest_that_does() {
    check_step(
        "#/components/schemas/Ordr",
        "`#/components/schemas/Ordr` leads nowhere: `/components/schemas` has no `Ordr` (did you mean `#/components/schemas/Order`?)",
    );
    check_step(
        "#/component/schemas/Order",
        "`#/component/schemas/Order` leads nowhere: the document has no `component` (did you mean `#/components/schemas/Order`?)",
    );
    check_step(
        "channels.yaml#/parcels",
        "`channels.yaml#/parcels` leads nowhere: the document has no `parcels` (there is `orders`)",
    );
    check_step(
        "#/components/schemas/List/2",
        "`#/components/schemas/List/2` leads nowhere: `/components/schemas/List` has 2 items, counted from 0",
    );
    check_step(
        "#/components/schemas/Order/type/x",
        "`#/components/schemas/Order/type/x` leads nowhere: `/components/schemas/Order/type` is a string, so there is no `x` in it",
    );
    check_step(
        "#Order",
        "`#Order` is no JSON Pointer, which starts with `#/` (write the whole path to the value, such as `#/components/schemas/Order`)",
    );
}

#[test]
fn files_that_are_not_there_are_told() {
    check_step(
        "chanels.yaml",
        "the file `api/chanels.yaml` cannot be read: no such file (did you mean `api/channels.yaml`?)",
    );
    check_step(
        "../above.yaml",
        "the file `above.yaml` cannot be read: no such file",
    );
    check_step(
        "https://example.com/x.yaml#/A",
        "`https://example.com/x.yaml` is not a file, and the network is not used (keep a copy beside this document and refer to it by a relative path)",
    );
    check_step(
        "wire.proto#/x",
        "nothing in the file `api/wire.proto` can be referred to, because it is not YAML or JSON",
    );
    check_step(
        "nothing.yaml",
        "the file `api/nothing.yaml` is empty, so there is nothing to refer to",
    );
}

#[test]
fn chains_are_followed_to_a_value() {
    let sources = link();
    let resolved = sources.resolve(FileId(0), "#/components/schemas/Far");
    let resolved = resolved.map(|resolved| (resolved.value.pointer(), resolved.hops));
    assert_eq!(resolved, Ok(("/components/schemas/Order".to_owned(), 2)));
}

#[track_caller]
fn check_circle(reference: &str, message: &str) {
    let sources = link();
    let error = sources
        .resolve(FileId(0), reference)
        .map(|resolved| resolved.hops);
    assert_eq!(
        error.map_err(|error| error.message),
        Err(message.to_owned())
    );
}

#[test]
fn circles_of_nothing_but_references_are_told() {
    check_circle(
        "#/components/schemas/Round",
        "the references `#/components/schemas/Round` → `#/components/schemas/Trip` → `#/components/schemas/Round` run in a circle and never reach a value",
    );
    check_circle(
        "#/components/schemas/Self",
        "the references `#/components/schemas/Self` → `#/components/schemas/Self` run in a circle and never reach a value",
    );
    check_circle(
        "#/components/schemas/Round/x",
        "the way to `x` leads through too many references, perhaps in a circle",
    );
}

#[test]
fn an_unreadable_document_is_a_finding() {
    let files = MemoryFiles::new([("asyncapi.yaml", "a: 1")]);
    let (sources, findings) = Sources::link(&files, "asyncapi.yml");
    assert!(sources.root().is_none());
    let [finding] = findings.as_slice() else {
        panic!("one finding expected: {findings:?}");
    };
    assert_eq!(finding.rule.id, "unreadable");
    assert_eq!(finding.path.as_deref(), Some("asyncapi.yml"));
    assert_eq!(finding.message, "the document cannot be read: no such file");
    assert_eq!(
        finding.help.as_deref(),
        Some("there is `asyncapi.yaml` in the same folder")
    );
}

#[track_caller]
fn check_cycles(document: &str, expected: &[&[&str]]) {
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let cycles: Vec<Vec<String>> = sources
        .cycles()
        .into_iter()
        .map(|cycle| {
            cycle
                .iter()
                .map(|reference| reference.value.pointer())
                .collect()
        })
        .collect();
    assert_eq!(cycles, expected);
}

#[test]
fn cycles_are_what_contains_itself() {
    check_cycles("a: { $ref: '#/b' }\nb: { c: { $ref: '#/d' } }\nd: 1\n", &[]);
    check_cycles(
        "tree: { left: { $ref: '#/tree' } }\n",
        &[&["/tree/left/$ref"]],
    );
    // `outer` contains `inner`, which refers back to `outer`.
    check_cycles(
        "outer: { inner: { back: { $ref: '#/outer' } } }\nuse: { $ref: '#/outer/inner' }\n",
        &[&["/outer/inner/back/$ref"]],
    );
    check_cycles(
        "a: { x: { $ref: '#/b' } }\nb: { y: { $ref: '#/a' } }\nc: { $ref: '#/c' }\n",
        &[&["/a/x/$ref", "/b/y/$ref"], &["/c/$ref"]],
    );
}
