//! Protocol Buffers: does a reader take whatever a writer writes for what it is, on the wire or as JSON?

use tidings_schema::protobuf::{ProtobufGraph, ProtobufMessageId};

use crate::{Options, Readable, Side, Unknown};

/// A message in its graph.
#[derive(Clone, Copy, Debug)]
pub struct ProtobufSubject<'g> {
    /// The graph.
    pub graph: &'g ProtobufGraph,
    /// The message, which belongs to the graph.
    pub message: ProtobufMessageId,
}

/// How messages travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProtobufEncoding {
    /// As bytes, fields by number.
    Wire,
    /// As JSON, fields by name.
    Json,
}

/// Whether `reader` reads whatever `writer` writes in `encoding`, and as what it was written.
pub fn readable(
    writer: ProtobufSubject<'_>,
    reader: ProtobufSubject<'_>,
    _encoding: ProtobufEncoding,
    _options: &Options,
) -> Readable {
    if writer.graph.canonical(writer.message) == reader.graph.canonical(reader.message) {
        return Readable::Yes;
    }
    Readable::Unknown(Unknown {
        reason: "only equal messages are compared".to_owned(),
        side: Side::First,
        location: writer.graph.message(writer.message).location.clone(),
    })
}
