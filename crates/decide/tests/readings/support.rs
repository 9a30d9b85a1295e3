//! Documents of cases, and the schemas in them.

use tidings_diag::{Finding, Severity};
use tidings_schema::{Dialect, SchemaGraph, SchemaId, SchemaReader};
use tidings_source::{MemoryFiles, Sources};
use tidings_syntax::Value;

/// The text of a fixture, read.
pub(crate) fn cases(text: &str) -> Sources {
    let (sources, findings) =
        Sources::link(&MemoryFiles::new([("cases.yaml", text)]), "cases.yaml");
    // The references of a schema start at the schema, which the document of cases does not know.
    let is_of_case = |finding: &Finding| {
        finding.severity < Severity::Error || finding.rule.id == "unresolved-ref"
    };
    assert!(findings.iter().all(is_of_case), "{findings:#?}");
    sources
}

/// The schema `value`, as if it were a file of its own.
pub(crate) fn schema(value: Value<'_>, dialect: Dialect) -> (SchemaGraph, SchemaId) {
    let text = tidings_schema::Literal::from(value).to_json_text();
    let files = MemoryFiles::new([("schema.json", text.as_str())]);
    let (sources, findings) = Sources::link(&files, "schema.json");
    assert_eq!(findings, [], "{text}");
    let mut reader = SchemaReader::with_dialect(&sources, dialect);
    let id = reader.read(sources.root().unwrap());
    let (graph, _) = reader.finish();
    (graph, id)
}

/// The text under `key`, if it is there.
pub(crate) fn text<'s>(case: Value<'s>, key: &str) -> Option<&'s str> {
    case.get(key).and_then(Value::as_str)
}

/// The dialect that a case names, draft-07 if it names none.
pub(crate) fn dialect(case: Value<'_>) -> Dialect {
    text(case, "dialect").map_or(Dialect::Draft7, |name| Dialect::named(name).unwrap())
}
