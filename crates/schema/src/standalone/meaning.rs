//! What a schema says, in the terms of its language and as the JSON that its values look like.

use tidings_diag::{FileId, Finding, Severity};
use tidings_source::{Sources, UNRESOLVED_REF};

use super::Language;
use super::found::{Found, NotASchema};
use crate::avro::{AvroGraph, AvroId, AvroReader};
#[cfg(feature = "protobuf")]
use crate::protobuf::ProtobufReader;
use crate::protobuf::{ProtobufGraph, ProtobufMessageId, ProtobufTypes};
use crate::{SCHEMA_FORMAT_UNREAD, SchemaGraph, SchemaId, SchemaReader};

/// A schema that was read, with everything it leads to.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// The schemas; of other languages what their values look like in JSON.
    pub graph: SchemaGraph,
    /// The one that was asked for; `None` where it could not be found, and for the types of a whole file.
    pub schema: Option<SchemaId>,
    /// What it says in a language of its own.
    pub foreign: Foreign,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// What could not be read of it, so that it demands something that is not known.
    pub gap: Option<Finding>,
}

/// What a schema says in a language that is not JSON Schema.
#[derive(Clone, Debug, Default)]
pub enum Foreign {
    /// It is in JSON Schema.
    #[default]
    No,
    /// It is in Avro.
    Avro(AvroGraph, AvroId),
    /// It is a message of Protocol Buffers.
    Protobuf(ProtobufGraph, ProtobufMessageId),
    /// It is every type of a file in Protocol Buffers.
    ProtobufTypes(ProtobufGraph, ProtobufTypes),
}

/// What is meant by a file of Protocol Buffers when no message of it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// The one message that is meant by the look of the file, whose values are asked about.
    Message,
    /// Every type that it declares.
    Types,
}

impl Meaning {
    /// What stands behind `pointer` in the first file of `sources`, which people call `path`, in `language` where it does
    /// not say so itself.
    ///
    /// # Errors
    ///
    /// There is something else than a schema, or one in a language that is not read.
    pub fn of_file(
        sources: &Sources,
        path: &str,
        pointer: &str,
        language: Option<Language>,
        breadth: Breadth,
    ) -> Result<Self, NotASchema> {
        let Some(file) = sources.files().first() else {
            return Ok(Self::default());
        };
        let Some(root) = sources.root() else {
            let found = Found::text(file, path)?;
            return Ok(found.map_or_else(Self::default, |found| {
                Self::read(found, sources, pointer, breadth)
            }));
        };
        match sources.step(FileId(0), &format!("#{pointer}")) {
            Ok(value) => {
                let found = Found::at(sources, root, value, path, language)?;
                Ok(Self::of(found, sources))
            }
            Err(unresolved) => {
                let message = unresolved.message;
                let mut finding = Finding::of_file(&UNRESOLVED_REF, &*file.path, message);
                finding.help = unresolved.help;
                Ok(Self {
                    gap: Some(finding.clone()),
                    findings: vec![finding],
                    ..Self::default()
                })
            }
        }
    }

    /// What `found` says, whose references lead into `sources`.
    pub fn of(found: Found<'_>, sources: &Sources) -> Self {
        Self::read(found, sources, "", Breadth::Message)
    }

    /// What `found` says; of a file in Protocol Buffers the message `name`.
    #[cfg_attr(
        not(feature = "protobuf"),
        expect(
            unused_variables,
            reason = "only files of Protocol Buffers have messages"
        )
    )]
    fn read(found: Found<'_>, sources: &Sources, name: &str, breadth: Breadth) -> Self {
        let mut json = match &found {
            // Which keywords give a schema a name or an address is known from the start.
            Found::JsonSchema(_, dialect) => SchemaReader::with_dialect(sources, *dialect),
            _ => SchemaReader::new(sources),
        };
        let mut foreign = Foreign::No;
        let mut findings = Vec::new();
        let schema = match found {
            Found::JsonSchema(value, dialect) => Some(json.read_as(value, dialect)),
            Found::Avro(value, version) => {
                let mut avro = AvroReader::new(sources);
                let id = avro.read(value, version);
                let shape = avro.json_shape(id, &mut json);
                let (graph, of_avro) = avro.finish();
                foreign = Foreign::Avro(graph, id);
                findings.extend(of_avro);
                Some(shape)
            }
            #[cfg(feature = "protobuf")]
            Found::ProtobufFile(file) if breadth == Breadth::Types && name.is_empty() => {
                let mut protobuf = ProtobufReader::new(sources);
                let types = protobuf.read_types(file);
                let (graph, of_protobuf) = protobuf.finish();
                foreign = types.map_or(Foreign::No, |types| Foreign::ProtobufTypes(graph, types));
                findings.extend(of_protobuf);
                None
            }
            #[cfg(feature = "protobuf")]
            Found::ProtobufFile(file) => {
                let mut protobuf = ProtobufReader::new(sources);
                let id = protobuf.read_file(file, name);
                message(protobuf, id, &mut json, &mut foreign, &mut findings)
            }
            #[cfg(feature = "protobuf")]
            Found::Protobuf(value) => {
                let mut protobuf = ProtobufReader::new(sources);
                let id = protobuf.read(value);
                message(protobuf, id, &mut json, &mut foreign, &mut findings)
            }
        };
        let (graph, of_json) = json.finish();
        findings.extend(of_json);
        // Without a schema whatever was found says why there is none.
        let mut gaps = findings
            .iter()
            .filter(|finding| schema.is_none() || leaves_a_gap(finding));
        let gap = gaps.next().cloned();
        // Nothing can be said of any value then, which a document around the schema may live with, and its user not.
        let is_known = schema.is_some() || !matches!(foreign, Foreign::No);
        if let Some(why) = findings.first_mut().filter(|_| !is_known) {
            why.severity = Severity::Error;
        }
        findings.extend(crate::check(&graph, sources));
        Self {
            graph,
            schema,
            foreign,
            findings,
            gap,
        }
    }
}

/// What the message `id` looks like in JSON, and what it says.
#[cfg(feature = "protobuf")]
fn message(
    mut protobuf: ProtobufReader<'_>,
    id: Option<ProtobufMessageId>,
    json: &mut SchemaReader<'_>,
    foreign: &mut Foreign,
    findings: &mut Vec<Finding>,
) -> Option<SchemaId> {
    let shape = id.map(|id| protobuf.json_shape(id, json));
    let (graph, of_protobuf) = protobuf.finish();
    *foreign = id.map_or(Foreign::No, |id| Foreign::Protobuf(graph, id));
    findings.extend(of_protobuf);
    shape
}

/// Whether `finding`, one of a reader, says that a demand was left out.
fn leaves_a_gap(finding: &Finding) -> bool {
    finding.severity == Severity::Error || finding.rule == &SCHEMA_FORMAT_UNREAD
}
