//! YAML 1.2 construct by construct and JSON's minefield case by case: `yaml/*.txt` and `json/*.txt`.
//!
//! A case is a name, a text, and what must come of the text:
//!
//! ```text
//! ## a tab cannot indent
//! a:
//! ␉b: 1
//! =! 2:1-2 syntax-error: a tab cannot indent in YAML
//! ```
//!
//! `=>` gives the value as JSON, or `nothing`; `=!` a finding; where no `=!` stands there must be none.
//! `=:` says why, where the outcome is a choice of this crate and not the word of the specification.
//! Text before the first case is for people.

mod case;

use std::fmt::Write;
use std::path::Path;

use case::Case;
use tidings_diag::{FileId, Finding, LineIndex};
use tidings_syntax::{Format, Kind, Tree, Value, parse};

#[test]
fn yaml() {
    check("yaml", Format::Yaml);
}

#[test]
fn json() {
    check("json", Format::Json);
}

/// Reads every case of a folder and lists all that come out otherwise.
#[track_caller]
fn check(folder: &str, format: Format) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/conformance")
        .join(folder);
    let files = std::fs::read_dir(&folder).expect("the folder of a format");
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    let mut wrong = String::new();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("a file of cases is UTF-8");
        let cases = case::read(&text);
        assert!(!cases.is_empty(), "{} has no case", file.display());
        for case in cases {
            let name = file.file_name().unwrap_or_default().display();
            if let Some(found) = differs(&case, format) {
                let (line, title) = (case.line, case.name);
                writeln!(wrong, "{name}:{line}: {title}\n{found}").expect("text grows");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What comes of a case, if that is not what it expects.
fn differs(case: &Case<'_>, format: Format) -> Option<String> {
    let (tree, findings) = parse(FileId(0), &case.bytes, format);
    let value = tree.root().map_or_else(|| "nothing".to_owned(), json_of);
    let findings: Vec<String> = findings
        .iter()
        .map(|finding| described(&tree, finding))
        .collect();
    let same_value = case
        .value
        .as_ref()
        .is_none_or(|expected| *expected == value);
    if same_value && findings == case.findings {
        return None;
    }
    let findings = findings.iter().map(|finding| format!("=! {finding}\n"));
    Some(format!("=> {value}\n{}", findings.collect::<String>()))
}

/// A value as compact JSON; what JSON cannot write stands as it is in the document.
fn json_of(value: Value<'_>) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a string");
    match value.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Bool => value.as_bool().unwrap_or_default().to_string(),
        Kind::Number => value.as_number().map_or_else(String::new, |number| {
            number.to_json().unwrap_or_else(|| number.text().to_owned())
        }),
        Kind::String => quoted(value.as_str().unwrap_or_default()),
        Kind::Sequence => {
            let items: Vec<String> = value.items().map(json_of).collect();
            format!("[{}]", items.join(", "))
        }
        Kind::Mapping => {
            let entries: Vec<String> = value
                .entries()
                .map(|entry| format!("{}: {}", quoted(entry.key), json_of(entry.value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// `line:column-column rule: message`; a span over several lines ends in `line:column`.
fn described(tree: &Tree, finding: &Finding) -> String {
    let span = finding.location.as_ref().expect("a place in the text").span;
    let lines = LineIndex::new(tree.text());
    let start = lines.line_column(tree.text(), span.start);
    let end = lines.line_column(tree.text(), span.end);
    let end_line = match end.line {
        line if line == start.line => String::new(),
        line => format!("{line}:"),
    };
    let place = format!("{}:{}-{end_line}{}", start.line, start.column, end.column);
    format!("{place} {}: {}", finding.rule.id, finding.message)
}
