//! Questions in `tests/fixtures/engine`, each with its answer.

use std::path::Path;

use tidings_decide::{
    Disjoint, Options, Satisfiable, Subject, Subset, disjoint, satisfiable, subset,
};
use tidings_diag::FileId;
use tidings_schema::{Dialect, Formats, Literal, SchemaGraph, SchemaId, SchemaReader};
use tidings_source::{MemoryFiles, Sources};
use tidings_syntax::{Format, parse};

/// A schema that stands alone in its document.
pub(crate) fn schema(text: &str, dialect: Dialect) -> (SchemaGraph, SchemaId) {
    let files = MemoryFiles::new([("schema.json", text)]);
    let (sources, _) = Sources::link(&files, "schema.json");
    let mut reader = SchemaReader::with_dialect(&sources, dialect);
    let id = reader.read(sources.root().expect("the schema has a value"));
    (reader.finish().0, id)
}

/// The answer in the words of the fixtures: "yes", "no", or "unknown" with the place and the reason.
pub(crate) fn answer(
    question: &str,
    first: &str,
    second: &str,
    dialect: Dialect,
    options: &Options,
) -> String {
    let (first_graph, first) = schema(first, dialect);
    let (second_graph, second) = schema(second, dialect);
    let first = Subject {
        graph: &first_graph,
        schema: first,
    };
    let second = Subject {
        graph: &second_graph,
        schema: second,
    };
    let unknown = match question {
        "subset" => match subset(first, second, options) {
            Subset::Yes => return "yes".to_owned(),
            Subset::No(_) => return "no".to_owned(),
            Subset::Unknown(unknown) => unknown,
        },
        "disjoint" => match disjoint(first, second, options) {
            Disjoint::Yes => return "yes".to_owned(),
            Disjoint::No(_) => return "no".to_owned(),
            Disjoint::Unknown(unknown) => unknown,
        },
        "satisfiable" => match satisfiable(first, options) {
            Satisfiable::Yes(_) => return "yes".to_owned(),
            Satisfiable::No => return "no".to_owned(),
            Satisfiable::Unknown(unknown) => unknown,
        },
        other => panic!("{other} is no question"),
    };
    format!(
        "unknown: {:?} {}: {}",
        unknown.side,
        unknown.location.pointer.as_deref().unwrap_or_default(),
        unknown.reason
    )
}

fn check(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/engine");
    let bytes = std::fs::read(folder.join(file)).expect("the fixture is there");
    let (tree, findings) = parse(FileId(0), &bytes, Format::Yaml);
    assert_eq!(findings, [], "{file}");
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in tree.root().expect("a list of cases").items() {
        let case = Literal::from(case);
        let text = |key: &str| case.get(key).and_then(Literal::as_str);
        let name = text("name").expect("a case has a name");
        let dialect = text("dialect").unwrap_or("2020-12");
        let dialect = Dialect::named(dialect).expect("the name of a dialect");
        let options = Options {
            formats: match text("formats") {
                Some("assert") => Formats::Assert,
                _ => Formats::Annotate,
            },
            ..Options::default()
        };
        let schema = |key: &str| {
            case.get(key)
                .map_or("true".to_owned(), Literal::to_json_text)
        };
        let question = text("question").unwrap_or("subset");
        let found = answer(
            question,
            &schema("first"),
            &schema("second"),
            dialect,
            &options,
        );
        let expected = text("answer").expect("a case has an answer");
        if !found.starts_with(expected) {
            wrong.push(format!("{name}: {found}, not {expected}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
    assert!(count > 5, "{file} has only {count} cases");
}

#[test]
fn schemas_that_apply_themselves() {
    check("circles.yaml");
}

#[test]
fn parts_left_unevaluated() {
    check("unevaluated.yaml");
}

#[test]
fn dialects() {
    check("dialects.yaml");
}

#[test]
fn emptiness_and_overlap() {
    check("questions.yaml");
}

#[test]
fn names_and_counts() {
    check("counting.yaml");
}
