//! The JSON Schema Test Suite as an oracle: draft-07, required cases, and the formats among the optional ones.
//!
//! `TIDINGS_SUITE` names the folder of the suite (the one that holds `tests/`); without it the tests say so and pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::Document;
use tidings_check::{Format, NumberFormat};
use tidings_schema::{Formats, SchemaReader, ValidateOptions, validate};
use tidings_syntax::Value;

/// Groups of cases that this reader judges otherwise, and why: file, start of the group's description, reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "definitions",
        "validate definition against metaschema",
        REMOTE,
    ),
    ("ref", "remote ref, containing refs itself", REMOTE),
    (
        "ref",
        "$ref prevents a sibling $id from changing the base uri",
        ID,
    ),
    ("ref", "Recursive references between schemas", ID),
    ("ref", "refs with relative uris and defs", ID),
    ("ref", "relative refs with absolute uris and defs", ID),
    ("ref", "Location-independent identifier", ID),
    ("ref", "Reference an anchor with a non-relative URI", ID),
    ("ref", "$id must be resolved against nearest parent", ID),
    ("ref", "simple URN base URI", ID),
    ("ref", "URN base URI", ID),
    ("ref", "ref to if", ID),
    ("ref", "ref to then", ID),
    ("ref", "ref to else", ID),
    ("ref", "ref with absolute-path-reference", ID),
    ("refRemote", "", REMOTE),
];

const REMOTE: &str = "the network is never touched";
const ID: &str = "`$id` is not a base for references: documents refer by file and JSON Pointer";

/// A case that came out otherwise than the suite says.
struct Difference {
    file: String,
    group: String,
    case: String,
    expected: bool,
    found: String,
}

fn suite() -> Option<PathBuf> {
    let folder = std::env::var_os("TIDINGS_SUITE").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("TIDINGS_SUITE is not set: the JSON Schema Test Suite did not run");
    }
    folder.map(|folder| folder.join("tests/draft7"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

fn text_of(value: Value<'_>) -> &str {
    &value.tree().text()[value.span().range()]
}

/// Runs every case of one file; returns how many there are and those that differ.
fn run(path: &Path, formats: Formats) -> (usize, Vec<Difference>) {
    let file = path.file_stem().unwrap().to_string_lossy().into_owned();
    let document = Document::json(&std::fs::read_to_string(path).unwrap());
    let mut cases = 0;
    let mut differences = Vec::new();
    for group in document.root().items() {
        let name = group.get("description").unwrap().as_str().unwrap();
        let schema = Document::json(text_of(group.get("schema").unwrap()));
        let mut reader = SchemaReader::new(schema.sources());
        let id = reader.read(schema.root());
        let (graph, findings) = reader.finish();
        for case in group.get("tests").unwrap().items() {
            cases += 1;
            let expected = case.get("valid").unwrap().as_bool().unwrap();
            let data = case.get("data").unwrap();
            let failures = validate(&graph, id, data, &ValidateOptions { formats });
            if failures.is_empty() != expected {
                let description = case.get("description").unwrap();
                differences.push(Difference {
                    file: file.clone(),
                    group: name.to_owned(),
                    case: description.as_str().unwrap().to_owned(),
                    expected,
                    found: format!("{failures:?} {findings:?}"),
                });
            }
        }
    }
    (cases, differences)
}

fn exception(difference: &Difference) -> Option<usize> {
    EXCEPTIONS.iter().position(|(file, group, _)| {
        *file == difference.file && difference.group.starts_with(group)
    })
}

fn report(differences: &[&Difference]) -> String {
    let lines = differences.iter().map(|difference| {
        format!(
            "{}: {} / {}: expected {}, found {}\n",
            difference.file,
            difference.group,
            difference.case,
            if difference.expected {
                "valid"
            } else {
                "invalid"
            },
            difference.found
        )
    });
    lines.collect()
}

#[test]
fn required_cases_of_draft_07() {
    let Some(folder) = suite() else { return };
    let mut cases = 0;
    let mut excepted = BTreeSet::new();
    let mut unexpected = Vec::new();
    let results: Vec<_> = files(&folder)
        .iter()
        .map(|path| run(path, Formats::Annotate))
        .collect();
    for (count, differences) in &results {
        cases += count;
        for difference in differences {
            match exception(difference) {
                Some(row) => {
                    excepted.insert(row);
                }
                None => unexpected.push(difference),
            }
        }
    }
    assert!(cases > 800, "only {cases} cases were found");
    assert!(unexpected.is_empty(), "\n{}", report(&unexpected));
    let stale: Vec<_> = (0..EXCEPTIONS.len())
        .filter(|row| !excepted.contains(row))
        .map(|row| EXCEPTIONS[row])
        .collect();
    assert!(
        stale.is_empty(),
        "exceptions that are none any more: {stale:#?}"
    );
}

/// Groups of the optional cases that are judged otherwise, and why.
const FORMAT_EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "hostname",
    "validation of A-label (punycode) host names",
    "host names are judged by RFC 1123, not by the tables of IDNA 2008",
)];

#[test]
fn optional_cases_of_known_formats() {
    let Some(folder) = suite() else { return };
    let mut ran = 0;
    for path in files(&folder.join("optional/format")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_known = Format::named(&name).is_some() || NumberFormat::named(&name).is_some();
        if !is_known && name != "ecmascript-regex" {
            continue;
        }
        let (cases, differences) = run(&path, Formats::Assert);
        ran += cases;
        let unexpected: Vec<_> = differences
            .iter()
            .filter(|difference| {
                !FORMAT_EXCEPTIONS
                    .iter()
                    .any(|(file, group, _)| *file == difference.file && *group == difference.group)
            })
            .collect();
        assert!(unexpected.is_empty(), "\n{}", report(&unexpected));
    }
    assert!(ran > 200, "only {ran} cases were found");
}

#[test]
fn optional_cases_of_numbers_and_patterns() {
    let Some(folder) = suite() else { return };
    for name in [
        "bignum",
        "ecmascript-regex",
        "float-overflow",
        "non-bmp-regex",
    ] {
        let (_, differences) = run(
            &folder.join(format!("optional/{name}.json")),
            Formats::Assert,
        );
        let differences: Vec<_> = differences.iter().collect();
        assert!(differences.is_empty(), "\n{}", report(&differences));
    }
}
