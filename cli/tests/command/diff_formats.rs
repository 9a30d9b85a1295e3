//! What all forms of `tidings diff` have in common: the same facts, the same status, and files that are there.

use serde_json::Value;

use crate::repository::git;
use crate::tidings::{Folder, Run};

/// The forms that show findings beside the files of somebody.
const OF_FINDINGS: [&str; 5] = ["concise", "github", "gitlab", "junit", "sarif"];

const HEAD: &str = "\
asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
";

/// A contract with these channels, from each of which it receives.
fn contract(channels: &[&str]) -> String {
    let of =
        |text: fn(&str) -> String| -> String { channels.iter().map(|name| text(name)).collect() };
    let described = of(|name| {
        format!(
            "  {name}:\n    address: {name}\n    messages: {{ It: {{ payload: {{ const: {name} }} }} }}\n"
        )
    });
    let received = of(|name| {
        format!("  on-{name}: {{ action: receive, channel: {{ $ref: '#/channels/{name}' }} }}\n")
    });
    format!("{HEAD}channels:\n{described}operations:\n{received}")
}

/// A repository that had two channels, and has one.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(&format!("formats-{name}"));
    git(&folder, &["init", "--quiet"]);
    folder.write("api/shop.yaml", &contract(&["orders", "audit"]));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    folder.write("api/shop.yaml", &contract(&["orders"]));
    folder
}

/// Every path of a file in what was written in a form of findings.
fn paths(format: &str, run: &Run) -> Vec<String> {
    let between = |before: &str, after: &str| -> Vec<String> {
        let parts = run.stdout.split(before).skip(1);
        let paths = parts.map(|part| part.split(after).next().unwrap_or_default().to_owned());
        paths.collect()
    };
    match format {
        "concise" => {
            let lines = run.stdout.lines();
            let paths = lines.map(|line| line.split(':').next().unwrap_or_default().to_owned());
            paths.collect()
        }
        "github" => between("file=", ","),
        "gitlab" => between("\"path\": \"", "\""),
        "junit" => [
            between(" file=\"", "\""),
            between("testsuite name=\"", "\""),
        ]
        .concat(),
        "sarif" => between("\"uri\": \"", "\""),
        other => panic!("{other} has no paths"),
    }
}

#[test]
fn what_is_gone_is_told_at_the_nearest_place_of_a_file_that_is_there() {
    let folder = repository("gone");
    for format in OF_FINDINGS {
        let arguments = [
            "diff",
            "--against",
            "HEAD",
            "api/shop.yaml",
            "--format",
            format,
        ];
        let run = folder.run(&arguments).expect(1);
        let paths = paths(format, &run);
        assert!(!paths.is_empty(), "{format}");
        for path in paths {
            assert_eq!(path, "api/shop.yaml", "{format}\n{}", run.stdout);
        }
    }
    let run = folder.run(&["diff", "--against", "HEAD", "api", "--format", "concise"]);
    // `channels:` is what is left of `/channels/audit`.
    let told = "api/shop.yaml:3:1: error[channel-removed] breaking: channel `audit` is gone";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn what_two_past_versions_differ_in_is_told_of_the_file_as_a_whole() {
    let folder = repository("history");
    git(&folder, &["commit", "--quiet", "--all", "-m", "two"]);
    folder.write("api/shop.yaml", &contract(&["orders", "bills"]));
    for format in OF_FINDINGS {
        let arguments = [
            "diff",
            "--history",
            "3",
            "api/shop.yaml",
            "--format",
            format,
        ];
        let run = folder.run(&arguments).expect(1);
        for path in paths(format, &run) {
            assert_eq!(path, "api/shop.yaml", "{format}\n{}", run.stdout);
        }
    }
    let run = folder.run(&[
        "diff",
        "--history",
        "3",
        "api/shop.yaml",
        "--format",
        "concise",
    ]);
    let line = run
        .stdout
        .lines()
        .find(|line| line.contains("`audit` is gone"));
    let line = line.expect("the first step is told");
    assert!(
        line.starts_with("api/shop.yaml: error[channel-removed]"),
        "{line}"
    );
    assert!(line.ends_with(":api/shop.yaml)"), "{line}");
}

#[test]
fn what_a_version_with_another_name_says_is_told_at_the_file_that_is_there() {
    let folder = Folder::new("formats-renamed");
    git(&folder, &["init", "--quiet"]);
    let commit = |folder: &Folder| {
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "-m", "next"]);
    };
    let shared = contract(&["orders"]).replace("{ const: orders }", "{ $ref: old-part.yaml }");
    let broken = shared.replace("action: receive", "action: wait");
    folder.write("old.yaml", &broken);
    folder.write("old-part.yaml", "{ type: string }\n");
    commit(&folder);
    folder.write("old-part.yaml", "{ type: integer }\n");
    commit(&folder);
    git(&folder, &["mv", "old.yaml", "api.yaml"]);
    git(&folder, &["mv", "old-part.yaml", "part.yaml"]);
    folder.write("api.yaml", &broken.replace("old-part", "part"));
    commit(&folder);
    folder.write("part.yaml", "{ type: boolean }\n");
    commit(&folder);
    folder.write("api.yaml", &shared.replace("old-part", "part"));
    for format in OF_FINDINGS {
        let arguments = ["diff", "--history", "9", "api.yaml", "--format", format];
        let run = folder.run(&arguments).expect(1);
        let paths = paths(format, &run);
        assert!(!paths.is_empty(), "{format}");
        for path in paths {
            let is_there = folder.path().join(&path).is_file();
            assert!(is_there, "{format}: {path}\n{}", run.stdout);
        }
    }
    let arguments = ["diff", "--history", "9", "api.yaml", "--format", "concise"];
    let run = folder.run(&arguments);
    let line = run.stdout.lines().find(|line| line.contains("was string"));
    let line = line.expect("the first step is told");
    assert!(line.starts_with("api.yaml: error["), "{line}");
    assert!(line.ends_with(":old-part.yaml:1:3)"), "{line}");
}

#[test]
fn a_contract_that_is_gone_is_told_at_its_path() {
    let folder = repository("whole");
    std::fs::remove_file(folder.path().join("api/shop.yaml")).expect("it was there");
    for format in OF_FINDINGS {
        let run = folder
            .run(&["diff", "--against", "HEAD", "api", "--format", format])
            .expect(1);
        for path in paths(format, &run) {
            assert_eq!(path, "api/shop.yaml", "{format}\n{}", run.stdout);
        }
    }
}

#[test]
fn mistakes_of_a_past_version_are_told_at_the_file_that_is_there() {
    let folder = repository("mistakes");
    let broken = contract(&["orders"]).replace("action: receive", "action: wait");
    folder.write("api/shop.yaml", &broken);
    git(&folder, &["commit", "--quiet", "--all", "-m", "two"]);
    folder.write("api/shop.yaml", &contract(&["orders"]));
    let arguments = ["diff", "--against", "HEAD", "api", "--format", "concise"];
    let run = folder.run(&arguments);
    let line = run.stdout.lines().find(|line| line.contains("`wait`"));
    let line = line.expect("the mistake is told");
    assert!(line.starts_with("api/shop.yaml: error["), "{line}");
    assert!(line.contains(" (in HEAD:api/shop.yaml:"), "{line}");
}

#[test]
fn a_line_is_an_element_of_a_list_of_the_document() {
    let folder = repository("lines");
    let run = |format| {
        let arguments = [
            "diff",
            "HEAD:api/shop.yaml",
            "api/shop.yaml",
            "--format",
            format,
        ];
        folder.run(&arguments).expect(1)
    };
    let document = run("json").document("schema/diff-1.json");
    let lines = run("jsonl").stdout;
    let lines = lines.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).expect("one value a line");
        let versions = line
            .as_object_mut()
            .and_then(|line| line.remove("versions"));
        let versions = versions.expect("a change happened between versions");
        assert_eq!(versions["base"], "HEAD:api/shop.yaml");
        assert_eq!(versions["revision"], "api/shop.yaml");
        line
    });
    let lines: Vec<Value> = lines.collect();
    assert_eq!(document["changes"], Value::Array(lines));
}

#[test]
fn every_form_says_that_a_version_is_too_small() {
    let folder = repository("version");
    let ask = |more: &[&str], status| {
        let arguments = [
            "diff",
            "HEAD:api/shop.yaml",
            "api/shop.yaml",
            "--check-version",
        ];
        folder.run(&[&arguments[..], more].concat()).expect(status)
    };
    let told = "the version is still `1.0.0`; these changes ask for `2.0.0` or more (major bump)";
    for format in OF_FINDINGS
        .into_iter()
        .chain(["human", "markdown", "json", "jsonl"])
    {
        let run = ask(&["--format", format], 1);
        assert_eq!(
            run.stdout.matches(told).count(),
            usize::from(format != "junit") + usize::from(format == "junit") * 2,
            "{format}\n{}",
            run.stdout
        );
        assert!(run.stdout.contains("version-too-small"), "{format}");
    }
    let document = ask(&["--format", "json"], 1).document("schema/diff-1.json");
    let expected = serde_json::json!({
        "base": "1.0.0", "revision": "1.0.0", "needed": "2.0.0", "is_enough": false,
    });
    assert_eq!(document["info_version"], expected);
    // What fails is in the log of SARIF, too, when nothing but the version does.
    folder.write("api/shop.yaml", &contract(&["orders", "audit", "bills"]));
    let log = ask(&["--format", "sarif"], 1).json();
    assert_eq!(log["runs"][0]["invocations"][0]["exitCode"], 1);
}

#[test]
fn every_form_says_how_elements_were_matched() {
    let folder = repository("matching");
    let told = "by the address";
    for format in OF_FINDINGS
        .into_iter()
        .chain(["human", "markdown", "json", "jsonl"])
    {
        let arguments = [
            "diff",
            "HEAD:api/shop.yaml",
            "api/shop.yaml",
            "--explain-matching",
        ];
        let run = folder
            .run(&[&arguments[..], &["--format", format]].concat())
            .expect(1);
        let is_list = !["human", "markdown", "json"].contains(&format);
        let place = if is_list { &run.stderr } else { &run.stdout };
        assert!(place.contains(told), "{format}\n{place}");
    }
}

#[test]
fn an_unreadable_version_is_all_that_is_told() {
    let folder = repository("unreadable");
    let deprecated = format!("{}x-unused: 1\n", contract(&["orders"]));
    folder.write("api/shop.yaml", &deprecated);
    let run = folder
        .run(&["diff", "api/shop.yaml", "nope.yaml"])
        .expect(3);
    assert!(
        run.stderr.starts_with("error[unreadable]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.ends_with("1 error in 1 file\n"),
        "{}",
        run.stderr
    );
}

/// A contract that sends lists of this many texts at most.
fn with_lists(longest: usize) -> String {
    format!(
        "{HEAD}channels:
  orders:
    address: orders
    messages:
      It: {{ payload: {{ type: array, maxItems: {longest}, items: {{ type: string, minLength: 30 }} }} }}
operations:
  send: {{ action: send, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

#[test]
fn a_long_example_is_shortened_for_people_and_whole_for_programs() {
    let folder = Folder::new("formats-long");
    folder.write("old.yaml", &with_lists(100));
    folder.write("new.yaml", &with_lists(500));
    let run = |format| {
        folder
            .run(&["diff", "old.yaml", "new.yaml", "--format", format])
            .expect(1)
    };
    let page = run("human").stdout;
    assert!(
        page.contains("for example this payload (shortened; `--format json` has all of it), which"),
        "{page}"
    );
    assert!(page.contains("      [\n        \""), "{page}");
    assert!(page.contains("more)\"\n      ]\n"), "{page}");
    for line in page.lines() {
        assert!(line.chars().count() <= 200, "{line}");
    }
    assert!(page.lines().count() < 60, "{page}");
    let comment = run("markdown").stdout;
    assert!(
        comment.contains("(shortened; `--format json` has all of it), which"),
        "{comment}"
    );
    assert!(comment.len() < 3_000, "{comment}");
    let document = run("json").document("schema/diff-1.json");
    let instance = &document["changes"][0]["witness"]["instance"];
    assert_eq!(instance.as_array().map(Vec::len), Some(101));
    let history = folder
        .run(&["changelog", "old.yaml", "new.yaml"])
        .expect(0)
        .stdout;
    let blocks: Vec<&str> = history.split("```json\n").skip(1).collect();
    assert_eq!(blocks.len(), 1, "{history}");
    for block in blocks {
        let (json, _) = block.split_once("```").expect("a block ends");
        serde_json::from_str::<Value>(json).expect("JSON");
    }
    let page = folder
        .run(&["changelog", "old.yaml", "new.yaml", "--format", "html"])
        .expect(0);
    assert!(
        page.stdout.contains("<pre><code>[\n  &quot;"),
        "{}",
        page.stdout
    );
}

#[test]
fn names_of_any_characters_stay_names_on_paper() {
    let folder = Folder::new("formats-names");
    let with = |required: &str| {
        format!(
            "{HEAD}channels:
  orders:
    address: orders
    messages:
      It:
        headers: {{ type: object, required: [{required}] }}
operations:
  take: {{ action: receive, channel: {{ $ref: '#/channels/orders' }} }}
"
        )
    };
    folder.write("old.yaml", &with(""));
    folder.write("new.yaml", &with("\"a`b</code>|*c*\""));
    let told = "property ``a`b</code>|*c*`` must be there now";
    let comment = folder
        .run(&["diff", "old.yaml", "new.yaml", "--format", "markdown"])
        .expect(1);
    assert!(comment.stdout.contains(told), "{}", comment.stdout);
    assert!(
        comment.stdout.contains("for example these headers, which"),
        "{}",
        comment.stdout
    );
    let history = folder.run(&["changelog", "old.yaml", "new.yaml"]).expect(0);
    assert!(history.stdout.contains(told), "{}", history.stdout);
    let page = folder
        .run(&["changelog", "old.yaml", "new.yaml", "--format", "html"])
        .expect(0);
    let told = "property <code>a`b&lt;/code&gt;|*c*</code> must be there now";
    assert!(page.stdout.contains(told), "{}", page.stdout);
}

#[test]
fn sentences_about_headers_are_in_their_number() {
    let folder = Folder::new("formats-grammar");
    let with = |headers: &str, longest: u8| {
        format!(
            "{HEAD}channels:
  orders:
    address: orders
    messages:
      It: {{ {headers}payload: {{ type: array, maxItems: {longest} }} }}
operations:
  take: {{ action: receive, channel: {{ $ref: '#/channels/orders' }} }}
"
        )
    };
    folder.write("old.yaml", &with("", 100));
    folder.write(
        "new.yaml",
        &with("headers: { type: object, required: [id] }, ", 50),
    );
    let run = folder
        .run(&["diff", "old.yaml", "new.yaml", "--format", "concise"])
        .expect(1);
    for told in [
        "the headers of `It` are described now",
        "`maxItems` was 100 and is 50",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
}

#[test]
fn what_is_unknown_fails_in_no_form_where_that_is_allowed() {
    let folder = Folder::new("diff-formats-unknown");
    for (name, pattern) in [("old", "^(a)\\\\1$"), ("new", "^(b)\\\\1$")] {
        let payload = format!("payload: {{ type: string, pattern: \"{pattern}\" }}");
        let file = format!(
            "\
asyncapi: 3.0.0
info: {{ title: Letters, version: 1.0.0 }}
channels:
  letters: {{ address: letters, messages: {{ Letter: {{ {payload} }} }} }}
operations:
  send: {{ action: send, channel: {{ $ref: '#/channels/letters' }} }}
"
        );
        folder.write(&format!("{name}.yaml"), &file);
    }
    for (format, failing) in [
        ("concise", "error["),
        ("github", "::error"),
        ("gitlab", "\"major\""),
        ("junit", "<failure"),
        // Rules have their own level, which stands before that of the results.
        ("sarif", "\"level\": \"error\",\n          \"locations\""),
    ] {
        let ask = ["diff", "old.yaml", "new.yaml", "--format", format];
        let denied = folder.run(&ask).expect(1).stdout;
        assert!(denied.contains(failing), "{format}\n{denied}");
        let allowed = [&ask[..], &["--unknown", "allow"]].concat();
        let allowed = folder.run(&allowed).expect(0).stdout;
        assert!(!allowed.contains(failing), "{format}\n{allowed}");
    }
}
