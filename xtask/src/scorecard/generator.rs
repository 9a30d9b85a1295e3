//! What makes Rust of a schema.

use tidings_codegen::settings::{Formats, MissingType, UnknownFields};
use tidings_codegen::{BareSchema, Form, Options, generate_schema};
use tidings_diag::{Finding, Severity};
use tidings_schema::standalone::Meaning;
use tidings_schema::{SchemaGraph, SchemaId, SchemaReader};
use tidings_source::Sources;

use super::card::Card;
use super::served::{SCHEMA, Served};

/// A module with the types of a schema.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of the module.
    pub text: String,
    /// The name in that module of the type of the schema itself; none where any JSON value will do.
    pub root: Option<String>,
}

/// Makes Rust of schemas, and says how its types read and write JSON.
pub trait Generator {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// A program for each card in their order, or why there is none.
    ///
    /// # Errors
    ///
    /// When the generator itself cannot be run.
    fn programs(&self, cards: &[Card]) -> anyhow::Result<Vec<Result<Program, String>>>;

    /// What its programs depend on: the lines of the manifest below `[dependencies]`.
    fn dependencies(&self) -> String;

    /// What stands before the modules: attributes of the crate.
    fn attributes(&self) -> &'static str;

    /// The function `round_trip::<T>(&[u8]) -> Result<String, String>`: reads a value and writes it again.
    fn round_trip(&self) -> &'static str;
}

/// The generator of this workspace.
#[derive(Debug)]
pub struct Tidings;

impl Generator for Tidings {
    fn name(&self) -> &'static str {
        "tidings"
    }

    fn programs(&self, cards: &[Card]) -> anyhow::Result<Vec<Result<Program, String>>> {
        Ok(cards.iter().map(program).collect())
    }

    fn dependencies(&self) -> String {
        let runtime = crate::root().join("runtime/tidings");
        format!(
            "tidings = {{ path = {:?}, features = [\"residual\"] }}",
            runtime.display().to_string()
        )
    }

    fn attributes(&self) -> &'static str {
        "#![deny(warnings)]"
    }

    fn round_trip(&self) -> &'static str {
        "fn round_trip<T: ::tidings::Payload>(bytes: &[u8]) -> Result<String, String> {
            let value = ::tidings::json::from_slice::<T>(bytes).map_err(|error| error.to_string())?;
            let written = ::tidings::json::to_vec(&value).map_err(|error| format!(\"written: {error}\"))?;
            String::from_utf8(written).map_err(|error| error.to_string())
        }"
    }
}

/// The schema of a card with everything it leads to, or what is wrong with it.
///
/// # Errors
///
/// The first mistake that is found in the schema.
pub fn graph(card: &Card) -> Result<(SchemaGraph, SchemaId), String> {
    let files = Served {
        schema: &card.schema,
        remotes: card.remotes.as_deref(),
    };
    let (sources, _) = Sources::link(&files, SCHEMA);
    let mut reader = SchemaReader::with_dialect(&sources, card.dialect);
    let root = reader.read(sources.root().ok_or("the schema is no JSON")?);
    let (graph, findings) = reader.finish();
    no_error(&findings)?;
    Ok((graph, root))
}

fn program(card: &Card) -> Result<Program, String> {
    let (graph, root) = graph(card)?;
    let meaning = Meaning {
        graph,
        schema: Some(root),
        ..Meaning::default()
    };
    let mut options = Options::new(Form::SingleFile);
    // Otherwise a value with undeclared properties would not come out as it went in.
    options.settings.unknown_fields = UnknownFields::Keep;
    if card.is_literal {
        options.settings.formats = Formats::Annotate;
        options.settings.missing_type = MissingType::Any;
    }
    let schema = BareSchema {
        meaning: &meaning,
        name: "Root".to_owned(),
    };
    let generated = generate_schema(&schema, &options);
    no_error(&generated.findings)?;
    let (_, text) = generated
        .files
        .into_iter()
        .next()
        .ok_or("nothing was generated")?;
    Ok(Program {
        text,
        root: generated.root,
    })
}

/// The first error among `findings`.
fn no_error(findings: &[Finding]) -> Result<(), String> {
    let mut findings = findings.iter();
    match findings.find(|finding| finding.severity == Severity::Error) {
        Some(finding) => Err(finding.message.clone()),
        None => Ok(()),
    }
}
