//! What the answers about bytes are: what one schema writes, does the other one read?

use tidings_diag::Location;
use tidings_schema::Literal;

use crate::Unknown;

/// Whether a reader takes whatever a writer writes for what it is.
#[derive(Clone, Debug)]
pub enum Readable {
    /// Proved: every datum of the writer is read, and as what it was written.
    Yes,
    /// At least one is not; each break has another cause than the ones before it.
    No(Vec<ForeignBreak>),
    /// Neither was found.
    Unknown(Unknown),
}

/// A datum that the writer really writes, and the reader refuses or takes for something else.
///
/// The bytes were made by encoding the datum, and were decoded again with the reader before this break came to be.
#[derive(Clone, Debug)]
pub struct ForeignBreak {
    /// The datum in its JSON form, with nothing in it that is not needed.
    pub instance: Literal,
    /// The datum as bytes, without a header or length before it; for [`Encoding::ProtobufJson`] the text.
    pub encoded: Vec<u8>,
    /// How it is encoded.
    pub encoding: Encoding,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where the writer's schema lets it be written.
    pub written_at: Location,
    /// Where the reader's schema refuses or misreads it.
    pub read_at: Location,
}

/// What a reader makes of a datum that it does not take for what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reading ends with an error.
    Refused,
    /// Reading succeeds, and this is read instead, in its JSON form.
    Misread(Literal),
}

/// How a datum becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// Avro 1.12, "Binary Encoding".
    AvroBinary,
    /// Protocol Buffers, "Encoding".
    ProtobufWire,
    /// Protocol Buffers, "ProtoJSON Format".
    ProtobufJson,
}
