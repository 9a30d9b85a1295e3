//! Avro: does a reader resolve whatever a writer writes (Avro 1.12, "Schema Resolution")?

use tidings_schema::avro::{AvroGraph, AvroId};

use crate::{Options, Readable, Side, Unknown};

/// A schema of Avro in its graph.
#[derive(Clone, Copy, Debug)]
pub struct AvroSubject<'g> {
    /// The graph.
    pub graph: &'g AvroGraph,
    /// The schema, which belongs to the graph.
    pub schema: AvroId,
}

/// Whether `reader` reads whatever `writer` writes, and as what it was written.
pub fn readable(writer: AvroSubject<'_>, reader: AvroSubject<'_>, _options: &Options) -> Readable {
    if writer.graph.canonical(writer.schema) == reader.graph.canonical(reader.schema) {
        return Readable::Yes;
    }
    Readable::Unknown(Unknown {
        reason: "only equal schemas are compared".to_owned(),
        side: Side::First,
        location: writer.graph.get(writer.schema).location.clone(),
    })
}
