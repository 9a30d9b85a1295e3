//! `tidings-accepted.toml`: changes that somebody knows of.

use crate::tidings::{Folder, Run};

/// An application that sends orders.
pub(crate) const CONTRACT: &str = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      Placed: { payload: { type: object, properties: { id: { type: integer }, note: { type: integer } } } }
operations:
  tell: { action: send, channel: { $ref: '#/channels/orders' } }
";

/// Where what was accepted is kept.
pub(crate) const FILE: &str = "tidings-accepted.toml";

/// A project with a contract whose ids became texts.
fn project(name: &str) -> Folder {
    let folder = Folder::new(&format!("accepted-{name}"));
    folder.write(".git/HEAD", "");
    folder.write("api/old.yaml", CONTRACT);
    folder.write("api/new.yaml", &with_text("id"));
    folder
}

/// The contract in which these properties are texts.
fn with_text(property: &str) -> String {
    let was = format!("{property}: {{ type: integer }}");
    CONTRACT.replace(&was, &format!("{property}: {{ type: string }}"))
}

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["diff", "api/old.yaml", "api/new.yaml"], arguments].concat();
    folder.run(&arguments)
}

fn file(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join(FILE)).expect("the file")
}

const ACCEPT: [&str; 5] = [
    "--accept",
    "--reason",
    "say \"yes\"",
    "--until",
    "2999-12-31",
];

#[test]
fn what_is_accepted_is_shown_and_does_not_count() {
    let folder = project("shown");
    diff(&folder, &[]).expect(1);
    let run = diff(&folder, &ACCEPT).expect(0);
    let told = "1 change accepted in tidings-accepted.toml";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let run = diff(&folder, &[]).expect(0);
    for told in [
        "accepted: payload of `Placed` `/id`",
        "breaking: accepted until 2999-12-31 (say \"yes\")",
        "breaks: whoever receives from the application",
        "for example this payload",
        "accepted: 1 accepted",
        "version: needs a major bump",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let line = diff(&folder, &["--format", "concise"]).expect(0).stdout;
    let told = "is string (breaks whoever receives from the application)";
    assert!(line.contains(told), "{line}");
    let document = diff(&folder, &["--format", "json"])
        .expect(0)
        .document("schema/diff-1.json");
    assert_eq!(document["verdict"], "compatible");
    let comment = diff(&folder, &["--format", "markdown"]).expect(0).stdout;
    assert!(comment.contains("### Tidings: accepted\n"), "{comment}");
    let change = &document["changes"][0];
    assert_eq!(change["impact"], "breaking");
    assert_eq!(change["breaks"], "receivers");
    assert_eq!(change["witness"]["instance"]["id"], "");
    assert_eq!(change["accepted"]["reason"], "say \"yes\"");
    assert_eq!(change["accepted"]["until"], "2999-12-31");
    // Another change of the same contract counts.
    let both = with_text("id").replace("note: { type: integer }", "note: { type: string }");
    folder.write("api/new.yaml", &both);
    let run = diff(&folder, &[]).expect(1);
    assert!(
        run.stdout.contains("1 breaking, 1 accepted"),
        "{}",
        run.stdout
    );
    // What was accepted of one contract is not accepted of another one.
    folder.write("api/other.yaml", &with_text("id"));
    folder
        .run(&["diff", "api/old.yaml", "api/other.yaml"])
        .expect(1);
}

#[test]
fn what_becomes_of_it_later_is_not_accepted_with_it() {
    let folder = project("later");
    diff(&folder, &ACCEPT).expect(0);
    diff(&folder, &[]).expect(0);
    let other = with_text("id").replace("id: { type: string }", "id: { type: boolean }");
    folder.write("api/new.yaml", &other);
    let run = diff(&folder, &[]).expect(1);
    assert!(run.stdout.contains("1 breaking"), "{}", run.stdout);
    assert!(
        run.stderr.contains("does not occur any more"),
        "{}",
        run.stderr
    );
    // It may be why the run fails, so who wants to hear little hears it too.
    let run = diff(&folder, &["--quiet"]).expect(1);
    assert!(run.stderr.contains("acceptance-stale"), "{}", run.stderr);
    // Whatever is written otherwise is the same change.
    let same = with_text("id").replace("id: { type: string }", "id: {\n type: string\n }");
    folder.write("api/new.yaml", &format!("# moved\n\n{same}"));
    diff(&folder, &[]).expect(0);
}

#[test]
fn comments_are_kept_and_what_is_over_is_accepted_again() {
    let folder = project("over");
    diff(&folder, &ACCEPT).expect(0);
    let text = file(&folder).replace("2999-12-31", "2020-01-31 # soon");
    folder.write(FILE, &format!("# ours\n{text}"));
    let run = diff(&folder, &[]).expect(1);
    let told =
        "what was accepted until 2020-01-31 counts again: payload of `Placed` `/id`: the type";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    diff(&folder, &["--accept", "--until", "2999-01-01"]).expect(0);
    let text = file(&folder);
    assert!(text.starts_with("# ours\n"), "{text}");
    assert!(text.contains("until = 2999-01-01 # soon"), "{text}");
    assert!(text.contains("say \"yes\""), "{text}");
    assert_eq!(text.matches("[[accepted]]").count(), 1, "{text}");
    // Nothing fails any more, so nothing is written.
    let run = diff(&folder, &["--accept"]).expect(0);
    assert!(run.stderr.contains("nothing fails"), "{}", run.stderr);
    assert_eq!(file(&folder), text);
}

#[test]
fn what_does_not_occur_any_more_is_told() {
    let folder = project("stale");
    diff(&folder, &ACCEPT).expect(0);
    folder.write("api/new.yaml", CONTRACT);
    let run = diff(&folder, &[]).expect(0);
    assert!(
        run.stderr.contains("warning[acceptance-stale]"),
        "{}",
        run.stderr
    );
    let document = diff(&folder, &["--format", "json"])
        .expect(0)
        .document("schema/diff-1.json");
    assert_eq!(document["findings"][0]["rule"], "acceptance-stale");
    assert_eq!(document["findings"][0]["file"], FILE);
    assert!(
        run.stderr.contains("help: take the entry out\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_could_not_be_read_makes_nothing_stale() {
    let folder = project("unread");
    diff(&folder, &ACCEPT).expect(0);
    folder.write("broken.yaml", "asyncapi: 3.0.0\ninfo: { title: [\n");
    folder.write("empty.yaml", "");
    for other in ["broken.yaml", "empty.yaml", "nowhere.yaml"] {
        for level in ["messages", "source", "source-module"] {
            let arguments = ["diff", other, "api/new.yaml", "--level", level];
            let run = folder.run(&arguments).expect(3);
            assert!(!run.stderr.contains("stale"), "{other}: {}", run.stderr);
        }
    }
    // A version that can be read beside one that cannot does not say all either.
    let run = folder.run(&["diff", "nowhere.yaml", "api/old.yaml", "api/new.yaml"]);
    let run = run.expect(3);
    assert!(!run.stderr.contains("stale"), "{}", run.stderr);
    // What was read still says so.
    folder.write("api/new.yaml", CONTRACT);
    let run = diff(&folder, &[]).expect(0);
    assert!(run.stderr.contains("stale"), "{}", run.stderr);
}

#[test]
fn what_is_decided_about_stale_entries_holds() {
    let folder = project("stale-decided");
    diff(&folder, &ACCEPT).expect(0);
    folder.write("api/new.yaml", CONTRACT);
    diff(&folder, &["--fail-on", "warning"]).expect(1);
    for (decided, status, told) in [
        ("[lint.rules]\nacceptance-stale = \"error\"\n", 1, "error["),
        ("[lint.groups]\ncorrectness = \"error\"\n", 1, "error["),
        ("[lint]\nfail-on = \"warning\"\n", 1, "warning["),
        ("[lint.rules]\nacceptance-stale = \"off\"\n", 0, ""),
    ] {
        folder.write("tidings.toml", decided);
        let run = diff(&folder, &[]).expect(status);
        match told {
            "" => assert!(!run.stderr.contains("stale"), "{}", run.stderr),
            told => assert!(run.stderr.contains(told), "{decided}\n{}", run.stderr),
        }
        let format = ["--format", "json"];
        diff(&folder, &format).expect(status);
        diff(&folder, &["--format", "github"]).expect(status);
    }
}

#[test]
fn a_file_that_makes_no_sense_is_bad_usage() {
    let folder = project("nonsense");
    for (text, told) in [
        (
            "version = 2\n",
            ":1:11: this version of tidings reads version 1",
        ),
        ("version = 1\naccept = []\n", ":2:1: unknown field `accept`"),
        ("[[accepted]\n", ":1:"),
    ] {
        folder.write(FILE, text);
        let run = diff(&folder, &[]).expect(2);
        let told = format!("{FILE}{told}");
        assert!(run.stderr.contains(&told), "{told}\n{}", run.stderr);
    }
}

#[test]
fn a_day_is_one_that_comes() {
    let folder = project("day");
    for (until, told) in [
        ("tomorrow", "takes a day as 2027-01-31"),
        ("2027-01-31T10:00:00", "takes a day as 2027-01-31"),
        ("2020-01-31", "is over already"),
    ] {
        let run = diff(&folder, &["--accept", "--until", until]).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!folder.path().join(FILE).exists());
    }
    diff(&folder, &["--reason", "without accepting"]).expect(2);
}

#[test]
fn the_nearest_file_counts_and_a_new_one_stands_beside_the_configuration() {
    let folder = project("nearest");
    folder.write("api/tidings.toml", "");
    diff(&folder, &ACCEPT).expect(0);
    let written = folder.path().join("api").join(FILE);
    let text = std::fs::read_to_string(&written).expect("the file");
    assert!(text.contains("path = \"new.yaml\""), "{text}");
}
