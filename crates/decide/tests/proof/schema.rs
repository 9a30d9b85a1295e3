//! A schema for two validators, ours and another one.

use jsonschema::Draft;
use tidings_decide::Subject;
use tidings_diag::{FileId, Finding, Severity};
use tidings_schema::{
    Dialect, Formats, Literal, SchemaGraph, SchemaId, SchemaReader, ValidateOptions,
    validate_literal,
};
use tidings_source::{MemoryFiles, Sources};
use tidings_syntax::{Format, parse};

/// A schema that stands alone in its document.
pub(crate) struct Schema {
    graph: SchemaGraph,
    id: SchemaId,
    formats: Formats,
    draft: Option<Draft>,
    plain: serde_json::Value,
    /// `None` where the other validator cannot read the schema.
    second: Option<jsonschema::Validator>,
}

impl Schema {
    /// Reads `schema`, which is in `dialect` unless it says otherwise itself; the second validator is given `plain`,
    /// which differs where it does not know the dialect.
    pub(crate) fn read(
        schema: &Literal,
        plain: &Literal,
        dialect: Dialect,
        formats: Formats,
    ) -> Self {
        let (graph, id) = graph(&schema.to_json_text(), dialect);
        Self {
            graph,
            id,
            formats,
            // What a schema says of itself counts more.
            draft: schema.get("$schema").is_none().then(|| draft(dialect)),
            second: second(plain, dialect, formats),
            plain: json(plain),
        }
    }

    /// Reads a schema of JSON Schema 2020-12.
    pub(crate) fn of_literal(schema: &Literal) -> Self {
        Self::read(schema, schema, Dialect::Draft2020, Formats::Annotate)
    }

    /// As [`Self::of_literal`].
    pub(crate) fn of_json(schema: &serde_json::Value) -> Self {
        Self::of_literal(&literal(schema))
    }

    /// The schema as the questions take it.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            graph: &self.graph,
            schema: self.id,
        }
    }

    /// The schema in the draft of the other validator; `None` where it names its draft itself.
    #[allow(dead_code, reason = "only the comparison with other provers reads it")]
    pub(crate) fn plain(&self) -> (&serde_json::Value, Option<Draft>) {
        (&self.plain, self.draft)
    }

    /// What `format` does in it.
    pub(crate) fn formats(&self) -> Formats {
        self.formats
    }

    /// Whether our validator accepts `value`.
    pub(crate) fn accepts(&self, value: &Literal) -> bool {
        let options = ValidateOptions {
            formats: self.formats,
        };
        validate_literal(&self.graph, self.id, value, &options).is_empty()
    }

    /// Whether the other validator can read the schema.
    #[allow(dead_code, reason = "some schemas are meant for ours only")]
    pub(crate) fn is_judged_twice(&self) -> bool {
        self.second.is_some()
    }

    /// Whether the other validator accepts `value`; one that cannot read the schema has no say.
    pub(crate) fn second_accepts(&self, value: &Literal) -> bool {
        match &self.second {
            Some(second) => second.is_valid(&json(value)),
            None => self.accepts(value),
        }
    }
}

/// The value as this project holds it.
pub(crate) fn literal(value: &serde_json::Value) -> Literal {
    let (tree, _) = parse(FileId(0), value.to_string().as_bytes(), Format::Json);
    Literal::from(tree.root().expect("a JSON value is written as JSON"))
}

/// The value as the other validator takes it.
fn json(value: &Literal) -> serde_json::Value {
    serde_json::from_str(&value.to_json_text()).expect("a literal is written as JSON")
}

/// The draft of the second validator that is nearest to `dialect`.
fn draft(dialect: Dialect) -> Draft {
    match dialect {
        Dialect::Draft4 => Draft::Draft4,
        Dialect::Draft6 => Draft::Draft6,
        Dialect::Draft7 | Dialect::AsyncApi => Draft::Draft7,
        Dialect::Draft2019 => Draft::Draft201909,
        Dialect::Draft2020 | Dialect::OpenApi30 | Dialect::OpenApi31 => Draft::Draft202012,
    }
}

/// The schema that stands in `text`.
pub(crate) fn graph(text: &str, dialect: Dialect) -> (SchemaGraph, SchemaId) {
    let path = "schema.json";
    let (sources, findings) = Sources::link(&MemoryFiles::new([(path, text)]), path);
    let readable = |finding: &Finding| finding.severity < Severity::Error;
    assert!(findings.iter().all(readable), "{text}: {findings:?}");
    let mut reader = SchemaReader::with_dialect(&sources, dialect);
    let id = reader.read(sources.root().expect("the schema has a value"));
    let (graph, _) = reader.finish();
    (graph, id)
}

fn second(schema: &Literal, dialect: Dialect, formats: Formats) -> Option<jsonschema::Validator> {
    let mut options = jsonschema::options().should_validate_formats(formats == Formats::Assert);
    if schema.get("$schema").is_none() {
        options = options.with_draft(draft(dialect));
    }
    options.build(&json(schema)).ok()
}
