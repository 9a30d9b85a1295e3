//! `tidings diff --workspace`, and baselines, as a user calls them.

use serde_json::Value;

use crate::repository::git;
use crate::tidings::{Folder, Run, command, finish};

/// The contract of an application that does `action` with orders, whose properties are `properties`.
pub(crate) fn contract(title: &str, action: &str, required: &str, properties: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: {title}, version: 1.0.0 }}
servers:
  north: {{ host: broker.example, protocol: kafka }}
channels:
  orders:
    address: orders
    messages:
      Placed:
        payload:
          type: object
          required: [{required}]
          properties: {{ {properties} }}
operations:
  {action}Order: {{ action: {action}, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

pub(crate) const BOTH: &str = "id: { type: string }, note: { type: string }";

pub(crate) const PROJECT: &str = "\
[[spec]]
path = \"shop.yaml\"
baseline = \"main\"
[[spec]]
path = \"billing.yaml\"
baseline = \"main\"
[[spec]]
path = \"mail.yaml\"
baseline = \"main\"
";

/// A repository with a shop that sends, and two that receive.
pub(crate) fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    git(&folder, &["init", "--quiet"]);
    folder.write("tidings.toml", PROJECT);
    folder.write("shop.yaml", &contract("Shop", "send", "id, note", BOTH));
    folder.write(
        "billing.yaml",
        &contract("Billing", "receive", "id, note", BOTH),
    );
    folder.write(
        "mail.yaml",
        &contract("Mail", "receive", "id", "id: { type: string }"),
    );
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    folder
}

pub(crate) fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["diff"], arguments].concat();
    folder.run(&arguments)
}

/// Standard output, which must keep the published schema.
pub(crate) fn document(run: &Run) -> Value {
    run.document("schema/workspace-1.json")
}

#[test]
fn applications_that_get_along_are_counted() {
    let folder = repository("workspace-good");
    let run = diff(&folder, &["--workspace"]).expect(0);
    assert_eq!(
        run.stdout,
        "compatible: 3 contracts, 2 messages that one sends and another one receives: 2 accepted (reading events)\n"
    );
}

#[test]
fn a_change_breaks_the_one_consumer_that_needs_what_is_gone() {
    let folder = repository("workspace-broken");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    let run = diff(&folder, &["--workspace"]).expect(1);
    for expected in [
        "refused: message `Placed` from shop.yaml (`sendOrder`) to billing.yaml (`receiveOrder`) at `orders`: the property `note` is missing",
        "--> billing.yaml:12:11",
        "for example this payload:\n      {\"id\":\"\"}",
        "it was accepted before",
        "breaking: 3 contracts, 2 messages that one sends and another one receives: 1 accepted, 1 refused",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    let document = document(&diff(&folder, &["--workspace", "--format", "json"]).expect(1));
    let refused = &document["meetings"][0]["messages"][0];
    assert_eq!(refused["reception"], "refused", "{document:#}");
    assert_eq!(refused["was_refused"], false);
    assert_eq!(
        refused["witness"]["instance"],
        serde_json::json!({ "id": "" })
    );
    assert_eq!(
        document["meetings"][1]["messages"][0]["reception"],
        "accepted"
    );
}

#[test]
fn every_form_has_every_reason_of_a_refusal() {
    let folder = repository("workspace-reasons");
    let other = "id: { type: string }, note: { type: boolean }";
    folder.write("shop.yaml", &contract("Shop", "send", "note", other));
    let reasons = [
        "/note: true is not a string",
        "the property `id` is missing",
    ];
    for format in ["human", "markdown", "concise"] {
        let run = diff(&folder, &["--workspace", "--format", format]).expect(1);
        for reason in reasons {
            assert!(run.stdout.contains(reason), "{format}\n{}", run.stdout);
        }
    }
    let run = diff(&folder, &["--workspace", "--format", "json"]).expect(1);
    let document = document(&run);
    let refused = &document["meetings"][0]["messages"][0];
    assert_eq!(refused["reason"], reasons[0], "{refused:#}");
    assert_eq!(refused["other_reasons"], serde_json::json!([reasons[1]]));
}

#[test]
fn what_was_so_before_does_not_count() {
    let folder = repository("workspace-old");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    git(&folder, &["commit", "--quiet", "-am", "two"]);
    let run = diff(&folder, &["--workspace"]).expect(0);
    assert!(run.stdout.contains("it was so before"), "{}", run.stdout);
    diff(&folder, &["--workspace", "--against", "HEAD~1"]).expect(1);
}

#[test]
fn a_new_reason_counts_although_the_message_was_refused_before() {
    let folder = repository("workspace-more");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    git(&folder, &["commit", "--quiet", "-am", "two"]);
    let other = "id: { type: boolean }, note: { type: string }";
    // Whether what was refused before still is makes no difference.
    for required in ["id", "id, note"] {
        folder.write("shop.yaml", &contract("Shop", "send", required, other));
        for format in ["human", "markdown", "concise"] {
            let run = diff(&folder, &["--workspace", "--format", format]).expect(1);
            let expected =
                "it was not accepted before, but not because of this: /id: true is not a string";
            assert!(run.stdout.contains(expected), "{format}\n{}", run.stdout);
        }
    }
}

#[test]
fn one_more_value_that_is_refused_counts_although_others_were_refused_before() {
    let folder = repository("workspace-values");
    let shop = |values: &str| {
        let properties = format!("id: {{ enum: [{values}] }}, note: {{ type: string }}");
        contract("Shop", "send", "id, note", &properties)
    };
    let mail = contract("Mail", "receive", "id", "id: { enum: [a, b] }");
    folder.write("shop.yaml", &shop("a, b, c"));
    folder.write("mail.yaml", &mail);
    git(&folder, &["commit", "--quiet", "-am", "two"]);
    diff(&folder, &["--workspace"]).expect(0);
    folder.write("shop.yaml", &shop("a, b, c, d"));
    let run = diff(&folder, &["--workspace"]).expect(1);
    for expected in [
        "at `orders`: /id: \"c\" is none of \"a\", \"b\" (likewise \"d\")",
        "it was not accepted before, but not because of this: /id: \"d\" is none of \"a\", \"b\"\n",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    // Less that is refused is nothing new, nor is another order.
    for values in ["c, a", "b, c, a"] {
        folder.write("shop.yaml", &shop(values));
        let run = diff(&folder, &["--workspace"]).expect(0);
        assert!(run.stdout.contains("it was so before"), "{}", run.stdout);
    }
    // The receiver may be the one that refuses more, and the sender may list nothing any more.
    folder.write("mail.yaml", &mail.replace("[a, b]", "[b]"));
    let run = diff(&folder, &["--workspace"]).expect(1);
    let expected = "but not because of this: /id: \"a\" is none of \"b\"\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    folder.write("mail.yaml", &mail);
    folder.write("shop.yaml", &contract("Shop", "send", "id, note", BOTH));
    diff(&folder, &["--workspace"]).expect(1);
}

#[test]
fn one_more_place_counts_that_is_refused_by_a_schema_of_several() {
    let folder = repository("workspace-places");
    let shop = |note: &str| {
        let properties = format!("id: {{ enum: [a, c] }}, note: {{ enum: [{note}] }}");
        contract("Shop", "send", "id, note", &properties)
    };
    let common = "id: { $ref: '#/components/schemas/S' }, note: { $ref: '#/components/schemas/S' }";
    let mail = contract("Mail", "receive", "id", common);
    let mail = mail + "components: { schemas: { S: { enum: [a, b] } } }\n";
    folder.write("mail.yaml", &mail);
    folder.write("shop.yaml", &shop("a"));
    git(&folder, &["commit", "--quiet", "-am", "two"]);
    diff(&folder, &["--workspace"]).expect(0);
    folder.write("shop.yaml", &shop("a, c"));
    let run = diff(&folder, &["--workspace"]).expect(1);
    let expected = "but not because of this: /note: \"c\" is none of \"a\", \"b\"\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}

#[test]
fn one_more_value_that_is_refused_is_not_accepted_with_the_others() {
    let folder = repository("workspace-values-accepted");
    folder.write(
        "tidings.toml",
        &PROJECT.replace("baseline = \"main\"\n", ""),
    );
    let shop = |values: &str| {
        let properties = format!("id: {{ enum: [{values}] }}, note: {{ type: string }}");
        contract("Shop", "send", "id, note", &properties)
    };
    let mail = contract("Mail", "receive", "id", "id: { enum: [a, b] }");
    folder.write("mail.yaml", &mail);
    let many: Vec<String> = (10..30).map(|number| format!("n{number}")).collect();
    folder.write("shop.yaml", &shop(&many.join(", ")));
    let accept = ["--workspace", "--accept", "--reason", "agreed"];
    let run = diff(&folder, &accept).expect(0);
    let expected = "(likewise \"n11\", \"n12\", \"n13\", \"n14\", \"n15\", \"n16\", \"n17\", \"n18\" and 11 more)";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    diff(&folder, &["--workspace"]).expect(0);
    // One more, and another one that is not named.
    for values in [many.join(", ") + ", n30", many[..19].join(", ") + ", n30"] {
        folder.write("shop.yaml", &shop(&values));
        diff(&folder, &["--workspace"]).expect(1);
    }
}

#[test]
fn a_contract_that_is_new_has_nothing_to_be_compared_with() {
    let folder = repository("workspace-new");
    let listed = format!("{PROJECT}[[spec]]\npath = \"audit.yaml\"\nbaseline = \"main\"\n");
    folder.write("tidings.toml", &listed);
    folder.write(
        "audit.yaml",
        &contract("Audit", "receive", "id, total", BOTH),
    );
    let run = diff(&folder, &["--workspace"]).expect(1);
    assert!(run.stdout.contains("to audit.yaml"), "{}", run.stdout);
}

#[test]
fn each_contract_is_compared_with_its_baseline() {
    let folder = repository("workspace-baseline");
    diff(&folder, &[]).expect(0);
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    let run = diff(&folder, &[]).expect(1);
    assert!(
        run.stdout.contains("base:     main:shop.yaml"),
        "{}",
        run.stdout
    );
    let run = diff(&folder, &["--format", "json"]).expect(1);
    run.document("schema/diff-1.json");
    let other = PROJECT.replacen("\"main\"", "\"billing.yaml\"", 1);
    folder.write("tidings.toml", &other);
    let run = diff(&folder, &[]).expect(1);
    assert!(
        run.stdout.contains("base:     billing.yaml"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_makes_no_sense_is_told() {
    let folder = Folder::new("workspace-few");
    folder.write("tidings.toml", "[[spec]]\npath = \"shop.yaml\"\n");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    let run = diff(&folder, &["--workspace"]).expect(2);
    assert!(
        run.stderr.contains("two contracts or more"),
        "{}",
        run.stderr
    );
    let run = diff(&folder, &[]).expect(2);
    assert!(
        run.stderr.contains("shop.yaml has no baseline"),
        "{}",
        run.stderr
    );
}

pub(crate) const ACCEPT: [&str; 6] = [
    "--workspace",
    "--accept",
    "--reason",
    "billing follows",
    "--until",
    "2999-12-31",
];

#[test]
fn an_application_that_cannot_be_read_makes_nothing_stale() {
    let folder = repository("workspace-unread");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    diff(&folder, &ACCEPT).expect(0);
    let billing = contract("Billing", "receive", "id, note", BOTH);
    folder.write("billing.yaml", "asyncapi: 3.0.0\ninfo: { title: [\n");
    let run = diff(&folder, &["--workspace"]).expect(3);
    assert!(!run.stderr.contains("stale"), "{}", run.stderr);
    let told = "unknown: not everything could be read (reading events)\n";
    assert!(run.stdout.ends_with(told), "{}", run.stdout);
    // What cannot be read of a baseline hides what has become worse.
    git(&folder, &["add", "billing.yaml"]);
    git(&folder, &["commit", "--quiet", "-m", "broken"]);
    folder.write("billing.yaml", &billing);
    folder.write("shop.yaml", &contract("Shop", "send", "id, note", BOTH));
    let run = diff(&folder, &["--workspace"]);
    assert!(!run.stderr.contains("stale"), "{}", run.stderr);
    let run = diff(&folder, &["--workspace", "--against", "HEAD~1"]).expect(0);
    assert!(run.stderr.contains("stale"), "{}", run.stderr);
}

#[test]
fn what_was_agreed_between_applications_is_shown_and_does_not_count() {
    let folder = repository("workspace-accepted");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    let run = diff(&folder, &ACCEPT).expect(0);
    let told = "1 change accepted in tidings-accepted.toml";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    for (format, expected) in [
        (
            "human",
            &[
                "accepted: message `Placed` from shop.yaml (`sendOrder`) to billing.yaml",
                "it is refused by this",
                "  refused: accepted until 2999-12-31 (billing follows)",
                "  for example this payload:\n      {",
                "compatible: 3 contracts, ",
                "1 accepted, 1 refused; 1 agreed to in tidings-accepted.toml (reading events)",
            ][..],
        ),
        (
            "markdown",
            &[
                "- **refused, accepted until 2999-12-31 (billing follows)**: message",
                "  <br>refused at billing.yaml:",
                "  <br>for example this payload: `",
            ],
        ),
        (
            "concise",
            &[
                "info[message-refused] refused, accepted until 2999-12-31 (billing follows): message",
            ],
        ),
    ] {
        let run = diff(&folder, &["--workspace", "--format", format]).expect(0);
        for expected in expected {
            assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
        }
    }
    let document = document(&diff(&folder, &["--workspace", "--format", "json"]).expect(0));
    assert_eq!(document["verdict"], "compatible");
    let refused = &document["meetings"][0]["messages"][0];
    assert_eq!(refused["reception"], "refused");
    assert_eq!(refused["accepted"]["reason"], "billing follows");
    // The same from a folder below, where every path has another name.
    folder.write("below/note.txt", "");
    let mut below = command(&["diff", "--workspace"]);
    below.current_dir(folder.path().join("below"));
    finish(below).expect(0);
    // Something else that is refused counts.
    folder.write(
        "shop.yaml",
        &contract(
            "Shop",
            "send",
            "id",
            "id: { type: string }, note: { type: integer }",
        ),
    );
    let run = diff(&folder, &["--workspace"]).expect(1);
    assert!(
        run.stderr.contains("does not occur any more"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_nobody_sends_any_more_is_accepted_by_who_waits_for_it() {
    let folder = repository("workspace-accepted-lost");
    let shop = contract("Shop", "send", "id, note", BOTH);
    folder.write(
        "shop.yaml",
        &shop.replace("address: orders", "address: sales"),
    );
    diff(&folder, &ACCEPT).expect(0);
    let written = std::fs::read_to_string(folder.path().join("tidings-accepted.toml"));
    let written = written.expect("the file");
    for expected in [
        "path = \"mail.yaml\"",
        "path = \"billing.yaml\"",
        "message-lost",
    ] {
        assert!(written.contains(expected), "{expected}\n{written}");
    }
    let document = document(&diff(&folder, &["--workspace", "--format", "json"]).expect(0));
    assert_eq!(document["lost"][0]["accepted"]["until"], "2999-12-31");
}

#[test]
fn what_says_nothing_to_the_question_is_refused() {
    for (arguments, told) in [
        (
            &["--workspace", "--policy", "full"][..],
            "--policy says nothing to --workspace",
        ),
        (
            &["a.yaml", "b.yaml", "--level", "source", "--check-version"],
            "--check-version says nothing to --level source",
        ),
        (
            &[
                "a.yaml",
                "b.yaml",
                "--level",
                "source",
                "--reading",
                "strict",
            ],
            "--reading says nothing to --level source",
        ),
        (
            &["--workspace", "a.yaml"],
            "tidings diff [OPTIONS] --workspace [--against REVISION]\n",
        ),
    ] {
        let run = crate::tidings::run(&[&["diff"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stderr.contains("--workspace [PATH]"), "{}", run.stderr);
    }
}
