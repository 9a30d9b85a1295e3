//! Entries of `tidings-accepted.toml` whose path is that of no contract, or of one that was renamed.

use crate::accepted::{CONTRACT, FILE};
use crate::repository::git;
use crate::tidings::{Folder, Run};

/// A repository with a contract whose ids became texts since `main`, which was accepted.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(&format!("accepted-paths-{name}"));
    git(&folder, &["init", "--quiet"]);
    folder.write("api/orders.yaml", CONTRACT);
    folder.write("api/audit.yaml", &CONTRACT.replace("Orders", "Audit"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    git(&folder, &["branch", "base"]);
    let text = CONTRACT.replace("id: { type: integer }", "id: { type: string }");
    folder.write("api/orders.yaml", &text);
    folder
        .run(&["diff", "--against", "base", "api", "--accept"])
        .expect(0);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "two"]);
    folder
}

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["diff"], arguments].concat())
}

fn file(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join(FILE)).expect("the file")
}

/// Writes `path` in place of that of the contract.
fn with_path(folder: &Folder, path: &str) {
    let text = file(folder);
    let line = text.lines().find(|line| line.starts_with("path = "));
    let line = line.expect("an entry");
    folder.write(FILE, &text.replace(line, &format!("path = \"{path}\"")));
}

#[track_caller]
fn tells(run: &Run, texts: &[&str]) {
    for text in texts {
        assert!(run.stderr.contains(text), "{text} in {}", run.stderr);
    }
}

#[track_caller]
fn is_quiet(run: &Run) {
    assert!(!run.stderr.contains("stale"), "{}", run.stderr);
}

#[test]
fn what_was_accepted_goes_on_to_hold_of_a_contract_that_is_renamed() {
    let folder = repository("renamed");
    git(&folder, &["mv", "api/orders.yaml", "api/placed.yaml"]);
    let against = ["--against", "base", "api"];
    let told = [
        "warning[acceptance-stale]: api/orders.yaml: the contract has another name now",
        "help: write `path = \"api/placed.yaml\"`",
    ];
    tells(&diff(&folder, &against).expect(0), &told);
    let source = [&against[..], &["--level", "source"]].concat();
    is_quiet(&diff(&folder, &source));
    git(&folder, &["commit", "--quiet", "-m", "three"]);
    let history = ["--history", "3", "api/placed.yaml"];
    tells(&diff(&folder, &history).expect(0), &told);
    let file = ["base:api/orders.yaml", "api/placed.yaml"];
    tells(&diff(&folder, &file).expect(0), &told);
    let changelog = folder.run(&["changelog", "api/placed.yaml"]).expect(0);
    assert!(
        changelog.stdout.contains("### Accepted"),
        "{}",
        changelog.stdout
    );
    // What is advised helps, whatever the versions were called.
    with_path(&folder, "api/placed.yaml");
    for arguments in [&against[..], &history, &file] {
        is_quiet(&diff(&folder, arguments).expect(0));
    }
}

#[test]
fn another_file_counts_for_a_contract_that_went_elsewhere() {
    let folder = repository("elsewhere");
    folder.write(&format!("events/{FILE}"), "version = 1\n");
    git(&folder, &["mv", "api/orders.yaml", "events/orders.yaml"]);
    let run = diff(&folder, &["--against", "base", "."]).expect(0);
    let told = "help: move it to events/tidings-accepted.toml, with `path = \"orders.yaml\"`";
    tells(&run, &["acceptance-stale", told]);
}

#[test]
fn a_path_of_no_contract_is_told_with_what_was_meant() {
    let folder = repository("wrong");
    folder.write("api/readme.md", "no contract\n");
    for (path, told) in [
        (
            "api/ordres.yaml",
            "there is no such file, so what was accepted of it holds for nothing",
        ),
        ("api/readme.md", "this is no AsyncAPI document, so"),
        ("api", ""),
    ] {
        with_path(&folder, path);
        for arguments in [
            &["--against", "base", "api"][..],
            &["base:api/orders.yaml", "api/orders.yaml"],
        ] {
            let run = diff(&folder, arguments).expect(1);
            match told {
                "" => is_quiet(&run),
                told => tells(&run, &[path, told, "write `path = \"api/orders.yaml\"`"]),
            }
        }
    }
    // Another spelling of the path is the same path.
    with_path(&folder, "./api/../api/orders.yaml");
    is_quiet(&diff(&folder, &["--against", "base", "api"]).expect(0));
    let absolute = folder.path().join("api/orders.yaml");
    with_path(&folder, &absolute.display().to_string());
    let run = diff(&folder, &["--against", "base", "api"]).expect(1);
    tells(
        &run,
        &["by another name", "write `path = \"api/orders.yaml\"`"],
    );
}

#[test]
fn a_path_that_holds_for_nothing_is_told_once() {
    let folder = repository("once");
    let text = file(&folder);
    let (_, entry) = text.split_once("[[accepted]]").expect("an entry");
    let other = entry.replace("fingerprint = \"", "fingerprint = \"0");
    folder.write(FILE, &format!("{text}\n[[accepted]]{other}"));
    let text = file(&folder).replace("orders.yaml", "gone.yaml");
    folder.write(FILE, &text);
    let run = diff(&folder, &["--against", "base", "api"]).expect(1);
    let told = "api/gone.yaml: there is no such file, so what was accepted of it (2 changes)";
    tells(
        &run,
        &[told, "take out what is about a contract that is gone"],
    );
    assert_eq!(run.stderr.matches("warning[").count(), 1, "{}", run.stderr);
    let document = diff(&folder, &["--against", "base", "api", "--format", "json"]);
    assert_eq!(
        document.document("schema/diff-1.json")["findings"][0]["rule"],
        "acceptance-stale"
    );
}

#[test]
fn what_is_not_compared_in_a_run_may_be_in_another_one() {
    let folder = repository("partial");
    let one = ["--against", "base", "api/audit.yaml"];
    is_quiet(&diff(&folder, &one).expect(0));
    // A contract that is gone since the revision is compared with what it was.
    git(&folder, &["rm", "--quiet", "api/orders.yaml"]);
    is_quiet(&diff(&folder, &one).expect(0));
    is_quiet(&diff(&folder, &["api/audit.yaml", "api/audit.yaml"]).expect(0));
    // The next revision has not got it either, so nothing of it can occur any more.
    git(&folder, &["commit", "--quiet", "-m", "gone"]);
    let run = diff(&folder, &["--against", "HEAD", "api/audit.yaml"]).expect(0);
    tells(&run, &["api/orders.yaml: there is no such file"]);
    // Nothing is told where nothing was compared.
    folder.write("api/audit.yaml", "asyncapi: [");
    let run = diff(&folder, &["--against", "HEAD", "api/audit.yaml"]).expect(3);
    is_quiet(&run);
}

#[test]
fn what_is_accepted_again_says_what_is_new_about_it() {
    let folder = repository("again");
    let accept = |arguments: &[&str]| {
        let accept = ["--against", "base", "api", "--accept"];
        diff(&folder, &[&accept[..], arguments].concat()).expect(0)
    };
    let run = accept(&["--reason", "agreed", "--until", "2999-01-01"]);
    let told = "1 change accepted before has this reason and day now in tidings-accepted.toml";
    tells(&run, &[told]);
    assert!(
        run.stdout.contains("until 2999-01-01 (agreed)"),
        "{}",
        run.stdout
    );
    // What is not named stays.
    let run = accept(&["--reason", "all agreed"]);
    tells(&run, &["has this reason now"]);
    let text = file(&folder);
    assert!(text.contains("until = 2999-01-01"), "{text}");
    assert!(text.contains("reason = \"all agreed\""), "{text}");
    tells(&accept(&[]), &["nothing fails, so nothing was accepted"]);
    assert_eq!(file(&folder), text);
    // New breaks are accepted with it, and the new name of a contract is written.
    let contract = CONTRACT.replace("integer", "string");
    folder.write("api/orders.yaml", &contract);
    git(&folder, &["mv", "api/orders.yaml", "api/placed.yaml"]);
    let run = accept(&["--until", "2998-01-01"]);
    tells(
        &run,
        &["1 change accepted, 1 change accepted before has this day now"],
    );
    let text = file(&folder);
    assert_eq!(text.matches("api/placed.yaml").count(), 2, "{text}");
    assert_eq!(text.matches("2998-01-01").count(), 2, "{text}");
    is_quiet(&diff(&folder, &["--against", "base", "api"]).expect(0));
}

#[test]
fn every_question_accepts_again() {
    let folder = Folder::new("accepted-paths-levels");
    folder.write(".git/HEAD", "");
    folder.write("old.yaml", CONTRACT);
    let text = CONTRACT.replace("id: { type: integer }", "id: { type: string }");
    folder.write("new.yaml", &text);
    let receives = CONTRACT.replace("action: send", "action: receive");
    folder.write("mail.yaml", &receives);
    let specs = "[[spec]]\npath = \"new.yaml\"\n[[spec]]\npath = \"mail.yaml\"\n";
    folder.write("tidings.toml", specs);
    for arguments in [
        &["old.yaml", "new.yaml", "--level", "source"][..],
        &["--workspace"],
    ] {
        let accept = |more: &[&str]| {
            let arguments = [arguments, &["--accept"], more].concat();
            diff(&folder, &arguments).expect(0)
        };
        accept(&[]);
        tells(&accept(&["--reason", "why"]), &["accepted before ha"]);
        assert!(file(&folder).contains("reason = \"why\""));
    }
    // A contract of the workspace that is gone has no past in which anything could be accepted.
    let text = file(&folder);
    folder.write(FILE, &text.replace("\"new.yaml\"", "\"gone.yaml\""));
    let run = diff(&folder, &["--workspace"]).expect(1);
    tells(&run, &["gone.yaml: there is no such file"]);
}
