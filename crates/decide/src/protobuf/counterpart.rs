//! Which field of the reader a field of the writer is.
//!
//! On the wire a field is its number, and in JSON its name. A name says what a value means, though: what was written as
//! `name` and is read as an `email` that the writer knows as another field is misread, while a field whose name nobody
//! else has was renamed.

use tidings_schema::protobuf::{ProtobufField, ProtobufMessageId};

use super::ProtobufEncoding;
use super::datum::Step;
use super::index::Index;

/// The writer's and the reader's messages.
pub(super) struct Schemas<'g> {
    pub(super) writer: Index<'g>,
    pub(super) reader: Index<'g>,
    pub(super) encoding: ProtobufEncoding,
}

/// What becomes of a field of the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counterpart {
    /// It is read as the reader's field at this place.
    Field(usize),
    /// It is read as the reader's field at this place, although its name stands for another one.
    Moved(usize),
    /// It is not read, although the reader has the same field at this place: on the wire one of its name, in JSON one of
    /// its number.
    Lost(usize),
    /// The reader does not have it.
    Unknown,
}

impl<'g> Schemas<'g> {
    /// What becomes of `field` of the message `writer` when it is read as `reader`.
    pub(super) fn counterpart(
        &self,
        writer: ProtobufMessageId,
        field: &ProtobufField,
        reader: ProtobufMessageId,
    ) -> Counterpart {
        if self.encoding == ProtobufEncoding::Json {
            let of_name = self.reader.named(reader, &field.json_name);
            let of_number = self.reader.numbered(reader, field.number);
            return match (of_name, of_number) {
                (Some(place), _) => Counterpart::Field(place),
                (None, Some(place)) => Counterpart::Lost(place),
                (None, None) => Counterpart::Unknown,
            };
        }
        let of_name = self.same_name(&self.reader, reader, field);
        let Some(place) = self.reader.numbered(reader, field.number) else {
            return of_name.map_or(Counterpart::Unknown, Counterpart::Lost);
        };
        let Some(read) = self.reader.field(reader, place) else {
            return Counterpart::Unknown;
        };
        let is_taken = || {
            let other = self.same_name(&self.writer, writer, read);
            let other = other.and_then(|place| self.writer.field(writer, place));
            of_name.is_some() || other.is_some()
        };
        if read.name != field.name && is_taken() {
            Counterpart::Moved(place)
        } else {
            Counterpart::Field(place)
        }
    }

    /// How the encoding names a field.
    pub(super) fn step(&self, field: &ProtobufField) -> Step {
        match self.encoding {
            ProtobufEncoding::Wire => Step::Number(field.number),
            ProtobufEncoding::Json => Step::Name(field.json_name.clone()),
        }
    }

    fn same_name(
        &self,
        index: &Index<'g>,
        id: ProtobufMessageId,
        field: &ProtobufField,
    ) -> Option<usize> {
        let place = index.named(id, &field.name)?;
        let other = index.field(id, place)?;
        (other.name == field.name).then_some(place)
    }
}
