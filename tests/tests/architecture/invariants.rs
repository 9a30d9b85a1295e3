//! That every invariant of `ARCHITECTURE.md` names a test, and every place that the page names is there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace_root;

fn page() -> String {
    fs::read_to_string(workspace_root().join("ARCHITECTURE.md")).expect("the page")
}

/// What stands between backticks in `text`.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What stands in parentheses in `text`.
fn asides(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split('(').skip(1);
    opened.filter_map(|rest| Some(rest.split_once(')')?.0))
}

/// The place that `code` names, perhaps before arguments, as a path that starts at a folder of the workspace does.
fn place(code: &str) -> Option<PathBuf> {
    let path = code.split(' ').next()?;
    let (top, _) = path.split_once('/')?;
    let is_ours = !top.is_empty() && !top.starts_with("..") && workspace_root().join(top).is_dir();
    is_ours.then(|| workspace_root().join(path))
}

/// The Rust at `place`, a file or everything in a folder.
fn rust(place: &Path) -> String {
    if let Ok(entries) = fs::read_dir(place) {
        let paths = entries.map(|entry| entry.expect("an entry").path());
        return paths.map(|path| rust(&path)).collect();
    }
    let is_rust = place.extension().is_some_and(|extension| extension == "rs");
    let text = is_rust.then(|| fs::read_to_string(place).ok());
    text.flatten().unwrap_or_default()
}

/// Whether `code` is what a test is called.
fn is_test_name(code: &str) -> bool {
    let is_of_name = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    code.contains('_') && code.chars().all(is_of_name)
}

/// The room that a line of the page begins to speak of.
fn room(line: &str) -> Option<&str> {
    let (room, _) = line.strip_prefix("**`")?.split_once("`**")?;
    Some(room)
}

#[test]
fn every_place_that_is_named_is_there() {
    let page = page();
    let mut count = 0;
    let mut home = workspace_root();
    for line in page.lines() {
        home = room(line).map_or(home, |room| workspace_root().join(room));
        for code in code(line) {
            let is_place = code.ends_with(".rs") || code.ends_with('/');
            let places = match place(code) {
                Some(place) => vec![place],
                None if is_place => vec![home.join(code), home.join("src").join(code)],
                None => continue,
            };
            count += 1;
            assert!(
                places.iter().any(|place| place.exists()),
                "`{code}`: {line}"
            );
        }
    }
    assert!(count > 150, "{count} places");
}

#[test]
fn every_invariant_names_a_test() {
    let page = page();
    let invariants: Vec<&str> = page.split("*Invariant:*").skip(1).collect();
    assert!(invariants.len() > 60, "{} invariants", invariants.len());
    for invariant in invariants {
        let invariant = invariant.lines().next().unwrap_or_default();
        let rust: String = asides(invariant)
            .flat_map(code)
            .filter_map(place)
            .map(|place| rust(&place))
            .collect();
        let tests = ["#[test]", "#[tokio::test", "proptest!"];
        let has_test = tests.iter().any(|test| rust.contains(test));
        assert!(has_test, "nothing is named that tries:{invariant}");
        for name in asides(invariant)
            .flat_map(code)
            .filter(|code| is_test_name(code))
        {
            assert!(rust.contains(&format!("fn {name}(")), "{name}:{invariant}");
        }
    }
}

#[test]
fn every_rule_of_the_house_names_what_holds_it() {
    let page = page();
    let (_, table) = page.split_once("| invariant | held by |").expect("a table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut count = 0;
    for row in rows {
        let held_by = row.rsplit('|').nth(1).unwrap_or_default();
        let rust: String = code(held_by)
            .filter_map(place)
            .map(|place| rust(&place))
            .collect();
        for name in code(held_by).filter(|code| is_test_name(code)) {
            assert!(rust.contains(&format!("fn {name}(")), "{name}: {row}");
        }
        assert!(code(held_by).next().is_some(), "{row}");
        count += 1;
    }
    assert!(count > 5, "{count} rows");
}
