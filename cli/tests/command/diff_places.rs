//! Where `tidings diff` points at for what changed.

use serde_json::Value;

use crate::diff_told::{HEAD, check, diff, with_copies};
use crate::tidings::Folder;

/// Where the one change of `check` points in both versions.
#[track_caller]
fn pointers(name: &str, old: &str, new: &str, check: &str) -> [String; 2] {
    let folder = Folder::new(&format!("told-{name}"));
    folder.write("old.yaml", old);
    folder.write("new.yaml", new);
    let run = folder.run(&["diff", "old.yaml", "new.yaml", "--format", "json"]);
    let document = run.document("schema/diff-1.json");
    let changes = document["changes"].as_array().expect("an array").iter();
    let found: Vec<&Value> = changes.filter(|change| change["check"] == check).collect();
    let [change] = found[..] else {
        panic!("{document:#}");
    };
    ["base", "revision"].map(|version| {
        let place = &change[version];
        // A key, which is written on one line.
        assert_eq!(
            place["range"]["start"]["line"],
            place["range"]["end"]["line"]
        );
        place["pointer"].as_str().unwrap_or_default().to_owned()
    })
}

#[test]
fn fields_of_single_values_are_pointed_at() {
    let contract = "\
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  contact:
    name: Ada
servers:
  north:
    host: broker.example
    protocol: amqp
    protocolVersion: 0.9.1
channels:
  orders:
    address: orders
    bindings:
      amqp:
        is: routingKey
        exchange:
          name: shop
          type: topic
    messages:
      Placed:
        contentType: application/json
        payload: {}
";
    for (name, from, to, check, expected) in [
        (
            "content-type",
            "contentType: application/json",
            "contentType: application/cbor",
            "content-type-changed",
            "/channels/orders/messages/Placed/contentType",
        ),
        ("version", "1.0.0", "1.1.0", "info-changed", "/info/version"),
        (
            "contact",
            "Ada",
            "Bob",
            "info-changed",
            "/info/contact/name",
        ),
        (
            "host",
            "broker.",
            "kafka.",
            "server-host-changed",
            "/servers/north/host",
        ),
        (
            "protocol",
            "protocol: amqp",
            "protocol: mqtt",
            "server-protocol-changed",
            "/servers/north/protocol",
        ),
        (
            "spoken",
            "0.9.1",
            "1.0.0",
            "server-protocol-changed",
            "/servers/north/protocolVersion",
        ),
        (
            "exchange",
            "topic",
            "fanout",
            "binding-changed",
            "/channels/orders/bindings/amqp/exchange/type",
        ),
    ] {
        let found = pointers(name, contract, &contract.replacen(from, to, 1), check);
        assert_eq!(found, [expected; 2], "{name}");
    }
}

#[test]
fn a_key_that_comes_or_goes_is_pointed_at_where_it_is_described() {
    let with = |key: &str| {
        format!(
            "{HEAD}channels:\n  orders:\n    address: orders\n    messages:\n      Placed:\n        bindings:\n          \
               kafka:\n            bindingVersion: 0.5.0\n{key}        payload: {{}}\n"
        )
    };
    let (without, with) = (with(""), with("            key: { type: string }\n"));
    let binding = "/channels/orders/messages/Placed/bindings/kafka";
    let key = format!("{binding}/key");
    let found = pointers("key-new", &without, &with, "key-changed");
    assert_eq!(found, [binding, &key]);
    let found = pointers("key-gone", &with, &without, "key-changed");
    assert_eq!(found, [&key, binding]);
    let run = diff("key-gone", &with, &without, "human");
    check(&run, &["          kafka:\n   |           ^^^^^\n"], &[]);
}

#[test]
fn examples_are_pointed_at_where_those_stand_that_count() {
    let with = |value: &str| {
        format!(
            "asyncapi: 2.6.0\ninfo: {{ title: Orders, version: 1.0.0 }}\nchannels:\n  orders:\n    subscribe:\n      \
               message:\n        traits: [{{ examples: {{ laurent: {{ payload: a }} }} }}]\n        payload: {{ type: string }}\n        \
               examples:\n          - payload: {value}\n"
        )
    };
    let found = pointers("examples", &with("a"), &with("b"), "documentation-changed");
    assert_eq!(found, ["/channels/orders/subscribe/message/examples"; 2]);
}

#[test]
fn what_demands_nothing_is_told_once_at_its_own_line() {
    let folder = Folder::new("told-asides");
    let with = |keyword: &str| {
        format!(
            "{HEAD}channels:\n  orders:\n    messages:\n      It:\n        payload:\n          type: string\n          \
             {keyword}\n"
        )
    };
    for (was, is, told) in [
        ("example: a", "example: b", "`example` changed"),
        ("examples: [a]", "examples: [b]", "`examples` changed"),
        (
            "example: a",
            "examples: [a]",
            "`examples` says what `example` said",
        ),
        (
            "examples: [a]",
            "example: a",
            "`example` says what `examples` said",
        ),
        (
            "minimumx: 1",
            "minimumx: 2",
            "the keyword `minimumx`, which demands nothing, changed",
        ),
    ] {
        folder.write("old.yaml", &with(was));
        folder.write("new.yaml", &with(is));
        let run = folder
            .run(&["diff", "old.yaml", "new.yaml", "--verbose"])
            .expect(0);
        let told = [told, "new.yaml:9:11\n", "unchanged: 1 annotation ("];
        check(&run, &told, &[]);
    }
}

#[test]
fn what_is_gone_is_shown_where_it_stood() {
    let new = with_copies("{ type: string }");
    let old = new.replace("street: {", "street: { title: here,");
    let folder = Folder::new("told-gone");
    folder.write("old.yaml", &old);
    folder.write("new.yaml", &new);
    let run = folder.run(&["diff", "old.yaml", "new.yaml", "--verbose"]);
    check(
        &run,
        &[
            "`/home/street`: `title` is not stated any more",
            "base: it was like this",
            "title: here",
        ],
        &[],
    );
    // What is new stands in the revision alone.
    let run = folder.run(&["diff", "new.yaml", "old.yaml", "--verbose"]);
    check(
        &run,
        &["`title` was not stated and is now"],
        &["it was like this"],
    );
}

#[test]
fn what_an_included_schema_says_is_pointed_at_there() {
    let contract = |tool: &str, example: &str| {
        format!(
            "{HEAD}channels:
  orders:
    messages:
      Placed:
        payload:
          allOf:
            - {{ type: object, x-tool: one, example: {{ a: 1 }} }}
            - x-tool: {tool}
              example: {{ a: {example} }}
"
        )
    };
    let (old, new) = (contract("two", "2"), contract("three", "3"));
    let run = diff("included", &old, &new, "concise").expect(0);
    let extension = "new.yaml:10:15: info[extension-changed]";
    let example = "new.yaml:11:15: info[documentation-changed]";
    check(&run, &[extension, example], &[]);
}

/// A contract whose messages, one or two, state no content type.
fn with_default(default: &str, messages: &[&str]) -> String {
    let messages = messages
        .iter()
        .map(|name| format!("      {name}: {{ payload: {{ const: {name} }} }}\n"));
    format!(
        "{HEAD}{default}channels:\n  orders:\n    address: orders\n    messages:\n{}operations:\n  \
           send: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}\n",
        messages.collect::<String>()
    )
}

#[test]
fn another_default_is_told_once_where_it_stands() {
    const JSON: &str = "defaultContentType: application/json\n";
    const CBOR: &str = "defaultContentType: application/cbor\n";
    const PLACE: &str = "/defaultContentType";
    for (name, was, is, expected) in [
        ("default-new", "", JSON, ["", PLACE]),
        ("default-gone", JSON, "", [PLACE, ""]),
        ("default-other", JSON, CBOR, [PLACE, PLACE]),
    ] {
        let [old, new] = [was, is].map(|default| with_default(default, &["Placed"]));
        let found = pointers(name, &old, &new, "content-type-changed");
        assert_eq!(found, expected, "{name}");
        let [old, new] = [was, is].map(|default| with_default(default, &["Placed", "Paid"]));
        let run = diff(name, &old, &new, "human");
        check(&run, &["likewise in: message `Placed`\n"], &[]);
        let times = run.stdout.matches("content-type-changed").count();
        assert_eq!(times, 1, "{}", run.stdout);
    }
}
