//! Protocol Buffers: does a reader take whatever a writer writes for what it is, on the wire or as JSON?
//!
//! Each field is filled with values that stand for all of its values (`telling`), in a message with nothing else that is
//! not needed; the message is encoded, decoded with the reader and compared. So what is found is shown, and what a reader
//! does is written down once, in the decoder.
//!
//! What a reader does not know it leaves alone, in JSON as on the wire: readers of JSON refuse it by default, but those of
//! messages that grow are told not to, and what breaks here breaks for either. A field that has another name and the same
//! number was renamed, so in JSON its values are lost.
//!
//! A field that is not there has its default, and a default that the sides state differently is another value to the
//! reader than to the writer. Whether a field was set is no value: a reader that cannot tell misses nothing else.

mod base64;
mod compare;
mod counterpart;
mod datum;
mod defaults;
mod explain;
mod index;
mod input;
mod json;
mod least;
mod search;
mod symbols;
mod telling;
mod unjson;
mod unwire;
mod wire;
mod witness;

use tidings_schema::protobuf::{ProtobufGraph, ProtobufMessageId};

use crate::{Options, Readable};

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
    encoding: ProtobufEncoding,
    options: &Options,
) -> Readable {
    if std::ptr::eq(writer.graph, reader.graph) && writer.message == reader.message {
        return Readable::Yes;
    }
    search::search(writer, reader, encoding, options)
}
