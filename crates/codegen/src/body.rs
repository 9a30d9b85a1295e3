//! How the body of a message is written: the codec that its media type asks for.

use std::collections::BTreeSet;

use tidings_diag::{Finding, Location};
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Message, Part, Payload, Places};
use tidings_schema::avro::AvroId;
use tidings_schema::{Literal, Notation, SchemaId, SchemaKind, Type, TypeSet, media_type};

use crate::ir::{Builder, Kind, Usage, XmlElement};
use crate::plan::Plan;
use crate::rules::UNTYPED_BODY;

/// A codec of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Codec {
    Json,
    Cbor,
    MessagePack,
    Avro,
    Protobuf,
    Xml,
    Text,
    Latin1,
    Raw,
}

impl Codec {
    /// Its name in the runtime.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "Json",
            Self::Cbor => "Cbor",
            Self::MessagePack => "MessagePack",
            Self::Avro => "Avro",
            Self::Protobuf => "Protobuf",
            Self::Xml => "Xml",
            Self::Text => "Text",
            Self::Latin1 => "Latin1",
            Self::Raw => "Raw",
        }
    }

    /// The feature of the runtime that it needs.
    fn feature(self) -> Option<&'static str> {
        match self {
            Self::Cbor => Some("cbor"),
            Self::MessagePack => Some("messagepack"),
            Self::Xml => Some("xml"),
            Self::Json | Self::Avro | Self::Protobuf | Self::Text | Self::Latin1 | Self::Raw => {
                None
            }
        }
    }

    /// Whether any JSON value can be read with it, so that a place in the body can be found without its type.
    pub(crate) fn is_self_describing(self) -> bool {
        matches!(self, Self::Json | Self::Cbor | Self::MessagePack)
    }
}

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

/// The body of `message`; none where its schema has no type, which is a finding then.
///
/// A body whose notation nothing here reads is bytes, for its users to take apart.
pub(crate) fn body(
    contract: &Contract,
    message: &Message,
    builder: &mut Builder<'_>,
) -> Option<Body> {
    typed_body(contract, message, builder).unwrap_or_else(|untyped| {
        let text = format!("{}, so its payload is bytes", untyped.reason);
        let finding = Finding::new(&UNTYPED_BODY, untyped.location, text);
        builder.find(finding.with_help(untyped.help));
        let stated = message.content_type.as_deref();
        Some(Body {
            content_type: stated.unwrap_or("application/octet-stream").to_owned(),
            codec: Codec::Raw,
            payload: Some(bytes()),
            xml: Vec::new(),
        })
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
) -> Result<Option<Body>, Untyped> {
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
                });
            }
            let (content_type, codec) = avro_codec(message)?;
            let payload = builder.read_avro(&contract.avro, *schema, &place);
            return Ok(Some(Body {
                content_type,
                codec,
                payload: Some(payload),
                xml: Vec::new(),
            }));
        }
        Some(Payload::Protobuf { message: root, .. }) => {
            let (content_type, codec) = protobuf_codec(message)?;
            let payload = builder.read_protobuf(&contract.protobuf, *root);
            return Ok(payload.map(|payload| Body {
                content_type,
                codec,
                payload: Some(payload),
                xml: Vec::new(),
            }));
        }
        Some(payload) => {
            let (format, location) = payload
                .in_another_language()
                .unwrap_or(("an unknown language", &message.origin.location));
            return Err(Untyped {
                location: location.clone(),
                reason: format!("nothing here types a payload in `{format}`"),
                help: "describe the payload with JSON Schema, Avro or Protocol Buffers",
            });
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
            let payload = schema.map(|schema| builder.read(schema, &place));
            if let Some(schema) = schema {
                match builder.read_xml(schema, &message.key) {
                    Some(elements) => xml = elements,
                    None => return Ok(None),
                }
            }
            (Codec::Xml, payload)
        }
        Notation::Avro | Notation::Protobuf => {
            return Err(Untyped {
                location: message.origin.location.clone(),
                reason: format!(
                    "a body in `{content_type}` has a schema in its own language, and this one is in JSON Schema"
                ),
                help: "state the language in `schemaFormat`, or another media type",
            });
        }
    };
    Ok(Some(Body {
        content_type,
        codec,
        payload,
        xml,
    }))
}

/// What could not be read of the schema of Avro `schema`, or of one that it is made of: data that holds it cannot be
/// taken apart, not even around it.
fn broken_in_avro(contract: &Contract, schema: AvroId) -> Option<&LeftOut> {
    let left_out = contract.left_out.iter();
    let mut foreign = left_out.filter(|one| one.part == Part::ForeignSchema);
    let reached = contract.avro.reached(schema).into_iter();
    let reached: Vec<&Location> = reached.map(|id| &contract.avro.get(id).location).collect();
    let reached: Places = reached.into_iter().collect();
    foreign.find(|one| reached.hold(&one.location))
}

/// The media type and the codec of a payload that is described in Avro: binary unless the contract says JSON.
fn avro_codec(message: &Message) -> Result<(String, Codec), Untyped> {
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
    let framed = message.bindings.iter().find(|binding| {
        let place = binding.value.get("schemaIdLocation");
        place.and_then(Literal::as_str) == Some("payload")
    });
    if let Some(binding) = framed {
        return Err(Untyped {
            location: binding.location.clone(),
            reason: "the id of a schema in a registry stands before the datum, and no registry is asked for it".to_owned(),
            help: "take it apart with `tidings::avro::confluent`, or let the payload be the datum alone, with `schemaIdLocation: header`",
        });
    }
    Ok((stated.to_owned(), codec))
}

/// The media type and the codec of a payload that is described in Protocol Buffers: their wire format unless the
/// contract says JSON.
fn protobuf_codec(message: &Message) -> Result<(String, Codec), Untyped> {
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

/// The codec of the charset that a text is in.
fn text_codec(content_type: &str, message: &Message) -> Result<Codec, Untyped> {
    let charset = media_type::charset(content_type);
    match charset.as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => Ok(Codec::Text),
        Some("iso-8859-1" | "latin1") => Ok(Codec::Latin1),
        Some(other) => Err(Untyped {
            location: message.origin.location.clone(),
            reason: format!("text in the charset `{other}` is not written"),
            help: "state `charset=utf-8` or `charset=iso-8859-1`",
        }),
    }
}

/// What stands in a text: a scalar, and a string where nothing is said.
fn text_payload(
    schema: Option<SchemaId>,
    content_type: &str,
    place: &str,
    builder: &mut Builder<'_>,
) -> Result<Usage, Untyped> {
    let Some(schema) = schema else {
        return Ok(Usage::of(Kind::Text));
    };
    let usage = builder.read(schema, place);
    if builder.types().is_scalar(&usage) {
        return Ok(usage);
    }
    Err(Untyped {
        location: location(builder, schema),
        reason: format!(
            "a body in `{content_type}` has no structure, and this schema is no scalar"
        ),
        help: "let the payload be a string or a number, or state the media type of the notation, such as `application/json`",
    })
}

/// What stands in bytes that nobody takes apart: themselves.
///
/// A schema can say no more of them than that they are a string, which is how OpenAPI and AsyncAPI describe files.
fn byte_payload(
    schema: Option<SchemaId>,
    content_type: &str,
    builder: &Builder<'_>,
) -> Result<Usage, Untyped> {
    let is_binary = schema.is_none_or(|schema| {
        let schema = builder.graph.get(builder.graph.resolve(schema));
        match &schema.kind {
            SchemaKind::Boolean(any) => *any,
            SchemaKind::Reference(_) => false,
            SchemaKind::Rules(rules) => {
                let mut rest = (**rules).clone();
                let types = rest.types.take();
                rest.string.format = rest
                    .string
                    .format
                    .clone()
                    .filter(|format| format != "binary");
                types.is_none_or(|types| types == TypeSet::only(Type::String))
                    && rest.is_unconstrained()
            }
        }
    });
    match schema {
        Some(schema) if !is_binary => Err(Untyped {
            location: location(builder, schema),
            reason: format!("nothing here takes a body in `{content_type}` apart"),
            help: "let the payload be `{type: string, format: binary}`, or state the media type of the notation, such as `application/json`",
        }),
        _ => Ok(bytes()),
    }
}

/// Where `schema` stands, references followed.
fn location(builder: &Builder<'_>, schema: SchemaId) -> Location {
    let schema = builder.graph.get(builder.graph.resolve(schema));
    schema.location.clone()
}
