//! What the official schema says of a document, and what the tables say.

use std::collections::HashMap;
use std::path::PathBuf;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use tidings_diag::{Finding, Severity};
use tidings_model::lower;
use tidings_source::{MemoryFiles, Sources};

/// Rules that look further than one document as it stands there, which is all that a JSON Schema sees.
const BEYOND_A_SCHEMA: &[&str] = &[
    "circular-ref",
    "ref-escapes-root",
    "ref-wrong-kind",
    "remote-ref",
    "unresolved-ref",
];

/// The two sides.
pub(super) struct Judges {
    schemas: PathBuf,
    validators: HashMap<String, Validator>,
}

/// How the two verdicts on a document go together.
pub(super) enum Difference {
    BothValid,
    BothInvalid,
    /// Only the tables find something.
    Stricter {
        rule: &'static str,
        said: String,
    },
    /// Only the schema finds something.
    Laxer {
        /// Definition, field and keyword.
        place: String,
        said: String,
    },
}

impl Difference {
    /// What differences of one reason have in common.
    pub(super) fn class(&self) -> String {
        match self {
            Self::BothValid | Self::BothInvalid => String::new(),
            Self::Stricter { rule, said } => {
                let is_binding = said.contains("/bindings/") || said.contains("Bindings/");
                let place = if is_binding { " in a binding" } else { "" };
                format!("stricter {rule}{place}")
            }
            Self::Laxer { place, .. } => format!("laxer {place}"),
        }
    }

    /// The difference in words.
    pub(super) fn said(&self) -> &str {
        match self {
            Self::BothValid | Self::BothInvalid => "",
            Self::Stricter { said, .. } | Self::Laxer { said, .. } => said,
        }
    }
}

/// The version of AsyncAPI whose schema judges `document`.
pub(super) fn version(document: &Value) -> Option<&'static str> {
    const VERSIONS: [&str; 9] = [
        "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0", "3.0.0", "3.1.0",
    ];
    let stated = document.get("asyncapi")?.as_str()?;
    VERSIONS.into_iter().find(|version| *version == stated)
}

impl Judges {
    pub(super) fn new(schemas: PathBuf) -> Self {
        Self {
            schemas,
            validators: HashMap::new(),
        }
    }

    /// Judges `document` by both.
    pub(super) fn compare(&mut self, document: &Value) -> Difference {
        let ours = ours(document);
        let theirs = version(document).map(|version| self.validator(version));
        let theirs = theirs.and_then(|validator| {
            let errors = validator.iter_errors(document);
            let error = errors
                .map(|error| innermost(&error))
                .max_by_key(|error| error.depth)?;
            Some((error.place, error.said))
        });
        // What a schema cannot see makes nothing invalid that the schema takes.
        let seen = ours
            .iter()
            .find(|finding| !BEYOND_A_SCHEMA.contains(&finding.rule.id));
        match (seen, ours.is_empty(), theirs) {
            (None, _, None) => Difference::BothValid,
            (Some(finding), _, None) => Difference::Stricter {
                rule: finding.rule.id,
                said: said(finding),
            },
            (_, false, Some(_)) => Difference::BothInvalid,
            (_, true, Some((place, said))) => Difference::Laxer { place, said },
        }
    }

    fn validator(&mut self, version: &str) -> &Validator {
        self.validators
            .entry(version.to_owned())
            .or_insert_with(|| {
                let path = self.schemas.join(format!("{version}-without-$id.json"));
                let text = std::fs::read_to_string(path).expect("the schema of a version");
                let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
                jsonschema::options()
                    .with_draft(jsonschema::Draft::Draft7)
                    .should_validate_formats(true)
                    .build(&schema)
                    .expect("a usable schema")
            })
    }
}

/// The errors of the tables.
fn ours(document: &Value) -> Vec<Finding> {
    let text = document.to_string();
    let files = MemoryFiles::new([("asyncapi.json", text.as_str())]);
    let (sources, _) = Sources::link(&files, "asyncapi.json");
    let mut findings = lower(&sources).findings;
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

fn said(finding: &Finding) -> String {
    let pointer = finding.location.as_ref();
    let pointer = pointer.and_then(|location| location.pointer.as_deref());
    format!("{} at {}", finding.message, pointer.unwrap_or("?"))
}

/// What an error of the schema says.
struct Innermost {
    depth: usize,
    place: String,
    said: String,
}

/// The error behind an error: where a value fits none of several schemas, what is wrong deepest inside it.
fn innermost(error: &ValidationError<'_>) -> Innermost {
    if let ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } =
        error.kind()
    {
        let inner = context.iter().flatten().map(innermost);
        if let Some(inner) = inner.max_by_key(|error| error.depth) {
            return inner;
        }
    }
    let path = error.instance_path().to_string();
    let keyword = error.schema_path().to_string();
    let keyword = keyword.rsplit('/').next().unwrap_or_default();
    Innermost {
        depth: path.split('/').count(),
        place: format!("{} {keyword}", tail(&path)),
        said: format!("{error} at {path}"),
    }
}

/// The end of the place of an error, without the names that authors choose.
fn tail(path: &str) -> String {
    const MAPS: [&str; 14] = [
        "channelBindings",
        "channels",
        "messageBindings",
        "messages",
        "operationBindings",
        "operations",
        "parameters",
        "patternProperties",
        "properties",
        "schemas",
        "securitySchemes",
        "serverBindings",
        "servers",
        "variables",
    ];
    let mut segments = Vec::new();
    let mut before = "";
    for segment in path.split('/').skip(1) {
        let is_chosen = MAPS.contains(&before) || segment.parse::<usize>().is_ok();
        segments.push(if is_chosen { "*" } else { segment });
        before = if is_chosen { "" } else { segment };
    }
    let start = segments.len().saturating_sub(3);
    segments[start..].join("/")
}
