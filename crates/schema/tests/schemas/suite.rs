//! The JSON Schema Test Suite as an oracle: the required cases of every draft, and what is known of the optional ones.
//!
//! `TIDINGS_SUITE` names the folder of the suite (the one that holds `tests/`); without it the tests say so and pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::served::{SCHEMA, Served};
use crate::support::Document;
use tidings_check::{Format, NumberFormat};
use tidings_diag::Finding;
use tidings_schema::{
    Dialect, Formats, SchemaGraph, SchemaId, SchemaReader, ValidateOptions, validate,
};
use tidings_source::UNRESOLVED_REF;
use tidings_syntax::Value;

/// The drafts, each with its folder in the suite and the least number of cases that it has.
pub(crate) const DRAFTS: &[(Dialect, &str, usize)] = &[
    (Dialect::Draft4, "draft4", 600),
    (Dialect::Draft6, "draft6", 800),
    (Dialect::Draft7, "draft7", 900),
    (Dialect::Draft2019, "draft2019-09", 1_200),
    (Dialect::Draft2020, "draft2020-12", 1_200),
];

/// Groups of cases that this reader judges otherwise, and why: file, start of the group's description, reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "definitions",
        "validate definition against metaschema",
        META_SCHEMA,
    ),
    (
        "defs",
        "validate definition against metaschema",
        META_SCHEMA,
    ),
    ("ref", "remote ref, containing refs itself", META_SCHEMA),
    (
        "vocabulary",
        "schema that uses custom metaschema with with no validation vocabulary",
        META_SCHEMA,
    ),
    ("refRemote", "root ref in remote ref", BASE),
    ("refRemote", "base URI change", BASE),
    (
        "refRemote",
        "retrieved nested refs resolve relative to their URI not $id",
        BASE,
    ),
    ("refRemote", "remote ref with ref to def", BASE),
    (
        "dynamicRef",
        "tests for implementation dynamic anchor and reference link",
        BASE,
    ),
    ("dynamicRef", "strict-tree schema", BASE),
    (
        "dynamicRef",
        "$ref and $dynamicAnchor are independent of order",
        BASE,
    ),
];

const META_SCHEMA: &str = "the meta-schema is at an address, and nothing is read from the network";

const BASE: &str =
    "a remote file is read if a reference spells its whole address, not by way of an `$id`";

/// A case that came out otherwise than the suite says.
struct Difference {
    file: String,
    group: String,
    case: String,
    expected: bool,
    found: String,
}

pub(crate) fn suite() -> Option<PathBuf> {
    let folder = std::env::var_os("TIDINGS_SUITE").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("TIDINGS_SUITE is not set: the JSON Schema Test Suite did not run");
    }
    folder.map(|folder| folder.join("tests"))
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
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

pub(crate) fn text_of(value: Value<'_>) -> &str {
    &value.tree().text()[value.span().range()]
}

/// Reads each schema of one file and hands it on with its group of cases.
pub(crate) fn for_each_group(path: &Path, dialect: Dialect, mut see: impl FnMut(Group<'_>)) {
    let document = Document::json(&std::fs::read_to_string(path).unwrap());
    let remotes = suite().unwrap().join("../remotes");
    for group in document.root().items() {
        let schema = Document::linked(
            &Served {
                schema: text_of(group.get("schema").unwrap()),
                remotes: Some(&remotes),
            },
            SCHEMA,
        );
        let mut reader = SchemaReader::with_dialect(schema.sources(), dialect);
        let schema = reader.read(schema.root());
        let (graph, findings) = reader.finish();
        let leads_nowhere = findings.iter().any(|one| *one.rule == UNRESOLVED_REF);
        if leads_nowhere && !remotes.is_dir() {
            // The group needs a file of the folder `remotes`, which a suite may come without.
            continue;
        }
        see(Group {
            name: group.get("description").unwrap().as_str().unwrap(),
            graph,
            schema,
            findings,
            cases: group.get("tests").unwrap().items().collect(),
        });
    }
}

/// A schema of the suite with its cases.
pub(crate) struct Group<'g> {
    pub(crate) name: &'g str,
    pub(crate) graph: SchemaGraph,
    pub(crate) schema: SchemaId,
    findings: Vec<Finding>,
    pub(crate) cases: Vec<Value<'g>>,
}

/// Runs every case of one file; returns how many there are and those that differ.
fn run(path: &Path, dialect: Dialect, formats: Formats) -> (usize, Vec<Difference>) {
    let file = path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut cases = 0;
    let mut differences = Vec::new();
    for_each_group(path, dialect, |group| {
        for case in &group.cases {
            cases += 1;
            let expected = case.get("valid").unwrap().as_bool().unwrap();
            let data = case.get("data").unwrap();
            let options = ValidateOptions { formats };
            let failures = validate(&group.graph, group.schema, data, &options);
            if failures.is_empty() != expected {
                let description = case.get("description").unwrap();
                differences.push(Difference {
                    file: file.clone(),
                    group: group.name.to_owned(),
                    case: description.as_str().unwrap().to_owned(),
                    expected,
                    found: format!("{failures:?} {:?}", group.findings),
                });
            }
        }
    });
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
fn required_cases() {
    let Some(suite) = suite() else { return };
    let mut excepted = BTreeSet::new();
    let mut unexpected = Vec::new();
    for (dialect, folder, least) in DRAFTS {
        let folder = suite.join(folder);
        if !folder.is_dir() {
            eprintln!("{} is not there: its cases did not run", folder.display());
            continue;
        }
        let mut cases = 0;
        let mut passed = 0;
        for path in files(&folder) {
            let (count, differences) = run(&path, *dialect, Formats::Annotate);
            cases += count;
            passed += count - differences.len();
            for difference in differences {
                match exception(&difference) {
                    Some(row) => {
                        excepted.insert(row);
                    }
                    None => unexpected.push(difference),
                }
            }
        }
        eprintln!("{}: {passed} of {cases} required cases", dialect.name());
        assert!(cases > *least, "only {cases} cases were found");
    }
    let is_whole = suite.join("../remotes").is_dir()
        && DRAFTS
            .iter()
            .all(|(_, folder, _)| suite.join(folder).is_dir());
    let unexpected: Vec<_> = unexpected.iter().collect();
    assert!(unexpected.is_empty(), "\n{}", report(&unexpected));
    let stale: Vec<_> = (0..EXCEPTIONS.len())
        .filter(|row| is_whole && !excepted.contains(row))
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
    let Some(suite) = suite() else { return };
    for (dialect, folder, _) in DRAFTS {
        let mut ran = 0;
        let mut unexpected = Vec::new();
        let folder = suite.join(folder).join("optional/format");
        if !folder.is_dir() {
            eprintln!("{} is not there: its cases did not run", folder.display());
            continue;
        }
        for path in files(&folder) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_known = Format::named(&name).is_some() || NumberFormat::named(&name).is_some();
            if !is_known && name != "ecmascript-regex" {
                continue;
            }
            let (cases, differences) = run(&path, *dialect, Formats::Assert);
            ran += cases;
            unexpected.extend(differences.into_iter().filter(|difference| {
                !FORMAT_EXCEPTIONS
                    .iter()
                    .any(|(file, group, _)| *file == difference.file && *group == difference.group)
            }));
        }
        eprintln!("{}: {ran} optional cases of formats", dialect.name());
        let unexpected: Vec<_> = unexpected.iter().collect();
        assert!(unexpected.is_empty(), "\n{}", report(&unexpected));
        assert!(ran > 30, "only {ran} cases were found");
    }
}

/// Files of optional cases that are run whole.
const OPTIONAL: &[&str] = &[
    "anchor",
    "bignum",
    "dependencies-compatibility",
    "dynamicRef",
    "ecmascript-regex",
    "float-overflow",
    "id",
    "no-schema",
    "non-bmp-regex",
    "refOfUnknownKeyword",
];

#[test]
fn other_optional_cases() {
    let Some(suite) = suite() else { return };
    let mut differences = Vec::new();
    for (dialect, folder, _) in DRAFTS {
        for name in OPTIONAL {
            let path = suite.join(format!("{folder}/optional/{name}.json"));
            if path.is_file() {
                let (_, found) = run(&path, *dialect, Formats::Assert);
                differences.extend(found);
            }
        }
    }
    let differences: Vec<_> = differences.iter().collect();
    assert!(differences.is_empty(), "\n{}", report(&differences));
}
