//! `tidings diff --level source` as a user calls it.

use serde_json::Value;

use crate::tidings::{Folder, Run};

const CONTRACT: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.2.0 }
channels:
  orders:
    address: orders
    messages:
      Placed: { $ref: '#/components/messages/Placed' }
  shipped:
    address: shipped
    messages:
      Shipped: { payload: { type: object, properties: { id: { type: string } } } }
operations:
  onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
  sendShipped: { action: send, channel: { $ref: '#/channels/shipped' } }
components:
  messages:
    Placed: { payload: { $ref: '#/components/schemas/Order' } }
    Paid: { payload: { type: object, required: [sum], properties: { sum: { type: integer } } } }
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
        count: { type: integer }
        kind: { $ref: '#/components/schemas/Kind' }
    Kind: { type: string, enum: [large, small] }
";

fn diff(folder: &Folder, level: &str, arguments: &[&str]) -> Run {
    let arguments = [
        &["diff", "old.yaml", "new.yaml", "--level", level],
        arguments,
    ]
    .concat();
    folder.run(&arguments)
}

/// What the document says that keeps the published schema.
fn document(run: &Run) -> Value {
    run.document("schema/source-1.json")
}

/// After `from` in the contract has become `to`, what breaks in a package with the code, and what in a module.
#[track_caller]
fn check(name: &str, from: &str, to: &str, package: &[&str], module: &[&str]) {
    let folder = Folder::new(&format!("source-{name}"));
    assert!(CONTRACT.contains(from), "{from}");
    folder.write("old.yaml", CONTRACT);
    folder.write("new.yaml", &CONTRACT.replace(from, to));
    for (level, expected) in [("source", package), ("source-module", module)] {
        let status = i32::from(!expected.is_empty());
        let run = diff(&folder, level, &["--format", "json"]).expect(status);
        let document = document(&run);
        assert_eq!(document["level"], level);
        let changes = document["comparisons"][0]["changes"]
            .as_array()
            .expect("an array");
        let breaking = changes.iter().filter(|change| change["breaks"] == true);
        let told = breaking.map(|change| {
            let purpose = if change["on_purpose"] == true {
                " on purpose"
            } else {
                ""
            };
            let word = |name: &str| change[name].as_str().unwrap_or_default().to_owned();
            format!("{} {}{purpose}", word("rule"), word("item"))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{level}\n{document:#}");
        assert!(!changes.is_empty(), "nothing changed");
    }
}

#[test]
fn an_optional_property_lets_structs_of_a_package_grow() {
    check(
        "optional",
        "        count: { type: integer }\n",
        "        count: { type: integer }\n        note: { type: string }\n",
        &[],
        &["field-added Order"],
    );
}

#[test]
fn a_property_of_another_type_breaks_who_reads_it() {
    let broken = [
        "field-changed Order",
        "argument-changed Order::with_count",
        // Floating point numbers are neither equal to themselves nor in an order.
        "trait-removed impl Eq for Order",
        "trait-removed impl Hash for Order",
        "trait-removed impl Ord for Order",
        "trait-removed impl PartialOrd for Order",
    ];
    check(
        "type",
        "count: { type: integer }",
        "count: { type: number }",
        &broken,
        &broken,
    );
}

#[test]
fn a_property_that_must_be_there_is_an_argument_more() {
    let broken = [
        "field-changed Order",
        "argument-added Order::new",
        "item-removed Order::with_count",
    ];
    check(
        "required",
        "required: [id]",
        "required: [id, count]",
        &broken,
        &broken,
    );
}

#[test]
fn a_new_value_of_an_enumeration_breaks_a_match() {
    let broken = ["variant-added Kind"];
    check(
        "value",
        "[large, small]",
        "[large, medium, small]",
        &broken,
        &broken,
    );
}

#[test]
fn a_new_message_breaks_the_match_on_purpose() {
    let from = "      Placed: { $ref: '#/components/messages/Placed' }\n";
    let to = format!("{from}      Shipped: {{ $ref: '#/channels/shipped/messages/Shipped' }}\n");
    let two = CONTRACT.replace(from, &to);
    let folder = Folder::new("source-message");
    folder.write("old.yaml", &two);
    let three = format!("{to}      Paid: {{ $ref: '#/components/messages/Paid' }}\n");
    folder.write("new.yaml", &two.replace(&to, &three));
    let run = diff(&folder, "source", &[]).expect(1);
    let expected = "breaking on purpose: variant `Paid` of `OnOrderMessage` is new (variant-added)";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}

#[test]
fn a_new_operation_demands_a_handler_on_purpose() {
    let broken = ["bound-added Orders::serve_all on purpose"];
    check(
        "operation",
        "components:\n",
        "  onShipped: { action: receive, channel: { $ref: '#/channels/shipped' } }\ncomponents:\n",
        &broken,
        &broken,
    );
}

#[test]
fn a_type_that_is_gone_is_told_without_all_that_it_had() {
    let folder = Folder::new("source-gone");
    folder.write("old.yaml", CONTRACT);
    folder.write(
        "new.yaml",
        &CONTRACT
            .replace("Order:", "Purchase:")
            .replace("schemas/Order'", "schemas/Purchase'"),
    );
    let run = diff(&folder, "source", &[]).expect(1);
    for expected in [
        "breaking: struct `Order` is gone (item-removed)",
        "keep its name with `[[generate.name]]`",
        "version: a package with this code needs a major bump",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("Order::new"), "{}", run.stdout);
}

#[test]
fn the_same_code_is_unchanged_and_no_code_is_unknown() {
    let folder = Folder::new("source-same");
    folder.write("old.yaml", CONTRACT);
    folder.write(
        "new.yaml",
        &CONTRACT.replace("title: Orders", "title: Orders, description: All of them"),
    );
    let run = diff(&folder, "source", &[]).expect(0);
    assert!(
        run.stdout.contains("unchanged: callers see the same code"),
        "{}",
        run.stdout
    );
    folder.write(
        "new.yaml",
        &CONTRACT.replace("{ type: integer }", "{ type: whatever }"),
    );
    let run = diff(&folder, "source", &["--format", "json"]).expect(1);
    assert_eq!(document(&run)["verdict"], "unknown");
}

/// The contract after one of its schemas is called otherwise, which breaks callers.
fn renamed(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(".git/HEAD", "");
    folder.write("old.yaml", CONTRACT);
    let new = CONTRACT.replace("Order:", "Purchase:");
    folder.write(
        "new.yaml",
        &new.replace("schemas/Order'", "schemas/Purchase'"),
    );
    folder
}

#[test]
fn what_callers_have_agreed_to_is_shown_and_does_not_count() {
    let folder = renamed("source-accepted");
    let accept = ["--accept", "--reason", "said so", "--until", "2999-12-31"];
    let run = diff(&folder, "source", &accept).expect(0);
    let told = "accepted in tidings-accepted.toml";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    for (format, expected) in [
        (
            "human",
            &[
                "accepted: struct `Order` is gone (item-removed)",
                "  breaking: accepted until 2999-12-31 (said so)",
                "accepted: 0 breaking, 9 accepted, 7 other changes",
                "needs a major bump",
            ][..],
        ),
        (
            "markdown",
            &["- **breaking, accepted until 2999-12-31 (said so)**: struct `Order` is gone"],
        ),
        (
            "concise",
            &["info[item-removed] breaking, accepted until 2999-12-31 (said so): struct"],
        ),
    ] {
        let run = diff(&folder, "source", &["--format", format]).expect(0);
        for expected in expected {
            assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
        }
    }
    let document = document(&diff(&folder, "source", &["--format", "json"]).expect(0));
    assert_eq!(document["verdict"], "compatible");
    let change = &document["comparisons"][0]["changes"][0];
    assert_eq!(change["accepted"]["reason"], "said so");
    assert_eq!(change["fingerprint"].as_str().map(str::len), Some(16));
    // Who asks about messages is not told of it: there it was not looked for.
    let run = folder.run(&["diff", "old.yaml", "new.yaml"]).expect(0);
    assert!(!run.stderr.contains("acceptance-stale"), "{}", run.stderr);
    assert!(!run.stdout.contains("said so"), "{}", run.stdout);
}

#[test]
fn what_callers_no_longer_meet_is_told() {
    let folder = renamed("source-stale");
    diff(&folder, "source", &["--accept"]).expect(0);
    folder.write("new.yaml", CONTRACT);
    let run = diff(&folder, "source", &[]).expect(0);
    let told = "what was accepted does not occur any more as it was: struct `Order` is gone (item-removed)";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let document = document(&diff(&folder, "source", &["--format", "json"]).expect(0));
    assert_eq!(document["findings"][0]["rule"], "acceptance-stale");
    let run = diff(&folder, "source", &["--format", "markdown"]).expect(0);
    assert!(
        run.stdout.contains("does not occur any more"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_comment_says_what_could_not_be_read() {
    let folder = Folder::new("source-unreadable");
    folder.write("old.yaml", CONTRACT);
    folder.write("new.yaml", "asyncapi: 3.0.0\ninfo: { title: Orders\n");
    let run = diff(&folder, "source", &["--format", "markdown"]).expect(3);
    for expected in [
        "| **unknown** | not everything could be read |",
        "The revision has a mistake: this `{` is never closed",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
}
