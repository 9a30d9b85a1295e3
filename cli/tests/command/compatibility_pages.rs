//! The pages of the rules about generated code and about applications that meet: their examples run, and every rule is
//! written in every form.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::repository::git;
use crate::tidings::{Folder, Run, run};

/// The pages of the rules whose codes begin with `family`, by rule.
fn pages(family: &str) -> BTreeMap<String, String> {
    let catalogue = run(&["rules", "--format", "json"]).expect(0).json();
    let text = |rule: &Value, field: &str| rule[field].as_str().expect("a string").to_owned();
    let rules = catalogue["rules"].as_array().expect("an array").iter();
    let rules = rules.filter(|rule| text(rule, "code").starts_with(family));
    let pages = rules.map(|rule| (text(rule, "rule"), text(rule, "page")));
    pages.collect()
}

/// The contracts on a page, by what they are called there.
fn contracts(page: &str) -> BTreeMap<&str, &str> {
    let blocks = page.split("```yaml ").skip(1);
    let contracts = blocks.map(|block| {
        let (kind, rest) = block.split_once('\n').expect("a block has lines");
        let (text, _) = rest.split_once("```").expect("a block ends");
        (kind, text)
    });
    contracts.collect()
}

/// The rules that a run in the form `json` of findings names.
fn found(run: &Run) -> Vec<String> {
    let lines = run.stdout.lines();
    let found = lines.filter_map(|line| {
        let finding: Value = serde_json::from_str(line).ok()?;
        Some(finding["rule"].as_str()?.to_owned())
    });
    found.collect()
}

#[test]
fn every_page_says_why_it_matters_and_shows_it() {
    for family in ["K1", "K2"] {
        for (rule, page) in pages(family) {
            assert!(page.contains("\n\n## Why it matters\n\n"), "{rule}");
            assert!(page.contains("\n\n## Example\n\n"), "{rule}");
        }
    }
}

#[test]
fn every_rule_about_generated_code_finds_its_own_example() {
    let mut shown = 0;
    for (rule, page) in pages("K1") {
        let contracts = contracts(&page);
        let (Some(base), Some(revision)) = (contracts.get("base"), contracts.get("revision"))
        else {
            continue;
        };
        let folder = Folder::new(&format!("page-{rule}"));
        folder.write("base.yaml", base);
        folder.write("revision.yaml", revision);
        let arguments = ["diff", "base.yaml", "revision.yaml", "--format", "jsonl"];
        let level = ["--level", "source"];
        let run = folder.run(&[&arguments[..], &level].concat());
        assert!(found(&run).contains(&rule), "{rule}: {}", run.stdout);
        shown += 1;
    }
    assert!(shown >= 18, "{shown} examples run");
}

#[test]
fn every_rule_about_applications_that_meet_finds_its_own_example() {
    const PROJECT: &str = "[[spec]]\npath = \"shop.yaml\"\n[[spec]]\npath = \"billing.yaml\"\n";
    let pages = pages("K2");
    assert_eq!(pages.len(), 4);
    for (rule, page) in pages {
        let contracts = contracts(&page);
        let folder = Folder::new(&format!("page-{rule}"));
        git(&folder, &["init", "--quiet"]);
        folder.write("tidings.toml", PROJECT);
        folder.write("billing.yaml", contracts["receiver"]);
        let before = contracts.get("before").unwrap_or(&contracts["sender"]);
        folder.write("shop.yaml", before);
        git(&folder, &["add", "."]);
        git(&folder, &["commit", "--quiet", "-m", "one"]);
        folder.write("shop.yaml", contracts["sender"]);
        let run = folder.run(&[
            "diff",
            "--workspace",
            "--against",
            "HEAD",
            "--reading",
            "strict",
            "--format",
            "jsonl",
        ]);
        let told = format!("\"rule\":\"{rule}\"");
        assert!(run.stdout.contains(&told), "{rule}: {}", run.stdout);
    }
}

/// Writes what `arguments` find in every form, each of which names `rule` and fails.
#[track_caller]
fn check_forms(folder: &Folder, arguments: &[&str], rule: &str, marker: &str) {
    for form in [
        "human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown",
    ] {
        let run = folder.run(&[arguments, &["--format", form]].concat());
        let run = run.expect(1);
        // The forms for people and for programs of their own tell a refusal in words.
        let is_own = form == "human" || form == "json";
        let told = run.stdout.contains(rule) || is_own && run.stdout.contains("refused");
        assert!(told, "{form}:\n{}", run.stdout);
        let begins = run.stdout.starts_with(&format!("<!-- {marker} -->\n"));
        assert_eq!(begins, form == "markdown", "{form}:\n{}", run.stdout);
    }
}

#[test]
fn what_becomes_of_generated_code_is_written_in_every_form() {
    let pages = pages("K1");
    let contracts = contracts(&pages["item-removed"]);
    let folder = Folder::new("forms-source");
    folder.write("base.yaml", contracts["base"]);
    folder.write("revision.yaml", contracts["revision"]);
    let arguments = ["diff", "base.yaml", "revision.yaml", "--level", "source"];
    check_forms(&folder, &arguments, "item-removed", "tidings-diff-source");
    let comment = folder.run(&[&arguments[..], &["--format", "markdown"]].concat());
    for told in [
        "### Tidings: callers of generated code: breaking\n",
        "| revision.yaml | base.yaml | **breaking** |",
        "- **breaking**: struct `Order` is gone (`item-removed`)",
        "<br>instead: ",
    ] {
        assert!(comment.stdout.contains(told), "{told}\n{}", comment.stdout);
    }
}

#[test]
fn how_applications_get_along_is_written_in_every_form() {
    let pages = pages("K2");
    let contracts = contracts(&pages["message-refused"]);
    let folder = Folder::new("forms-workspace");
    folder.write(
        "tidings.toml",
        "[[spec]]\npath = \"shop.yaml\"\n[[spec]]\npath = \"billing.yaml\"\n",
    );
    folder.write("shop.yaml", contracts["sender"]);
    folder.write("billing.yaml", contracts["receiver"]);
    let arguments = ["diff", "--workspace"];
    check_forms(
        &folder,
        &arguments,
        "message-refused",
        "tidings-diff-workspace",
    );
    let comment = folder.run(&["diff", "--workspace", "--format", "markdown"]);
    for told in [
        "### Tidings: applications together: breaking\n",
        "| shop.yaml | billing.yaml | 0 accepted, 1 refused |",
        "- **refused**: message `Placed` from shop.yaml",
        "<br>refused at billing.yaml:",
        "<br>for example this payload: `{\"id\":\"\"}`",
    ] {
        assert!(comment.stdout.contains(told), "{told}\n{}", comment.stdout);
    }
    let github = folder.run(&["diff", "--workspace", "--format", "github"]);
    assert!(
        github.stdout.contains("file=shop.yaml,line="),
        "{}",
        github.stdout
    );
}
