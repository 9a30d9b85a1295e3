//! How `tidings diff` tells changes that belong together, and where it points.

use serde_json::Value;

use crate::tidings::{Folder, Run};

/// What the comparison of `old` with `new` says in `format`.
fn diff(name: &str, old: &str, new: &str, format: &str) -> Run {
    let folder = Folder::new(&format!("told-{name}"));
    folder.write("old.yaml", old);
    folder.write("new.yaml", new);
    folder.run(&["diff", "old.yaml", "new.yaml", "--format", format])
}

/// That `text` has every one of `expected`, and none of `missing`.
#[track_caller]
fn check(run: &Run, expected: &[&str], missing: &[&str]) {
    for one in expected {
        assert!(run.stdout.contains(one), "{one}\n{}", run.stdout);
    }
    for one in missing {
        assert!(!run.stdout.contains(one), "{one}\n{}", run.stdout);
    }
}

const HEAD: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
";

/// A contract with these channels, each of which is sent to and received from.
fn with_channels(names: &[&str]) -> String {
    let channels = names.iter().map(|name| {
        format!("  {name}: {{ address: {name}, messages: {{ It: {{ payload: {{ const: {name} }} }} }} }}\n")
    });
    let operations = names.iter().map(|name| {
        format!(
            "  send-{name}: {{ action: send, channel: {{ $ref: '#/channels/{name}' }} }}\n  \
               on-{name}: {{ action: receive, channel: {{ $ref: '#/channels/{name}' }} }}\n"
        )
    });
    format!(
        "{HEAD}channels:\n{}operations:\n{}",
        channels.collect::<String>(),
        operations.collect::<String>()
    )
}

#[test]
fn a_channel_goes_with_its_operations() {
    let (old, new) = (
        with_channels(&["orders", "audit"]),
        with_channels(&["orders"]),
    );
    let with_it = "with it: operation `send-audit`, operation `on-audit`";
    let run = diff("gone", &old, &new, "human").expect(1);
    let told = ["channel `audit` is gone", with_it, "breaking: 1 breaking ("];
    check(&run, &told, &["operation-removed"]);
    let run = diff("gone", &old, &new, "markdown").expect(1);
    check(
        &run,
        &["<br>with it: operation `send-audit`"],
        &["operation-removed"],
    );
    for format in ["concise", "github", "sarif", "junit"] {
        let run = diff("gone", &old, &new, format).expect(1);
        let told = "channel `audit` is gone; with it operation `send-audit`, operation `on-audit`";
        check(&run, &[told], &["operation-removed"]);
    }
    let run = diff("gone", &old, &new, "json").expect(1);
    let document = run.document("schema/diff-1.json");
    let changes = document["changes"].as_array().expect("an array");
    let of = |check: &str| -> Vec<&Value> {
        changes
            .iter()
            .filter(|change| change["check"] == check)
            .collect()
    };
    let (whole, parts) = (of("channel-removed"), of("operation-removed"));
    assert_eq!((whole.len(), parts.len()), (1, 2), "{document:#}");
    assert_eq!(whole[0].get("part_of"), None);
    for part in parts {
        assert_eq!(part["part_of"], whole[0]["fingerprint"]);
        assert_eq!(part["impact"], "breaking");
    }
    // A channel that is new comes with its operations.
    let run = diff("new", &new, &old, "human").expect(0);
    let told = [
        "channel `audit` is new",
        with_it,
        "compatible: 1 compatible (",
    ];
    check(&run, &told, &["operation-added"]);
}

#[test]
fn an_operation_that_means_something_else_than_its_channel_is_told() {
    let (old, new) = (
        with_channels(&["orders", "audit"]),
        with_channels(&["orders"]),
    );
    let folder = Folder::new("told-weighed");
    folder.write("old.yaml", &old);
    folder.write("new.yaml", &new);
    folder.write(
        "tidings.toml",
        "[diff.checks]\noperation-removed = \"compatible\"\n",
    );
    let run = folder.run(&["diff", "old.yaml", "new.yaml"]).expect(1);
    check(
        &run,
        &["channel-removed", "operation-removed"],
        &["with it"],
    );
}

/// A contract whose two messages each have a copy of an address, in which `city` is `city`.
fn with_copies(city: &str) -> String {
    let address =
        format!("{{ type: object, properties: {{ city: {city}, street: {{ type: string }} }} }}");
    let message = |name: &str, also: &str| {
        format!(
            "      {name}:\n        payload:\n          type: object\n          properties:\n            \
             kind: {{ const: {name} }}\n            home: {address}\n{also}"
        )
    };
    let work = format!("            work: {address}\n");
    format!(
        "{HEAD}channels:\n  people:\n    address: people\n    messages:\n{}{}\
         operations:\n  on: {{ action: receive, channel: {{ $ref: '#/channels/people' }} }}\n",
        message("Moved", &work),
        message("Born", "")
    )
}

#[test]
fn what_changed_in_every_copy_of_a_schema_is_told_once() {
    let (old, new) = (
        with_copies("{ type: string }"),
        with_copies("{ type: string, minLength: 2 }"),
    );
    for format in ["human", "markdown"] {
        let run = diff("copies", &old, &new, format).expect(1);
        let places = "likewise in: payload of `Moved` `/work/city` (line 13), payload of `Born` `/home/city` (line 19)";
        check(&run, &["payload of `Moved` `/home/city`", places], &[]);
        assert_eq!(run.stdout.matches("constraint-changed").count(), 1);
    }
    let document = diff("copies", &old, &new, "json")
        .expect(1)
        .document("schema/diff-1.json");
    let changes = document["changes"].as_array().expect("an array");
    assert_eq!(changes.len(), 3, "{document:#}");
    assert!(changes.iter().all(|change| change["witness"].is_object()));
}

#[test]
fn the_same_words_about_another_property_are_another_change() {
    let old = with_copies("{ type: string }");
    let new = old
        .replacen("city: { type: string }", "city: { type: integer }", 1)
        .replacen("street: { type: string }", "street: { type: integer }", 1);
    let run = diff("others", &old, &new, "human").expect(1);
    check(&run, &["`/home/city`: ", "`/home/street`: "], &["likewise"]);
}

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

#[test]
fn who_has_to_look_at_what_is_risky_is_told() {
    let old = with_copies("{ type: string }").replace("action: receive", "action: send");
    let new = old.replace(", street: { type: string }", "");
    let run = diff("concerned", &old, &new, "human").expect(0);
    check(
        &run,
        &["concerns: whoever receives from the application"],
        &["breaks:"],
    );
    let run = diff("concerned", &old, &new, "markdown").expect(0);
    check(
        &run,
        &["<br>concerns: whoever receives from the application"],
        &[],
    );
    let document = diff("concerned", &old, &new, "json")
        .expect(0)
        .document("schema/diff-1.json");
    assert_eq!(document["changes"][0]["concerns"], "receivers");
    assert_eq!(document["changes"][0]["breaks"], "none");
}

#[test]
fn of_what_is_sent_and_received_those_are_told_who_break() {
    let old = format!(
        "{HEAD}channels:\n  orders: {{ address: orders, messages: {{ It: {{ payload: {{ type: object, \
         properties: {{ id: {{ type: string }}, note: {{ type: string }} }}, additionalProperties: false }} }} }} }}\n\
         operations:\n  \
           send: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}\n  \
           receive: {{ action: receive, channel: {{ $ref: '#/channels/orders' }} }}\n"
    );
    let new = old.replace(", note: { type: string }", "");
    let run = diff("both", &old, &new, "human").expect(1);
    let told = [
        "  breaks: whoever sends to the application\n  concerns: whoever receives from the application\n",
        "rollout: update whoever sends to the application, then",
    ];
    check(&run, &told, &[]);
    let told = "<br>breaks: whoever sends to the application\n  <br>concerns: whoever receives";
    check(
        &diff("both", &old, &new, "markdown").expect(1),
        &[told],
        &[],
    );
    let run = diff("both", &old, &new, "json").expect(1);
    let document = run.document("schema/diff-1.json");
    let change = &document["changes"][0];
    assert_eq!(
        (&change["breaks"], &change["concerns"]),
        (&"senders".into(), &"both".into())
    );
    assert_eq!(document["rollout"], "senders-first");
}

#[test]
fn a_long_example_is_shown_by_its_beginning() {
    let (old, new) = (
        with_copies("{ type: string }"),
        with_copies("{ type: string, maxLength: 500 }"),
    );
    for format in ["human", "markdown"] {
        let run = diff("long", &old, &new, format).expect(1);
        check(&run, &["… (501 characters)"], &[]);
    }
    let document = diff("long", &old, &new, "json")
        .expect(1)
        .document("schema/diff-1.json");
    let city = &document["changes"][0]["witness"]["instance"]["home"]["city"];
    assert_eq!(city.as_str().map(str::len), Some(501));
}

#[test]
fn another_name_of_what_is_used_is_not_called_unused() {
    let folder = Folder::new("told-names");
    folder.write("placed.yaml", "payload: { type: string }\n");
    let channel =
        "channels:\n  orders: { address: orders, messages: { Placed: { $ref: placed.yaml } } }\n";
    let of_address = channel.replace("placed.yaml", "'https://h.example/placed.yaml'");
    for (channel, target) in [
        (channel, "placed.yaml"),
        (channel, "'#/channels/orders/messages/Placed'"),
        (&of_address, "'https://h.example/placed.yaml'"),
    ] {
        let named =
            format!("{HEAD}{channel}components: {{ messages: {{ It: {{ $ref: {target} }} }} }}\n");
        folder.write("old.yaml", &format!("{HEAD}{channel}"));
        folder.write("new.yaml", &named);
        let told = "the message `It`, another name of what is in use,";
        for (base, revision, became) in [
            ("old.yaml", "new.yaml", "is new"),
            ("new.yaml", "old.yaml", "is gone"),
        ] {
            let run = folder.run(&["diff", base, revision, "--verbose"]).expect(0);
            check(&run, &[&format!("{told} {became}")], &["nothing uses"]);
        }
    }
    let unused =
        format!("{HEAD}{channel}components: {{ messages: {{ It: {{ payload: {{}} }} }} }}\n");
    folder.write("old.yaml", &format!("{HEAD}{channel}"));
    folder.write("new.yaml", &unused);
    let run = folder.run(&["diff", "old.yaml", "new.yaml", "--verbose"]);
    let told = "the unused message `It` is new";
    check(&run.expect(0), &[told], &[]);
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
fn a_list_names_its_first_values_and_json_all_of_them() {
    let listing = |values: &str| {
        format!(
            "{HEAD}channels:\n  orders: {{ address: orders, messages: {{ It: {{ payload: {{ enum: [{values}] }} }} }} }}\n\
             operations:\n  send: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}\n"
        )
    };
    let (old, new) = (listing("a"), listing("a, b, c, d, e, f, g, h"));
    let run = diff("values", &old, &new, "human").expect(1);
    let told = "the values `\"b\"`, `\"c\"`, `\"d\"`, `\"e\"`, `\"f\"` and 2 more are allowed now";
    check(&run, &[told, "breaking: 1 breaking ("], &["`\"g\"`"]);
    let run = diff("values", &old, &new, "json").expect(1);
    let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let changes = found["changes"].as_array().expect("changes");
    assert_eq!(changes.len(), 1);
    let values = serde_json::json!(["b", "c", "d", "e", "f", "g", "h"]);
    assert_eq!(changes[0]["values"], values);
}

#[test]
fn every_format_says_whom_it_breaks_and_shows_it() {
    let (old, new) = (
        with_copies("{ type: string }"),
        with_copies("{ type: string, minLength: 2 }"),
    );
    let whom = "(breaks whoever sends to the application)";
    let example = "this payload, which the base accepts and the revision refuses (";
    for (format, lines) in [
        ("github", "%0Afor example: "),
        ("junit", "\n  for example: "),
        ("sarif", "\\nfor example: "),
        ("gitlab", "; for example: "),
    ] {
        let run = diff("whom", &old, &new, format).expect(1);
        check(&run, &[whom, &format!("{lines}{example}")], &[]);
    }
    let run = diff("whom", &old, &new, "concise").expect(1);
    check(&run, &[whom], &["for example"]);
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
fn annotations_of_one_place_and_equal_bindings_are_told_once() {
    let with = |position: &str, cc: &str| {
        format!(
            "{HEAD}channels:\n  one:\n    address: one\n    messages:\n      A: {{ payload: {{ type: object, \
             properties: {{ from: {{ $ref: '#/components/schemas/Position' }}, to: {{ $ref: \
             '#/components/schemas/Position' }} }} }} }}\n      B: {{ payload: {{ oneOf: [{{ title: Start, type: \
             object, properties: {{ at: {{ $ref: '#/components/schemas/Position' }} }} }}, {{ type: string }}] }} }}\noperations:\n  \
             first: {{ action: send, channel: {{ $ref: '#/channels/one' }}{cc} }}\n  second: {{ action: send, \
             channel: {{ $ref: '#/channels/one' }}{cc} }}\ncomponents:\n  schemas:\n    Position:\n      type: \
             object\n{position}"
        )
    };
    let old = with("", ", bindings: { amqp: { cc: [audit] } }");
    let new = with("      description: Where it is.\n", "");
    let folder = Folder::new("told-once");
    folder.write("old.yaml", &old);
    folder.write("new.yaml", &new);
    let run = folder.run(&["diff", "old.yaml", "new.yaml", "--verbose"]);
    for check in ["documentation-changed", "binding-changed"] {
        assert_eq!(run.stdout.matches(check).count(), 1, "{}", run.stdout);
    }
    check(
        &run,
        &[
            "likewise in: payload of `B` `/at` as `Start`",
            "operation `second`, where it was `[\"audit\"]`",
        ],
        &[],
    );
}

#[test]
fn what_was_not_read_is_told_with_its_file() {
    let old = with_channels(&["orders"]);
    let new = old.replace("const: orders", "$ref: 'https://example.com/order.json'");
    let run = diff("unread", &old, &new, "human");
    assert!(
        run.stderr.contains("not everything in new.yaml was read: "),
        "{}",
        run.stderr
    );
}

#[test]
fn what_was_not_read_of_both_versions_is_told_of_both() {
    let old = with_channels(&["orders"]).replace("const: orders", "$ref: './nowhere.json'");
    let new = old.replace("title: Orders", "title: Sales");
    let run = diff("unread-of-both", &old, &new, "human");
    let told = "not everything in old.yaml and new.yaml was read: ";
    assert_eq!(run.stderr.matches(told).count(), 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("not everything").count(), 1);
    let elsewhere = new.replace("nowhere.json", "elsewhere.json");
    let run = diff("unread-of-each", &old, &elsewhere, "human");
    for told in [
        "not everything in old.yaml was",
        "not everything in new.yaml was",
    ] {
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}

#[test]
fn a_single_value_of_a_binding_that_is_written_as_an_object_is_one_change() {
    let with = |version: &str| {
        format!(
            "{HEAD}channels:\n  orders: {{ address: orders, messages: {{ It: {{ payload: {{}} }} }} }}\noperations:\n  on:\n    \
               action: receive\n    channel: {{ $ref: '#/channels/orders' }}\n    bindings:\n      kafka:\n        \
               groupId: {{ type: string, enum: [shop] }}\n{version}"
        )
    };
    let new = with("        bindingVersion: { type: string, enum: ['1'] }\n");
    let run = diff("version-as-schema", &with(""), &new, "human").expect(0);
    check(&run, &["unchanged: 1 annotation ("], &[]);
}

/// A contract whose operation `send` has the message `Placed` and those of `names`, which are components that `refer` to
/// something.
fn with_components(names: &[&str], refer: &str) -> String {
    let each =
        |line: &dyn Fn(&str) -> String| names.iter().map(|name| line(name)).collect::<String>();
    let listed =
        each(&|name| format!("      {name}: {{ $ref: '#/components/messages/{name}' }}\n"));
    let sent = each(&|name| format!("      - {{ $ref: '#/channels/orders/messages/{name}' }}\n"));
    let components = each(&|name| format!("    {name}: {{ $ref: '{refer}' }}\n"));
    format!(
        "{HEAD}channels:\n  orders:\n    address: orders\n    messages:\n      Placed: {{ payload: {{}} }}\n{listed}\
         operations:\n  send:\n    action: send\n    channel: {{ $ref: '#/channels/orders' }}\n    messages:\n      \
         - {{ $ref: '#/channels/orders/messages/Placed' }}\n{sent}\
         components:\n  messages:\n    Spare: {{}}\n{components}"
    )
}

#[test]
fn an_address_without_a_copy_is_told_with_what_refers_to_it() {
    let placed = "https://h.example/v1/paid.yaml#/Paid";
    let (old, new) = (
        with_components(&["Paid"], placed),
        with_components(&["Paid"], "https://h.example/v2/paid.yaml#/Paid"),
    );
    let told = "message `Paid` of channel `orders` refers to `https://h.example/v1/paid.yaml#/Paid` in the base and to \
                `https://h.example/v2/paid.yaml#/Paid` in the revision, and no copy is kept of either, so it could not \
                be compared";
    let advice = "instead: keep a copy with `tidings vendor --allow-remote h.example`";
    let run = diff("unread", &old, &new, "human").expect(1);
    check(
        &run,
        &[told, advice, "unknown: 1 unknown ("],
        &["is broken", "mend what"],
    );
    for format in ["concise", "github", "markdown", "sarif", "junit"] {
        let run = diff("unread", &old, &new, format).expect(1);
        check(
            &run,
            &["and no copy is kept of either"],
            &["a message of the", "mend what"],
        );
    }
    let run = diff("unread", &old, &new, "json").expect(1);
    let document = run.document("schema/diff-1.json");
    let changes = document["changes"].as_array().expect("an array");
    let [change] = &changes[..] else {
        panic!("{document:#}");
    };
    assert_eq!(change["message"], told);
    let advice = change["advice"].as_str().unwrap_or_default();
    assert!(
        advice.starts_with("keep a copy with `tidings vendor"),
        "{advice}"
    );
    for version in ["base", "revision"] {
        assert_eq!(change[version]["pointer"], "/components/messages/Paid");
    }
}

#[test]
fn a_message_that_is_new_is_told_once_whether_it_could_be_read_or_not() {
    let old = with_components(&[], "");
    for (refer, check_id, told) in [
        (
            "https://h.example/paid.yaml",
            "part-left-out",
            "message `Paid` is new in operation `send`, and refers to `https://h.example/paid.yaml`, of which no copy is kept",
        ),
        (
            "#/components/messages/Nothing",
            "part-left-out",
            "message `Paid` is new in operation `send`, and refers to `#/components/messages/Nothing`, which cannot be followed",
        ),
        (
            "#/components/messages/Spare",
            "message-added",
            "is new in operation `send`",
        ),
    ] {
        let folder = Folder::new("told-once");
        folder.write("old.yaml", &old);
        folder.write("new.yaml", &with_components(&["Paid"], refer));
        let run = folder
            .run(&["diff", "old.yaml", "new.yaml", "--verbose"])
            .expect(0);
        check(&run, &[told, "risky: 1 risky"], &[]);
        assert_eq!(
            run.stdout.matches(&format!("({check_id})")).count(),
            1,
            "{}",
            run.stdout
        );
    }
}

#[test]
fn a_message_that_could_be_read_is_not_gone() {
    let read = with_components(&["Paid"], "#/components/messages/Spare");
    let unread = with_components(&["Paid"], "https://h.example/paid.yaml");
    for (old, new, version) in [(&read, &unread, "revision"), (&unread, &read, "base")] {
        let run = diff("still", old, new, "human").expect(1);
        let told = format!(
            "message `Paid` of channel `orders` in the {version} refers to `https://h.example/paid.yaml`, of which no \
             copy is kept, so it could not be compared"
        );
        check(&run, &[&told], &["message-removed", "message-added"]);
    }
}

#[test]
fn what_is_missing_with_a_channel_is_told_with_it() {
    let contract = |channel: &str| {
        format!(
            "{HEAD}channels:\n  orders: {channel}\noperations:\n  send: {{ action: send, channel: {{ $ref: \
             '#/channels/orders' }} }}\n"
        )
    };
    let old = contract("{ address: orders, messages: { Placed: { payload: {} } } }");
    let new = contract("{ $ref: 'https://h.example/orders.yaml' }");
    let run = diff("channel", &old, &new, "human").expect(1);
    let told = "channel `orders` in the revision refers to `https://h.example/orders.yaml`, of which no copy is kept, so \
                it and operation `send` could not be compared";
    check(&run, &[told, "unknown: 1 unknown ("], &["is gone"]);
    let old = contract("{ address: orders, parameters: { region: {} } }");
    let new = contract("{ address: orders, parameters: { region: 5 } }");
    let run = diff("parameter", &old, &new, "human").expect(1);
    let told = "parameter `region` of channel `orders` in the revision is broken, so it could not be compared";
    check(&run, &[told, "mend what `tidings validate` says"], &[]);
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

#[test]
fn a_schema_at_an_address_without_a_copy_is_told_so() {
    let (old, new) = (
        with_copies("{ type: string }"),
        with_copies("{ $ref: 'https://h.example/city.yaml' }"),
    );
    let run = diff("schema", &old, &new, "human").expect(1);
    let told = "the revision refers to `https://h.example/city.yaml`, of which no copy is kept, so payload of `Moved`";
    let advice = "instead: keep a copy with `tidings vendor --allow-remote h.example`";
    check(&run, &[told, advice], &["cannot be followed", "mend what"]);
}

/// A contract with a mistake and something that a linter has to say of it, which the application `tell`s.
fn with_mistakes(action: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  orders:
    address: orders
    messages:
      Placed: {{ payload: {{ type: object, required: [none], properties: {{ id: {{ type: integer }} }} }} }}
operations:
  tell: {{ action: {action}, channel: {{ $ref: '#/channels/orders' }}, tags: 5 }}
"
    )
}

#[test]
fn what_a_linter_says_is_no_matter_of_what_changed() {
    let folder = Folder::new("diff-told-lint");
    folder.write("a.yaml", &with_mistakes("send"));
    folder.write("b.yaml", &with_mistakes("receive"));
    let specs = "[[spec]]\npath = \"a.yaml\"\n[[spec]]\npath = \"b.yaml\"\n";
    folder.write("tidings.toml", specs);
    let validated = folder.run(&["validate", "a.yaml"]).expect(1);
    assert!(
        validated.stdout.contains("warning["),
        "{}",
        validated.stdout
    );
    for asked in [
        &["diff", "a.yaml", "b.yaml"][..],
        &["diff", "a.yaml", "b.yaml", "--level", "source"],
        &["diff", "--workspace"],
    ] {
        let run = |more: &[&str]| folder.run(&[asked, more].concat());
        let told = "1 mistake in a.yaml and 1 mistake in b.yaml: `tidings validate` says";
        let page = run(&[]);
        assert!(page.stderr.starts_with(told), "{}", page.stderr);
        assert!(!page.stderr.contains("warning["), "{}", page.stderr);
        let verbose = run(&["--verbose"]).stderr;
        assert!(verbose.contains("error["), "{verbose}");
        assert!(!verbose.contains("warning["), "{verbose}");
        let lines = run(&["--format", "concise"]).stdout;
        assert!(lines.contains("error["), "{lines}");
        assert!(!lines.contains("warning["), "{lines}");
        assert_eq!(run(&["--quiet"]).stderr, "");
    }
}

#[test]
fn a_verdict_has_to_be_said() {
    let folder = Folder::new("told-quiet");
    let old = with_channels(&["orders", "audit"]);
    folder.write("a.yaml", &old);
    folder.write("b.yaml", &with_channels(&["orders"]));
    folder.write(
        "tidings.toml",
        "[[spec]]\npath = \"a.yaml\"\n[[spec]]\npath = \"b.yaml\"\n",
    );
    for (arguments, status, verdict) in [
        (
            &["a.yaml", "a.yaml"][..],
            0,
            "unchanged: nothing changed (policy roles",
        ),
        (
            &["a.yaml", "b.yaml"],
            1,
            "breaking: 1 breaking (policy roles",
        ),
        (
            &["a.yaml", "a.yaml", "--level", "source"],
            0,
            "unchanged: callers see",
        ),
        (&["--workspace"], 0, "compatible: 2 contracts"),
    ] {
        let run = folder
            .run(&[&["diff", "--quiet"], arguments].concat())
            .expect(status);
        let last = run.stdout.lines().last().unwrap_or_default();
        assert!(last.starts_with(verdict), "{}", run.stdout);
        let told = folder.run(&[&["diff"], arguments].concat()).stdout;
        assert!(told.starts_with(&run.stdout), "{told}");
    }
}

#[test]
fn why_a_version_cannot_be_read_has_to_be_said() {
    let folder = Folder::new("diff-told-quiet");
    folder.write("a.yaml", &with_mistakes("send"));
    folder.write("broken.yaml", "asyncapi: 3.0.0\ninfo: [\n");
    for asked in [
        &["diff", "a.yaml", "broken.yaml"][..],
        &["diff", "a.yaml", "nowhere.yaml"],
        &["diff", "a.yaml", "broken.yaml", "--level", "source"],
        &["changelog", "a.yaml", "broken.yaml"],
    ] {
        let run = folder.run(&[asked, &["--quiet"]].concat()).expect(3);
        assert!(run.stderr.contains("error["), "{asked:?}: {}", run.stderr);
        // A summary is none of what has to be said.
        assert!(!run.stderr.contains("in 1 file"), "{}", run.stderr);
    }
}
