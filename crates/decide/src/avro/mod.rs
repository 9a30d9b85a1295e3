//! Avro: does a reader resolve whatever a writer writes (Avro 1.12, "Schema Resolution")?
//!
//! Every pair of a type that is written and the type it is read as is looked at once. What is wrong with a pair is shown
//! by a datum around it, which is encoded, decoded and resolved before anybody sees it.
//!
//! What the specification promotes is taken for what it is, a number that loses digits as a `float` included.
//! Logical types do not take part in resolution, except that decimals match only with the same precision and scale. Where
//! both sides name one and the two differ, though, the value that is read is another one, which is a break by meaning;
//! where only one side names one, it annotates, unless not every value has such a meaning: not each text is a UUID, and
//! no bytes are no number.

mod binary;
mod datum;
mod explain;
mod least;
mod resolve;
mod search;
mod step;
mod witness;

use tidings_schema::avro::{AvroGraph, AvroId};

use crate::{Options, Readable};

/// A schema of Avro in its graph.
#[derive(Clone, Copy, Debug)]
pub struct AvroSubject<'g> {
    /// The graph.
    pub graph: &'g AvroGraph,
    /// The schema, which belongs to the graph.
    pub schema: AvroId,
}

/// Whether `reader` reads whatever `writer` writes, and as what it was written.
pub fn readable(writer: AvroSubject<'_>, reader: AvroSubject<'_>, options: &Options) -> Readable {
    if std::ptr::eq(writer.graph, reader.graph) && writer.schema == reader.schema {
        return Readable::Yes;
    }
    search::search(writer, reader, options)
}
