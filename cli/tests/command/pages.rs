//! The pages of the rules: their form, and their examples, which run.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::tidings::{Folder, run};

/// A block of a page: ```` ```yaml bad ````, or ```` ```yaml bad lamp.yaml ```` for a file beside the documents.
struct Example {
    language: String,
    kind: String,
    name: Option<String>,
    text: String,
}

/// A rule with its page, as the catalogue has it.
struct Page {
    rule: String,
    text: String,
}

fn pages() -> Vec<Page> {
    let catalogue = run(&["rules", "--format", "json"]).expect(0).json();
    let text = |rule: &Value, field: &str| rule[field].as_str().expect("a string").to_owned();
    let rules = catalogue["rules"].as_array().expect("an array").iter();
    // What changed needs two documents to be shown.
    let rules = rules.filter(|rule| rule["group"] != "compatibility");
    rules
        .map(|rule| Page {
            rule: text(rule, "rule"),
            text: text(rule, "page"),
        })
        .collect()
}

/// The blocks of a page that are examples.
fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut block: Option<Example> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut block) {
            (Some(_), Some(_)) => {
                examples.extend(block.take().filter(|example| !example.kind.is_empty()));
            }
            (Some(info), None) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                block = Some(Example {
                    language: words.next().unwrap_or_default(),
                    kind: words.next().unwrap_or_default(),
                    name: words.next(),
                    text: String::new(),
                });
            }
            (None, Some(example)) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(block.is_none(), "a block does not end:\n{page}");
    examples
}

#[test]
fn every_page_says_what_why_and_shows_it() {
    for Page { rule, text } in pages() {
        assert!(
            text.starts_with(char::is_alphabetic) || text.starts_with('`'),
            "{rule}: {text}"
        );
        assert!(text.contains("\n\n## Why it matters\n\n"), "{rule}");
        let examples = examples(&text);
        let has = |kind| examples.iter().any(|example| example.kind == kind);
        let is_shown = has("bad") && has("good");
        let is_told = examples.is_empty() && text.contains("\n\n## Example\n\n");
        assert!(is_shown || is_told, "{rule} needs a bad and a good example");
        for example in examples {
            assert!(
                ["bad", "good"].contains(&example.kind.as_str()),
                "{rule}: {}",
                example.kind
            );
        }
    }
}

#[test]
fn bad_examples_break_their_own_rule_only_and_good_ones_none() {
    let folder = Folder::new("pages");
    // The rule that each document breaks, by the document's path; `None` for a good one.
    let mut documents: BTreeMap<String, Option<String>> = BTreeMap::new();
    for Page { rule, text } in pages() {
        for (index, example) in examples(&text).into_iter().enumerate() {
            let below = format!("{rule}/{}", example.kind);
            let path = match &example.name {
                Some(name) => format!("{below}/{name}"),
                None => format!("{below}/document-{index}.{}", example.language),
            };
            folder.write(&path, &example.text);
            if example.name.is_none() {
                documents.insert(path, (example.kind == "bad").then(|| rule.clone()));
            }
        }
    }
    let paths: Vec<&str> = documents.keys().map(String::as_str).collect();
    let findings = folder
        .run(&[&["lint", "--format", "json"], &paths[..]].concat())
        .findings();
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in findings["findings"].as_array().expect("an array") {
        let rule = finding["rule"].as_str().expect("a rule");
        let file = finding["file"].as_str().expect("a file");
        // A finding in a file beside the document counts for the document.
        let folder = &file[..=file.rfind('/').expect("a folder")];
        let document = paths.iter().find(|path| **path == file);
        let document = document.or_else(|| paths.iter().find(|path| path.starts_with(folder)));
        found
            .entry(document.expect("a document"))
            .or_default()
            .push(rule);
    }
    let mut wrong = Vec::new();
    for (path, rule) in &documents {
        let found = found.get(path.as_str()).map_or(&[][..], Vec::as_slice);
        let is_right = match rule {
            Some(rule) => !found.is_empty() && found.iter().all(|other| other == rule),
            None => found.is_empty(),
        };
        if !is_right {
            wrong.push(format!("{path}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_of_a_page_belongs_to_a_rule() {
    let rules: Vec<String> = pages().into_iter().map(|page| page.rule + ".md").collect();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let crates = std::fs::read_dir(top.join("crates")).expect("the crates");
    let crates = crates.map(|entry| entry.expect("a crate").path());
    for folder in crates {
        let Ok(files) = std::fs::read_dir(folder.join("src/pages")) else {
            continue;
        };
        for file in files {
            let name = file
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned();
            assert!(rules.contains(&name), "{}: {name}", folder.display());
        }
    }
}
