//! Documents with one mistake each, and odd documents without any.
//!
//! A file in `faults/` (or a folder with an `asyncapi.yaml`) starts with the one finding that it must give:
//! `# finds RULE at \`POINTER\`, LINE:COLUMN to LINE:COLUMN`. The files in `odd/` must give none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tidings_diag::{Finding, Group, Severity};
use tidings_source::{DiskFiles, Sources};

/// Every document in the folder `name`, by path.
fn documents(name: &str) -> Vec<PathBuf> {
    let mut documents = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(name)];
    while let Some(folder) = folders.pop() {
        let main = folder.join("asyncapi.yaml");
        if main.exists() {
            documents.push(main);
            continue;
        }
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// Judges a document as `tidings validate` does.
fn judge(document: &Path) -> (Sources, Vec<Finding>) {
    let folder = document.parent().expect("a folder");
    let name = document.file_name().expect("a name").to_string_lossy();
    let (sources, mut findings) = Sources::link(&DiskFiles::new(folder), &name);
    let validated = tidings_lint::validate(&sources);
    findings.extend(validated.findings);
    (sources, findings)
}

/// A finding as the first line of a fault writes it.
fn written(sources: &Sources, finding: &Finding) -> String {
    let Some(location) = &finding.location else {
        return format!("# finds {} somewhere: {}", finding.rule.id, finding.message);
    };
    let pointer = match &location.pointer {
        Some(pointer) => format!("`{pointer}`"),
        None => "no pointer".to_owned(),
    };
    let span = location.span;
    let source = sources.file(span.file);
    let file = match span.file.0 {
        0 => String::new(),
        _ => format!(" in {}", source.path),
    };
    let place = |offset| {
        let place = source.lines.line_column(source.tree.text(), offset);
        format!("{}:{}", place.line, place.column)
    };
    let (start, end) = (place(span.start), place(span.end));
    format!(
        "# finds {} at {pointer}{file}, {start} to {end}",
        finding.rule.id
    )
}

#[test]
fn each_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    let mut rules = BTreeSet::new();
    let mut meaning = BTreeSet::new();
    let documents = documents("faults");
    for document in &documents {
        let text = std::fs::read_to_string(document).expect("a text");
        let expected = text.lines().next().unwrap_or_default();
        let (sources, findings) = judge(document);
        let found: Vec<String> = findings
            .iter()
            .map(|finding| written(&sources, finding))
            .collect();
        if found != [expected] {
            let messages: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
            wrong.push(format!(
                "{}\n  {expected}\n  {}\n  {}",
                document.display(),
                found.join("\n  "),
                messages.join("\n  ")
            ));
        }
        for finding in &findings {
            rules.insert(finding.rule.id);
            if finding.rule.group == Group::Correctness {
                meaning.insert(finding.rule.id);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(documents.len() >= 150, "only {} faults", documents.len());
    assert!(rules.len() >= 90, "only {} rules", rules.len());
    assert!(
        meaning.len() * 3 >= rules.len(),
        "only {meaning:?} are about meaning"
    );
}

/// Rules of errors that speak for themselves, with the reason.
const WITHOUT_HELP: [(&str, &str); 1] = [(
    "protobuf-invalid",
    "the compiler of Protocol Buffers says what is wrong, in the terms of its language",
)];

#[test]
fn findings_say_what_to_write_instead_and_which_sentence_says_so() {
    let mut silent = BTreeSet::new();
    for document in documents("faults") {
        let (_, findings) = judge(&document);
        for Finding {
            rule,
            severity,
            help,
            section,
            message,
            ..
        } in findings
        {
            let needs_help =
                severity == Severity::Error && WITHOUT_HELP.iter().all(|(id, _)| *id != rule.id);
            if needs_help && help.is_none() {
                silent.insert(format!("{} without help: {message}", rule.id));
            }
            if rule.group == Group::Correctness && section.is_none() {
                silent.insert(format!("{} without a section: {message}", rule.id));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn odd_documents_are_valid() {
    let documents = documents("odd");
    for document in &documents {
        let (sources, findings) = judge(document);
        let found: Vec<String> = findings
            .iter()
            .map(|finding| format!("{}: {}", written(&sources, finding), finding.message))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{}", document.display());
    }
    assert!(documents.len() >= 60, "only {}", documents.len());
}
