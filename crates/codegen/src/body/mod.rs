//! How the body of a message is written: the codec that its media type asks for.

mod codec;
mod foreign;
mod frame;
mod plain;

pub(crate) use codec::Codec;

use std::collections::BTreeSet;

use tidings_diag::{Finding, Location};
use tidings_model::Contract;
use tidings_model::contract::{Message, Payload};
use tidings_schema::Notation;

use self::foreign::{avro_codec, broken_in_avro, protobuf_codec};
use self::plain::{byte_payload, text_codec, text_payload};
use crate::ir::{Builder, Kind, Usage, XmlElement, endless_in_avro};
use crate::plan::Plan;
use crate::rules::UNTYPED_BODY;

/// A body: its media type, its codec, and the type of what is in it.
pub(crate) struct Body {
    pub(crate) content_type: String,
    pub(crate) codec: Codec,
    pub(crate) payload: Option<Usage>,
    /// Where the codec is XML: the elements, the root first.
    pub(crate) xml: Vec<XmlElement>,
}

/// The features of the runtime that the bodies of `plan` need, in their order in the manifest.
pub(crate) fn features(plan: &Plan) -> BTreeSet<&'static str> {
    let codecs = plan.messages.values().map(|message| message.codec);
    codecs.filter_map(Codec::feature).collect()
}

/// Why a body cannot be typed, and what could be done about it.
struct Untyped {
    location: Location,
    reason: String,
    help: &'static str,
}

impl From<Untyped> for Vec<Untyped> {
    fn from(untyped: Untyped) -> Self {
        vec![untyped]
    }
}

/// The body of `message`.
///
/// One that nothing here reads is bytes, for its users to take apart; that and all that stands in the way is told.
pub(crate) fn body(contract: &Contract, message: &Message, builder: &mut Builder<'_>) -> Body {
    let body = typed_body(contract, message, builder).and_then(|body| frame::of(message, body));
    body.unwrap_or_else(|reasons| {
        for untyped in reasons {
            let text = format!("{}, so its payload is bytes", untyped.reason);
            let finding = Finding::new(&UNTYPED_BODY, untyped.location, text);
            builder.find(finding.with_help(untyped.help));
        }
        let stated = message.content_type.as_deref();
        Body {
            content_type: stated.unwrap_or("application/octet-stream").to_owned(),
            codec: Codec::Raw,
            payload: Some(bytes()),
            xml: Vec::new(),
        }
    })
}

/// Bytes that nobody takes apart.
fn bytes() -> Usage {
    Usage::of(Kind::Ready("::tidings::Bytes".to_owned()))
}

fn typed_body(
    contract: &Contract,
    message: &Message,
    builder: &mut Builder<'_>,
) -> Result<Body, Vec<Untyped>> {
    let place = format!("{} payload", message.key);
    let schema = match &message.payload {
        None => None,
        Some(Payload::Schema(schema)) => Some(*schema),
        Some(Payload::Avro { schema, .. }) => {
            if let Some(broken) = broken_in_avro(contract, *schema) {
                return Err(Untyped {
                    location: broken.location.clone(),
                    reason: "the schema of the payload could not be read here".to_owned(),
                    help: "`tidings validate` says what is wrong with the schema",
                }
                .into());
            }
            if let Some(location) = endless_in_avro(&contract.avro, *schema) {
                return Err(Untyped {
                    location: location.clone(),
                    reason: "a type without a name contains itself, for which Avro has no schema"
                        .to_owned(),
                    help: "let a record stand between the two, which has a name",
                }
                .into());
            }
            let (content_type, codec) = avro_codec(message)?;
            let payload = builder.read_avro(&contract.avro, *schema, &place);
            return Ok(Body {
                content_type,
                codec,
                payload: Some(payload),
                xml: Vec::new(),
            });
        }
        Some(Payload::Protobuf { message: root, .. }) => {
            let (content_type, codec) = protobuf_codec(message)?;
            let payload = builder.read_protobuf(&contract.protobuf, *root);
            return Ok(Body {
                content_type,
                codec,
                payload: Some(payload),
                xml: Vec::new(),
            });
        }
        Some(payload) => {
            let (format, location) = payload
                .in_another_language()
                .unwrap_or(("an unknown language", &message.origin.location));
            return Err(Untyped {
                location: location.clone(),
                reason: format!("nothing here types a payload in `{format}`"),
                help: "describe the payload with JSON Schema, Avro or Protocol Buffers",
            }
            .into());
        }
    };
    let stated = message.content_type.as_deref();
    let content_type = stated.unwrap_or("application/json").to_owned();
    let mut xml = Vec::new();
    let (codec, payload) = match Notation::of(&content_type) {
        Notation::Json => (
            Codec::Json,
            schema.map(|schema| builder.read(schema, &place)),
        ),
        Notation::Cbor => (
            Codec::Cbor,
            schema.map(|schema| builder.read(schema, &place)),
        ),
        Notation::MessagePack => {
            let payload = schema.map(|schema| builder.read(schema, &place));
            (Codec::MessagePack, payload)
        }
        Notation::Text => {
            let codec = text_codec(&content_type, message)?;
            (
                codec,
                Some(text_payload(schema, &content_type, &place, builder)?),
            )
        }
        Notation::Bytes => {
            let payload = byte_payload(schema, &content_type, builder)?;
            (Codec::Raw, Some(payload))
        }
        Notation::Xml => {
            // Types come second: nothing is left of a payload without a form.
            if let Some(schema) = schema {
                xml = builder
                    .read_xml(schema, &message.key)
                    .map_err(without_form)?;
            }
            let payload = schema.map(|schema| builder.read(schema, &place));
            (Codec::Xml, payload)
        }
        Notation::Avro | Notation::Protobuf => {
            return Err(Untyped {
                location: message.origin.location.clone(),
                reason: format!(
                    "a body in `{content_type}` has a schema in its own language, and this one is in JSON Schema"
                ),
                help: "state the language in `schemaFormat`, or another media type",
            }
            .into());
        }
    };
    Ok(Body {
        content_type,
        codec,
        payload,
        xml,
    })
}

/// The parts of a body that have no form in XML.
fn without_form(parts: Vec<(Location, String)>) -> Vec<Untyped> {
    let parts = parts.into_iter().map(|(location, reason)| Untyped {
        location,
        reason,
        help: "see `docs/xml.md` for what can be written, or state another media type",
    });
    parts.collect()
}
