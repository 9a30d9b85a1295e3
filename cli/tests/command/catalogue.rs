//! `tidings rules`, `tidings explain`, and what help says.

use crate::tidings::run;

#[test]
fn every_listed_rule_is_explained() {
    let catalogue = run(&["rules", "--format", "json"]).expect(0).json();
    assert_eq!(catalogue["version"], 1);
    let rules = catalogue["rules"].as_array().expect("an array");
    assert!(rules.len() > 20, "{} rules", rules.len());
    for rule in rules {
        let (id, code) = (rule["rule"].as_str(), rule["code"].as_str());
        let (id, code) = (id.expect("an id"), code.expect("a code"));
        let by_id = run(&["explain", id]).expect(0);
        assert!(by_id.stdout.starts_with(id), "{}", by_id.stdout);
        assert_eq!(run(&["explain", code]).expect(0).stdout, by_id.stdout);
    }
}

#[test]
fn the_table_has_a_line_for_every_rule() {
    let catalogue = run(&["rules", "--format", "json"]).expect(0).json();
    let table = run(&["rules"]).expect(0);
    let rules = catalogue["rules"].as_array().expect("an array");
    assert_eq!(table.stdout.lines().count(), rules.len());
}

#[test]
fn the_catalogue_comes_in_every_form_that_makes_sense() {
    let catalogue = run(&["rules", "--format", "json"]).expect(0).json();
    let rules = catalogue["rules"].as_array().expect("an array");
    let lines = run(&["rules", "--format", "jsonl"]).expect(0).stdout;
    for (line, rule) in lines.lines().zip(rules) {
        let line: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(&line, rule);
    }
    let ids = run(&["rules", "--format", "concise"]).expect(0).stdout;
    assert!(ids.lines().any(|id| id == "unresolved-ref"), "{ids}");
    let page = run(&["rules", "--format", "markdown"]).expect(0).stdout;
    assert!(page.contains("\n## unresolved-ref\n"), "{page}");
    let one = run(&["explain", "unresolved-ref", "--format", "markdown"]).expect(0);
    assert!(
        one.stdout.starts_with("# unresolved-ref\n\n"),
        "{}",
        one.stdout
    );
    for arguments in [&["rules"][..], &["explain", "unresolved-ref"]] {
        let refused = run(&[arguments, &["--format", "sarif"]].concat()).expect(2);
        assert!(refused.stderr.contains("sarif"), "{}", refused.stderr);
    }
}

#[test]
fn shells_and_man_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]).expect(0).stdout;
        assert!(
            script.contains("validate") && script.contains("fail-on"),
            "{shell}"
        );
    }
    let page = run(&["man"]).expect(0).stdout;
    assert!(
        page.contains(".TH tidings 1") && page.contains("validate"),
        "{page}"
    );
    let page = run(&["man", "generate", "rust"]).expect(0).stdout;
    assert!(page.contains("runtime\\-path"), "{page}");
    run(&["man", "gnerate"]).expect(2);
}

#[test]
fn an_unknown_rule_is_bad_usage_with_a_suggestion() {
    let near = run(&["explain", "unresolved-reff"]).expect(2);
    assert!(
        near.stderr.contains("did you mean `unresolved-ref`?"),
        "{}",
        near.stderr
    );
    let far = run(&["explain", "xyz"]).expect(2);
    assert!(far.stderr.contains("tidings rules"), "{}", far.stderr);
}

#[test]
fn help_names_every_command_and_each_has_help() {
    let help = run(&["--help"]).expect(0);
    let commands = help
        .stdout
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"validate"), "{commands:?}");
    for command in commands {
        run(&[command, "--help"]).expect(0);
    }
}

#[test]
fn the_version_is_stated() {
    let version = run(&["--version"]).expect(0);
    assert_eq!(
        version.stdout,
        format!("tidings {}\n", env!("CARGO_PKG_VERSION"))
    );
}
