//! What `tidings diff` says of what could not be read.

use crate::diff_told::{HEAD, check, diff, with_channels, with_copies};
use crate::tidings::Folder;

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
