//! What a schema says, in the terms of its language and as the JSON that its values look like.

use tidings_diag::{Finding, Severity};
use tidings_schema::avro::{AvroGraph, AvroId, AvroReader};
#[cfg(feature = "protobuf")]
use tidings_schema::protobuf::{ProtobufGraph, ProtobufMessageId, ProtobufReader};
use tidings_schema::{SCHEMA_FORMAT_UNREAD, SchemaGraph, SchemaId, SchemaReader};
use tidings_source::Sources;

use super::found::Found;
#[cfg(feature = "protobuf")]
use super::found::ProtobufText;

/// A schema that was read, with everything it leads to.
#[derive(Default)]
pub(in crate::commands) struct Meaning {
    /// The schemas; of other languages what their values look like in JSON.
    pub(in crate::commands) graph: SchemaGraph,
    /// The one that was asked for; `None` where it could not be found.
    pub(in crate::commands) schema: Option<SchemaId>,
    /// What it says in a language of its own.
    pub(super) foreign: Foreign,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
    /// What could not be read of it, so that it demands something that is not known.
    pub(super) gap: Option<Finding>,
}

/// What a schema says in a language that is not JSON Schema.
#[derive(Default)]
pub(in crate::commands) enum Foreign {
    /// It is in JSON Schema.
    #[default]
    No,
    /// It is in Avro.
    Avro(AvroGraph, AvroId),
    /// It is in Protocol Buffers.
    #[cfg(feature = "protobuf")]
    Protobuf(ProtobufGraph, ProtobufMessageId),
}

impl Meaning {
    /// What `found` says, whose references lead into `sources`.
    pub(super) fn of(found: Found<'_>, sources: &Sources) -> Self {
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
            Found::Protobuf(text) => {
                let mut protobuf = ProtobufReader::new(sources);
                let id = match text {
                    ProtobufText::File(file, name) => protobuf.read_file(file, name),
                    ProtobufText::Value(value) => protobuf.read(value),
                };
                let shape = id.map(|id| protobuf.json_shape(id, &mut json));
                let (graph, of_protobuf) = protobuf.finish();
                if let Some(id) = id {
                    foreign = Foreign::Protobuf(graph, id);
                }
                findings.extend(of_protobuf);
                shape
            }
        };
        let (graph, of_json) = json.finish();
        findings.extend(of_json);
        // Without a schema whatever was found says why there is none.
        let mut gaps = findings
            .iter()
            .filter(|finding| schema.is_none() || leaves_a_gap(finding));
        let gap = gaps.next().cloned();
        findings.extend(tidings_schema::check(&graph, sources));
        Self {
            graph,
            schema,
            foreign,
            findings,
            gap,
        }
    }
}

/// Whether `finding`, one of a reader, says that a demand was left out.
fn leaves_a_gap(finding: &Finding) -> bool {
    finding.severity == Severity::Error || finding.rule == &SCHEMA_FORMAT_UNREAD
}
