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
    assert!(
        page.contains(&format!("\"tidings {}\"", env!("CARGO_PKG_VERSION"))),
        "{page}"
    );
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

/// The common options, as help shows them.
const COMMON: [&str; 12] = [
    "--format",
    "--output",
    "--color",
    "--quiet",
    "--verbose",
    "--config",
    "--isolated",
    "--root",
    "--ref-map",
    "--allow-remote",
    "--stdin-filename",
    "--fail-on",
];

/// Holds that the help of `command` shows exactly the common options that `heeds` says, and how the command can end.
#[track_caller]
fn check_help(command: &[&str], heeds: impl Fn(&str) -> bool) {
    let help = run(&[command, &["--help"]].concat()).expect(0).stdout;
    let is_shown = |option: &str| {
        help.lines().any(|line| {
            let mut words = line.split_whitespace();
            line.starts_with(' ') && words.any(|word| word == option)
        })
    };
    for option in COMMON {
        let (shown, heeded) = (is_shown(option), heeds(option));
        assert_eq!(shown, heeded, "{option} in\n{help}");
    }
    assert!(help.contains("\nExit status:\n  0  "), "{help}");
}

#[test]
fn help_shows_the_common_options_that_mean_something() {
    for command in [&["validate"][..], &["lint"], &["generate", "rust"]] {
        check_help(command, |_| true);
    }
    for command in [
        &["schema", "validate"][..],
        &["schema", "example"],
        &["vendor"],
    ] {
        check_help(command, |option| option != "--verbose");
    }
    check_help(&["model"], |option| {
        !["--format", "--verbose"].contains(&option)
    });
    for command in ["rules", "explain"] {
        check_help(&[command], |option| {
            ["--format", "--output"].contains(&option)
        });
    }
    for command in ["completions", "man"] {
        check_help(&[command], |option| option == "--output");
    }
}

#[test]
fn common_options_stand_before_and_behind_every_command() {
    let explained = run(&["explain", "R001"]).expect(0).stdout;
    for arguments in [
        &["--isolated", "--root", ".", "explain", "R001"][..],
        &["explain", "--fail-on", "info", "R001", "--color", "never"],
    ] {
        assert_eq!(run(arguments).expect(0).stdout, explained);
    }
    let json = run(&["rules", "--format", "json"]).expect(0).stdout;
    assert_eq!(run(&["--format", "json", "rules"]).expect(0).stdout, json);
    let refused = run(&["--format", "sarif", "rules"]).expect(2).stderr;
    assert!(
        refused.contains("human, concise, json, jsonl, markdown"),
        "{refused}"
    );
}

#[test]
fn the_version_is_stated() {
    let version = run(&["--version"]).expect(0);
    assert_eq!(
        version.stdout,
        format!("tidings {}\n", env!("CARGO_PKG_VERSION"))
    );
}
