//! The examples stay as short as a page that is read, and each is shown to whoever looks for one.

use std::fs;
use std::path::{Path, PathBuf};

/// What still reads like a page.
const MOST_LINES: usize = 150;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// What is in a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let below = entries(folder).into_iter();
    let files = below.flat_map(|path| match path.is_dir() {
        true => sources(&path),
        false => vec![path],
    });
    let is_source = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    files.filter(is_source).collect()
}

#[test]
fn no_file_is_longer_than_a_page() {
    let files = sources(&examples());
    assert!(files.len() > 20, "the examples are elsewhere");
    for file in files {
        let text = fs::read_to_string(&file).expect("a text");
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines", file.display());
    }
}

#[test]
fn the_guide_names_each_of_them_and_how_it_is_run() {
    let guide = examples().join("../docs/guide/examples.md");
    let guide = fs::read_to_string(guide).expect("the guide");
    for folder in entries(&examples()) {
        let name = folder.file_name().expect("a name").to_string_lossy();
        let link = format!("(../../examples/{name}");
        let command = format!("-p example-{name}");
        for part in [link, command] {
            assert!(guide.contains(&part), "the guide has no `{part}`");
        }
    }
}
