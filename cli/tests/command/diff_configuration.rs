//! `[diff]` in `tidings.toml`: how versions are compared, and what fails.

use crate::tidings::{Folder, Run};

/// An application that sends a message on each of two channels, and receives one.
const CONTRACT: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  stored:
    address: stored/{region}/orders
    parameters: { region: {} }
    messages:
      Stored: { payload: { type: object, properties: { id: { type: TYPE } } } }
  live:
    address: live/orders
    messages:
      Live: { payload: { type: object, properties: { id: { type: TYPE } } } }
operations:
  store: { action: send, channel: { $ref: '#/channels/stored' } }
  tell: { action: send, channel: { $ref: '#/channels/live' } }
";

/// A project with this configuration, and a contract whose ids were of one type and are of another.
fn project(name: &str, configuration: &str, [was, is]: [&str; 2]) -> Folder {
    let folder = Folder::new(&format!("diff-configuration-{name}"));
    folder.write(".git/HEAD", "");
    folder.write("tidings.toml", configuration);
    folder.write("api/old.yaml", &CONTRACT.replace("TYPE", was));
    folder.write("api/new.yaml", &CONTRACT.replace("TYPE", is));
    folder
}

const NARROWER: [&str; 2] = ["[integer, string]", "integer"];
const WIDER: [&str; 2] = ["integer", "[integer, string]"];

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["diff", "api/old.yaml", "api/new.yaml"], arguments].concat();
    folder.run(&arguments)
}

#[test]
fn the_command_line_counts_before_the_file_and_the_file_before_the_default() {
    let folder = project("order", "[diff]\npolicy = \"backward\"\n", NARROWER);
    let run = diff(&folder, &[]).expect(1);
    let told = "(policy backward, reading events)";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let run = diff(&folder, &["--policy", "roles"]).expect(0);
    let told = "(policy roles, reading events)";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    diff(&folder, &["--isolated"]).expect(0);
}

#[test]
fn a_channel_has_its_own_policy_and_the_verdict_says_so() {
    let stored = "[[diff.path]]\nchannels = [\"stored/{region}/*\"]\npolicy = \"full-transitive\"\nreading = \"strict\"\n";
    let folder = project("channel", stored, NARROWER);
    let run = diff(&folder, &[]).expect(1);
    for told in [
        "breaking: payload of `Stored`",
        "breaking: 1 breaking, 1 compatible (policy roles, reading events)",
        "by configuration channel `stored/{region}/orders` has policy full-transitive, reading strict",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let document = diff(&folder, &["--format", "json"])
        .expect(1)
        .document("schema/diff-1.json");
    assert_eq!(document["channels"][0]["policy"], "full-transitive");
    assert_eq!(document["changes"][0]["policy"], "full-transitive");
    assert_eq!(document["changes"][1]["policy"], "roles");
    // What the command line says is meant everywhere.
    diff(&folder, &["--policy", "roles"]).expect(0);
}

#[test]
fn the_last_entry_counts_and_files_are_seen_from_the_configuration() {
    let entries = "\
[[diff.path]]
files = [\"api/*.yaml\"]
policy = \"full\"

[[diff.path]]
files = [\"api/new.yaml\"]
channels = [\"stored/**\", \"live/*\"]
policy = \"roles\"

[[diff.path]]
files = [\"other/*.yaml\"]
channels = [\"**\"]
policy = \"full\"
";
    let folder = project("files", entries, NARROWER);
    let run = diff(&folder, &[]).expect(0);
    assert!(run.stdout.contains("(policy full,"), "{}", run.stdout);
}

#[test]
fn a_check_weighs_what_was_decided_and_that_is_counted() {
    let checks = "[diff.checks]\ntype-changed = \"off\"\n";
    let folder = project("off", checks, WIDER);
    let run = diff(&folder, &[]).expect(0);
    let told = "by configuration 2 changes are off";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let document = diff(&folder, &["--format", "json"]).expect(0).json();
    assert_eq!(document["off"], 2);

    let folder = project("risky", &checks.replace("off", "risky"), WIDER);
    let run = diff(&folder, &[]).expect(0);
    let told = "by configuration 2 changes are of another impact";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    diff(&folder, &["--fail-on", "risky"]).expect(1);
    let document = diff(&folder, &["--format", "json"]).expect(0).json();
    assert_eq!(document["changes"][0]["impact"], "risky");
    assert_eq!(document["changes"][0]["judged"], "breaking");
}

#[test]
fn every_change_of_a_check_counts_as_was_decided() {
    let checks = |impact| format!("[diff.checks]\ntype-changed = \"{impact}\"\n");
    for (impact, status) in [("breaking", 1), ("risky", 0), ("annotation", 0)] {
        let folder = project(impact, &checks(impact), NARROWER);
        let run = diff(&folder, &[]).expect(status);
        let told = "by configuration 2 changes are of another impact";
        assert!(run.stdout.contains(told), "{}", run.stdout);
        let document = diff(&folder, &["--format", "json"]).expect(status);
        let change = &document.document("schema/diff-1.json")["changes"][0];
        assert_eq!(change["impact"], impact);
        assert_eq!(change["judged"], "compatible");
        assert_eq!(change["breaks"], "none");
    }
    // Nobody breaks, so nobody is told to do something else.
    let folder = project("raised", &checks("breaking"), NARROWER);
    let run = diff(&folder, &[]).expect(1);
    for told in [
        "breaking: payload of `Stored`",
        "  concerns: whoever receives from the application\n",
        "breaking: 2 breaking",
        "version: needs a major bump",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    for told in ["  breaks:", "  instead:"] {
        assert!(!run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let folder = project("off-compatible", &checks("off"), NARROWER);
    let run = diff(&folder, &[]).expect(0);
    let told = "by configuration 2 changes are off";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn a_project_says_what_fails() {
    let folder = project("fail-on", "[diff]\nfail-on = \"compatible\"\n", NARROWER);
    diff(&folder, &[]).expect(1);
    diff(&folder, &["--fail-on", "error"]).expect(0);
    let unknown = ["{ $ref: '#/none' }", "integer"];
    let folder = project("unknown", "[diff]\nunknown = \"allow\"\n", unknown);
    diff(&folder, &[]).expect(0);
    diff(&folder, &["--unknown", "deny"]).expect(1);
}
