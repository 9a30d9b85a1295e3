//! `tidings diff` over several versions, and over the repository that has them.

use serde_json::Value;

use crate::repository::git;
use crate::tidings::{Folder, Run, command, finish};

/// An application that sends orders which have these properties.
fn contract(properties: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: Orders, version: 1.0.0 }}
channels:
  orders:
    address: stored/orders
    messages:
      Placed: {{ payload: {{ type: object, properties: {{ {properties} }} }} }}
operations:
  tell: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

/// Three versions of which each gets along with the one before, and the last one not with the first.
fn three() -> [String; 3] {
    [
        contract("note: { type: string }"),
        contract(""),
        contract("note: { type: integer }"),
    ]
}

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["diff"], arguments].concat();
    folder.run(&arguments)
}

/// A repository with a commit for each version of `api/orders.yaml`.
fn repository(name: &str, versions: &[String]) -> Folder {
    let folder = Folder::new(&format!("diff-history-{name}"));
    git(&folder, &["init", "--quiet"]);
    for version in versions {
        folder.write("api/orders.yaml", version);
        git(&folder, &["add", "."]);
        git(&folder, &["commit", "--quiet", "-m", "next"]);
    }
    folder
}

/// The comparisons of a run, each as base, revision and verdict.
fn comparisons(document: &Value) -> Vec<(Option<&str>, Option<&str>, &str)> {
    let comparisons = document["comparisons"].as_array().expect("an array");
    let told = comparisons.iter().map(|one| {
        let verdict = one["verdict"].as_str().expect("a verdict");
        (one["base"].as_str(), one["revision"].as_str(), verdict)
    });
    told.collect()
}

#[test]
fn the_newest_is_held_against_every_version_that_is_named() {
    let folder = Folder::new("diff-history-files");
    for (name, text) in ["1.yaml", "2.yaml", "3.yaml"].into_iter().zip(three()) {
        folder.write(name, &text);
    }
    let files = ["1.yaml", "2.yaml", "3.yaml"];
    let run = diff(&folder, &[&files[..], &["--format", "json"]].concat()).expect(1);
    assert_eq!(
        comparisons(&run.document("schema/diff-1.json")),
        [
            (Some("1.yaml"), Some("2.yaml"), "compatible"),
            (Some("2.yaml"), Some("3.yaml"), "compatible"),
            (Some("1.yaml"), Some("3.yaml"), "breaking"),
        ]
    );
    let run = diff(&folder, &files).expect(1);
    let told = "base:     1.yaml\nrevision: 3.yaml\n\nbreaking: payload of `Placed`";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    // Under the strict reading every step is proved, or told to break.
    let strict = ["--reading", "strict", "--format", "json"];
    let run = diff(&folder, &[&files[..], &strict].concat()).expect(1);
    assert_eq!(comparisons(&run.document("schema/diff-1.json")).len(), 2);
}

#[test]
fn a_next_version_follows_one_comparison() {
    let folder = repository("next", &three());
    for (name, text) in ["1.yaml", "2.yaml", "3.yaml"].into_iter().zip(three()) {
        folder.write(name, &text);
    }
    let told = |arguments: &[&str], told: &str| {
        let run = diff(&folder, &[arguments, &["--next-version"]].concat()).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    };
    let compared = "--next-version is for one comparison; name two of the versions";
    told(&["1.yaml", "2.yaml", "3.yaml"], compared);
    told(&["--history", "3", "api/orders.yaml"], "times; name two");
    let several = "--next-version is for one contract; name it";
    told(&["--against", "HEAD", "api", "1.yaml"], several);
}

#[test]
fn every_reading_but_the_strict_one_asks_every_version() {
    let folder = repository("readings", &three());
    for reading in [
        "events",
        "lenient",
        "confluent",
        "confluent-lenient",
        "strict",
    ] {
        let arguments = ["--history", "9", "api", "--format", "json", "--reading"];
        let run = diff(&folder, &[&arguments[..], &[reading]].concat()).expect(1);
        let document = run.document("schema/diff-1.json");
        let comparisons = document["comparisons"].as_array().expect("an array");
        let across = comparisons.iter().filter(|one| one["across"] == true);
        // Of three versions, the last of which is on disk, one is not the one before the newest.
        let expected = if reading == "strict" { 0 } else { 1 };
        assert_eq!(across.count(), expected, "{reading}");
        assert_eq!(comparisons.len() - expected, 2, "{reading}");
    }
}

#[test]
fn what_a_step_breaks_is_told_once() {
    let folder = Folder::new("diff-history-once");
    let versions = [
        contract("note: { type: string }"),
        contract("note: { type: integer }"),
        contract("note: { type: integer }, more: {}"),
    ];
    for (name, text) in ["1.yaml", "2.yaml", "3.yaml"].into_iter().zip(versions) {
        folder.write(name, &text);
    }
    let run = diff(&folder, &["1.yaml", "2.yaml", "3.yaml"]).expect(1);
    let told = run.stdout.matches("breaking: payload of").count();
    assert_eq!(told, 1, "{}", run.stdout);
}

#[test]
fn a_revision_that_changes_no_text_is_no_version() {
    let [first, second, _] = three();
    let folder = repository("moved", &[first]);
    let rename = |from: &str, to: &str| {
        git(&folder, &["mv", from, to]);
        git(&folder, &["commit", "--quiet", "-m", "renamed"]);
    };
    rename("api/orders.yaml", "api/placed.yaml");
    folder.write("api/placed.yaml", &second);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "next"]);
    rename("api/placed.yaml", "api/sent.yaml");
    rename("api", "events");
    let names = |count: &str| -> Vec<String> {
        let arguments = ["--history", count, "events", "--format", "json"];
        let document = diff(&folder, &arguments)
            .expect(0)
            .document("schema/diff-1.json");
        let comparisons = document["comparisons"].as_array().expect("an array");
        let bases = comparisons.iter().map(|one| {
            let base = one["base"].as_str().expect("a name");
            base.split(':').nth(1).expect("a path").to_owned()
        });
        bases.collect()
    };
    // What is on disk is the version that was committed last.
    assert_eq!(names("1"), ["api/orders.yaml"]);
    assert_eq!(names("9"), ["api/orders.yaml"]);
    // Once it is another one, it comes after as many as are asked for.
    folder.write("events/sent.yaml", &contract("more: {}"));
    assert_eq!(names("1"), ["api/placed.yaml"]);
    let both = ["api/orders.yaml", "api/placed.yaml", "api/orders.yaml"];
    assert_eq!(names("2"), both);
    assert_eq!(names("9"), both);
    git(&folder, &["checkout", "--quiet", "."]);
    let changelog = folder.run(&["changelog", "events"]).expect(0).stdout;
    assert!(!changelog.contains("changed nothing"), "{changelog}");
}

#[test]
fn a_transitive_policy_asks_what_was_before_the_revision() {
    let folder = repository("transitive", &three());
    let against = ["--against", "HEAD", "api"];
    diff(&folder, &against).expect(0);
    let transitive = [&against[..], &["--policy", "forward-transitive"]].concat();
    let run = diff(&folder, &transitive).expect(1);
    let told = "(policy forward-transitive, reading events)";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    // One version back is not far enough, two are.
    diff(&folder, &[&transitive[..], &["--history", "2"]].concat()).expect(0);
    diff(&folder, &[&transitive[..], &["--history", "3"]].concat()).expect(1);
}

#[test]
fn a_stored_topic_is_transitive_and_the_others_are_not() {
    let folder = repository("stored", &three());
    let stored = "[[diff.path]]\nchannels = [\"stored/*\"]\npolicy = \"full-transitive\"\n";
    folder.write("tidings.toml", stored);
    let run = diff(&folder, &["--against", "HEAD", "api"]).expect(1);
    let told = "channel `stored/orders` has policy full-transitive, reading events";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    folder.write("tidings.toml", &stored.replace("stored/*", "live/*"));
    diff(&folder, &["--against", "HEAD", "api"]).expect(0);
}

#[test]
fn contracts_that_are_new_gone_or_renamed_are_told() {
    let [first, second, _] = three();
    let folder = repository("changes", &[first]);
    folder.write("api/gone.yaml", &second.replace("Orders", "Gone"));
    folder.write("api/schema.yaml", "title: mentions asyncapi only\n");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "two"]);
    git(&folder, &["mv", "api/orders.yaml", "api/placed.yaml"]);
    git(&folder, &["rm", "--quiet", "api/gone.yaml"]);
    git(&folder, &["rm", "--quiet", "api/schema.yaml"]);
    folder.write("api/new.yaml", &second);
    let against = ["--against", "HEAD", "api", "--format", "json"];
    let document = diff(&folder, &against)
        .expect(1)
        .document("schema/diff-1.json");
    assert_eq!(
        comparisons(&document),
        [
            (None, Some("api/new.yaml"), "compatible"),
            (
                Some("HEAD:api/orders.yaml"),
                Some("api/placed.yaml"),
                "unchanged"
            ),
            (Some("HEAD:api/gone.yaml"), None, "breaking"),
        ]
    );
    let run = diff(&folder, &["--against", "HEAD", "api"]).expect(1);
    for told in [
        "base:     none, the contract is new\nrevision: api/new.yaml",
        "base:     HEAD:api/gone.yaml\nrevision: none, the contract is gone",
        "breaking: channel `stored/orders` is gone",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    // A file that is gone can be named too, and one that never was is an input that cannot be read.
    diff(&folder, &["--against", "HEAD", "api/gone.yaml"]).expect(1);
    diff(&folder, &["--against", "HEAD", "api/never.yaml"]).expect(3);
    // Nobody asks for a version of a contract that is gone or new.
    let version = ["--against", "HEAD", "--check-version"];
    let run = diff(&folder, &[&version[..], &["api/new.yaml"]].concat()).expect(0);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_contract_that_was_moved_in_steps_is_followed() {
    let [first, second, _] = three();
    let folder = repository("steps", &[first]);
    let commit = || git(&folder, &["commit", "--quiet", "--all", "-m", "next"]);
    for (from, to) in [
        ("api/orders.yaml", "placed.yaml"),
        ("placed.yaml", "new.yaml"),
    ] {
        git(&folder, &["mv", from, to]);
        commit();
        // In each step git sees the same file, and over all of them hardly a line that it knows.
        folder.write(to, &second.replace('\n', &format!(" # {to}\n")));
        commit();
    }
    // What has the former name now is another contract.
    folder.write(
        "placed.yaml",
        "asyncapi: 2.6.0\nchannels: {}\ninfo: { title: Other, version: 0.1.0 }\n",
    );
    git(&folder, &["add", "."]);
    commit();
    let told = |revision: &str, expected: &[(Option<&str>, Option<&str>)]| {
        let run = diff(&folder, &["--against", revision, ".", "--format", "json"]);
        let document = run.document("schema/diff-1.json");
        let told = comparisons(&document).into_iter();
        let told: Vec<_> = told.map(|(base, revision, _)| (base, revision)).collect();
        assert_eq!(told, expected, "{revision}");
    };
    let new = (None, Some("placed.yaml"));
    let former = Some("HEAD~5:api/orders.yaml");
    told("HEAD~5", &[(former, Some("new.yaml")), new]);
    // The last step need not be committed.
    git(&folder, &["mv", "new.yaml", "last.yaml"]);
    told("HEAD~5", &[(former, Some("last.yaml")), new]);
    // A name that another contract has is that one's.
    let placed = (Some("HEAD~3:placed.yaml"), Some("placed.yaml"));
    told("HEAD~3", &[(None, Some("last.yaml")), placed]);
}

#[test]
fn a_folder_whose_contracts_are_all_gone_is_told() {
    let [first, ..] = three();
    let folder = repository("all-gone", &[first]);
    git(&folder, &["rm", "--quiet", "api/orders.yaml"]);
    folder.write("api/readme.md", "nothing here\n");
    let run = diff(&folder, &["--against", "HEAD", "api"]).expect(1);
    assert!(run.stdout.contains("is gone"), "{}", run.stdout);
    let run = diff(&folder, &["--against", "HEAD", "none"]).expect(3);
    assert!(run.stderr.contains("none"), "{}", run.stderr);
}

/// A clone of `folder` in `clone`, with more arguments.
fn clone(folder: &Folder, clone: &Folder, arguments: &[&str]) {
    let address = format!("file://{}", folder.path().display());
    let file = ["-c", "protocol.file.allow=always", "clone", "--quiet"];
    git(
        clone,
        &[&file[..], arguments, &[&address, "clone"]].concat(),
    );
}

fn diff_in(folder: &Folder, path: &str, arguments: &[&str]) -> Run {
    let arguments = [&["diff"], arguments].concat();
    let mut command = command(&arguments);
    command.current_dir(folder.path().join(path));
    finish(command)
}

#[test]
fn a_shallow_clone_says_what_mends_it() {
    let folder = repository("deep", &three());
    let shallow = Folder::new("diff-history-shallow");
    clone(&folder, &shallow, &["--depth", "1"]);
    let run = diff_in(&shallow, "clone", &["--against", "HEAD~1", "api"]).expect(2);
    assert!(
        run.stderr.contains("git fetch --unshallow"),
        "{}",
        run.stderr
    );
    // What was not compared is told whoever wants to hear nothing.
    for arguments in [
        &["--history", "3", "api"][..],
        &["--history", "3", "api", "-q"],
    ] {
        let run = diff_in(&shallow, "clone", arguments).expect(0);
        assert!(
            run.stderr.starts_with("warning: this clone is shallow")
                && run.stderr.contains("git fetch --unshallow"),
            "{}",
            run.stderr
        );
    }
    // It is the same clone, however many contracts it has.
    let first = std::fs::read_to_string(shallow.path().join("clone/api/orders.yaml"));
    shallow.write("clone/api/audit.yaml", &first.expect("a contract"));
    let run = diff_in(&shallow, "clone", &["--history", "3", "api"]).expect(0);
    assert_eq!(
        run.stderr.matches("is shallow").count(),
        1,
        "{}",
        run.stderr
    );
}

#[test]
fn a_clone_of_one_branch_is_told_how_to_get_another_one() {
    let folder = repository("branches", &three());
    git(&folder, &["checkout", "--quiet", "-b", "topic/one"]);
    for (name, depth) in [("whole", None), ("shallow", Some("--depth=1"))] {
        let one = Folder::new(&format!("diff-history-branch-{name}"));
        let arguments = depth.into_iter().chain(["--single-branch"]);
        clone(&folder, &one, &arguments.collect::<Vec<_>>());
        let command = "git fetch origin main:refs/remotes/origin/main";
        for asked in ["origin/main", "refs/remotes/origin/main", "origin/main~1"] {
            let run = diff_in(&one, "clone", &["--against", asked, "api"]).expect(2);
            let told = format!("no revision `{asked}`; `{command}` may get it");
            assert!(run.stderr.contains(&told), "{}", run.stderr);
        }
        for asked in ["main", "refs/heads/main", "main~1"] {
            let run = diff_in(&one, "clone", &["--against", asked, "api"]).expect(2);
            let told = format!("`{command}` gets a branch `main` as `origin/main`");
            assert!(run.stderr.contains(&told), "{}", run.stderr);
        }
        // What is advised helps.
        let mut fetch = vec!["-C", "clone", "-c", "protocol.file.allow=always"];
        fetch.extend(command.split(' ').skip(1));
        git(&one, &fetch);
        diff_in(&one, "clone", &["--against", "origin/main", "api"]).expect(0);
        for counted in ["", "~1"] {
            let asked = format!("main{counted}");
            let run = diff_in(&one, "clone", &["--against", &asked, "api"]).expect(2);
            let told = format!("did you mean `origin/main{counted}`?");
            assert!(run.stderr.contains(&told), "{}", run.stderr);
        }
        let commit = "1234567890".repeat(4);
        let run = diff_in(&one, "clone", &["--against", &commit, "api"]).expect(2);
        let told = format!("`git fetch origin {commit}` may get it");
        assert!(run.stderr.contains(&told), "{}", run.stderr);
    }
}

#[test]
fn references_lead_into_a_submodule_at_its_revision() {
    let shared = Folder::new("diff-history-shared");
    git(&shared, &["init", "--quiet"]);
    shared.write(
        "order.yaml",
        "type: object\nproperties: { note: { type: string } }\n",
    );
    git(&shared, &["add", "."]);
    git(&shared, &["commit", "--quiet", "-m", "one"]);

    let folder = Folder::new("diff-history-outer");
    git(&folder, &["init", "--quiet"]);
    let address = format!("file://{}", shared.path().display());
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet"];
    git(&folder, &[&add[..], &["add", &address, "shared"]].concat());
    let text = contract("").replace(
        "{ type: object, properties: {  } }",
        "{ $ref: '../shared/order.yaml' }",
    );
    folder.write("api/orders.yaml", &text);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    folder.write(
        "shared/order.yaml",
        "type: object\nproperties: { note: { type: integer } }\n",
    );
    let run = diff(&folder, &["--against", "HEAD", "api"]).expect(1);
    assert!(run.stdout.contains("(type-changed)"), "{}", run.stdout);

    let bare = Folder::new("diff-history-bare");
    clone(&folder, &bare, &[]);
    let run = diff_in(&bare, "clone", &["--against", "HEAD", "api"]);
    let told = "`git submodule update --init shared` gets it";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn contracts_of_a_submodule_are_what_the_revision_records() {
    let inner = Folder::new("diff-history-inner");
    git(&inner, &["init", "--quiet"]);
    let note = "note: { type: string }";
    for (properties, name) in [(note, "one"), ("", "two"), ("", "three")] {
        inner.write("api/orders.yaml", &contract(properties));
        inner.write("note.txt", name);
        inner.write("api/audit.yaml", &contract(note));
        git(&inner, &["add", "."]);
        git(&inner, &["commit", "--quiet", "-m", name]);
    }
    let outer = Folder::new("diff-history-super");
    git(&outer, &["init", "--quiet"]);
    outer.write("readme.txt", "nothing yet");
    git(&outer, &["add", "."]);
    git(&outer, &["commit", "--quiet", "-m", "empty"]);
    let address = format!("file://{}", inner.path().display());
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet"];
    git(&outer, &[&add[..], &["add", &address, "sub"]].concat());
    let bump = |commit: &str| {
        git(&outer, &["-C", "sub", "checkout", "--quiet", commit]);
        git(&outer, &["add", "."]);
        git(&outer, &["commit", "--quiet", "-m", commit]);
    };
    bump("main~2");
    bump("main");
    // The property went with the bump, two commits back in the submodule and one here.
    let run = diff(&outer, &["--against", "HEAD~1", "."]);
    assert!(run.stdout.contains("(property-removed)"), "{}", run.stdout);
    assert!(
        run.stdout.contains("HEAD~1:sub/api/orders.yaml"),
        "{}",
        run.stdout
    );
    // Before the submodule was there its contracts are new, and before that there is nothing.
    let run = diff(&outer, &["--against", "HEAD~2", "."]).expect(0);
    assert!(
        run.stdout.contains("none, the contract is new"),
        "{}",
        run.stdout
    );
    diff(&outer, &["--against", "HEAD~3", "."]).expect(2);
    let run = diff(
        &outer,
        &["HEAD~1:sub/api/orders.yaml", "sub/api/orders.yaml"],
    );
    assert!(run.stdout.contains("(property-removed)"), "{}", run.stdout);
    // Who stands in the submodule means its own revisions.
    let run = diff_in(&outer, "sub", &["--against", "HEAD~1", "."]).expect(0);
    assert!(!run.stdout.contains("(property-removed)"), "{}", run.stdout);
    // A contract that is gone with the bump is told.
    std::fs::remove_file(outer.path().join("sub/api/audit.yaml")).expect("a file");
    let run = diff(&outer, &["--against", "HEAD~1", "."]).expect(1);
    assert!(
        run.stdout.contains("HEAD~1:sub/api/audit.yaml"),
        "{}",
        run.stdout
    );
    // A clone without that commit of the submodule says how to get it.
    let shallow = Folder::new("diff-history-super-shallow");
    clone(&outer, &shallow, &[]);
    let update = [
        "-c",
        "protocol.file.allow=always",
        "-C",
        "clone",
        "submodule",
        "--quiet",
    ];
    git(
        &shallow,
        &[&update[..], &["update", "--init", "--depth", "1"]].concat(),
    );
    let run = diff_in(&shallow, "clone", &["--against", "HEAD~1", "."]).expect(2);
    assert!(
        run.stderr.contains("`git -C sub fetch` may get it"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_submodule_that_is_not_checked_out_does_not_count_as_clean() {
    let inner = Folder::new("diff-history-absent-inner");
    git(&inner, &["init", "--quiet"]);
    for (properties, name) in [("note: { type: string }", "one"), ("", "two")] {
        inner.write("orders.yaml", &contract(properties));
        git(&inner, &["add", "."]);
        git(&inner, &["commit", "--quiet", "-m", name]);
    }
    let outer = Folder::new("diff-history-absent");
    git(&outer, &["init", "--quiet"]);
    let address = format!("file://{}", inner.path().display());
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet"];
    git(&outer, &[&add[..], &["add", &address, "api"]].concat());
    for commit in ["main~1", "main"] {
        git(&outer, &["-C", "api", "checkout", "--quiet", commit]);
        outer.write("own.yaml", &contract(""));
        git(&outer, &["add", "."]);
        git(&outer, &["commit", "--quiet", "-m", commit]);
    }
    outer.write("readme.txt", "more");
    git(&outer, &["add", "."]);
    git(&outer, &["commit", "--quiet", "-m", "the same submodule"]);
    let bare = Folder::new("diff-history-absent-bare");
    clone(&outer, &bare, &[]);
    let told = |path: &str, arguments: &[&str], told: &str| {
        let run = diff_in(&bare, path, arguments).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stdout.contains("is new"), "{}", run.stdout);
    };
    let api = "the submodule `api` is not checked out, so what became of its contracts is not known; \
               `git submodule update --init api` gets it, in GitHub Actions `submodules: true` does";
    told("clone", &["--against", "HEAD~2", "."], api);
    told("clone", &["--against", "HEAD~2", "api"], api);
    told("clone", &["--against", "HEAD~2", "api/orders.yaml"], api);
    told("clone", &["--history", "2", "api/orders.yaml"], api);
    told(
        "clone/api",
        &["--against", "HEAD~2", "."],
        "`git submodule update --init .`",
    );
    told(
        ".",
        &["--against", "HEAD~2", "clone"],
        "`git -C clone submodule update --init api`",
    );
    // What is the same in both revisions breaks nobody, unless nothing else is asked about.
    diff_in(&bare, "clone", &["--against", "HEAD~1", "."]).expect(0);
    told("clone", &["--against", "HEAD~1", "api"], api);
    // Applications that are not all there may not get along.
    bare.write("clone/other.yaml", &contract("").replace("send", "receive"));
    bare.write("clone/tidings.toml", "[[spec]]\npath = \".\"\n");
    let run = diff_in(&bare, "clone", &["--workspace"]).expect(0);
    assert!(run.stderr.contains(api), "{}", run.stderr);
    told("clone", &["--workspace", "--against", "HEAD~2"], api);
    diff_in(&bare, "clone", &["--workspace", "--against", "HEAD~1"]).expect(0);
    // What is listed by itself is asked for by name.
    let listed = "[[spec]]\npath = \"own.yaml\"\n[[spec]]\npath = \"api/orders.yaml\"\n";
    bare.write("clone/tidings.toml", listed);
    told("clone", &["--workspace"], api);
    bare.write("clone/tidings.toml", &listed.replace("/orders.yaml", ""));
    let nothing = "api: the folder holds no AsyncAPI document";
    told("clone", &["--workspace"], nothing);
    told("clone", &["--workspace"], api);
    bare.write("clone/tidings.toml", "[[spec]]\npath = \".\"\n");
    // A history of what is there says that it is not all.
    let run = diff_in(&bare, "clone", &["--history", "2", "."]).expect(0);
    assert!(run.stderr.contains(api), "{}", run.stderr);
    let update = ["-c", "protocol.file.allow=always", "-C", "clone"];
    let submodule = ["submodule", "--quiet", "update", "--init", "api"];
    git(&bare, &[&update[..], &submodule].concat());
    let run = diff_in(&bare, "clone", &["--against", "HEAD~2", "."]);
    assert!(run.stdout.contains("(property-removed)"), "{}", run.stdout);
}

#[test]
fn a_submodule_that_is_gone_does_not_count_as_clean() {
    let inner = Folder::new("diff-history-gone-inner");
    git(&inner, &["init", "--quiet"]);
    inner.write("orders.yaml", &contract(""));
    git(&inner, &["add", "."]);
    git(&inner, &["commit", "--quiet", "-m", "one"]);
    let outer = Folder::new("diff-history-gone");
    git(&outer, &["init", "--quiet"]);
    let address = format!("file://{}", inner.path().display());
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet"];
    git(&outer, &[&add[..], &["add", &address, "api"]].concat());
    outer.write("own/own.yaml", &contract(""));
    git(&outer, &["add", "."]);
    git(&outer, &["commit", "--quiet", "-m", "one"]);
    git(&outer, &["rm", "--quiet", "-f", "api"]);
    let told = |path: &str, told: &str| {
        let run = diff(&outer, &["--against", "HEAD", path]).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert_eq!(run.stdout, "");
    };
    told(".", "the submodule `api` of `HEAD` is gone, so what became");
    diff(&outer, &["--against", "HEAD", "own"]).expect(0);
    // What stands in its place is not new.
    outer.write("api/orders.yaml", &contract("note: { type: string }"));
    git(&outer, &["add", "."]);
    let inside = "api/orders.yaml of `HEAD` is in the submodule `api`, which is gone";
    told("api", inside);
    told("api/orders.yaml", inside);
}

/// Three versions: the second has lost a property, and the third demands another one, which the first one does not.
fn twice_broken() -> [String; 3] {
    let received = |properties, required| {
        let text = contract(properties).replace("action: send", "action: receive");
        text.replace(
            "type: object,",
            &format!("type: object, required: [{required}],"),
        )
    };
    [
        received("id: { type: string }, note: { type: string }", ""),
        received("id: { type: string }", ""),
        received("id: { type: string }", "id"),
    ]
}

#[test]
fn a_block_means_what_all_of_its_changes_mean() {
    let [first, second, newest] = twice_broken();
    let folder = repository("block", &[first, second]);
    folder.write("api/orders.yaml", &newest);
    let against = ["--against", "HEAD", "api", "--policy", "full-transitive"];
    let run = |format| diff(&folder, &[&against[..], &["--format", format]].concat()).expect(1);
    let document = run("json").document("schema/diff-1.json");
    let across = &document["comparisons"][1];
    let base = across["base"].as_str().expect("a name");
    assert_eq!(across["across"], true);
    assert_eq!(across["verdict"], "breaking");
    assert_eq!(across["required_bump"], "major");
    assert_eq!(across["rollout"], "partners-first");
    let rollout = "update the partners before the application";
    let left_out = "ot listed here: 1 change that is told above";
    let page = run("human").stdout;
    let (_, block) = page
        .split_once(&format!("base:     {base}\n"))
        .expect("a block");
    for told in [
        "risky: payload of `Placed`: property `note` is gone (property-removed)",
        "\nbreaking: 1 breaking, 1 risky (policy full-transitive",
        left_out,
        &format!("rollout: {rollout}"),
        "version: needs a major bump",
    ] {
        assert!(block.contains(told), "{told}\n{block}");
    }
    assert!(!block.contains("(property-required)"), "{block}");
    let comment = run("markdown").stdout;
    let row = format!("| {base} | **breaking** | 1 breaking, 1 risky | major |");
    assert!(comment.contains(&row), "{comment}");
    let against = format!("against the earlier {base}: 1 breaking, 1 risky");
    let (_, block) = comment.split_once(&against).expect("a block");
    for told in [left_out, &format!("- Rollout: {rollout}")] {
        assert!(block.contains(told), "{told}\n{block}");
    }
}

#[test]
fn what_another_contract_breaks_is_not_told_above() {
    let [first, second, newest] = twice_broken();
    let folder = repository("several", std::slice::from_ref(&second));
    folder.write("api/stored.yaml", &first);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "stored"]);
    folder.write("api/stored.yaml", &newest);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "required"]);
    // What the one contract breaks now, the other one has broken before.
    folder.write("api/orders.yaml", &newest);
    let against = ["--against", "HEAD", "api", "--policy", "full-transitive"];
    let page = diff(&folder, &against).expect(1).stdout;
    let (orders, stored) = page
        .split_once("base:     HEAD:api/stored.yaml\n")
        .expect("two contracts");
    let told = "property `id` must be there now (property-required)";
    assert!(orders.contains(told), "{orders}");
    assert!(stored.contains(told), "{stored}");
    assert!(!stored.contains("told above"), "{stored}");
}

#[test]
fn what_is_no_revision_is_told() {
    let folder = repository("no-revision", &three());
    for (name, told) in [
        ("HEAD~1..HEAD", "`HEAD~1..HEAD` is a range"),
        ("", "this one is empty"),
        ("HEAD:api", "`HEAD:api` is a folder"),
        ("HEAD:api/orders.yaml", "is a file"),
        ("HEAD~99", "`git log --oneline HEAD` lists what there is"),
        ("@~99", "`git log --oneline HEAD` lists what there is"),
        ("@{1999-01-01}", "remembers nothing before"),
        (
            "nowhere",
            "`git branch --all` and `git tag` list what there is",
        ),
    ] {
        let run = diff(&folder, &["--against", name, "api"]).expect(2);
        assert!(run.stderr.contains(told), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_contract_that_is_gone_says_nothing_of_its_title() {
    let folder = repository("gone-title", &three());
    std::fs::remove_file(folder.path().join("api/orders.yaml")).expect("a file");
    let run = diff(&folder, &["--against", "HEAD", "api", "--verbose"]).expect(1);
    assert!(
        run.stdout.contains("the contract is gone"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("info-changed"), "{}", run.stdout);
}

#[test]
fn a_revision_that_looks_like_an_option_is_refused() {
    let [first, ..] = three();
    let folder = repository("option", &[first]);
    for revision in ["--output=stolen", "-O", "--upload-pack=touch stolen"] {
        let against = format!("--against={revision}");
        let run = diff(&folder, &[&against, "api"]).expect(2);
        let told = "none has a name that begins with `-`";
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    // What looks like a path of the revision is no option either.
    let run = diff(&folder, &["HEAD:--help", "api/orders.yaml"]).expect(3);
    assert!(run.stderr.contains("--help"), "{}", run.stderr);
    assert!(!folder.path().join("stolen").exists());
}

#[test]
fn what_git_is_told_to_run_is_not_run() {
    let [first, ..] = three();
    let folder = repository("hooks", &[first]);
    let touch = format!("touch {}", folder.path().join("run").display());
    for key in ["core.fsmonitor", "diff.external", "core.pager"] {
        git(&folder, &["config", key, &touch]);
    }
    diff(&folder, &["--against", "HEAD", "api"]).expect(0);
    assert!(!folder.path().join("run").exists());
}

#[test]
fn what_is_nowhere_is_no_new_contract() {
    let folder = repository("nowhere", &three());
    for name in ["nowhere", "api/none.yaml"] {
        let run = diff(&folder, &["--against", "HEAD", name]).expect(3);
        assert!(run.stderr.contains("no such file"), "{}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}
