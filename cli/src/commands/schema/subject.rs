//! The schema that the command line names: a file, or a place in one.

use std::path::Path;

use anyhow::bail;
use tidings_diag::{FileId, Finding};
use tidings_report::{Document, Overridden, Text, Texts};
use tidings_schema::avro::{AvroReader, AvroVersion};
#[cfg(feature = "protobuf")]
use tidings_schema::protobuf::ProtobufReader;
use tidings_schema::{Dialect, SchemaFormat, SchemaGraph, SchemaId, SchemaReader};
#[cfg(feature = "protobuf")]
use tidings_source::Source;
use tidings_source::{Sources, UNRESOLVED_REF};
use tidings_syntax::Value;

use crate::exit::Exit;
use crate::input::Input;
use crate::policy::Policy;
use crate::session::Session;

/// A schema with everything it leads to.
pub(super) struct Subject {
    /// The schemas.
    pub(super) graph: SchemaGraph,
    /// The one that was asked for; `None` where it could not be found.
    pub(super) schema: Option<SchemaId>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
    sources: Option<Sources>,
    names: Vec<String>,
    policy: Policy,
    overridden: Overridden,
}

/// What the value at the place that was named turned out to be.
enum Found<'s> {
    JsonSchema(Value<'s>, Dialect),
    Avro(Value<'s>, AvroVersion),
    #[cfg(feature = "protobuf")]
    Protobuf(ProtobufText<'s>),
}

/// Where a text in Protocol Buffers stands.
#[cfg(feature = "protobuf")]
enum ProtobufText<'s> {
    /// In a document.
    Value(Value<'s>),
    /// It is a file, of which the message of this name is wanted, or without a name the one that is meant by its look.
    File(&'s Source, &'s str),
}

impl Subject {
    /// Reads the schema that `argument` names: a file, perhaps with `#` and a JSON Pointer.
    ///
    /// # Errors
    ///
    /// When the place holds something else than a schema, or one in a language that is not read.
    pub(super) fn read(
        argument: &str,
        dialect: Option<Dialect>,
        session: &Session<'_>,
    ) -> anyhow::Result<Self> {
        let (path, pointer) = match argument.split_once('#') {
            // A file may have such a name too.
            Some((path, pointer)) if !Path::new(argument).exists() => (path, pointer),
            _ => (argument, ""),
        };
        let input = Input::named(Path::new(path), session)?;
        let mut subject = Self {
            graph: SchemaGraph::default(),
            schema: None,
            findings: Vec::new(),
            sources: None,
            names: Vec::new(),
            policy: input.policy.clone(),
            overridden: Overridden::default(),
        };
        let files = match input.files() {
            Ok(files) => files,
            Err(finding) => {
                subject.add(vec![*finding]);
                return Ok(subject);
            }
        };
        let (sources, mut findings) = Sources::link(&files, &input.path);
        for finding in &mut findings {
            let path = finding.path.as_deref();
            finding.path = path.map(|path| input.name_of(path));
        }
        if let Some(root) = sources.root() {
            match sources.step(FileId(0), &format!("#{pointer}")) {
                Err(unresolved) => {
                    let mut finding =
                        Finding::of_file(&UNRESOLVED_REF, &*input.name, unresolved.message);
                    finding.help = unresolved.help;
                    findings.push(finding);
                }
                Ok(value) => {
                    let found = found(&sources, root, value, path, dialect)?;
                    subject.take(&sources, found, &mut findings);
                }
            }
        }
        #[cfg(feature = "protobuf")]
        if let (None, Some(file)) = (sources.root(), sources.files().first())
            && path.ends_with(".proto")
        {
            subject.take(
                &sources,
                Found::Protobuf(ProtobufText::File(file, pointer)),
                &mut findings,
            );
        }
        let names = sources.files().iter();
        subject.names = names.map(|source| input.name_of(&source.path)).collect();
        subject.sources = Some(sources);
        subject.add(findings);
        Ok(subject)
    }

    fn take(&mut self, sources: &Sources, found: Found<'_>, findings: &mut Vec<Finding>) {
        let mut json = SchemaReader::new(sources);
        self.schema = match found {
            Found::JsonSchema(value, dialect) => Some(json.read_as(value, dialect)),
            Found::Avro(value, version) => {
                let mut avro = AvroReader::new(sources);
                let id = avro.read(value, version);
                let shape = avro.json_shape(id, &mut json);
                findings.extend(avro.finish().1);
                Some(shape)
            }
            #[cfg(feature = "protobuf")]
            Found::Protobuf(text) => {
                let mut protobuf = ProtobufReader::new(sources);
                let id = match text {
                    ProtobufText::File(file, name) => protobuf.read_file(file, name),
                    ProtobufText::Value(value) => protobuf.read(value),
                };
                let shape = id.map(|id| protobuf.json_shape(id, &mut json));
                findings.extend(protobuf.finish().1);
                shape
            }
        };
        let (graph, of_json) = json.finish();
        findings.extend(of_json);
        findings.extend(tidings_schema::check(&graph, sources));
        self.graph = graph;
    }

    /// Adds what was found, as far as the project wants to hear of it.
    fn add(&mut self, mut findings: Vec<Finding>) {
        self.overridden += self.policy.apply(&mut findings);
        self.findings.extend(findings);
    }

    /// The status that the findings deserve.
    pub(super) fn exit(&self) -> Exit {
        Exit::of(&self.findings, self.policy.fail_on)
    }

    /// The schema as a document of a report.
    pub(super) fn document(&self) -> Document<'_> {
        Document {
            texts: self,
            findings: &self.findings,
            fails_from: self.policy.fail_on,
            overridden: self.overridden,
        }
    }
}

impl Texts for Subject {
    fn text(&self, file: FileId) -> Option<Text<'_>> {
        let index = file.0 as usize;
        let source = self.sources.as_ref()?.files().get(index)?;
        Some(Text {
            path: self.names.get(index)?,
            text: source.tree.text(),
            lines: &source.lines,
        })
    }
}

/// The schema at `value` of the document `root`, and what it is written in.
fn found<'s>(
    sources: &'s Sources,
    root: Value<'s>,
    value: Value<'s>,
    path: &str,
    dialect: Option<Dialect>,
) -> anyhow::Result<Found<'s>> {
    let is_whole = value.node() == root.node();
    if is_whole && (root.get("asyncapi").is_some() || root.get("openapi").is_some()) {
        bail!(
            "{path} is a whole document; name a schema in it, as {path}#/components/schemas/NAME"
        );
    }
    let target = match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => sources
            .resolve(value.span().file, reference)
            .map_or(value, |resolved| resolved.value),
        None => value,
    };
    if target.get("payload").is_some() && target.get("type").is_none() {
        bail!(
            "this is a message and no schema; name its payload, as {path}#{}/payload",
            target.pointer()
        );
    }
    let wrapped = target.get("schemaFormat").zip(target.get("schema"));
    let beside = value
        .parent()
        .and_then(|message| message.get("schemaFormat").zip(message.get("payload")))
        .filter(|(_, payload)| payload.node() == value.node());
    if let Some((format, schema)) = wrapped.or(beside) {
        let format = format.as_str().unwrap_or_default();
        return match SchemaFormat::of(format) {
            SchemaFormat::JsonSchema(stated) => {
                Ok(Found::JsonSchema(schema, dialect.unwrap_or(stated)))
            }
            SchemaFormat::Avro(version) => Ok(Found::Avro(schema, version)),
            #[cfg(feature = "protobuf")]
            SchemaFormat::Protobuf => Ok(Found::Protobuf(ProtobufText::Value(schema))),
            _ => {
                bail!("schemas in `{format}` are not read, so nothing can be said of their values")
            }
        };
    }
    if path.ends_with(".avsc") {
        return Ok(Found::Avro(value, AvroVersion::default()));
    }
    let dialect = dialect.unwrap_or_else(|| dialect_of_document(root));
    Ok(Found::JsonSchema(value, dialect))
}

/// What schemas of the document are written in as long as they say nothing else.
fn dialect_of_document(root: Value<'_>) -> Dialect {
    let openapi = root.get("openapi").and_then(Value::as_str);
    match openapi {
        Some(version) if version.starts_with("3.0") => Dialect::OpenApi30,
        Some(_) => Dialect::OpenApi31,
        None if root.get("asyncapi").is_some() => Dialect::AsyncApi,
        None => Dialect::Draft7,
    }
}
