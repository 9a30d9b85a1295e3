//! What stands before the value in a body.

use tidings_model::contract::Message;
use tidings_schema::Literal;

use super::{Body, Untyped};

/// The body of `message` with what its bindings say stands before `body`: the id of a schema in a registry (Kafka
/// binding, `schemaIdLocation`).
pub(super) fn of(message: &Message, body: Body) -> Result<Body, Vec<Untyped>> {
    let says = |value: &Literal, name: &str, text: &str| {
        value.get(name).and_then(Literal::as_str) == Some(text)
    };
    let mut bindings = message.bindings.iter();
    let framed = bindings.find(|binding| says(&binding.value, "schemaIdLocation", "payload"));
    let Some(binding) = framed else {
        return Ok(body);
    };
    // Where nothing is said of the encoding, the usual one is meant.
    let is_usual = binding.value.get("schemaIdPayloadEncoding").is_none()
        || says(&binding.value, "schemaIdPayloadEncoding", "confluent");
    let codec = body.codec.framed().filter(|_| is_usual);
    let Some(codec) = codec.filter(|_| body.payload.is_some()) else {
        let reason = match is_usual {
            true => "nothing here writes the id of a schema before a body in this notation",
            false => "nothing here reads the id of a schema in this encoding",
        };
        return Err(vec![Untyped {
            location: binding.origin.location.clone(),
            reason: reason.to_owned(),
            help: "let `schemaIdPayloadEncoding` be `confluent` and the payload Avro or JSON, or the id stand in a header, with `schemaIdLocation: header`",
        }]);
    };
    Ok(Body { codec, ..body })
}
