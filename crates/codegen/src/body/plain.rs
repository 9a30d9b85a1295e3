//! Bodies without a structure: text and bytes.

use tidings_diag::Location;
use tidings_model::contract::Message;
use tidings_schema::{SchemaId, SchemaKind, Type, TypeSet, media_type};

use super::{Codec, Untyped, bytes};
use crate::ir::{Builder, Kind, Usage};

/// The codec of the charset that a text is in.
pub(super) fn text_codec(content_type: &str, message: &Message) -> Result<Codec, Untyped> {
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
pub(super) fn text_payload(
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
pub(super) fn byte_payload(
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
