//! `tidings diff` as a user calls it.

use serde_json::{Value, json};

use crate::repository::git;
use crate::tidings::{Folder, Run};

const CONTRACT: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.2.0 }
channels:
  orders:
    address: orders
    messages:
      Placed: { $ref: placed.yaml }
operations:
  onPlaced: { action: receive, channel: { $ref: '#/channels/orders' } }
";

const PLACED: &str = "\
payload:
  type: object
  required: [id]
  properties:
    id: { type: string }
    note: { type: string }
";

/// A folder with two versions of a contract, each of two files.
fn versions(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("old/orders.yaml", CONTRACT);
    folder.write("old/placed.yaml", PLACED);
    folder.write("new/orders.yaml", CONTRACT);
    folder.write("new/placed.yaml", &stricter(PLACED));
    folder
}

/// The note must be there.
fn stricter(placed: &str) -> String {
    placed.replace("required: [id]", "required: [id, note]")
}

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["diff"], arguments].concat();
    folder.run(&arguments)
}

/// A repository in which the contract was moved, and made stricter afterwards.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    git(&folder, &["init", "--quiet"]);
    folder.write("orders.yaml", CONTRACT);
    folder.write("placed.yaml", PLACED);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    git(&folder, &["tag", "one"]);
    std::fs::create_dir(folder.path().join("api")).expect("a folder");
    git(&folder, &["mv", "orders.yaml", "placed.yaml", "api/"]);
    git(&folder, &["commit", "--quiet", "-m", "two"]);
    let version = CONTRACT.replace("1.2.0", "1.2.1");
    folder.write("api/orders.yaml", &version);
    folder.write("api/placed.yaml", &stricter(PLACED));
    git(&folder, &["commit", "--quiet", "-am", "three"]);
    folder
}

#[test]
fn people_read_what_breaks_for_whom_by_which_message_and_what_to_do() {
    let folder = versions("diff-people");
    let run = diff(&folder, &["old/orders.yaml", "new/orders.yaml"]).expect(1);
    for expected in [
        "breaking: payload of `Placed`: property `note` must be there now (property-required)",
        "--> new/placed.yaml:3:3",
        "--> old/placed.yaml:3:3",
        "breaks: whoever sends to the application",
        "which the base accepts and the revision refuses",
        "instead: leave the property optional",
        "rollout: update the partners before the application",
        "version: needs a major bump",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
}

#[test]
fn the_same_contract_is_unchanged() {
    let folder = versions("diff-same");
    let run = diff(&folder, &["old/orders.yaml", "old/orders.yaml"]).expect(0);
    assert!(
        run.stdout.contains("unchanged: nothing changed"),
        "{}",
        run.stdout
    );
}

#[test]
fn programs_read_what_the_schema_describes() {
    let folder = versions("diff-programs");
    let run = diff(
        &folder,
        &["old/orders.yaml", "new/orders.yaml", "--format", "json"],
    )
    .expect(1);
    let document = run.document("schema/diff-1.json");
    assert_eq!(document["verdict"], "breaking");
    let change = &document["changes"][0];
    assert_eq!(change["check"], "property-required");
    assert_eq!(change["backward"], "no");
    assert_eq!(change["forward"], "yes");
    assert_eq!(change["breaks"], "senders");
    assert_eq!(change["witness"]["accepted_by"], "base");
    assert_eq!(change["revision"]["file"], "new/placed.yaml");
}

#[test]
fn what_cannot_be_read_is_unknown() {
    let folder = versions("diff-unreadable");
    let run = diff(
        &folder,
        &["old/orders.yaml", "none.yaml", "--format", "json"],
    )
    .expect(3);
    let document = run.document("schema/diff-1.json");
    assert_eq!(document["verdict"], "unknown");
    assert_eq!(document["findings"][0]["rule"], "unreadable");
    // What was not read is not gone.
    assert_eq!(document["changes"], serde_json::json!([]));
    assert_eq!(document["required_bump"], "major");
    assert_eq!(document["rollout"], "unknown");
    let files = ["old/orders.yaml", "none.yaml"];
    let run = diff(&folder, &[&files[..], &["--format", "markdown"]].concat()).expect(3);
    for expected in [
        "| **unknown** | not everything could be read | major |",
        "</b>: not everything could be read</summary>",
        "- Rollout: which order is safe is not known",
        "- The revision has a mistake: ",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    let run = diff(&folder, &[&files[..], &["--format", "concise"]].concat()).expect(3);
    assert!(!run.stdout.contains("is gone"), "{}", run.stdout);
    let run = diff(&folder, &[&files[..], &["--check-version"]].concat()).expect(3);
    assert!(!run.stdout.contains("ask for"), "{}", run.stdout);
}

#[test]
fn a_version_that_is_not_supported_is_not_compared() {
    let folder = versions("diff-unsupported");
    folder.write("old.yaml", "asyncapi: 1.2.0\ntopics: {}\n");
    folder.write("new.yaml", "asyncapi: 1.2.0\ntopics: { orders: {} }\n");
    let run = diff(&folder, &["old.yaml", "new.yaml"]).expect(3);
    let told = "base:     old.yaml\nrevision: new.yaml\n\nunknown: not everything could be read (";
    assert!(run.stdout.starts_with(told), "{}", run.stdout);
    assert!(run.stderr.contains("unsupported-version"), "{}", run.stderr);
    let files = ["old.yaml", "new.yaml"];
    let run = diff(&folder, &[&files[..], &["--format", "json"]].concat()).expect(3);
    let document = run.document("schema/diff-1.json");
    for (field, expected) in [
        ("verdict", "unknown"),
        ("required_bump", "major"),
        ("rollout", "unknown"),
    ] {
        assert_eq!(document[field], expected, "{field}");
    }
    let run = diff(&folder, &[&files[..], &["--format", "markdown"]].concat()).expect(3);
    let told = "**unknown** | not everything could be read | major |";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let run = folder.run(&["changelog", "old.yaml", "new.yaml"]).expect(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("unsupported-version"), "{}", run.stderr);
}

#[test]
fn what_only_people_read_asks_for_a_patch() {
    let folder = versions("diff-annotated");
    let noted = CONTRACT.replace("info: {", "info: { description: Of a shop,");
    folder.write("old/noted.yaml", &noted);
    let files = ["old/orders.yaml", "old/noted.yaml"];
    let run = diff(&folder, &files).expect(0);
    for expected in [
        "unchanged: 1 annotation (",
        "\nversion: needs a patch bump\n",
    ] {
        assert!(run.stdout.contains(expected), "{expected}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("rollout"), "{}", run.stdout);
    let run = diff(&folder, &[&files[..], &["--format", "json"]].concat()).expect(0);
    assert_eq!(run.document("schema/diff-1.json")["required_bump"], "patch");
    let run = diff(&folder, &[&files[..], &["--next-version"]].concat()).expect(0);
    assert_eq!(run.stdout, "1.2.1\n");
    let run = diff(&folder, &[&files[..], &["--check-version"]].concat()).expect(1);
    assert!(
        run.stdout.contains("ask for `1.2.1` or more (patch bump)"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_several_messages_share_is_told_once() {
    let folder = versions("diff-likewise");
    let text = |required: &str| {
        let message = "{ payload: { $ref: '#/components/schemas/Order' } }";
        format!(
            "{}\ncomponents: {{ schemas: {{ Order: {{ type: object, required: [{required}] }} }} }}\n",
            CONTRACT.replace(
                "Placed: { $ref: placed.yaml }",
                &format!("Placed: {message}\n      Paid: {message}")
            )
        )
    };
    folder.write("old.yaml", &text(""));
    folder.write("new.yaml", &text("id"));
    for format in ["human", "markdown"] {
        let run = diff(&folder, &["old.yaml", "new.yaml", "--format", format]).expect(1);
        assert_eq!(run.stdout.matches("property-required").count(), 1);
        assert!(
            run.stdout.contains("likewise in: payload of `Placed`"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn mistakes_are_counted_and_told_on_demand() {
    let folder = versions("diff-mistakes");
    let text = PLACED.replace("payload:", "unknown: true\npayload:");
    folder.write("new/placed.yaml", &text);
    let both = ["old/orders.yaml", "new/orders.yaml"];
    let run = diff(&folder, &both).expect(0);
    let told = "1 mistake in new/orders.yaml: `tidings validate` says what is wrong\n";
    assert_eq!(run.stderr, told);
    let run = diff(&folder, &[&both[..], &["--verbose"]].concat()).expect(0);
    assert!(
        run.stderr.contains("error[unknown-field]"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_policy_turns_the_verdict_round() {
    let folder = versions("diff-policy");
    let both = ["old/orders.yaml", "new/orders.yaml"];
    diff(&folder, &[&both[..], &["--policy", "forward"]].concat()).expect(0);
    diff(&folder, &[&both[..], &["--policy", "full"]].concat()).expect(1);
}

#[test]
fn every_format_for_findings_shows_changes() {
    let folder = versions("diff-formats");
    for format in [
        "concise", "jsonl", "sarif", "github", "gitlab", "junit", "markdown",
    ] {
        let both = ["old/orders.yaml", "new/orders.yaml", "--format", format];
        let run = diff(&folder, &both).expect(1);
        assert!(
            run.stdout.contains("property-required"),
            "{format}: {}",
            run.stdout
        );
    }
}

#[test]
fn a_contract_is_compared_with_its_past() {
    let folder = repository("diff-against");
    let run = diff(&folder, &["--against", "HEAD~1", "api"]).expect(1);
    assert!(
        run.stdout.contains("HEAD~1:api/placed.yaml:3:3"),
        "{}",
        run.stdout
    );
    let run = diff(&folder, &["one:orders.yaml", "api/orders.yaml"]).expect(1);
    assert!(run.stdout.contains("one:placed.yaml:3:3"), "{}", run.stdout);
}

#[test]
fn a_history_follows_the_file_to_its_former_name() {
    let folder = repository("diff-history");
    let history = ["--history", "5", "api/orders.yaml", "--format", "json"];
    // What is on disk as it was committed last is no version of its own.
    let document = diff(&folder, &history)
        .expect(1)
        .document("schema/diff-1.json");
    let compared = document["comparisons"].as_array().map(Vec::len);
    assert_eq!(compared, Some(1));
    let file = folder.path().join("api/orders.yaml");
    let text = std::fs::read_to_string(file).expect("a file");
    folder.write("api/orders.yaml", &format!("# of the shop\n{text}"));
    let document = diff(&folder, &history)
        .expect(1)
        .document("schema/diff-1.json");
    let comparisons = document["comparisons"].as_array().expect("an array");
    let bases: Vec<&str> = comparisons
        .iter()
        .filter_map(|one| one["base"].as_str())
        .collect();
    assert!(bases[0].ends_with(":orders.yaml"), "{bases:?}");
    assert_eq!(comparisons.len(), 3);
    let verdicts: Vec<&str> = comparisons
        .iter()
        .filter_map(|one| one["verdict"].as_str())
        .collect();
    // The steps come first, then the newest version with those that are not the one before it.
    assert_eq!(verdicts, ["breaking", "unchanged", "breaking"]);
    assert_eq!(comparisons[2]["across"], true);
}

#[test]
fn a_revision_that_is_not_there_is_bad_usage() {
    let folder = repository("diff-no-revision");
    let run = diff(&folder, &["--against", "v9", "api/orders.yaml"]).expect(2);
    assert!(
        run.stderr.contains("there is no revision `v9`"),
        "{}",
        run.stderr
    );
    let outside = versions("diff-no-repository");
    let run = diff(&outside, &["--against", "main", "old/orders.yaml"]).expect(2);
    assert!(
        run.stderr.contains("in no git repository"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_revision_is_no_option_of_git() {
    let folder = repository("diff-option");
    let run = diff(&folder, &["--against=--output=stolen", "api/orders.yaml"]).expect(2);
    assert!(
        run.stderr.contains("there is no revision"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("stolen").exists());
}

#[test]
fn versions_grow_with_what_changed() {
    let folder = repository("diff-version");
    let against = ["--against", "one"];
    let run = diff(
        &folder,
        &["one:orders.yaml", "api/orders.yaml", "--next-version"],
    )
    .expect(0);
    assert_eq!(run.stdout, "2.0.0\n");
    let run = diff(
        &folder,
        &["one:orders.yaml", "api/orders.yaml", "--check-version"],
    )
    .expect(1);
    assert!(
        run.stdout.contains("ask for `2.0.0` or more"),
        "{}",
        run.stdout
    );
    diff(&folder, &[&against[..], &["--next-version"]].concat()).expect(2);
}

#[test]
fn what_is_no_version_and_a_pre_release_are_not_enough() {
    let folder = versions("diff-version-none");
    let asks = "these changes ask for `2.0.0` or more (major bump)";
    for (version, told) in [
        (
            "version: next",
            "`next` is no version of Semantic Versioning",
        ),
        ("version: ''", "it states no version"),
        ("version: 2.0", "it states no version"),
        ("x-version: 2.0.0", "it states no version"),
        (
            "version: 2.0.0-rc.1",
            "the version was `1.2.0` and is `2.0.0-rc.1`",
        ),
    ] {
        let contract = CONTRACT.replace("version: 1.2.0", version);
        folder.write("new/orders.yaml", &contract);
        let files = ["old/orders.yaml", "new/orders.yaml", "--check-version"];
        let run = diff(&folder, &files).expect(1);
        let told = format!("{told}; {asks}");
        assert!(run.stdout.contains(&told), "{told}\n{}", run.stdout);
        let json = diff(&folder, &[&files[..], &["--format", "json"]].concat()).expect(1);
        let enough = &json.document("schema/diff-1.json")["info_version"]["is_enough"];
        assert_eq!(enough, &json!(false), "{version}");
    }
    // Nothing changed, so nothing has to grow; where there was no version, any will do.
    folder.write("old/placed.yaml", &stricter(PLACED));
    for (old, new, status) in [
        ("next", "next", 0),
        ("1.2.0-rc.1", "1.2.0-rc.1", 0),
        ("next", "1.2.0", 0),
        ("next", "last", 1),
        ("1.2.0", "next", 1),
    ] {
        for (folder_of, version) in [("old", old), ("new", new)] {
            let contract = CONTRACT.replace("1.2.0", version);
            folder.write(&format!("{folder_of}/orders.yaml"), &contract);
        }
        let files = ["old/orders.yaml", "new/orders.yaml", "--check-version"];
        diff(&folder, &files).expect(status);
    }
}

#[test]
fn no_version_is_stated_by_what_could_not_be_read() {
    let folder = versions("diff-version-unread");
    folder.write("broken.yaml", "asyncapi: 3.0.0\ninfo: { title: [\n");
    let known = "old/orders.yaml";
    for unread in ["none.yaml", "broken.yaml"] {
        for (files, stated) in [
            ([known, unread], ["1.2.0".into(), Value::Null]),
            ([unread, known], [Value::Null, "1.2.0".into()]),
        ] {
            let run = diff(&folder, &[&files[..], &["--format", "json"]].concat()).expect(3);
            let [base, revision] = stated;
            assert_eq!(
                run.document("schema/diff-1.json")["info_version"],
                json!({ "base": base, "revision": revision, "needed": null, "is_enough": false })
            );
            let run = diff(&folder, &[&files[..], &["--next-version"]].concat()).expect(3);
            assert_eq!(run.stdout, "");
            assert!(run.stderr.starts_with("error["), "{}", run.stderr);
        }
    }
}

#[test]
fn a_version_that_cannot_be_read_has_a_summary_for_people() {
    let folder = versions("diff-unread-summary");
    let run = diff(&folder, &["old/orders.yaml", "none.yaml"]).expect(3);
    assert_eq!(
        run.stdout,
        "\
base:     old/orders.yaml
revision: none.yaml

unknown: not everything could be read (policy roles, reading events)
rollout: which order is safe is not known, because of what could not be found out
version: needs a major bump
"
    );
    let source = ["old/orders.yaml", "none.yaml", "--level", "source"];
    let run = diff(&folder, &source).expect(3);
    let told = "unknown: not everything could be read\nversion: a package";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn what_is_new_has_the_version_that_it_states() {
    let folder = repository("diff-version-new");
    let next = |name| diff(&folder, &["--against", "one", name, "--next-version"]);
    let contract = |version| {
        CONTRACT
            .replace("1.2.0", version)
            .replace("placed.yaml", "api/placed.yaml")
    };
    folder.write("new.yaml", &contract("0.3.1"));
    assert_eq!(next("new.yaml").expect(0).stdout, "0.3.1\n");
    for (version, told) in [
        (
            "soon",
            "new.yaml is new, so it has the version that it states; `soon` is no version",
        ),
        ("''", "it states no version"),
    ] {
        folder.write("new.yaml", &contract(version));
        let run = next("new.yaml").expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    std::fs::remove_file(folder.path().join("api/orders.yaml")).expect("a file");
    let run = diff(&folder, &["--against", "HEAD", "api", "--next-version"]).expect(2);
    assert!(
        run.stderr.contains("is gone, so no version of it follows"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_advised_about_what_is_gone_is_valid() {
    let folder = versions("diff-advice-gone");
    let without = |from: &str| CONTRACT.split_once(from).expect("a line").0.to_owned();
    let announced = "{ x-sunset: '2999-05-01', action";
    for (name, gone, followed) in [
        (
            "channel",
            without("channels:"),
            CONTRACT.replace("    address", "    x-sunset: '2999-05-01'\n    address"),
        ),
        (
            "operation",
            without("operations:"),
            CONTRACT.replace("{ action", announced),
        ),
    ] {
        let file = format!("new/no-{name}.yaml");
        folder.write(&file, &gone);
        let run = diff(&folder, &["old/orders.yaml", &file]).expect(1);
        let told = format!("({name}-removed)");
        assert!(run.stdout.contains(&told), "{}", run.stdout);
        let told = "announce its end with a date in `x-sunset`\n";
        assert!(run.stdout.contains(told), "{}", run.stdout);
        folder.write("old/announced.yaml", &followed);
        let arguments = ["validate", "old/announced.yaml", "--format", "concise"];
        let run = folder.run(&arguments).expect(0);
        assert!(!run.stdout.contains("error"), "{}", run.stdout);
        diff(&folder, &["old/orders.yaml", "old/announced.yaml"]).expect(0);
    }
}

#[test]
fn pairs_are_explained() {
    let folder = versions("diff-matching");
    let both = ["old/orders.yaml", "new/orders.yaml", "--explain-matching"];
    let run = diff(&folder, &both).expect(1);
    assert!(
        run.stdout
            .contains("channel `orders` is `orders`, by the address"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_ended_as_announced_breaks_nobody() {
    let folder = versions("diff-sunset");
    let gone = CONTRACT.split_once("channels:").map(|(head, _)| head);
    let gone = format!("{}channels: {{}}\n", gone.unwrap_or_default());
    folder.write("new/orders.yaml", &gone);
    for (day, status, told) in [
        ("2020-05-01", 0, "as was announced for 2020-05-01"),
        ("9999-05-01", 1, "earlier than was announced (9999-05-01)"),
    ] {
        let ending = format!("    address: orders\n    x-sunset: '{day}'\n");
        let old = CONTRACT.replace("    address: orders\n", &ending);
        folder.write("old/orders.yaml", &old);
        let run = diff(&folder, &["old/orders.yaml", "new/orders.yaml"]).expect(status);
        assert!(run.stdout.contains(told), "{}", run.stdout);
    }
}
