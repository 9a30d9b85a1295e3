//! `tidings changelog` as a user calls it.

use crate::repository::{git, git_on};
use crate::tidings::{Folder, Run};

/// A contract of this version, whose properties are `properties`, of which `required` must be there.
fn contract(version: &str, required: &str, properties: &str) -> String {
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: 'Orders <script>', version: {version} }}
channels:
  orders:
    address: orders
    messages:
      Placed:
        payload:
          type: object
          required: [{required}]
          properties: {{ {properties} }}
operations:
  onPlaced: {{ action: receive, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

const TWO: &str = "id: { type: string }, note: { type: string }";

/// A repository with two versions in four commits, one of which changed the layout only and one of which is no YAML.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    git(&folder, &["init", "--quiet"]);
    let commit = |date: &str, text: &str| {
        folder.write("orders.yaml", text);
        git(&folder, &["add", "."]);
        git_on(date, &folder, &["commit", "--quiet", "-m", date]);
    };
    let first = contract("1.0.0", "id", "id: { type: string }");
    commit("2026-01-01", &first);
    commit("2026-01-02", &format!("# of the shop\n{first}"));
    commit("2026-01-03", "channels: [");
    commit("2026-02-01", &contract("1.1.0", "id", TWO));
    folder
}

fn changelog(folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["changelog"], arguments].concat();
    folder.run(&arguments)
}

#[track_caller]
fn check_parts(page: &str, parts: &[&str]) {
    let mut rest = page;
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else {
            panic!("{part} is missing or in another place\n{page}");
        };
        rest = behind;
    }
}

#[test]
fn people_read_versions_with_what_they_break_the_newest_first() {
    let folder = repository("changelog-people");
    folder.write("orders.yaml", &contract("2.0.0", "id, note", TWO));
    let run = changelog(&folder, &["orders.yaml"]).expect(0);
    check_parts(
        &run.stdout,
        &[
            "# Changelog of Orders &lt;script>\n",
            "## 2.0.0 (not committed)",
            "compared with 1.1.0 (2026-02-01, revision ",
            "### Breaking",
            "property `note` must be there now (`property-required`)",
            "It breaks whoever sends to the application.",
            "which the version before accepts and this version refuses",
            "  ```json\n  {\"id\":\"\"}\n  ```\n",
            "Instead: leave the property optional",
            "## 1.1.0 (2026-02-01, revision ",
            "### Compatible",
            "property `note` is new",
            "The history begins with 1.0.0 (2026-01-01, revision ",
            "Passed over, because they cannot be read:",
        ],
    );
}

#[test]
fn what_is_on_disk_as_it_was_committed_is_no_version_of_its_own() {
    let folder = repository("changelog-clean");
    let run = changelog(&folder, &["orders.yaml", "--each-revision"]).expect(0);
    assert!(!run.stdout.contains("not committed"), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("Left out: 1 version in which nothing but the layout changed."),
        "{}",
        run.stdout
    );
}

#[test]
fn a_page_of_html_holds_no_markup_of_the_contract_and_needs_no_other_file() {
    let folder = repository("changelog-html");
    let run = changelog(&folder, &["orders.yaml", "--format", "html"]).expect(0);
    check_parts(
        &run.stdout,
        &[
            "<title>Changelog of Orders &lt;script&gt;</title>",
            "<h1>Changelog of Orders &lt;script&gt;</h1>",
            "<code>note</code> is new",
            "</html>",
        ],
    );
    for outside in ["<script", "src=", "href=\"http", "url("] {
        assert!(!run.stdout.contains(outside), "{outside}\n{}", run.stdout);
    }
}

#[test]
fn programs_read_what_the_schema_describes() {
    let folder = repository("changelog-json");
    let run = changelog(&folder, &["orders.yaml", "--format", "json"]).expect(0);
    let document = run.document("schema/changelog-1.json");
    let [section] = document["sections"]
        .as_array()
        .expect("an array")
        .as_slice()
    else {
        panic!("one section: {document:#}");
    };
    assert_eq!(section["revision"]["version"], "1.1.0");
    assert_eq!(section["base"]["version"], "1.0.0");
    assert_eq!(section["base"]["date"], "2026-01-02");
    assert_eq!(section["changes"][0]["check"], "property-added");
    assert_eq!(document["unreadable"].as_array().map(Vec::len), Some(1));
}

#[test]
fn versions_can_be_named() {
    let folder = Folder::new("changelog-files");
    folder.write("1.yaml", &contract("1.0.0", "id", "id: { type: string }"));
    folder.write("2.yaml", &contract("1.1.0", "id", TWO));
    let run = changelog(&folder, &["1.yaml", "2.yaml"]).expect(0);
    check_parts(&run.stdout, &["## 1.1.0 (2.yaml)", "1.0.0 (1.yaml)"]);
    let run = changelog(&folder, &["1.yaml", "none.yaml", "2.yaml"]).expect(3);
    assert!(run.stderr.contains("none.yaml"), "{}", run.stderr);
    let run = changelog(&folder, &["1.yaml", "2.yaml", "--history", "2"]).expect(2);
    assert!(run.stderr.contains("--history"), "{}", run.stderr);
}

#[test]
fn a_number_of_versions_is_that_of_those_before_what_is_on_disk() {
    let folder = Folder::new("changelog-number");
    git(&folder, &["init", "--quiet"]);
    for (version, properties) in [("1.0.0", "id: { type: string }"), ("1.1.0", TWO)] {
        folder.write("orders.yaml", &contract(version, "id", properties));
        git(&folder, &["add", "."]);
        git(&folder, &["commit", "--quiet", "-m", version]);
    }
    // It makes no difference whether the newest one was committed.
    let one = ["orders.yaml", "--history", "1"];
    let run = changelog(&folder, &one).expect(0);
    check_parts(&run.stdout, &["## 1.1.0", "property `note` is new"]);
    folder.write("orders.yaml", &contract("1.2.0", "id, note", TWO));
    let run = changelog(&folder, &one).expect(0);
    check_parts(&run.stdout, &["## 1.2.0", "The history begins with 1.1.0"]);
    assert!(!run.stdout.contains("is new"), "{}", run.stdout);
}

#[test]
fn one_version_has_no_changelog() {
    let folder = repository("changelog-one");
    let run = changelog(&folder, &["HEAD:orders.yaml"]).expect(2);
    let expected =
        "HEAD:orders.yaml is one version, and a changelog tells what changed between versions";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn what_is_listed_besides_a_contract_that_is_named_need_not_be_there() {
    let folder = repository("changelog-listed");
    folder.write("tidings.toml", "[[spec]]\npath = \"gone.yaml\"\n");
    changelog(&folder, &["orders.yaml"]).expect(0);
    changelog(&folder, &["orders.yaml", "--history", "1"]).expect(0);
    let run = changelog(&folder, &[]).expect(2);
    assert!(run.stderr.contains("gone.yaml"), "{}", run.stderr);
}

#[test]
fn forms_for_findings_are_refused() {
    let folder = Folder::new("changelog-forms");
    let run = changelog(&folder, &["1.yaml", "--format", "sarif"]).expect(2);
    assert!(run.stderr.contains("sarif"), "{}", run.stderr);
}

#[test]
fn a_version_that_changes_only_what_a_contract_refers_to_is_one() {
    let folder = Folder::new("changelog-referred");
    git(&folder, &["init", "--quiet"]);
    let commit = |date: &str| {
        git(&folder, &["add", "--all"]);
        git_on(date, &folder, &["commit", "--quiet", "-m", date]);
    };
    let text = contract("1.0.0", "id", "id: { $ref: 'shared/id.yaml' }");
    folder.write("api.yaml", &text);
    folder.write("shared/id.yaml", "$ref: text.yaml\n");
    folder.write("shared/text.yaml", "type: string\n");
    commit("2026-01-01");
    folder.write("shared/text.yaml", "type: [string, integer]\n");
    commit("2026-01-02");
    folder.write("other.yaml", "nothing: that counts\n");
    commit("2026-01-03");
    git(&folder, &["mv", "api.yaml", "orders.yaml"]);
    commit("2026-01-04");
    folder.write("shared/text.yaml", "type: integer\n");
    commit("2026-01-05");
    let run = changelog(&folder, &["orders.yaml", "--each-revision"]).expect(0);
    check_parts(
        &run.stdout,
        &[
            "## 1.0.0 (2026-01-05, revision ",
            "### Breaking",
            "## 1.0.0 (2026-01-02, revision ",
            "### Compatible",
            "The history begins with 1.0.0 (2026-01-01, revision ",
        ],
    );
    // Another name is no version.
    assert!(!run.stdout.contains("Left out"), "{}", run.stdout);
    // The last versions are counted with those.
    let history = ["diff", "orders.yaml", "--format", "json", "--history"];
    let compared = |count: &str| {
        let run = folder.run(&[&history[..], &[count, "--reading", "strict"]].concat());
        let comparisons = run.json()["comparisons"].clone();
        comparisons.as_array().map(Vec::len)
    };
    assert_eq!(compared("1"), Some(1));
    assert_eq!(compared("9"), Some(2));
}

#[test]
fn what_was_accepted_is_told_and_does_not_count() {
    let folder = repository("changelog-accepted");
    folder.write("orders.yaml", &contract("2.0.0", "id, note", TWO));
    let accept = ["diff", "--against", "HEAD", "orders.yaml", "--accept"];
    let why = ["--reason", "all were told", "--until", "2999-12-31"];
    folder.run(&[&accept[..], &why].concat()).expect(0);
    let run = changelog(&folder, &["orders.yaml"]).expect(0);
    check_parts(
        &run.stdout,
        &[
            "## 2.0.0 (not committed)",
            "Nothing but what was accepted changed, compared with 1.1.0",
            "Rollout: ",
            "### Accepted",
            "property `note` must be there now (`property-required`)",
            "It is breaking, accepted until 2999-12-31 (all were told).",
            "It breaks whoever sends to the application.",
            "## 1.1.0",
        ],
    );
    assert!(!run.stdout.contains("### Breaking"), "{}", run.stdout);
    assert!(!run.stdout.contains("Instead:"), "{}", run.stdout);
    let run = changelog(&folder, &["orders.yaml", "--format", "json"]).expect(0);
    let document = run.document("schema/changelog-1.json");
    let newest = &document["sections"][0];
    assert_eq!(newest["verdict"], "compatible");
    let changes = newest["changes"].as_array().expect("an array");
    assert!(
        changes
            .iter()
            .any(|change| change["accepted"]["reason"] == "all were told"),
        "{newest:#}"
    );
}
