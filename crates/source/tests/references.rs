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
