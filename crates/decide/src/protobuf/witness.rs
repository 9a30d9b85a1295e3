//! Messages that were written, read again and failed.

use tidings_schema::Literal;
use tidings_schema::protobuf::ProtobufMessageId;

use super::ProtobufEncoding;
use super::counterpart::Schemas;
use super::datum::{Message, Path, Trouble, TroubleKind};
use super::defaults::fill;
use super::json::{Form, json};
use super::unjson::read;
use super::unwire::decode;
use super::wire::encode;
use crate::Outcome;
use crate::budget::Budget;
use crate::found::Cause;

/// Bytes of a message that cost one step.
const BYTES: usize = 16;

/// A message that failed.
pub(super) struct Shown {
    pub(super) instance: Literal,
    pub(super) encoded: Vec<u8>,
    pub(super) outcome: Outcome,
    /// What is wrong with it.
    pub(super) kind: TroubleKind,
}

/// Writes `message` as the first of `types` and reads it as the second; nothing if nothing fails as `expected`.
pub(super) fn show(
    schemas: &Schemas<'_>,
    types: (ProtobufMessageId, ProtobufMessageId),
    message: Message,
    budget: &mut Budget,
    expected: impl Fn(&Path, TroubleKind) -> bool,
) -> Result<Option<Shown>, Cause> {
    let (writer, reader) = types;
    let graph = schemas.writer.graph;
    let (encoded, (mut read, mut troubles)) = match schemas.encoding {
        ProtobufEncoding::Wire => {
            let encoded = encode(graph, writer, &message);
            let decoded = decode(&schemas.reader, reader, &encoded);
            (encoded, decoded)
        }
        ProtobufEncoding::Json => {
            let form = json(graph, writer, &message, Form::Written);
            let decoded = read(&schemas.reader, reader, &form);
            (form.to_json_text().into_bytes(), decoded)
        }
    };
    budget.spend(1 + (encoded.len() / BYTES) as u64)?;
    troubles.extend(schemas.compare(writer, &message, reader, &read));
    let mut matching = troubles.iter();
    let Some(trouble) = matching.find(|trouble| expected(&trouble.path, trouble.kind)) else {
        return Ok(None);
    };
    let kind = trouble.kind;
    if kind == TroubleKind::Default {
        fill(&schemas.reader, reader, &mut read, &trouble.path);
    }
    let is_misread =
        |trouble: &Trouble| matches!(trouble.kind, TroubleKind::Different | TroubleKind::Default);
    let outcome = if troubles.iter().all(is_misread) {
        Outcome::Misread(json(schemas.reader.graph, reader, &read, Form::Shown))
    } else {
        Outcome::Refused
    };
    Ok(Some(Shown {
        instance: json(graph, writer, &message, Form::Shown),
        encoded,
        outcome,
        kind,
    }))
}
