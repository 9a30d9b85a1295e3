//! Bodies whose schema is in a language of its own.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Message, Part, Places};
use tidings_schema::Notation;
use tidings_schema::avro::AvroId;

use super::{Codec, Untyped};

/// What could not be read of the schema of Avro `schema`, or of one that it is made of: data that holds it cannot be
/// taken apart, not even around it.
pub(super) fn broken_in_avro(contract: &Contract, schema: AvroId) -> Option<&LeftOut> {
    let left_out = contract.left_out.iter();
    let mut foreign = left_out.filter(|one| one.part == Part::ForeignSchema);
    let reached = contract.avro.reached(schema).into_iter();
    let reached: Vec<&Location> = reached.map(|id| &contract.avro.get(id).location).collect();
    let reached: Places = reached.into_iter().collect();
    foreign.find(|one| reached.hold(&one.location))
}

/// The media type and the codec of a payload that is described in Avro: binary unless the contract says JSON.
pub(super) fn avro_codec(message: &Message) -> Result<(String, Codec), Untyped> {
    let stated = message.content_type.as_deref().unwrap_or("avro/binary");
    let codec = match Notation::of(stated) {
        Notation::Json => Codec::Json,
        Notation::Avro | Notation::Bytes => Codec::Avro,
        _ => {
            return Err(Untyped {
                location: message.origin.location.clone(),
                reason: format!("a payload in Avro is not written as `{stated}`"),
                help: "state `avro/binary`, or `application/json`",
            });
        }
    };
    Ok((stated.to_owned(), codec))
}

/// The media type and the codec of a payload that is described in Protocol Buffers: their wire format unless the
/// contract says JSON.
pub(super) fn protobuf_codec(message: &Message) -> Result<(String, Codec), Untyped> {
    let stated = message
        .content_type
        .as_deref()
        .unwrap_or("application/protobuf");
    let codec = match Notation::of(stated) {
        Notation::Json => Codec::Json,
        Notation::Protobuf | Notation::Bytes => Codec::Protobuf,
        _ => {
            return Err(Untyped {
                location: message.origin.location.clone(),
                reason: format!("a payload in Protocol Buffers is not written as `{stated}`"),
                help: "state `application/protobuf`, or `application/json`",
            });
        }
    };
    Ok((stated.to_owned(), codec))
}
