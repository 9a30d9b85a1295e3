//! `[diff]` in `tidings.toml`: how versions are compared, and what fails.

use crate::repository::git;
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
    let document = diff(&folder, &["--format", "json"])
        .expect(0)
        .document("schema/diff-1.json");
    assert_eq!(document["off"], 2);

    let folder = project("risky", &checks.replace("off", "risky"), WIDER);
    let run = diff(&folder, &[]).expect(0);
    let told = "by configuration 2 changes are of another impact";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    diff(&folder, &["--fail-on", "risky"]).expect(1);
    let document = diff(&folder, &["--format", "json"])
        .expect(0)
        .document("schema/diff-1.json");
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

/// The warnings of a comparison with what was committed.
fn warnings(folder: &Folder, paths: &[&str]) -> Vec<String> {
    let against = ["diff", "--against", "HEAD", "--quiet"];
    let run = folder.run(&[&against[..], paths].concat()).expect(0);
    let lines = run.stderr.lines();
    let warnings = lines.filter_map(|line| line.strip_prefix("warning: tidings.toml: "));
    warnings.map(str::to_owned).collect()
}

#[test]
fn a_pattern_that_nothing_has_is_told() {
    let folder = Folder::new("diff-configuration-unmatched");
    git(&folder, &["init", "--quiet"]);
    let text = CONTRACT.replace("TYPE", "integer");
    folder.write("api/orders.yaml", &text);
    folder.write("api/private/audit.yaml", &text);
    let listed = "[[spec]]\npath = \"api/orders.yaml\"\nbaseline = \"HEAD\"\n";
    let entries = "\
[[diff.path]]
files = [\"api/*.yaml\", \"api/orders.yml\"]
policy = \"full\"

[[diff.path]]
channels = [\"stored/{region}/*\", \"live/ordres\"]
policy = \"full\"

[[diff.path]]
files = [\"api/private/**\", \"readme.md\"]
channels = [\"stord/**\"]
policy = \"full\"

[[diff.path]]
files = [\"nowhere/**\"]
channels = [\"nothing\"]
policy = \"full\"
";
    folder.write("readme.md", "may be named\n");
    folder.write("tidings.toml", &format!("{listed}{entries}"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    let file = |pattern: &str, near: &str| {
        let why = "no contract below its folder has such a path";
        format!("[[diff.path]] has `{pattern}` among its files, and {why}{near}")
    };
    let channel = |pattern: &str, near: &str| {
        let why = "no channel of the contracts that it is about has such an address";
        format!("[[diff.path]] has `{pattern}` among its channels, and {why}{near}")
    };
    let orders = file("api/orders.yml", "; did you mean `api/orders.yaml`?");
    let live = channel("live/ordres", "; did you mean `live/orders`?");
    let (stored, nowhere) = (channel("stord/**", ""), file("nowhere/**", ""));
    let all = [&orders, &live, &stored, &nowhere].map(String::clone);
    assert_eq!(warnings(&folder, &["api"]), all);
    assert_eq!(warnings(&folder, &["."]), all);
    // What was not looked at may have such a channel.
    let some = [orders.clone(), stored.clone(), nowhere.clone()];
    assert_eq!(warnings(&folder, &["api/private"]), some);
    let some = [orders, nowhere];
    assert_eq!(warnings(&folder, &[]), some);
    // Whoever names files means these.
    for files in [
        &["api/orders.yaml"][..],
        &["api/orders.yaml", "api/private/audit.yaml"],
    ] {
        assert_eq!(warnings(&folder, files), [""; 0]);
    }
    // What is gone since had it.
    git(&folder, &["rm", "--quiet", "-r", "api/private"]);
    let against = ["diff", "--against", "HEAD", "."];
    let run = folder.run(&against).expect(1);
    assert!(!run.stderr.contains("api/private"), "{}", run.stderr);
    // Of what cannot be read nobody knows the channels.
    folder.write("api/orders.yaml", "asyncapi: 3.0.0\ninfo: [\n");
    let run = folder.run(&against).expect(3);
    assert!(!run.stderr.contains("live/ordres"), "{}", run.stderr);
}
