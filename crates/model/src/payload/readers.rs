//! The readers of every language of schemas.

use tidings_diag::Finding;
use tidings_schema::avro::{AvroGraph, AvroReader};
use tidings_schema::protobuf::ProtobufGraph;
#[cfg(feature = "protobuf")]
use tidings_schema::protobuf::ProtobufReader;
use tidings_schema::{SchemaGraph, SchemaReader};
use tidings_source::Sources;

/// One reader for each language, all of one document.
pub(crate) struct Readers<'s> {
    /// JSON Schema.
    pub(crate) json: SchemaReader<'s>,
    /// Avro.
    pub(crate) avro: AvroReader<'s>,
    /// Protocol Buffers.
    #[cfg(feature = "protobuf")]
    pub(crate) protobuf: ProtobufReader<'s>,
}

/// What was read.
pub(crate) struct Read {
    pub(crate) schemas: SchemaGraph,
    pub(crate) avro: AvroGraph,
    pub(crate) protobuf: ProtobufGraph,
    /// What is wrong with schemas of JSON Schema.
    pub(crate) findings: Vec<Finding>,
    /// What is wrong with schemas of other languages.
    pub(crate) foreign_findings: Vec<Finding>,
}

impl<'s> Readers<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self {
            json: SchemaReader::new(sources),
            avro: AvroReader::new(sources),
            #[cfg(feature = "protobuf")]
            protobuf: ProtobufReader::new(sources),
        }
    }

    pub(crate) fn finish(self) -> Read {
        let (schemas, findings) = self.json.finish();
        let (avro, mut foreign_findings) = self.avro.finish();
        #[cfg(feature = "protobuf")]
        let (protobuf, of_protobuf) = self.protobuf.finish();
        #[cfg(not(feature = "protobuf"))]
        let (protobuf, of_protobuf) = Default::default();
        foreign_findings.extend::<Vec<Finding>>(of_protobuf);
        Read {
            schemas,
            avro,
            protobuf,
            findings,
            foreign_findings,
        }
    }
}
