//! `tidings diff --workspace` of contracts that were renamed, and what was accepted of them.

use crate::accepted::FILE;
use crate::repository::git;
use crate::tidings::{Folder, Run};
use crate::workspace::{ACCEPT, BOTH, PROJECT, contract, diff, repository};

/// The baselines of the project, with the names that its contracts have now.
fn list(folder: &Folder, names: [&str; 3]) {
    let spec = |name| format!("[[spec]]\npath = \"{name}.yaml\"\nbaseline = \"main\"\n");
    folder.write("tidings.toml", &names.map(spec).concat());
}

/// A shop that does not send any more what billing waits for, as was accepted and committed to a branch of its own.
fn agreed(name: &str) -> Folder {
    let folder = repository(name);
    git(&folder, &["checkout", "--quiet", "-b", "change"]);
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    diff(&folder, &ACCEPT).expect(0);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "more"]);
}

fn rename(folder: &Folder, from: &str, to: &str) {
    git(folder, &["mv", from, to]);
}

fn file(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join(FILE)).expect("the file")
}

#[track_caller]
fn tells(run: &Run, texts: &[&str]) {
    for text in texts {
        assert!(run.stderr.contains(text), "{text} in {}", run.stderr);
    }
    let count = texts.iter().filter(|text| text.contains("stale")).count();
    let told = run.stderr.matches("acceptance-stale").count();
    assert_eq!(told, count, "{}", run.stderr);
}

#[test]
fn what_was_refused_before_was_so_under_another_name() {
    let folder = repository("workspace-renamed");
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    commit(&folder);
    for (from, to, names) in [
        ("shop.yaml", "market.yaml", ["market", "billing", "mail"]),
        ("billing.yaml", "a.yaml", ["market", "a", "mail"]),
    ] {
        rename(&folder, from, to);
        list(&folder, names);
        let run = diff(&folder, &["--workspace", "--against", "HEAD"]).expect(0);
        assert!(run.stdout.contains("it was so before"), "{}", run.stdout);
    }
    commit(&folder);
    diff(&folder, &["--workspace", "--against", "HEAD~1"]).expect(0);
    diff(&folder, &["--workspace", "--against", "HEAD~2"]).expect(1);
}

#[test]
fn who_waits_is_told_that_somebody_with_another_name_sends_no_more() {
    let folder = repository("workspace-renamed-lost");
    let moved = contract("Shop", "send", "id, note", BOTH);
    rename(&folder, "shop.yaml", "market.yaml");
    list(&folder, ["market", "billing", "mail"]);
    folder.write(
        "market.yaml",
        &moved.replace("address: orders", "address: sales"),
    );
    git(&folder, &["add", "."]);
    let run = diff(&folder, &["--workspace"]).expect(1);
    let told =
        "where mail.yaml waits for it (`receiveOrder`); market.yaml sent it there, at `orders`";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn what_was_accepted_goes_on_to_hold_of_contracts_that_are_renamed() {
    let folder = agreed("workspace-renamed-accepted");
    let against = |name| diff(&folder, &["--workspace", "--against", name]);
    rename(&folder, "billing.yaml", "invoices.yaml");
    list(&folder, ["shop", "invoices", "mail"]);
    let partner = [
        "warning[acceptance-stale]: billing.yaml: the contract has another name now; what was accepted of shop.yaml with it as partner goes on",
        "help: write `partner = \"invoices.yaml\"`",
    ];
    tells(&against("main").expect(0), &partner);
    rename(&folder, "shop.yaml", "z.yaml");
    list(&folder, ["z", "invoices", "mail"]);
    let both = [
        "warning[acceptance-stale]: shop.yaml: the contract has another name now",
        "help: write `path = \"z.yaml\"`",
        "warning[acceptance-stale]: billing.yaml: the contract has another name now",
        partner[1],
    ];
    tells(&against("main").expect(0), &both);
    // Where no version has the old names, the file leads nowhere.
    commit(&folder);
    let nowhere = [
        "warning[acceptance-stale]: shop.yaml: there is no such file, so what was accepted of it holds for nothing",
        "help: write `path = \"z.yaml\"`",
        "warning[acceptance-stale]: billing.yaml: there is no such file, so what was accepted of shop.yaml with it as partner holds for nothing",
        partner[1],
    ];
    let specs = std::fs::read_to_string(folder.path().join("tidings.toml")).expect("a project");
    folder.write("tidings.toml", &specs.replace("baseline = \"main\"\n", ""));
    tells(&diff(&folder, &["--workspace"]).expect(1), &nowhere);
    // What is advised helps, with a baseline and without one.
    let text = file(&folder).replace("\"shop.yaml\"", "\"z.yaml\"");
    folder.write(FILE, &text.replace("\"billing.yaml\"", "\"invoices.yaml\""));
    for arguments in [&["--workspace"][..], &["--workspace", "--against", "main"]] {
        tells(&diff(&folder, arguments).expect(0), &[]);
    }
}

#[test]
fn what_is_accepted_again_has_the_names_of_now() {
    let folder = agreed("workspace-renamed-again");
    rename(&folder, "shop.yaml", "market.yaml");
    rename(&folder, "billing.yaml", "invoices.yaml");
    list(&folder, ["market", "invoices", "mail"]);
    let run = diff(&folder, &["--workspace", "--accept", "--reason", "still"]).expect(0);
    tells(&run, &["1 change accepted before has this reason now"]);
    let text = file(&folder);
    assert!(
        text.contains("path = \"market.yaml\"\npartner = \"invoices.yaml\"\n"),
        "{text}"
    );
    tells(&diff(&folder, &["--workspace"]).expect(0), &[]);
}

#[test]
fn what_is_accepted_of_one_partner_is_not_accepted_of_another_one() {
    let folder = agreed("workspace-partners");
    let listed = ["shop", "billing", "mail"];
    list(&folder, listed);
    // It refuses the same for the same reason, by an operation that is called alike.
    folder.write("mail.yaml", &contract("Mail", "receive", "id, note", BOTH));
    let run = diff(&folder, &["--workspace"]).expect(1);
    assert!(
        run.stdout
            .contains("refused: message `Placed` from shop.yaml (`sendOrder`) to mail.yaml")
    );
    tells(&run, &[]);
    let run = diff(&folder, &ACCEPT).expect(0);
    tells(&run, &["1 change accepted, 1 change accepted before"]);
    let text = file(&folder);
    let fingerprints = text.lines().filter(|line| line.starts_with("fingerprint"));
    let fingerprints: Vec<&str> = fingerprints.collect();
    assert_eq!(fingerprints.len(), 2, "{text}");
    assert_eq!(fingerprints[0], fingerprints[1], "{text}");
}

#[test]
fn the_name_of_a_partner_is_told_by_what_other_entries_name() {
    let folder = repository("workspace-renamed-partners");
    folder.write(
        "tidings.toml",
        &PROJECT.replace("baseline = \"main\"\n", ""),
    );
    folder.write("shop.yaml", &contract("Shop", "send", "id", BOTH));
    folder.write("mail.yaml", &contract("Mail", "receive", "id, note", BOTH));
    diff(&folder, &ACCEPT).expect(0);
    rename(&folder, "shop.yaml", "z.yaml");
    rename(&folder, "billing.yaml", "invoices.yaml");
    let specs = ["z", "invoices", "mail"].map(|name| format!("[[spec]]\npath = \"{name}.yaml\"\n"));
    folder.write("tidings.toml", &specs.concat());
    // Two refuse the same, and an entry names one of them.
    let told = [
        "warning[acceptance-stale]: shop.yaml: there is no such file, so what was accepted of it (2 changes) holds for nothing",
        "help: write `path = \"z.yaml\"`",
        "warning[acceptance-stale]: billing.yaml: there is no such file, so what was accepted of shop.yaml with it as partner holds for nothing",
        "help: write `partner = \"invoices.yaml\"`",
    ];
    tells(&diff(&folder, &["--workspace"]).expect(1), &told);
}

#[test]
fn what_was_accepted_too_long_ago_and_was_so_before_is_told_as_both() {
    let folder = agreed("workspace-renamed-over");
    folder.write(FILE, &file(&folder).replace("2999-12-31", "2026-01-31"));
    let over = "billing.yaml";
    let so_before = [
        "acceptance-stale]: shop.yaml: what was accepted until 2026-01-31 is over, and does not count only because it was so before: message `Placed`",
        over,
    ];
    let against = |name| diff(&folder, &["--workspace", "--against", name]);
    tells(&against("HEAD").expect(0), &so_before);
    let counts = "acceptance-stale]: shop.yaml: what was accepted until 2026-01-31 counts again: ";
    tells(&against("main").expect(1), &[counts, over]);
}
