//! How `tidings diff` tells changes that belong together, and whom they concern.

use serde_json::Value;

use crate::tidings::{Folder, Run};

/// What the comparison of `old` with `new` says in `format`.
pub(crate) fn diff(name: &str, old: &str, new: &str, format: &str) -> Run {
    let folder = Folder::new(&format!("told-{name}"));
    folder.write("old.yaml", old);
    folder.write("new.yaml", new);
    folder.run(&["diff", "old.yaml", "new.yaml", "--format", format])
}

/// That `text` has every one of `expected`, and none of `missing`.
#[track_caller]
pub(crate) fn check(run: &Run, expected: &[&str], missing: &[&str]) {
    for one in expected {
        assert!(run.stdout.contains(one), "{one}\n{}", run.stdout);
    }
    for one in missing {
        assert!(!run.stdout.contains(one), "{one}\n{}", run.stdout);
    }
}

pub(crate) const HEAD: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
";

/// A contract with these channels, each of which is sent to and received from.
pub(crate) fn with_channels(names: &[&str]) -> String {
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
pub(crate) fn with_copies(city: &str) -> String {
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
