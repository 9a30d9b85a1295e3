//! `tidings diff --format markdown`: one comment on a pull request.

use crate::repository::git;
use crate::tidings::{Folder, Run};

const MARKER: &str = "<!-- tidings-diff -->\n";

/// What GitHub takes.
const LIMIT: usize = 65_536;

/// An application that receives orders of which these properties must be there.
fn contract(title: &str, required: &[String]) -> String {
    let required = required.join(", ");
    format!(
        "\
asyncapi: 3.0.0
info: {{ title: {title}, version: 1.0.0 }}
channels:
  orders:
    address: orders
    messages:
      Placed: {{ payload: {{ type: object, required: [{required}] }} }}
operations:
  take: {{ action: receive, channel: {{ $ref: '#/channels/orders' }} }}
"
    )
}

/// A repository with these contracts, none of which demanded anything when they were committed.
fn repository(name: &str, contracts: &[(&str, &[String])]) -> Folder {
    let folder = Folder::new(&format!("diff-comment-{name}"));
    git(&folder, &["init", "--quiet"]);
    for (path, _) in contracts {
        folder.write(path, &contract("Orders", &[]));
    }
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    for (path, required) in contracts {
        folder.write(path, &contract("Orders", required));
    }
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(arguments)
}

const AGAINST: [&str; 6] = ["diff", "--against", "HEAD", ".", "--format", "markdown"];

#[test]
fn the_verdict_comes_first_and_details_are_folded() {
    let note = ["note".to_owned()];
    let folder = repository("folded", &[("a.yaml", &note), ("b.yaml", &[])]);
    let comment = run(&folder, &AGAINST).expect(1).stdout;
    let head = format!("{MARKER}### Tidings: breaking (1 of 2 comparisons)\n");
    assert!(comment.starts_with(&head), "{comment}");
    for told in [
        "| a.yaml | HEAD:a.yaml | **breaking** | 1 breaking | major |",
        "<summary><b>a.yaml</b>: 1 breaking</summary>",
        "(`property-required`)",
        "breaks: whoever sends to the application",
        "the base accepts and the revision refuses",
        "instead: ",
        "<sub>policy roles, reading events</sub>",
    ] {
        assert!(comment.contains(told), "{told}\n{comment}");
    }
    assert!(!comment.contains("b.yaml"), "{comment}");
}

#[test]
fn nothing_is_said_in_one_line() {
    let folder = repository("nothing", &[("a.yaml", &[])]);
    let comment = run(&folder, &AGAINST).expect(0).stdout;
    let expected =
        format!("{MARKER}### Tidings: unchanged\n\n<sub>policy roles, reading events</sub>\n");
    assert_eq!(comment, expected);
}

#[test]
fn what_only_people_read_is_counted_and_listed_where_it_is_asked_for() {
    let note = ["note".to_owned()];
    let folder = repository("annotated", &[("a.yaml", &note), ("b.yaml", &[])]);
    for (path, required) in [("a.yaml", &note[..]), ("b.yaml", &[])] {
        folder.write(path, &contract("Sales", required));
    }
    let line = "\nAnnotations, which only people read, are told with `--verbose`.\n";
    let row = "| b.yaml | HEAD:b.yaml | **unchanged** | 1 annotation | patch |";
    let summary = "<summary><b>b.yaml</b>: 1 annotation</summary>";
    let annotation = "- **annotation**: `title` was `\"Orders\"` and is `\"Sales\"` (`info-changed`)\n  at b.yaml:2:";

    let counted = run(&folder, &AGAINST).expect(1).stdout;
    assert!(counted.contains(row) && counted.contains(line), "{counted}");
    assert!(!counted.contains("**annotation**"), "{counted}");
    assert!(!counted.contains(summary), "{counted}");

    let listed = run(&folder, &[&AGAINST[..], &["--verbose"]].concat()).expect(1);
    let listed = listed.stdout;
    assert!(listed.contains(row) && !listed.contains(line), "{listed}");
    assert!(listed.contains(summary), "{listed}");
    assert!(listed.contains(annotation), "{listed}");
    let [breaks, annotated] = ["- **breaking**", "- **annotation**"].map(|it| listed.find(it));
    assert!(breaks < annotated, "{listed}");
}

#[test]
fn a_comment_is_never_longer_than_what_is_taken() {
    let required: Vec<String> = (0..400).map(|index| format!("\"größe-{index}\"")).collect();
    let paths: Vec<String> = (0..12)
        .map(|index| format!("contract-{index}.yaml"))
        .collect();
    let contracts = paths.iter().map(|path| (path.as_str(), &required[..]));
    let contracts: Vec<(&str, &[String])> = contracts.collect();
    let folder = repository("long", &contracts);
    let comment = run(&folder, &AGAINST).expect(1).stdout;
    assert!(comment.len() <= LIMIT, "{}", comment.len());
    assert!(comment.len() > LIMIT / 2, "{}", comment.len());
    assert!(comment.contains("items had no room here"), "{comment}");
    // Each contract has its share, says what it lacks, and who may begin.
    let sections: Vec<&str> = comment.split("<details>").skip(1).collect();
    assert_eq!(sections.len(), paths.len());
    let told = |section: &&str| section.matches("- **breaking**").count();
    let counts: Vec<usize> = sections.iter().map(told).collect();
    let [most, least] = [counts.iter().max(), counts.iter().min()].map(|it| it.expect("a section"));
    assert!(*least > 5 && most - least <= 1, "{counts:?}");
    for (section, count) in sections.iter().zip(&counts) {
        let left_out = format!("- Without room here: {} breaking\n", 400 - count);
        assert!(section.contains(&left_out), "{left_out}{section}");
        assert!(section.contains("- Rollout: "), "{section}");
    }
    assert!(comment.contains("<sub>policy roles, reading events</sub>"));
    let [opened, closed] = ["<details>", "</details>"].map(|tag| comment.matches(tag).count());
    assert_eq!(opened, closed);
}

#[test]
fn of_too_many_contracts_the_rest_is_counted() {
    let required = ["note".to_owned()];
    let paths: Vec<String> = (0..300)
        .map(|index| format!("api/{index}/orders.yaml"))
        .collect();
    let contracts = paths.iter().map(|path| (path.as_str(), &required[..]));
    let contracts: Vec<(&str, &[String])> = contracts.collect();
    let folder = repository("many", &contracts);
    let comment = run(&folder, &AGAINST).expect(1).stdout;
    assert!(comment.len() <= LIMIT, "{}", comment.len());
    let shown = comment.matches("<details>").count();
    let rows = comment.matches("| **breaking** |").count();
    assert!((50..300).contains(&shown), "{shown}");
    for told in [
        format!("the details of {} comparisons", 300 - shown),
        format!("{} table rows had no room here", 300 - rows),
        format!("\nAnd {} more.\n", 300 - rows),
        "The same command without `--format markdown` shows all.".to_owned(),
    ] {
        assert!(comment.contains(&told), "{told}\n{comment}");
    }
}

#[test]
fn what_a_contract_says_is_no_markup() {
    let required = ["\"</details> @all `<b>` | [x](y)\"".to_owned()];
    let folder = repository("markup", &[("a@b_c.yaml", &required)]);
    let comment = run(&folder, &AGAINST).expect(1).stdout;
    // Between backticks it is code; the piece between two pieces of code is escaped.
    let told = "`</details> @all `&lt;b>` | [x](y)`";
    assert!(comment.contains(told), "{comment}");
    let closing = comment
        .lines()
        .filter(|line| line.starts_with("</details>"));
    assert_eq!(closing.count(), 1, "{comment}");
    assert!(!comment.contains("a@b"), "{comment}");
}

#[test]
fn the_workflow_of_the_page_runs() {
    let page = include_str!("../../../docs/pull-requests.md");
    assert!(page.contains(&format!("startswith(\"{}\")", MARKER.trim_end())));
    let mut lines = page.lines();
    let line = lines.find_map(|line| line.trim().strip_prefix("run: tidings diff "));
    let line = line.expect("a line that compares");
    let line = line.replace("\"origin/$GITHUB_BASE_REF\"", "HEAD");
    let arguments: Vec<&str> = ["diff"].into_iter().chain(line.split(' ')).collect();
    let note = ["note".to_owned()];
    let folder = repository("workflow", &[("a.yaml", &note)]);
    let run = run(&folder, &arguments).expect(1);
    assert_eq!(run.stdout, "");
    let comment = std::fs::read_to_string(folder.path().join("comment.md")).expect("the comment");
    assert!(comment.starts_with(MARKER), "{comment}");
}
