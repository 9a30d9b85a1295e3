//! The pages of the rules: their examples run, and every rule runs over the examples of every other one.

use tidings_diag::Finding;
use tidings_source::{MemoryFiles, Sources};

/// An example on a page: `bad` or `good`, and the document.
struct Example {
    kind: String,
    document: String,
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut current: Option<Example> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut current) {
            (Some(_), Some(_)) => examples.extend(current.take()),
            (Some(info), None) => {
                let kind = info.strip_prefix("yaml ").unwrap_or(info).to_owned();
                current = Some(Example {
                    kind,
                    document: String::new(),
                });
            }
            (None, Some(example)) => {
                example.document.push_str(line);
                example.document.push('\n');
            }
            (None, None) => {}
        }
    }
    examples
}

fn findings_of(document: &str) -> Vec<Finding> {
    let files = MemoryFiles::new([("asyncapi.yaml", document)]);
    let (sources, mut findings) = Sources::link(&files, "asyncapi.yaml");
    let validated = tidings_lint::validate(&sources);
    findings.extend(validated.findings);
    let suspects = tidings_lint::suspect(&validated.contract, &sources, &findings);
    findings.extend(suspects);
    findings
}

#[test]
fn bad_examples_break_their_own_rule_only_and_good_ones_none() {
    let mut complaints = Vec::new();
    for rule in tidings_lint::RULES {
        let page = rule.markdown();
        let examples = examples(&page);
        for example in &examples {
            let findings = findings_of(&example.document);
            let found: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
            let expected: &[&str] = match example.kind.as_str() {
                "bad" => &[rule.id],
                "good" => &[],
                other => panic!("{}: example of kind {other:?}", rule.id),
            };
            if found != expected {
                complaints.push(format!(
                    "{} example of {}: {found:?}",
                    example.kind, rule.id
                ));
            }
        }
        for kind in ["bad", "good"] {
            if !examples.iter().any(|example| example.kind == kind) {
                complaints.push(format!("{} has no {kind} example", rule.id));
            }
        }
    }
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn findings_cite_the_section_of_their_version() {
    for rule in tidings_lint::RULES {
        let page = rule.markdown();
        let bad = examples(&page)
            .into_iter()
            .find(|example| example.kind == "bad")
            .expect("a bad example");
        let version = if bad.document.starts_with("asyncapi: 2") {
            "AsyncAPI 2.6, "
        } else {
            "AsyncAPI 3.0, "
        };
        for finding in findings_of(&bad.document) {
            let section = finding.section.unwrap_or_default();
            // Bindings have texts and versions of their own.
            let of_binding = section.contains(" Bindings, ").then_some(section.as_str());
            let place = section.strip_prefix(version).or(of_binding);
            let place = place.unwrap_or_else(|| panic!("{} cites {section:?}", rule.id));
            let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                words.contains(place),
                "the page of {} does not name {place}",
                rule.id
            );
        }
    }
}

#[test]
fn every_file_is_a_rule_and_ids_are_sorted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of rules")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "mod.rs")
        .collect();
    files.sort();
    let ids: Vec<String> = tidings_lint::RULES
        .iter()
        .map(|rule| format!("{}.rs", rule.id.replace('-', "_")))
        .collect();
    assert_eq!(ids, files);
}

#[test]
fn pages_say_why() {
    for rule in tidings_lint::RULES {
        let page = rule.markdown();
        assert!(page.contains("## Why it matters\n"), "{}", rule.id);
    }
}
