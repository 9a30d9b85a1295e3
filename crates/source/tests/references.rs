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
        "`#/components/schemas/a%2Fb~0c` leads nowhere: `/components/schemas` has no `a` (define what is meant there, or refer to what there is)",
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
fn a_pointer_does_not_run_in_a_circle() {
    let document = "alone: { $ref: '#/alone', a: 1, way: { $ref: '#/alone/b' } }\n\
                    left: { $ref: '#/right', a: 1, way: { $ref: '#/left/b' } }\n\
                    right: { $ref: '#/left', a: 1 }\n\
                    tree: { $ref: '#/node', way: { $ref: '#/tree/child/child/child' } }\n\
                    node: { child: { $ref: '#/node' } }\n";
    let files = MemoryFiles::new([("asyncapi.yaml", document)]);
    let (sources, _) = Sources::link(&files, "asyncapi.yaml");
    for reference in ["#/alone/b", "#/left/b"] {
        assert!(sources.step(FileId(0), reference).is_err(), "{reference}");
    }
    let child = sources.resolve(FileId(0), "#/tree/child/child/child");
    assert_eq!(child.expect("a node").value.pointer(), "/node");
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
        "`#/components/schemas/List/2` leads nowhere: `/components/schemas/List` has 2 items, counted from 0 (define what is meant there, or refer to what there is)",
    );
    check_step(
        "#/components/schemas/Order/type/x",
        "`#/components/schemas/Order/type/x` leads nowhere: `/components/schemas/Order/type` is a string, so there is no `x` in it (define what is meant there, or refer to what there is)",
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
        "the file `above.yaml` cannot be read: no such file (a path counts from the folder of the file that the reference stands in)",
    );
    check_step(
        "https://example.com/x.yaml#/A",
        "`https://example.com/x.yaml` is not read: there is no copy of it, and its host may not be asked (keep a copy with `tidings vendor --allow-remote example.com`, or name a file that takes its place with `--ref-map`, or let this run fetch it with `--allow-remote example.com`)",
    );
    check_step(
        "wire.proto#/x",
        "nothing in the file `api/wire.proto` can be referred to, because it is not YAML or JSON (refer to a file that holds the value, or write the value here)",
    );
    check_step(
        "nothing.yaml",
        "the file `api/nothing.yaml` is empty, so there is nothing to refer to (refer to a file that holds the value, or write the value here)",
    );
}

#[test]
fn what_may_stand_in_a_lost_part_of_a_file_is_told_apart() {
    let broken = "schemas:\n  Order: { type: object }\n  Line: a: b\nways: { through: { $ref: '#/schemas/Lost' } }\n";
    let files = [
        (
            "a.yaml",
            "uses: [{ $ref: 'broken.yaml' }, { $ref: 'gone.json' }]\n",
        ),
        ("broken.yaml", broken),
        ("gone.json", "\"never closed"),
    ];
    let (sources, _) = Sources::link(&MemoryFiles::new(files), "a.yaml");
    for (reference, may_be_lost) in [
        ("broken.yaml#/schemas/Item", true),
        ("broken.yaml#Item", true),
        ("broken.yaml#/ways/through/type", true),
        ("gone.json#/x", true),
        ("broken.yaml#/messages", false),
        ("broken.yaml#/schemas/Order/properties", false),
        ("#/x", false),
        ("#Item", false),
        ("missing.yaml", false),
    ] {
        let unresolved = sources.step(FileId(0), reference).unwrap_err();
        assert_eq!(unresolved.may_be_lost, may_be_lost, "{reference}");
    }
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
        "`#/components/schemas/Round/x` leads nowhere: the way to `x` goes through the reference at `/components/schemas/Round`, which leads to no value",
    );
}

#[test]
fn the_root_of_a_file_has_a_name_in_messages() {
    let files = MemoryFiles::new([("a.yaml", "$ref: '#'\n")]);
    let (sources, _) = Sources::link(&files, "a.yaml");
    let error = sources.resolve(FileId(0), "#/x").unwrap_err();
    assert_eq!(
        error.message,
        "`#/x` leads nowhere: the way to `x` goes through the reference at the root of the file, which leads to no value"
    );
    assert_eq!(
        error.help.as_deref(),
        Some("mend the reference at the root of the file first")
    );
}

/// A document of `count` schemas, each of which is a reference to the next, and `last`.
fn chain(count: usize, last: &str) -> Sources {
    let mut document = "components:\n  schemas:\n".to_owned();
    for index in 0..count {
        document += &format!(
            "    S{index}: {{ $ref: '#/components/schemas/S{}' }}\n",
            index + 1
        );
    }
    document += &format!("    S{count}: {last}\nuses:\n");
    for index in 0..count {
        document += &format!("  - {{ $ref: '#/components/schemas/S{index}/inner' }}\n");
    }
    let (sources, findings) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    assert_eq!(findings, []);
    sources
}

/// Long enough to take minutes where following is quadratic in an unkind way, or to end the stack.
const LONG: usize = 10_000;

#[test]
fn a_chain_of_any_length_leads_to_its_value() {
    let sources = chain(LONG, "{ inner: 1 }");
    let resolved = sources
        .resolve(FileId(0), "#/components/schemas/S0")
        .unwrap();
    assert_eq!(
        resolved.value.pointer(),
        format!("/components/schemas/S{LONG}")
    );
    assert_eq!(resolved.hops, LONG);
    // And so does every pointer that goes on behind it.
    let leads = sources.references().filter(|(_, target)| target.is_ok());
    assert_eq!(leads.count(), 2 * LONG);
    assert_eq!(sources.circles().len(), 0);
}

#[test]
fn a_circle_of_any_length_is_one_circle() {
    let sources = chain(LONG, "{ $ref: '#/components/schemas/S10' }");
    let error = sources
        .resolve(FileId(0), "#/components/schemas/S0")
        .unwrap_err();
    assert_eq!(error.rule.id, "circular-ref");
    assert!(
        error
            .message
            .ends_with("→ `…` run in a circle and never reach a value"),
        "{}",
        error.message
    );
    let circles = sources.circles();
    let lengths: Vec<usize> = circles.iter().map(Vec::len).collect();
    assert_eq!(lengths, [LONG + 1 - 10]);
    assert_eq!(
        circles[0][0].value.pointer(),
        "/components/schemas/S10/$ref"
    );
}

#[test]
fn pointers_through_references_through_references_come_to_an_end() {
    // Each line doubles the way of the one before.
    let mut document = "a0: { x: { x: 1 } }\n".to_owned();
    for index in 1..200 {
        let before = index - 1;
        document += &format!("a{index}: {{ $ref: '#/b{index}' }}\n");
        document += &format!(
            "b{index}: {{ x: {{ $ref: '#/a{before}/x' }}, y: {{ $ref: '#/a{before}/x/x' }} }}\n"
        );
    }
    // A way that grows while it is followed.
    document += "grows: { $ref: '#/grows/x/y' }\n";
    document += "left: { $ref: '#/right/x' }\nright: { $ref: '#/left/x' }\n";
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let end = sources
        .resolve(FileId(0), "#/a199/x")
        .map(|resolved| resolved.value.pointer());
    assert_eq!(end, Ok("/a0/x".to_owned()));
    for reference in ["#/grows", "#/left", "#/right/x"] {
        assert!(
            sources.resolve(FileId(0), reference).is_err(),
            "{reference}"
        );
    }
}

#[test]
fn what_stands_elsewhere_under_the_same_name_is_told() {
    let document =
        "channels: {}\ncomponents:\n  messages:\n    Placed: {}\n  schemas:\n    Place: {}\n";
    let (sources, _) = Sources::link(&MemoryFiles::new([("a.yaml", document)]), "a.yaml");
    let help = |reference: &str| sources.step(FileId(0), reference).unwrap_err().help;
    assert_eq!(
        help("#/components/schemas/Placed").as_deref(),
        Some(
            "did you mean `#/components/schemas/Place`? there is `#/components/messages/Placed` as well"
        )
    );
    assert_eq!(
        help("#/definitions/Placed").as_deref(),
        Some("there is `#/components/messages/Placed`")
    );
}

#[test]
fn parts_of_files_in_other_languages_are_handed_over() {
    let sources = link();
    let part = |reference: &str| {
        let part = sources
            .named_part(FileId(0), reference)
            .map_err(|error| error.message)?;
        Ok((part.source.path.as_str(), part.fragment))
    };
    for (reference, fragment) in [
        ("wire.proto", ""),
        ("wire.proto#Order", "Order"),
        ("wire.proto#/a%20b", "/a b"),
    ] {
        assert_eq!(
            part(reference),
            Ok::<_, String>(("api/wire.proto", fragment.to_owned()))
        );
    }
    assert!(part("other.proto#Order").is_err());
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
